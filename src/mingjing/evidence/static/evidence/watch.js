// SPDX-License-Identifier: Apache-2.0
// Players of a page: each [data-player] starts when asked; on the command centre's page the
// list of who records now renews itself.

import { watchHls, watchLive } from "./player.js";

const RENEW = 5000;
const running = new Map();

const tellIn = (box) => (name) => {
  const words = box.querySelector("[data-said]");
  words.textContent = box.dataset[name] ?? "";
  box.dataset.now = name;
};

const failIn = (box) => (details) => {
  box.querySelector("[data-said]").textContent = `${box.dataset.failed ?? ""} ${details}`;
};

const stop = (box) => {
  running.get(box)?.();
  running.delete(box);
  tellIn(box)("stopped");
};

const start = async (box, how) => {
  stop(box);
  if (how === "live") {
    const leaving = new AbortController();
    running.set(box, () => leaving.abort());
    await watchLive(box, tellIn(box), leaving.signal);
  } else {
    const player = await watchHls(box, failIn(box), { isLive: how === "rewind" });
    running.set(box, () => player.destroy());
    await box.querySelector("video").play();
  }
};

const enliven = (root) => {
  for (const button of root.querySelectorAll("[data-watch]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const box = button.closest("[data-player]");
      box.querySelector("video").hidden = false;
      start(box, button.dataset.watch).catch((error) => failIn(box)(error.message));
    });
  }
  for (const mark of root.querySelectorAll("[data-seek]")) {
    mark.addEventListener("click", () => {
      const video = document.querySelector("[data-player] video");
      video.currentTime = Number(mark.dataset.seek);
    });
  }
};

// The part of the page that says who records now, asked again while the page is seen.
const renew = async (part) => {
  if (document.hidden || [...running.keys()].some((box) => part.contains(box))) return;
  const response = await fetch(part.dataset.renew, { headers: { "X-Requested-With": "fetch" } });
  if (!response.ok || response.redirected) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-renew]");
  if (fresh && fresh.innerHTML !== part.innerHTML) {
    part.replaceChildren(...fresh.childNodes);
    enliven(part);
  }
};

enliven(document);
for (const part of document.querySelectorAll("[data-renew]")) setInterval(() => renew(part).catch(() => {}), RENEW);
