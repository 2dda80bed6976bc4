// SPDX-License-Identifier: Apache-2.0
// Draws a signature on the canvas of a form and puts its strokes into the form's hidden field.

for (const form of document.querySelectorAll("form[data-signature]")) {
  const pad = form.querySelector("canvas");
  const field = form.querySelector("input[name=strokes]");
  const pen = pad.getContext("2d");
  let strokes = [];
  let stroke = null;

  const place = (event) => {
    const box = pad.getBoundingClientRect();
    const x = ((event.clientX - box.left) * pad.width) / box.width;
    const y = ((event.clientY - box.top) * pad.height) / box.height;
    return [Math.round(x), Math.round(y)];
  };

  pad.addEventListener("pointerdown", (event) => {
    pad.setPointerCapture(event.pointerId);
    stroke = [place(event)];
    strokes.push(stroke);
  });
  pad.addEventListener("pointermove", (event) => {
    if (stroke === null) return;
    const [from, to] = [stroke[stroke.length - 1], place(event)];
    stroke.push(to);
    pen.lineWidth = 5;
    pen.lineCap = "round";
    pen.strokeStyle = getComputedStyle(pad).color;
    pen.beginPath();
    pen.moveTo(...from);
    pen.lineTo(...to);
    pen.stroke();
  });
  for (const name of ["pointerup", "pointercancel"]) {
    pad.addEventListener(name, () => {
      stroke = null;
      field.value = JSON.stringify(strokes);
    });
  }
  form.addEventListener("reset", () => {
    strokes = [];
    field.value = "";
    pen.clearRect(0, 0, pad.width, pad.height);
  });
}
