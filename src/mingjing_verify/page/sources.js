// SPDX-License-Identifier: Apache-2.0
// Recordings of a source that signed nothing. The same rules as sources.py.

function isUnsigned(chain, registration) {
  const says = chain.links.some((link) => Object.hasOwn(link.header.says, "source"));
  return registration.payload.source === "unsigned" || says;
}

function cameraOf(registration) {
  const { camera } = registration.payload;
  return ["body_camera", "fixed_camera"].includes(camera) ? camera : "other";
}

function judgeSource(chain, registration) {
  if (!isUnsigned(chain, registration)) return;
  const isRegisteredSo = registration.payload.source === "unsigned";
  for (const link of chain.ordered()) {
    const says = Object.hasOwn(link.header.says, "source");
    if (!chain.bad.has(link.seq) && says !== isRegisteredSo) chain.suspect("source_differs", link);
  }
  chain.add("source_unsigned", null, null, { camera: cameraOf(registration) });
}
