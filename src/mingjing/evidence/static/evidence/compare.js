// SPDX-License-Identifier: Apache-2.0
// Copy and original beside each other: whoever plays, pauses or seeks in one does it in both.

const NEAR = 0.3; // seconds that the two may be apart
const copy = document.querySelector("[data-copy]");
const original = document.querySelector("[data-player] video");

if (copy && original) {
  copy.addEventListener("seeked", () => {
    if (Math.abs(original.currentTime - copy.currentTime) > NEAR) original.currentTime = copy.currentTime;
  });
  copy.addEventListener("play", () => original.readyState && original.play().catch(() => {}));
  copy.addEventListener("pause", () => original.pause());
  original.addEventListener("play", () => {
    copy.currentTime = original.currentTime;
    copy.play().catch(() => {});
  });
}
