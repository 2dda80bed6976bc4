// SPDX-License-Identifier: Apache-2.0
// Camera, microphone and encoder of the recorder.

const MIMES = {
  video: [
    "video/mp4;codecs=avc1.42E01E,opus",
    "video/mp4;codecs=avc1.42E01E,mp4a.40.2",
    "video/mp4",
    "video/webm;codecs=vp8,opus",
    "video/webm",
  ],
  audio: ["audio/mp4;codecs=opus", "audio/mp4", "audio/webm;codecs=opus", "audio/webm"],
};
const KEY_FRAME = 500; // milliseconds: what is lost at most when the phone dies
const BITS = 2000000;

export const mimeFor = (mode) => MIMES[mode].find((mime) => MediaRecorder.isTypeSupported(mime));

export const openStream = (mode) =>
  navigator.mediaDevices.getUserMedia({
    audio: mode === "photo" ? false : { echoCancellation: false, noiseSuppression: false },
    video:
      mode === "audio"
        ? false
        : { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
  });

// Draws time and officer into each picture, so that they stand in the recording itself.
export const withCaption = (stream, caption) => {
  const video = document.createElement("video");
  Object.assign(video, { srcObject: stream, muted: true, playsInline: true });
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { alpha: false });
  let isOn = true;
  const frame = () => {
    if (!isOn) return;
    if (video.videoWidth && canvas.width !== video.videoWidth) {
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
    }
    if (video.videoWidth) {
      pen.drawImage(video, 0, 0);
      const size = Math.max(14, Math.round(canvas.height / 30));
      pen.font = `${size}px monospace`;
      const words = caption();
      pen.fillStyle = "rgba(0, 0, 0, 0.6)";
      pen.fillRect(0, 0, pen.measureText(words).width + size, 1.6 * size);
      pen.fillStyle = "#fff";
      pen.fillText(words, size / 2, 1.15 * size);
    }
    if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(frame);
    else requestAnimationFrame(frame);
  };
  video.play().then(frame);
  const drawn = canvas.captureStream(30);
  for (const track of stream.getAudioTracks()) drawn.addTrack(track);
  return {
    stream: drawn,
    canvas,
    stop: () => {
      isOn = false;
      for (const track of [...drawn.getTracks(), ...stream.getTracks()]) track.stop();
    },
  };
};

// Runs the encoder; `give` gets every piece in order, `fail` what went wrong with the camera.
export const encode = (stream, mime, give, fail) => {
  const encoder = new MediaRecorder(stream, {
    mimeType: mime,
    videoBitsPerSecond: BITS,
    videoKeyFrameIntervalDuration: KEY_FRAME,
  });
  let last = performance.now();
  let isFirst = true;
  let pieces = Promise.resolve();
  encoder.addEventListener("dataavailable", ({ data }) => {
    const lasted = performance.now() - last;
    last = performance.now();
    const restarts = isFirst;
    if (data.size === 0) return;
    isFirst = false;
    pieces = pieces.then(async () => {
      const bytes = new Uint8Array(await data.arrayBuffer());
      await give({ bytes, mime: encoder.mimeType, lasted, restarts });
    });
    pieces.catch(fail);
  });
  encoder.addEventListener("error", ({ error }) => fail(error));
  for (const track of stream.getTracks()) {
    track.addEventListener("ended", () => encoder.state !== "inactive" && fail(new Error("track ended")));
  }
  // An MP4 is cut at key frames whatever is asked; asking often only gives each piece at once.
  encoder.start(mime.includes("/mp4") ? KEY_FRAME / 4 : KEY_FRAME);
  const stop = async () => {
    if (encoder.state !== "inactive") {
      const stopped = new Promise((resolve) => encoder.addEventListener("stop", resolve, { once: true }));
      encoder.stop();
      await stopped;
    }
    await pieces.catch(() => {});
  };
  return { stop };
};

// One photograph from the picture that is shown.
export const photograph = (canvas) =>
  new Promise((resolve, reject) => {
    canvas.toBlob(
      async (blob) => (blob ? resolve(new Uint8Array(await blob.arrayBuffer())) : reject(new Error("no picture"))),
      "image/jpeg",
      0.92,
    );
  });
