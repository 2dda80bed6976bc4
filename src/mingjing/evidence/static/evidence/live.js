// SPDX-License-Identifier: Apache-2.0
// Watches a recording live by one long fetch into a media source. The bytes are those that the
// recorder signed. It goes on by itself: under a renewed pass, behind an outage, behind a new start
// of the recorder, and when a recording that broke off comes back.

import { askDoor, keptPass } from "./passes.js";
import { followStanding } from "./standing.js";

const CATCH_UP = 0.7; // seconds behind the newest picture from which it plays faster, the more the farther
const FASTEST = 0.3; // how much faster at most
const JUMP = 4; // seconds behind from which it jumps
const KEPT = 30; // seconds of the past that stay in memory
const AGAIN = 1000;

const pauseOf = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// What an answer is of: pieces of answers that agree in it belong into one media source.
const kindOf = (answer) => [answer.headers.get("Mingjing-Media"), answer.headers.get("Mingjing-Init")].join(" ");

const openSink = async (video, answer) => {
  const source = new MediaSource();
  const address = URL.createObjectURL(source);
  video.src = address;
  await new Promise((resolve) => source.addEventListener("sourceopen", resolve, { once: true }));
  URL.revokeObjectURL(address);
  const buffer = source.addSourceBuffer(answer.headers.get("Mingjing-Media"));
  const settled = () =>
    buffer.updating ? new Promise((resolve) => buffer.addEventListener("updateend", resolve, { once: true })) : null;
  return {
    takes: (another) => source.readyState === "open" && !video.error && kindOf(another) === kindOf(answer),
    // Another answer begins: half a piece of the one before is forgotten.
    restart: async () => {
      await settled();
      buffer.abort();
    },
    append: async (bytes) => {
      await settled();
      buffer.appendBuffer(bytes);
      await settled();
    },
    trim: async (before) => {
      await settled();
      if (buffer.buffered.length && buffer.buffered.start(0) < before) {
        buffer.remove(0, before);
        await settled();
      }
    },
    end: async () => {
      await settled();
      if (source.readyState === "open") source.endOfStream();
    },
  };
};

// Stays near the newest picture: a little faster when behind, a jump when far behind.
const follow = (video) => {
  if (!video.buffered.length) return;
  const newest = video.buffered.end(video.buffered.length - 1);
  const oldest = video.buffered.start(video.buffered.length - 1);
  if (video.currentTime < oldest) video.currentTime = oldest;
  const behind = newest - video.currentTime;
  if (behind > JUMP) video.currentTime = newest - 0.5;
  video.playbackRate = 1 + Math.min(FASTEST, Math.max(0, (behind - CATCH_UP) / 2));
};

// The picture of one viewer: answers of the door, one after the other. The last picture stays until
// the first bytes of the next answer are here.
const screenOf = (video) => {
  let sink = null;
  const take = async (answer) => {
    if (sink?.takes(answer)) {
      await sink.restart();
      return;
    }
    sink = await openSink(video, answer);
    video.play().catch(() => {});
  };
  return {
    // Shows an answer until it ends or `successor` gives the next; says whether anything came.
    show: async (answer, successor) => {
      const reader = answer.body.getReader();
      let isEmpty = true;
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        if (!isEmpty && successor()) {
          reader.cancel().catch(() => {});
          return true;
        }
        if (isEmpty) await take(answer);
        isEmpty = false;
        await sink.append(piece.value);
        follow(video);
        if (video.currentTime > KEPT) await sink.trim(video.currentTime - KEPT);
      }
      return !isEmpty;
    },
    end: () => sink?.end(),
  };
};

// Watches live until the recording ends or the reader leaves; `tell` gets how it stands.
export const watchLive = async (box, tell, signal) => {
  const screen = screenOf(box.querySelector("video"));
  const kept = await keptPass(box);
  const standing = followStanding(kept, tell);
  const ask = async () => {
    const answer = await askDoor(kept, "live", signal);
    return answer.ok ? answer : null;
  };
  let next = null;
  kept.whenRenewed(async () => {
    next = await ask().catch(() => null);
  });
  try {
    while (!signal.aborted) {
      let wasShown = false;
      try {
        const answer = next ?? (await ask());
        next = null;
        if (answer) wasShown = await screen.show(answer, () => next);
      } catch {
        wasShown = false; // the network, the door, or a picture that cannot be read: asked again
      }
      if (next) continue;
      if (await standing.isOver()) break;
      if (!wasShown) await pauseOf(AGAIN);
    }
    await screen.end();
  } finally {
    kept.stop();
    standing.stop();
  }
};
