// SPDX-License-Identifier: Apache-2.0
// Checks before recording: battery, room, clock, camera. Each answers {state, words} for one line.

const LOW_BATTERY = 0.2;
const NEEDED_BYTES = 1e9; // about an hour at 2 Mbit/s
const CLOCK_MILLISECONDS = 5000;

const line = (state, ...words) => ({ state, words });

export const battery = async () => {
  if (!navigator.getBattery) return line("unknown", "battery_unknown");
  const { level, charging } = await navigator.getBattery();
  const percent = Math.round(100 * level);
  return line(charging || level >= LOW_BATTERY ? "good" : "warn", "battery", percent);
};

export const room = async () => {
  await navigator.storage.persist?.();
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  const free = quota - usage;
  return line(free >= NEEDED_BYTES ? "good" : "warn", "room", Math.round(free / 1e7) / 100);
};

// `offset` is the site's clock minus this one, or null when the site cannot be asked.
export const clock = async (offset) => {
  if (offset === null) return line("unknown", "clock_unknown");
  const seconds = Math.round(offset / 100) / 10;
  return line(Math.abs(offset) <= CLOCK_MILLISECONDS ? "good" : "warn", "clock", seconds);
};

export const network = async () => (navigator.onLine ? line("good", "network") : line("warn", "network_none"));

export const camera = async (mode, open) => {
  try {
    const stream = await open(mode);
    return { ...line("good", mode === "audio" ? "microphone" : "camera"), stream };
  } catch (error) {
    return line("bad", error.name === "NotAllowedError" ? "camera_denied" : "camera_none");
  }
};
