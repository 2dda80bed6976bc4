// SPDX-License-Identifier: Apache-2.0
// The recorder without network: its page and scripts from the cache, and what lies unsent on the
// device goes on being sent when the network is back, also after the page was closed.

import { Uploader } from "/static/evidence/recorder/upload.js";

const CACHE = "mingjing-recorder-2";
const SHELL = /^\/(recorder\/($|recorder\.webmanifest$)|static\/)/;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

// From the network and into the cache; without network from the cache.
const answered = async (request) => {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.ok && !response.redirected) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    const isPage = new URL(request.url).pathname === "/recorder/"; // whichever task it is opened for
    const kept = await cache.match(request, { ignoreVary: true, ignoreSearch: isPage });
    if (kept) return kept;
    throw error;
  }
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method === "GET" && address.origin === location.origin && SHELL.test(address.pathname)) {
    event.respondWith(answered(request));
  }
});

const sendAll = () =>
  navigator.locks.request("mingjing-recorder-page", { ifAvailable: true }, async (lock) => {
    if (!lock) return; // the page is open and sends itself
    let settled;
    const end = new Promise((resolve) => {
      settled = resolve;
    });
    const uploader = new Uploader(({ left, event }) => {
      if (left === 0 || event === "late") settled();
    });
    await uploader.load();
    if (uploader.left) await end;
  });

addEventListener("sync", (event) => {
  if (event.tag === "send") event.waitUntil(sendAll());
});
