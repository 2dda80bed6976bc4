// SPDX-License-Identifier: Apache-2.0
// The code of a task: read by the camera where the browser can (Shape Detection API), typed otherwise.

const PATIENCE = 30_000;
const PAUSE = 200;

export const canScan = async () => {
  const formats = (await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  return formats.includes("qr_code");
};

// What a picture code says: the occasion of an address of this recorder, or none.
export const occasionIn = (text, scope) => {
  const address = URL.canParse(text) ? new URL(text) : null;
  const isOurs = address?.origin === location.origin && address.pathname === scope;
  return isOurs ? address.searchParams.get("occasion") : null;
};

// Codes are typed as people copy them: case, blanks and dashes do not matter, O is 0, I and L are 1.
export const typed = (text) => text.toUpperCase().replace(/[\s–—-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");

// The occasion of the first code of ours that the camera shows; null when none comes in half a minute.
export const scan = async (video, scope) => {
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  for (const until = Date.now() + PATIENCE; Date.now() < until; await new Promise((done) => setTimeout(done, PAUSE))) {
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) continue;
    for (const { rawValue } of await detector.detect(video)) {
      const occasion = occasionIn(rawValue, scope);
      if (occasion !== null) return occasion;
    }
  }
  return null;
};
