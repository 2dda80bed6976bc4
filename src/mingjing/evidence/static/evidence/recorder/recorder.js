// SPDX-License-Identifier: Apache-2.0
// The recorder's page: prepare, record, end. One thumb; without network as well.

import * as checks from "./checks.js";
import { encode, mimeFor, openStream, photograph, withCaption } from "./camera.js";
import { openMemory } from "./memory.js";
import { canScan, scan, typed } from "./scan.js";
import { stamp } from "./stamp.js";

const SOFTWARE = "mingjing-recorder/1";
const page = document.querySelector("[data-recorder]");
const words = JSON.parse(document.querySelector("#words").textContent);
const part = (name) => page.querySelector(`[data-part=${name}]`);
const say = (name, ...values) => values.reduce((text, value) => text.replace("{}", value), words[name] ?? name);

const state = { start: null, offset: null, recording: null, camera: null, encoder: null, timer: null, left: 0 };

const two = (number) => String(number).padStart(2, "0");

const show = (screen) => {
  for (const section of page.querySelectorAll("[data-screen]")) section.hidden = section.dataset.screen !== screen;
  page.dataset.now = screen;
};

const tell = (name, ...values) => {
  part("news").textContent = name ? say(name, ...values) : "";
};

const hear = (news) => {
  state.left = news.left ?? state.left;
  part("left").textContent = state.left ? say("waiting", state.left) : say("sent");
  part("left").dataset.state = state.left ? (news.event === "late" ? "late" : "sending") : "sent";
  part("keep").hidden = !state.left; // said beside "all is uploaded" it would contradict it
  if (news.event === "refused") tell("refused", news.seq, news.problem.detail ?? news.problem.code ?? news.problem.status);
  if (state.left) navigator.serviceWorker?.ready.then(({ sync }) => sync?.register("send")).catch(() => {});
};

const ask = openMemory(new URL("worker.js", import.meta.url), hear);

// What the site gives while there is network: who records and for what; tickets once it knows the key.
const askSite = async (key) => {
  const before = Date.now();
  const response = await fetch(`${page.dataset.start}${key ? `?key=${key.id}` : ""}`, { headers: { Accept: "application/json" } });
  if (!response.ok || response.redirected) throw new Error(String(response.status));
  const start = await response.json();
  state.offset = start.now - (before + Date.now()) / 2;
  localStorage.setItem("mingjing-recorder-account", start.account);
  return start;
};

const register = async (key) => {
  const response = await fetch(page.dataset.devices, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": page.querySelector("[name=csrfmiddlewaretoken]").value },
    body: JSON.stringify({ alg: key.alg, spki: key.spki, proof: key.proof, name: navigator.userAgent.slice(0, 80) }),
  });
  if (response.ok) return;
  const answer = await response.json();
  throw new Error(answer.detail ?? answer.code);
};

// With network: the officer's own key is registered once, and tickets are laid in. A key that was
// withdrawn or ran out is replaced by a new one.
const askAll = async () => {
  const first = await askSite(null);
  let key = await ask("keyOf", { who: first.account });
  let start = await askSite(key);
  if (!start.device || start.device.until < start.now) {
    if (key.wasKnown) key = await ask("renewKey", { who: first.account });
    await register(key);
    start = await askSite(key);
    await ask("registered", { who: first.account });
  }
  await ask("start", { start });
  return start;
};

const prepare = async () => {
  try {
    state.start = await askAll();
    tell("");
  } catch (error) {
    const who = localStorage.getItem("mingjing-recorder-account");
    state.start = who ? await ask("resume", { who }) : null;
    if (!state.start) {
      tell("first_online", error.message);
      return;
    }
    tell(navigator.onLine ? "failed" : "offline", error.message);
  }
  fillOccasions();
  await offerUnfinished();
  await check();
};

const fillOccasions = () => {
  const list = part("occasions");
  const row = page.querySelector("template[data-row=occasion]");
  list.replaceChildren();
  const wanted = new URLSearchParams(location.search).get("occasion");
  for (const one of [...state.start.occasions, { kind: "", id: "", title: say("no_occasion"), place: say("no_occasion_help"), at: null }]) {
    const item = row.content.cloneNode(true);
    const value = one.kind ? `${one.kind}/${one.id}` : "";
    Object.assign(item.querySelector("input"), { value, checked: value === (wanted ?? "") });
    item.querySelector("[data-title]").textContent = one.title;
    item.querySelector("[data-place]").textContent = [one.at ? new Date(one.at).toLocaleString(page.lang || undefined) : "", one.place].filter(Boolean).join(" · ");
    list.append(item);
  }
  if (!list.querySelector("input:checked")) list.querySelector("input").checked = true;
  if (wanted && !state.start.occasions.some((one) => wanted === `${one.kind}/${one.id}`)) tell("not_yours");
  part("officer").textContent = state.start.officer;
};

const chosen = () => {
  const value = page.querySelector("input[name=occasion]:checked")?.value ?? "";
  if (!value) return { occasion: null, title: say("no_occasion") };
  const [kind, id] = [value.slice(0, value.indexOf("/")), value.slice(value.indexOf("/") + 1)];
  const { title } = state.start.occasions.find((one) => one.kind === kind && one.id === id);
  return { occasion: { kind, id }, title };
};

// Chooses the task that a code named; another's is told, and nothing is chosen in its place.
const choose = (one) => {
  if (one) page.querySelector(`input[name=occasion][value="${CSS.escape(`${one.kind}/${one.id}`)}"]`).click();
  tell(one ? "found" : "not_yours", one?.title);
};

const mode = () => page.querySelector("input[name=mode]:checked").value;

const release = () => {
  if (state.camera) for (const track of state.camera.getTracks()) track.stop();
  state.camera = null;
};

const check = async () => {
  release();
  const lines = {
    camera: await checks.camera(mode(), openStream),
    battery: await checks.battery(),
    room: await checks.room(),
    clock: await checks.clock(state.offset),
    network: await checks.network(),
  };
  state.camera = lines.camera.stream ?? null;
  part("preview").srcObject = state.camera;
  for (const [name, { state: how, words: told }] of Object.entries(lines)) {
    const item = part("checks").querySelector(`[data-check=${name}]`);
    item.dataset.state = how;
    item.querySelector("[data-said]").textContent = say(...told);
  }
  part("begin").disabled = !state.camera || !state.start;
};

const offerUnfinished = async () => {
  const [one] = await ask("unfinished");
  part("unfinished").hidden = !one;
  if (one) {
    part("unfinished-title").textContent = `${one.title} · ${new Date(one.opened).toLocaleString(page.lang || undefined)}`;
    part("unfinished").dataset.recording = one.id;
  }
};

// When it is, and who records.
const caption = () => `${stamp(new Date(), page.dataset.zone)}  ${state.start.officer}`;

const follow = () => {
  state.watch = navigator.geolocation?.watchPosition(
    ({ coords }) =>
      ask("position", {
        at: {
          lat: Math.round(1e7 * coords.latitude),
          lon: Math.round(1e7 * coords.longitude),
          acc: Math.round(coords.accuracy),
        },
      }),
    () => ask("position", { at: null }),
    { enableHighAccuracy: true },
  );
};

const run = async (id, what) => {
  const stream = state.camera ?? (await openStream(what));
  state.camera = null;
  state.drawn = what === "audio" ? { stream, stop: () => stream.getTracks().forEach((track) => track.stop()) } : withCaption(stream, caption);
  part("scene").srcObject = what === "audio" ? null : state.drawn.stream;
  if (what === "photo") return;
  const give = (piece) => ask("chunk", { id, ...piece }, [piece.bytes.buffer]);
  state.encoder = encode(state.drawn.stream, mimeFor(what), give, broken);
};

const halt = async () => {
  await state.encoder?.stop();
  state.drawn?.stop();
  state.encoder = state.drawn = null;
};

// Camera gone or disk full: stated in the chain, then the officer is told.
const broken = async (error) => {
  const reason = error.name === "QuotaExceededError" ? "storage_full" : "camera_error";
  await halt();
  await ask("gap", { id: state.recording.id, reason, note: "" }).catch(() => {});
  part("resume").hidden = false;
  tell(reason);
};

const tick = () => {
  const seconds = Math.floor((Date.now() - state.recording.since) / 1000);
  part("timer").textContent = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
};

const begin = async (recording) => {
  state.recording = recording;
  page.dataset.recording = recording.id;
  page.dataset.mode = recording.mode;
  part("title").textContent = recording.title;
  part("resume").hidden = true;
  show("recording");
  follow();
  state.timer = setInterval(tick, 500);
  tick();
  await run(recording.id, recording.mode);
};

const actions = {
  async find() {
    const code = typed(part("code").value);
    choose(state.start?.occasions.find((one) => one.code === code));
  },

  async scan() {
    part("scan").disabled = true;
    tell("scanning");
    try {
      const occasion = await scan(part("preview"), page.dataset.scope);
      if (occasion === null) tell("scanned_none");
      else choose(state.start?.occasions.find((one) => occasion === `${one.kind}/${one.id}`));
    } finally {
      part("scan").disabled = false;
    }
  },

  async begin() {
    const { occasion, title } = chosen();
    const what = mode();
    part("begin").disabled = true;
    try {
      const mime = what === "photo" ? "image/jpeg" : mimeFor(what);
      const { id } = await ask("open", { occasion, mode: what, mime, title, software: SOFTWARE });
      await begin({ id, mode: what, title, since: Date.now() });
    } catch (error) {
      part("begin").disabled = false;
      tell(error.message === "no ticket" ? "no_ticket" : "failed", error.message);
    }
  },

  async continue() {
    const id = part("unfinished").dataset.recording;
    const one = (await ask("unfinished")).find((row) => row.id === id);
    await ask("gap", { id, reason: "reloaded", note: "" });
    await begin({ id, mode: one.mode, title: one.title, since: one.opened });
  },

  async abandon() {
    const id = part("unfinished").dataset.recording;
    await ask("gap", { id, reason: "killed", note: "" });
    await ask("end", { id, reason: "recovered" });
    await offerUnfinished();
  },

  async mark() {
    await ask("mark", { id: state.recording.id, label: "key_moment" });
    tell("marked");
  },

  async statement({ target }) {
    await ask("mark", { id: state.recording.id, label: target.value });
    tell("marked");
  },

  async photo() {
    const bytes = await photograph(state.drawn.canvas);
    const isFirst = !state.recording.photos;
    state.recording.photos = (state.recording.photos ?? 0) + 1;
    await ask("chunk", { id: state.recording.id, bytes, mime: "image/jpeg", lasted: 0, restarts: isFirst }, [bytes.buffer]);
    tell("photo_taken", state.recording.photos);
  },

  async pause() {
    await halt();
    part("pause-note").value = "";
    part("paused").hidden = false;
    part("pause-note").focus();
  },

  async resume() {
    if (!part("paused").hidden) {
      await ask("gap", { id: state.recording.id, reason: "paused", note: part("pause-note").value });
      part("paused").hidden = true;
    } else {
      await ask("gap", { id: state.recording.id, reason: "camera_error", note: "" });
    }
    part("resume").hidden = true;
    await run(state.recording.id, state.recording.mode).catch(broken);
  },

  async end() {
    clearInterval(state.timer);
    navigator.geolocation?.clearWatch(state.watch);
    await halt();
    if (!part("paused").hidden) {
      await ask("gap", { id: state.recording.id, reason: "paused", note: part("pause-note").value });
      part("paused").hidden = true;
    }
    const { links } = await ask("end", { id: state.recording.id, reason: "finished" });
    part("summary").textContent = say("summary", part("timer").textContent, links);
    part("see").href = page.dataset.recordings.replace("RECORDING", state.recording.id);
    state.recording = null;
    show("done");
  },

  async again() {
    show("ready");
    await prepare();
  },
};

page.addEventListener("click", (event) => {
  const action = event.target.closest("[data-do]")?.dataset.do;
  if (action) actions[action](event).catch((error) => tell("failed", error.message));
});
page.addEventListener("change", ({ target }) => {
  if (target.name === "mode") check();
});
addEventListener("online", () => ask("wake"));
addEventListener("beforeunload", (event) => {
  if (state.recording) event.preventDefault();
});

// One page at a time records and sends; a second one says so.
navigator.locks.request("mingjing-recorder-page", { ifAvailable: true }, async (lock) => {
  if (!lock) {
    show("elsewhere");
    return;
  }
  show("ready");
  setInterval(() => ask("wake"), 5000);
  part("scan").hidden = !(await canScan());
  await prepare();
  await new Promise(() => {}); // holds the lock as long as the page lives
});
navigator.serviceWorker?.register(page.dataset.worker, { type: "module", scope: page.dataset.scope });
