// SPDX-License-Identifier: Apache-2.0
// Plays a recording by HLS. The bytes are those that the recorder signed.

import { keptPass } from "./passes.js";
import { followStanding, isOver } from "./standing.js";

const BEHIND = 2; // seconds behind the newest piece by HLS: two pieces, however long one of them was
const FAR = 4 * BEHIND; // seconds behind from which it goes back to the newest, unless somebody went there
const FASTER = 1.25;
const AGAIN = 1000;

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

// Who goes back stays there; who comes near the newest piece again is kept near it.
const letGoBack = (video, player) => {
  const judge = () => {
    const isBack = player.liveSyncPosition - video.currentTime > FAR - BEHIND;
    player.config.liveMaxLatencyDuration = isBack ? Infinity : FAR;
    player.config.maxLiveSyncPlaybackRate = isBack ? 1 : FASTER;
    if (isBack) video.playbackRate = 1;
  };
  video.addEventListener("seeking", judge);
  return () => video.removeEventListener("seeking", judge);
};

// The recording by HLS: all of it from its beginning, as far as it has come, or its newest minutes near
// the newest piece, with the way back open. `tell` gets how one that goes on stands.
export const watchHls = async (box, { tell, fail, isLive, at = 0 }) => {
  const kept = await keptPass(box);
  const { default: Hls } = await import("../npm/hls/hls.light.min.mjs");
  const standing = isOver(kept.state) ? null : followStanding(kept, tell);
  const player = new Hls({
    startPosition: isLive ? -1 : at,
    liveSyncDuration: BEHIND,
    liveMaxLatencyDuration: isLive ? FAR : Infinity,
    liveSyncOnStallIncrease: 0.25,
    maxLiveSyncPlaybackRate: isLive ? FASTER : 1,
    xhrSetup: (request) => request.setRequestHeader("Authorization", kept.word()),
  });
  const video = box.querySelector("video");
  const leave = isLive ? letGoBack(video, player) : () => {};
  player.on(Hls.Events.DESTROYING, () => {
    leave();
    kept.stop();
    standing?.stop();
  });
  tellPieces(box, player, Hls.Events);
  player.on(Hls.Events.ERROR, (_, { fatal, type, details }) => {
    if (!fatal) return;
    // The network or the door of that moment: what was begun goes on when they are back.
    if (type === Hls.ErrorTypes.NETWORK_ERROR && player.levels.length) setTimeout(() => player.startLoad(), AGAIN);
    else fail(details);
  });
  player.loadSource(`${kept.address}/playlist.m3u8${isLive ? "" : "?from=start"}`);
  player.attachMedia(video);
  return player;
};
