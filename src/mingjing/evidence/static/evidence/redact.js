// SPDX-License-Identifier: Apache-2.0
// Masks drawn on the picture. It fills in the very forms that work without script: a drawn
// rectangle is a new mask, a moved one is a key of its mask at this instant.

const WHOLE = 10000; // width and height of the picture in the units of the plan
const LEAST = 0.01; // a rectangle smaller than this part of the picture is a slip of the hand
const HOLD = 2; // seconds that a new mask stands for
const NUDGE = 100;
const CHOSEN = ["m-reason", "m-style", "s-what", "s-reason"]; // stay as they were chosen

const stage = document.querySelector("[data-stage]");
const video = stage?.querySelector("video");
const layer = stage?.querySelector("[data-layer]");
const said = document.querySelector("[data-player] [data-said]");
const part = () => document.querySelector("[data-plan-part]");

let plan = { masks: [] };
let suggested = null;
let chosen = ""; // the mask that keys of the keyboard move
let draft = null; // a box that is being moved and not kept yet: { mask, x, y, width, height }

// What is seen now, in milliseconds of scene: the server counts by the pieces that the recorder signed, the
// player by the encoder's clock, with the holes in it. The piece and the way into it are the same for both.
let pieces = null; // of the player, as it placed them: { start, dur, scene }
const pieceOf = (at, clock) => pieces().findLast((piece) => piece[clock] <= at + 0.0005) ?? pieces()[0];
const sceneOf = (seconds) => {
  if (!pieces) return seconds;
  const piece = pieceOf(seconds, "start");
  return piece.scene + Math.max(0, Math.min(seconds - piece.start, piece.dur));
};
const shownAt = (scene) => {
  if (!pieces) return scene;
  const piece = pieceOf(scene, "scene");
  return piece.start + Math.max(0, scene - piece.scene);
};
const scene = () => sceneOf(video.currentTime);
const now = () => Math.round(scene() * 1000);

// Where a mask is at an instant, as the server moves it.
const boxAt = (keys, at) => {
  if (at < keys[0][0] || at > keys.at(-1)[0]) return null;
  const after = keys.findIndex((key) => key[0] > at);
  if (after === -1) return keys.at(-1).slice(1);
  const [one, other] = [keys[after - 1], keys[after]];
  const gone = (at - one[0]) / (other[0] - one[0]);
  return one.slice(1).map((side, index) => side + (other[index + 1] - side) * gone);
};

// The layer lies on the picture, not on the black beside it.
const place = () => {
  const { clientWidth: width, clientHeight: height, videoWidth, videoHeight } = video;
  if (!videoWidth) return;
  const scale = Math.min(width / videoWidth, height / videoHeight);
  const [wide, high] = [videoWidth * scale, videoHeight * scale];
  layer.style.left = `${video.offsetLeft + (width - wide) / 2}px`;
  layer.style.top = `${video.offsetTop + (height - high) / 2}px`;
  layer.style.width = `${wide}px`;
  layer.style.height = `${high}px`;
};

const put = (element, [x, y, width, height]) => {
  element.style.left = `${x / 100}%`;
  element.style.top = `${y / 100}%`;
  element.style.width = `${width / 100}%`;
  element.style.height = `${height / 100}%`;
};

const elementOf = (name, kind) => {
  const found = layer.querySelector(`[data-box="${name}"]`);
  if (found) return found;
  const box = document.createElement(kind === "suggested" ? "div" : "button");
  if (box instanceof HTMLButtonElement) box.type = "button";
  box.className = `hiding-box${kind === "suggested" ? " is-suggested" : ""}`;
  box.dataset.box = name;
  const label = document.createElement("span");
  label.className = "name";
  label.textContent = kind === "suggested" ? "?" : name;
  const grip = document.createElement("span");
  grip.className = "grip";
  box.append(label, grip);
  layer.append(box);
  return box;
};

const show = () => {
  const at = now();
  const shown = new Set();
  for (const { id, keys } of plan.masks) {
    const box = draft?.mask === id ? draft.box : boxAt(keys, at);
    if (!box) continue;
    const element = elementOf(id);
    put(element, box);
    element.classList.toggle("is-chosen", chosen === id);
    shown.add(id);
  }
  const hint = suggested && boxAt(suggested, at);
  if (hint) {
    put(elementOf("?", "suggested"), hint);
    shown.add("?");
  }
  if (draft && !draft.mask) {
    put(elementOf("+"), draft.box);
    shown.add("+");
  }
  for (const box of layer.querySelectorAll("[data-box]")) if (!shown.has(box.dataset.box)) box.remove();
  document.querySelector("[data-clock]").textContent = `${scene().toFixed(1)} s`;
  const slider = document.querySelector("[data-at]");
  if (document.activeElement !== slider || !video.seeking) slider.value = at;
};

const read = () => {
  plan = JSON.parse(document.getElementById("plan").textContent);
  if (stage) for (const button of part().querySelectorAll("[data-goto]")) button.hidden = false;
};

const percent = (side) => (Math.round(side) / 100).toFixed(2);

const fill = (form, at, box) => {
  for (const [index, name] of ["left", "top", "width", "height"].entries()) form.elements[name].value = percent(box[index]);
  if (form.elements.at) form.elements.at.value = (at / 1000).toFixed(3);
};

// What was refused stands at its form, with what was written there.
const showRefused = (refused, body) => {
  const { elements } = refused.closest("form");
  for (const [name, value] of body) if (elements[name]?.matches?.("input:not([type=hidden]), select")) elements[name].value = value;
  refused.closest("details")?.setAttribute("open", "");
  refused.scrollIntoView({ block: "nearest" });
};

// Posts a form and puts the new plan in place of the old one, while the film stays where it is.
const send = async (form, submitter) => {
  const body = new FormData(form, submitter);
  const chosenBefore = CHOSEN.map((name) => document.getElementById(name)?.value);
  const opened = [...part().querySelectorAll("details[open]")].map((one) => one.dataset.maskLine ?? "");
  const response = await fetch(form.action, { method: "POST", body });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("[data-plan-part]");
  if (!fresh) {
    location.reload();
    return;
  }
  const notices = [...page.querySelectorAll(".notice[role=status], [data-refused]")];
  if (said) said.textContent = notices.map((one) => one.textContent.trim()).join(" ");
  part().replaceChildren(...fresh.childNodes);
  for (const name of opened) if (name) part().querySelector(`[data-mask-line="${name}"]`)?.setAttribute("open", "");
  for (const [index, name] of CHOSEN.entries()) document.getElementById(name).value = chosenBefore[index];
  const refused = part().querySelector("[data-refused]");
  if (refused) showRefused(refused, body);
  const version = part().querySelector("[name=version]").value;
  for (const field of document.querySelectorAll("[data-version]")) field.value = version;
  draft = null;
  suggested = null;
  read();
  if (video) show();
};

const fail = (error) => {
  if (said) said.textContent = error.message;
};

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-quiet]")) return;
  event.preventDefault();
  send(event.target, event.submitter).catch(fail);
});

const bounded = ([x, y, width, height]) => {
  const [wide, high] = [Math.min(WHOLE, Math.max(NUDGE, width)), Math.min(WHOLE, Math.max(NUDGE, height))];
  return [Math.min(WHOLE - wide, Math.max(0, x)), Math.min(WHOLE - high, Math.max(0, y)), wide, high].map(Math.round);
};

const keepDraft = () => {
  if (!draft) return;
  const at = now();
  if (draft.mask) {
    const form = part().querySelector("[data-put-key]");
    form.elements.mask.value = draft.mask;
    fill(form, at, draft.box);
    send(form).catch(fail);
  } else {
    const form = part().querySelector("[data-new-mask]");
    fill(form, at, draft.box);
    form.elements.from.value = (at / 1000).toFixed(3);
    form.elements.to.value = (Math.min(Number(document.querySelector("[data-at]").max), at + HOLD * 1000) / 1000).toFixed(3);
    send(form).catch(fail);
  }
};

const pointAt = (event) => {
  const { left, top, width, height } = layer.getBoundingClientRect();
  return [((event.clientX - left) / width) * WHOLE, ((event.clientY - top) / height) * WHOLE];
};

const drag = (event) => {
  if (event.button > 0 || video.seeking) return; // the picture that is seen is not the one of this instant yet
  event.preventDefault();
  video.pause();
  const [x, y] = pointAt(event);
  const element = event.target.closest("[data-box]");
  const mask = element?.dataset.box ?? "";
  chosen = mask;
  const begun = mask ? boxAt(plan.masks.find(({ id }) => id === mask).keys, now()) : null;
  const isGrip = event.target.classList.contains("grip");
  const move = (next) => {
    const [right, bottom] = pointAt(next);
    if (!begun) {
      const [x2, y2] = [Math.min(WHOLE, Math.max(0, right)), Math.min(WHOLE, Math.max(0, bottom))];
      draft = { mask: "", box: [Math.min(x, x2), Math.min(y, y2), Math.abs(x2 - x), Math.abs(y2 - y)] };
    } else if (isGrip) {
      draft = { mask, box: bounded([begun[0], begun[1], begun[2] + right - x, begun[3] + bottom - y]) };
    } else {
      draft = { mask, box: bounded([begun[0] + right - x, begun[1] + bottom - y, begun[2], begun[3]]) };
    }
    show();
  };
  const end = () => {
    layer.removeEventListener("pointermove", move);
    if (draft && !draft.mask && (draft.box[2] < LEAST * WHOLE || draft.box[3] < LEAST * WHOLE)) draft = null;
    else keepDraft();
    show();
  };
  layer.setPointerCapture(event.pointerId);
  layer.addEventListener("pointermove", move);
  layer.addEventListener("pointerup", end, { once: true });
  layer.addEventListener("pointercancel", end, { once: true });
  if (element) element.focus();
  show();
};

const ARROWS = { ArrowLeft: [-NUDGE, 0], ArrowRight: [NUDGE, 0], ArrowUp: [0, -NUDGE], ArrowDown: [0, NUDGE] };

const press = (event) => {
  const mask = event.target.closest?.("[data-box]")?.dataset.box;
  if (!mask || mask === "+") return;
  const arrow = ARROWS[event.key];
  if (arrow) {
    event.preventDefault();
    chosen = mask;
    const box = draft?.mask === mask ? draft.box : boxAt(plan.masks.find(({ id }) => id === mask).keys, now());
    const by = event.shiftKey ? [0, 0, ...arrow] : [...arrow, 0, 0];
    draft = { mask, box: bounded(box.map((side, index) => side + by[index])) };
    show();
  } else if (event.key === "Enter" && draft) {
    event.preventDefault();
    keepDraft();
  }
};

const begin = () => {
  layer.hidden = false;
  for (const tools of document.querySelectorAll("[data-tools]")) tools.hidden = false;
  place();
  show();
};

const tick = () => {
  if (!video.paused) show();
  requestAnimationFrame(tick);
};

if (part()) read();
if (stage) {
  stage.closest("[data-player]").addEventListener("pieces", ({ detail }) => {
    pieces = detail;
  });
  video.addEventListener("loadeddata", begin);
  video.addEventListener("seeked", () => {
    draft = null;
    show();
  });
  new ResizeObserver(place).observe(video);
  layer.addEventListener("pointerdown", drag);
  layer.addEventListener("keydown", press);
  document.querySelector("[data-pause]").addEventListener("click", () => (video.paused ? video.play() : video.pause()));
  document.querySelector("[data-at]").addEventListener("input", ({ target }) => {
    video.pause();
    video.currentTime = shownAt(Number(target.value) / 1000);
  });
  for (const step of document.querySelectorAll("[data-step]"))
    step.addEventListener("click", () => {
      video.pause();
      video.currentTime = shownAt(Math.max(0, scene() + Number(step.dataset.step)));
    });
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-goto]");
    if (!button) return;
    suggested = button.dataset.keys.trim().split(" ").map((key) => key.split(",").map(Number));
    video.pause();
    video.currentTime = shownAt(Number(button.dataset.goto));
    show();
  });
  tick();
}
