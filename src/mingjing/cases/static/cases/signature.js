// SPDX-License-Identifier: Apache-2.0
// Draws a signature on the canvas of a form and puts its strokes into the form's hidden field.
// By keyboard: arrows move the pen, Shift makes small steps, Space puts it down and lifts it.

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const STEP = 20;
const SMALL = 5;

for (const form of document.querySelectorAll("form[data-signature]")) {
  const pad = form.querySelector("canvas");
  const field = form.querySelector("input[name=strokes]");
  const ink = pad.getContext("2d");
  let strokes = [];
  let stroke = null;
  let pen = null; // where the keyboard's pen stands

  const within = (value, most) => Math.min(Math.max(Math.round(value), 0), most);
  const place = (x, y) => [within(x, pad.width), within(y, pad.height)];
  const under = (event) => {
    const box = pad.getBoundingClientRect();
    return place(
      ((event.clientX - box.left) * pad.width) / box.width,
      ((event.clientY - box.top) * pad.height) / box.height,
    );
  };

  const draw = () => {
    ink.clearRect(0, 0, pad.width, pad.height);
    ink.lineWidth = 5;
    ink.lineCap = ink.lineJoin = "round";
    ink.strokeStyle = ink.fillStyle = getComputedStyle(pad).color;
    for (const points of strokes) {
      ink.beginPath();
      points.forEach(([x, y], at) => (at ? ink.lineTo(x, y) : ink.moveTo(x, y)));
      ink.stroke();
    }
    if (pen !== null) {
      ink.beginPath();
      ink.arc(pen[0], pen[1], 8, 0, 2 * Math.PI);
      ink[stroke === null ? "stroke" : "fill"]();
    }
    const drawn = strokes.filter((points) => points.length > 1);
    field.value = drawn.length ? JSON.stringify(drawn) : "";
  };
  const down = (at) => {
    stroke = [at];
    strokes.push(stroke);
  };

  pad.addEventListener("pointerdown", (event) => {
    pad.setPointerCapture(event.pointerId);
    pen = null;
    down(under(event));
  });
  pad.addEventListener("pointermove", (event) => {
    if (stroke === null || pen !== null) return;
    stroke.push(under(event));
    draw();
  });
  for (const name of ["pointerup", "pointercancel"]) {
    pad.addEventListener(name, () => {
      stroke = null;
      draw();
    });
  }
  pad.addEventListener("keydown", (event) => {
    const way = ARROWS[event.key];
    if (way === undefined && event.key !== " ") return;
    event.preventDefault();
    pen ??= place(pad.width / 4, pad.height / 2);
    if (way === undefined) {
      if (stroke === null) down(pen);
      else stroke = null;
    } else {
      const far = event.shiftKey ? SMALL : STEP;
      pen = place(pen[0] + way[0] * far, pen[1] + way[1] * far);
      if (stroke !== null) stroke.push(pen);
    }
    draw();
  });
  pad.addEventListener("blur", () => {
    stroke = null;
    pen = null;
    draw();
  });
  form.addEventListener("reset", () => {
    strokes = [];
    stroke = null;
    pen = null;
    draw();
  });
}
