// SPDX-License-Identifier: Apache-2.0
// Plays a recording: live by one long fetch into a media source, afterwards by HLS. The bytes are
// those that the recorder signed.

const CATCH_UP = 0.7; // seconds behind the newest picture from which it plays faster, the more the farther
const FASTEST = 0.3; // how much faster at most
const JUMP = 4; // seconds behind from which it jumps
const KEPT = 30; // seconds of the past that stay in memory
const BEHIND = 2; // seconds behind the newest piece by HLS: two pieces, however long one of them was
const AGAIN = 1000;
const RENEWED = 0.8; // of its time, after which a pass is renewed
const TRIED = 0.05; // of its time, after which a renewal that failed is tried again

const pauseOf = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// A pass of the site for one recording; the site asks whether this person may watch, and records it.
export const passOf = async (box) => {
  const chosen = document.querySelector("select[data-purpose]");
  const response = await fetch(box.dataset.pass, {
    method: "POST",
    headers: { "X-CSRFToken": box.dataset.token, "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ purpose: chosen?.value ?? box.dataset.purpose }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? answer.code);
  return answer;
};

const bufferFor = async (video, mime) => {
  const source = new MediaSource();
  const address = URL.createObjectURL(source);
  video.src = address;
  await new Promise((resolve) => source.addEventListener("sourceopen", resolve, { once: true }));
  URL.revokeObjectURL(address);
  const buffer = source.addSourceBuffer(mime);
  const settled = () =>
    buffer.updating ? new Promise((resolve) => buffer.addEventListener("updateend", resolve, { once: true })) : null;
  return {
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

// One long answer of the door, from the newest piece on; returns what the door said of the stream.
const stream = async (video, { doors, recording, pass, signal }) => {
  const response = await fetch(`${doors}/recordings/${recording}/live`, {
    headers: { Authorization: `Bearer ${pass}` },
    credentials: "omit",
    signal,
  });
  if (!response.ok) return response.status;
  const buffer = await bufferFor(video, response.headers.get("Mingjing-Media"));
  const reader = response.body.getReader();
  video.play().catch(() => {});
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    await buffer.append(piece.value);
    follow(video);
    if (video.currentTime > KEPT) await buffer.trim(video.currentTime - KEPT);
  }
  await buffer.end();
  return response.status;
};

// Watches live until the recording ends or the reader leaves; `tell` gets "live", "waiting", "ended".
export const watchLive = async (box, tell, signal) => {
  const video = box.querySelector("video");
  for (;;) {
    if (signal?.aborted) return;
    const { pass, state, doors, recording } = await passOf(box);
    if (state !== "open" && state !== "stalled") {
      tell("ended");
      return;
    }
    try {
      tell("live");
      await stream(video, { doors, recording, pass, signal });
    } catch (error) {
      if (error.name === "AbortError") return;
    }
    tell("waiting");
    await pauseOf(AGAIN);
  }
};

// A pass that is renewed before it runs out, by how long it lasts: the clock here may be off. A renewal that
// fails is tried again; the site says no when this person may not watch any more, and the door stops then.
const keptPass = (box, first) => {
  let held = first;
  let timer = 0;
  const later = (seconds) => {
    timer = setTimeout(async () => {
      try {
        held = await passOf(box);
        later(held.lasts * RENEWED);
      } catch {
        later(held.lasts * TRIED);
      }
    }, 1000 * seconds);
  };
  later(held.lasts * RENEWED);
  return { text: () => held.pass, stop: () => clearTimeout(timer) };
};

// Where the player placed each piece, beside what its recorder signed of it: who draws on a picture has to know
// which instant of which piece it is. Units: seconds.
const tellPieces = (box, player, events) => {
  let signed = null;
  let placed = [];
  const place = ({ fragments }) => {
    let scene = 0;
    placed = fragments.map(({ start }, index) => {
      const dur = signed[index] ?? 0;
      scene += dur;
      return { start, dur, scene: scene - dur };
    });
  };
  player.on(events.LEVEL_LOADED, (_, { details }) => {
    signed = details.fragments.map(({ duration }) => duration);
    place(details);
    box.dispatchEvent(new CustomEvent("pieces", { detail: () => placed }));
  });
  player.on(events.LEVEL_PTS_UPDATED, (_, { details }) => place(details));
};

// The recording by HLS, of an open one as far as it has come: from its beginning, or near
// the newest piece, with the way back open.
export const watchHls = async (box, fail, { isLive }) => {
  const video = box.querySelector("video");
  const first = await passOf(box);
  const { doors, recording } = first;
  const { default: Hls } = await import("../npm/hls/hls.light.min.mjs");
  const kept = keptPass(box, first);
  const player = new Hls({
    startPosition: isLive ? -1 : 0,
    liveSyncDuration: BEHIND,
    liveMaxLatencyDuration: 4 * BEHIND,
    liveSyncOnStallIncrease: 0.25,
    maxLiveSyncPlaybackRate: isLive ? 1.25 : 1,
    xhrSetup: (request) => request.setRequestHeader("Authorization", `Bearer ${kept.text()}`),
  });
  player.on(Hls.Events.DESTROYING, kept.stop);
  tellPieces(box, player, Hls.Events);
  player.on(Hls.Events.ERROR, (_, { fatal, details }) => fatal && fail(details));
  player.loadSource(`${doors}/recordings/${recording}/playlist.m3u8`);
  player.attachMedia(video);
  return player;
};
