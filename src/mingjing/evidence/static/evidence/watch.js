// SPDX-License-Identifier: Apache-2.0
// Players of a page: each [data-player] starts when asked and says how its recording stands; on the
// command centre's page the list of who records now renews itself.

import { watchLive } from "./live.js";
import { watchHls } from "./player.js";
import { isOver } from "./standing.js";

const RENEW = 5000;
const running = new Map();
const moment = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone: "Asia/Shanghai" });

const wordsOf = (box, { state, since, behind }) => {
  const values = { behind, since: since ? moment.format(since) : "" };
  return (box.dataset[state] ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name]);
};

// Says how a recording stands, once for each change: the words are read out by screen readers.
const tellIn = (box) => (found) => {
  const said = box.querySelector("[data-said]");
  const words = wordsOf(box, found);
  if (said.textContent !== words) said.textContent = words;
  box.dataset.now = found.state;
  const page = box.querySelector("[data-page]");
  if (page) page.hidden = !isOver(found.state);
  for (const part of document.querySelectorAll("[data-renew][data-state]")) {
    if (found.state === "away" || part.dataset.state === found.state) continue;
    part.dataset.state = found.state;
    renew(part).catch(() => {});
  }
};

const failIn = (box) => (details) => {
  box.querySelector("[data-said]").textContent = `${box.dataset.failed ?? ""} ${details}`;
};

const stop = (box) => {
  running.get(box)?.();
  running.delete(box);
  box.querySelector("[data-said]").textContent = "";
};

const start = async (box, how, at) => {
  stop(box);
  box.dataset.how = how;
  if (how === "live") {
    const leaving = new AbortController();
    running.set(box, () => leaving.abort());
    await watchLive(box, (found) => leaving.signal.aborted || tellIn(box)(found), leaving.signal);
  } else {
    const player = await watchHls(box, { tell: tellIn(box), fail: failIn(box), isLive: how === "rewind", at });
    running.set(box, () => player.destroy());
    await box.querySelector("video").play();
  }
};

// An instant of the film is counted from its beginning: who watches the newest goes to the whole for it.
const seek = (mark) => {
  const box = document.querySelector("[data-player]");
  const at = Number(mark.dataset.seek);
  if (running.has(box) && box.dataset.how !== "whole") start(box, "whole", at).catch((error) => failIn(box)(error.message));
  else box.querySelector("video").currentTime = at;
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
  for (const mark of root.querySelectorAll("[data-seek]")) mark.addEventListener("click", () => seek(mark));
};

// A part of the page, asked again while the page is seen and nothing plays in it.
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
for (const part of document.querySelectorAll("[data-renew]:not([data-state])")) setInterval(() => renew(part).catch(() => {}), RENEW);
