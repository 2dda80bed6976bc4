// SPDX-License-Identifier: Apache-2.0
// The recorder's memory: makes links in order, keeps each on the disk before it is sent, and sends.
// The page asks by messages {ask, name, with}; news go back as {event, …}.

import { ZERO, bytesOf, hex, newKey, randomHex, sha256, signDevice, signLink } from "./chain.js";
import { pieces, scalesOf, timesOf } from "./boxes.js";
import * as keep from "./keep.js";
import { Uploader } from "./upload.js";

const CLOCK = randomHex(16);
const NOTHING = new Uint8Array(0);
const MP4 = /^(video|audio)\/mp4/;
const uploader = new Uploader((news) => postMessage(news));
const runs = new Map(); // recording -> {scales, epoch} of the encoder's present run
let place = null;
let account = null;

const wallNow = () => Date.now();

// The first bytes of a file that came without their `moov`: an encoder may give `ftyp` alone.
const heads = new Map();
const joined = (first, second) => {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
};

// One link more: its body to the disk, then link and state of the chain in one transaction.
const append = async (recording, kind, { body = NOTHING, dur = 0, says = {}, init = "", wall = wallNow(), after = {} } = {}) => {
  const seq = recording.next;
  const digest = hex(await sha256(body));
  const header = bytesOf({
    v: 1,
    recording: recording.id,
    key: recording.key,
    seq,
    kind,
    len: body.length,
    sha256: digest,
    prev: recording.prev,
    init,
    wall,
    clock: CLOCK,
    mono: Math.round(performance.now()),
    dur,
    place,
    says,
  });
  const signature = await signLink(recording.signer, header);
  if (body.length) await keep.writeBody(recording.id, seq, body);
  Object.assign(recording, { next: seq + 1, prev: hex(await sha256(header)) }, after);
  const link = { recording: recording.id, seq, kind, len: body.length, sha256: digest, header, signature, account: recording.account };
  await keep.write([["recordings", recording], ["links", link]]);
  uploader.add(recording.id, seq);
  return seq;
};

const openOne = async (id) => {
  const recording = await keep.read("recordings", id);
  if (!recording || recording.ended) throw new Error("there is no open recording");
  return recording;
};

const gapSays = (reason, from, to, note) => ({ reason, from, to: Math.max(from, to), note: note.slice(0, 500) });

// A fragment, dated by the encoder's own time: how late it reached us is no hole in the scene.
const fragment = async (recording, body) => {
  const run = runs.get(recording.id) ?? { scales: {}, epoch: Infinity };
  const { start, end, still } = timesOf(body, run.scales);
  run.epoch = Math.min(run.epoch, wallNow() - end);
  runs.set(recording.id, run);
  for (const [from, to] of still) {
    const says = gapSays("background", Math.round(run.epoch + from), Math.round(run.epoch + to), "");
    await append(recording, "gap", { says });
  }
  const wall = run.epoch + end;
  await append(recording, "media", { body, dur: end - start, init: recording.init, wall, after: { until: wall } });
};

const asks = {
  // Remembers what the site said, and goes on sending what lies here.
  async start({ start }) {
    account = start.account;
    const before = await keep.read("starts", account);
    await keep.write([["starts", { ...start, used: before?.used ?? [] }]]);
    await uploader.load();
  },

  // Without network: what was remembered of this officer, or null.
  async resume({ who }) {
    account = who;
    await uploader.load();
    return (await keep.read("starts", who)) ?? null;
  },

  // The key of an officer on this device; made when there is none.
  async keyOf({ who }) {
    const row = (await keep.read("keys", who)) ?? (await asks.makeKey({ who }));
    const { id, alg, spki, isRegistered } = row;
    return { id, alg, spki, wasKnown: isRegistered, proof: await signDevice(row, who) };
  },

  async makeKey({ who }) {
    const row = { account: who, isRegistered: false, ...(await newKey()) };
    await keep.write([["keys", row]]);
    return row;
  },

  // Another key in place of one that the site does not take any more.
  async renewKey({ who }) {
    await asks.makeKey({ who });
    return asks.keyOf({ who });
  },

  async registered({ who }) {
    const row = await keep.read("keys", who);
    await keep.write([["keys", { ...row, isRegistered: true }]]);
  },

  async open({ occasion, mode, mime, title, software }) {
    const start = await keep.read("starts", account);
    const ticket = start.tickets.find(({ nonce, until }) => !start.used.includes(nonce) && until > wallNow());
    if (!ticket) throw new Error("no ticket");
    await keep.write([["starts", { ...start, used: [...start.used, ticket.nonce] }]]);
    const key = await keep.read("keys", account);
    const recording = {
      id: `recording_${randomHex(16)}`,
      account,
      key: key.id,
      signer: { alg: key.alg, pair: key.pair },
      next: 0,
      prev: ZERO,
      init: "",
      mime,
      mode,
      title,
      opened: wallNow(),
      until: wallNow(),
      ended: false,
    };
    const says = { nonce: ticket.nonce, officer: account, occasion, mime, mode, software };
    await append(recording, "open", { says });
    return { id: recording.id };
  },

  // What the encoder gave: the start of a file, fragments, or a piece that stands alone.
  async chunk({ id, bytes, mime, lasted, restarts }) {
    const recording = await openOne(id);
    const given = heads.has(id) ? joined(heads.get(id), bytes) : bytes;
    heads.delete(id);
    const parts = MP4.test(mime) ? pieces(given) : null;
    if (parts && !parts.isWhole) {
      heads.set(id, given);
      return recording.next;
    }
    if (parts?.init) {
      runs.set(id, { scales: scalesOf(parts.init), epoch: Infinity });
      const init = hex(await sha256(parts.init));
      await append(recording, "init", { body: parts.init, says: { mime }, after: { init, mime } });
    } else if (!parts && restarts) {
      await append(recording, "init", { says: { mime }, after: { init: "", mime } });
    }
    const body = parts ? parts.media : given;
    if (!body?.length) return recording.next;
    if (!parts) {
      await append(recording, "media", { body, dur: Math.round(lasted), after: { until: wallNow() } });
      return recording.next;
    }
    await fragment(recording, body);
    return recording.next;
  },

  async gap({ id, reason, note = "" }) {
    const recording = await openOne(id);
    await append(recording, "gap", { says: gapSays(reason, recording.until, wallNow(), note), after: { until: wallNow() } });
  },

  async mark({ id, label, note = "" }) {
    const recording = await openOne(id);
    await append(recording, "mark", { says: { label, at: wallNow(), note: note.slice(0, 500) } });
  },

  async end({ id, reason }) {
    const recording = await openOne(id);
    await append(recording, "end", { says: { links: recording.next + 1, reason }, after: { ended: true } });
    return { links: recording.next };
  },

  async unfinished() {
    const all = await keep.readAll("recordings");
    return all
      .filter((one) => !one.ended && one.account === account)
      .map(({ id, title, mode, opened }) => ({ id, title, mode, opened }));
  },

  async refused() {
    const links = await keep.readAll("links");
    return links.filter((link) => link.refused).map(({ recording, seq, refused }) => ({ recording, seq, ...refused }));
  },

  async position({ at }) {
    place = at;
  },

  async wake() {
    uploader.wake();
    return { left: uploader.left };
  },
};

let queue = Promise.resolve();

addEventListener("message", ({ data: { ask, name, with: given } }) => {
  const answer = queue.then(() => asks[name](given ?? {}));
  queue = answer.catch(() => {});
  answer.then(
    (value) => postMessage({ answer: ask, value }),
    (error) => postMessage({ answer: ask, error: { name: error.name, message: error.message } }),
  );
});
