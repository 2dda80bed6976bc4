// SPDX-License-Identifier: Apache-2.0
// Plays a recording that was lent: the session says what may be seen, the mark lies over the picture.

const box = document.querySelector("[data-shared]");
const marked = box?.querySelector("[data-marked]");

const tick = () => {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const text = `${day} ${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
  for (const clock of document.querySelectorAll("[data-clock]")) clock.textContent = text;
};

const play = async (video, said) => {
  const { default: Hls } = await import("../npm/hls/hls.light.min.mjs");
  const player = new Hls();
  player.on(Hls.Events.ERROR, (_, { fatal, details }) => {
    if (fatal) said.textContent = `${box.dataset.failed} ${details}`;
  });
  player.loadSource(box.dataset.shared);
  player.attachMedia(video);
  await video.play();
};

if (box) {
  tick();
  setInterval(tick, 1000);
}
if (marked) {
  const video = marked.querySelector("video");
  const said = box.querySelector("[data-said]");
  const start = box.querySelector("[data-play]");
  const whole = box.querySelector("[data-whole]");
  start.hidden = false;
  start.addEventListener("click", () => {
    start.disabled = true;
    play(video, said).catch((error) => {
      said.textContent = `${box.dataset.failed} ${error.message}`;
    });
  });
  whole.hidden = !document.fullscreenEnabled;
  whole.addEventListener("click", () => marked.requestFullscreen()); // the mark goes along
}
