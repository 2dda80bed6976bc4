// SPDX-License-Identifier: Apache-2.0
// A camera that films a clock: milliseconds as 24 blocks and their parity as 8, black and white.
// `countOf` reads the blocks of a picture again; null when they cannot be right.
(() => {
  const COLUMNS = 8;
  const ROWS = 4;
  const SIZE = { width: 640, height: 360 };
  const TOP = 40; // the caption of the recorder lies above
  const block = { width: SIZE.width / COLUMNS, height: (SIZE.height - TOP) / ROWS };
  const parityOf = (value) => (value ^ (value >> 8) ^ (value >> 16) ^ 0x5a) & 0xff;

  window.drawCount = (pen, value) => {
    const bits = [24, 8].flatMap((width, part) =>
      Array.from({ length: width }, (_, bit) => ((part ? parityOf(value) : value) >> (width - 1 - bit)) & 1),
    );
    bits.forEach((bit, at) => {
      pen.fillStyle = bit ? "#fff" : "#000";
      const left = (at % COLUMNS) * block.width;
      pen.fillRect(left, TOP + Math.floor(at / COLUMNS) * block.height, block.width, block.height);
    });
  };

  const small = new OffscreenCanvas(SIZE.width, SIZE.height);
  const pen = small.getContext("2d", { willReadFrequently: true });

  window.countOf = (picture) => {
    pen.drawImage(picture, 0, 0, SIZE.width, SIZE.height);
    let value = 0;
    let parity = 0;
    for (let at = 0; at < COLUMNS * ROWS; at += 1) {
      const left = ((at % COLUMNS) + 0.5) * block.width;
      const top = TOP + (Math.floor(at / COLUMNS) + 0.5) * block.height;
      const [red] = pen.getImageData(left, top, 1, 1).data;
      if (at < 24) value = value * 2 + (red > 127 ? 1 : 0);
      else parity = parity * 2 + (red > 127 ? 1 : 0);
    }
    return parity === parityOf(value) ? value : null;
  };

  // The camera of this page becomes a canvas; `next` gives the number to draw, or null to wait.
  window.filmNumbers = (next) => {
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wish) => {
      const stream = wish.audio ? await real({ audio: wish.audio }) : new MediaStream();
      if (!wish.video) return stream;
      const canvas = Object.assign(document.createElement("canvas"), SIZE);
      const brush = canvas.getContext("2d", { alpha: false });
      const draw = () => {
        const value = next();
        if (value !== null) window.drawCount(brush, value);
        requestAnimationFrame(draw);
      };
      draw();
      stream.addTrack(canvas.captureStream(30).getVideoTracks()[0]);
      return stream;
    };
  };
})();
