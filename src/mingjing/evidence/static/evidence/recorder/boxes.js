// SPDX-License-Identifier: Apache-2.0
// Boxes of an MP4 (ISO/IEC 14496-12): where a stream from the encoder may be cut, and how long a
// fragment lasts. Nothing is rewritten: pieces are the encoder's own bytes.

const nameAt = (bytes, at) => String.fromCharCode(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]);

const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

// The boxes of a stretch of bytes: name, body, end. A box that is cut off ends the list.
export const boxes = (bytes) => {
  const view = viewOf(bytes);
  const found = [];
  let at = 0;
  while (at + 8 <= bytes.length) {
    let size = view.getUint32(at);
    let head = 8;
    if (size === 1 && at + 16 <= bytes.length) {
      size = Number(view.getBigUint64(at + 8));
      head = 16;
    }
    if (size < head || at + size > bytes.length) break;
    found.push({ name: nameAt(bytes, at + 4), start: at, end: at + size, body: bytes.subarray(at + head, at + size) });
    at += size;
  }
  return found;
};

const inside = (bytes, ...path) =>
  path.reduce((at, name) => at && boxes(at).find((box) => box.name === name)?.body, bytes);

// Time scale of each track of a `moov`: {track: units a second}.
export const scalesOf = (init) => {
  const moov = inside(init, "moov");
  const scales = {};
  for (const trak of moov ? boxes(moov).filter((box) => box.name === "trak") : []) {
    const tkhd = inside(trak.body, "tkhd");
    const mdhd = inside(trak.body, "mdia", "mdhd");
    if (!tkhd || !mdhd) continue;
    const track = viewOf(tkhd).getUint32(tkhd[0] === 1 ? 20 : 12);
    scales[track] = viewOf(mdhd).getUint32(mdhd[0] === 1 ? 20 : 12);
  }
  return scales;
};

const STILL = 2000; // milliseconds that one picture may last before it is a gap
const HAS_BASE = 0x1;
const HAS_DESCRIPTION = 0x2;
const HAS_DURATION = 0x8;

const defaultDuration = (tfhd) => {
  const view = viewOf(tfhd);
  const flags = view.getUint32(0) & 0xffffff;
  if (!(flags & HAS_DURATION)) return 0;
  return view.getUint32(8 + (flags & HAS_BASE ? 8 : 0) + (flags & HAS_DESCRIPTION ? 4 : 0));
};

// Durations of the samples of a run, in units of its track.
const samplesOf = (trun, usual) => {
  const view = viewOf(trun);
  const flags = view.getUint32(0) & 0xffffff;
  const samples = view.getUint32(4);
  if (!(flags & 0x100)) return Array(samples).fill(usual);
  const step = 4 * [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag).length;
  const first = 8 + (flags & 0x1 ? 4 : 0) + (flags & 0x4 ? 4 : 0);
  return Array.from({ length: samples }, (_, sample) => view.getUint32(first + sample * step));
};

// Where a piece of a track begins in the time of the encoder, in units of the track.
const decodeTime = (tfdt) => (tfdt[0] === 1 ? Number(viewOf(tfdt).getBigUint64(4)) : viewOf(tfdt).getUint32(4));

const trackTimes = (traf, scales) => {
  const tfhd = inside(traf, "tfhd");
  const tfdt = inside(traf, "tfdt");
  if (!tfhd || !tfdt) return null;
  const scale = scales[viewOf(tfhd).getUint32(4)] || 1000;
  const usual = defaultDuration(tfhd);
  let at = decodeTime(tfdt);
  const times = { start: (1000 * at) / scale, end: 0, still: [] };
  for (const trun of boxes(traf).filter((box) => box.name === "trun")) {
    for (const units of samplesOf(trun.body, usual)) {
      if ((1000 * units) / scale > STILL) times.still.push([(1000 * at) / scale, (1000 * (at + units)) / scale]);
      at += units;
    }
  }
  times.end = (1000 * at) / scale;
  return times;
};

// When a fragment plays, in milliseconds of the encoder's time: start, end, and each stretch in
// which one picture stood still for more than two seconds (the page was in the background).
export const timesOf = (fragment, scales) => {
  const tracks = boxes(fragment)
    .filter((box) => box.name === "moof")
    .flatMap((moof) => boxes(moof.body).filter((box) => box.name === "traf"))
    .map((traf) => trackTimes(traf.body, scales))
    .filter(Boolean);
  if (tracks.length === 0) return { start: 0, end: 0, still: [] };
  return {
    start: Math.round(Math.min(...tracks.map((track) => track.start))),
    end: Math.round(Math.max(...tracks.map((track) => track.end))),
    still: tracks.flatMap((track) => track.still),
  };
};

// Cuts what the encoder gave into the file's start and its fragments; null when it is no whole MP4.
// The start is not whole while its `moov` is still to come.
export const pieces = (bytes) => {
  const found = boxes(bytes);
  if (found.length === 0 || found.at(-1).end !== bytes.length) return null;
  const start = found.filter((box) => box.name === "ftyp" || box.name === "moov");
  const init = start.length ? bytes.subarray(start[0].start, start.at(-1).end) : null;
  const rest = bytes.subarray(start.length ? start.at(-1).end : 0);
  const isWhole = !init || start.some((box) => box.name === "moov");
  return { init, isWhole, media: rest.length ? rest : null };
};
