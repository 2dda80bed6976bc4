// SPDX-License-Identifier: Apache-2.0
// What the recorder keeps on the device: keys, tickets, chains and unsent links in IndexedDB, the
// bodies of unsent links as one file each in the origin private file system.

const NAME = "mingjing-recorder";
const STORES = { keys: "account", starts: "account", recordings: "id", links: ["recording", "seq"] };

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const finished = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });

let opened = null;

const database = () => {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const [store, keyPath] of Object.entries(STORES)) {
        request.result.createObjectStore(store, { keyPath });
      }
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
};

export const read = async (store, key) => done((await database()).transaction(store).objectStore(store).get(key));

export const readAll = async (store) => done((await database()).transaction(store).objectStore(store).getAll());

export const write = async (rows) => {
  const stores = [...new Set(rows.map(([store]) => store))];
  const transaction = (await database()).transaction(stores, "readwrite", { durability: "strict" });
  for (const [store, row] of rows) transaction.objectStore(store).put(row);
  await finished(transaction);
};

export const remove = async (store, key) => {
  const transaction = (await database()).transaction(store, "readwrite", { durability: "strict" });
  transaction.objectStore(store).delete(key);
  await finished(transaction);
};

export const unsent = async () => done((await database()).transaction("links").objectStore("links").getAllKeys());

const folder = async (recording, create) => {
  const root = await navigator.storage.getDirectory();
  const bodies = await root.getDirectoryHandle("bodies", { create: true });
  return bodies.getDirectoryHandle(recording, { create });
};

// On the disk when this returns. In a worker only: the page has no synchronous handle.
export const writeBody = async (recording, seq, bytes) => {
  const file = await (await folder(recording, true)).getFileHandle(String(seq), { create: true });
  const handle = await file.createSyncAccessHandle();
  try {
    handle.truncate(0);
    const written = handle.write(bytes, { at: 0 });
    if (written !== bytes.length) throw new DOMException("the disk is full", "QuotaExceededError");
    handle.flush();
  } finally {
    handle.close();
  }
};

export const readBody = async (recording, seq) =>
  (await (await folder(recording, false)).getFileHandle(String(seq))).getFile();

export const removeBody = async (recording, seq) => {
  try {
    await (await folder(recording, false)).removeEntry(String(seq));
  } catch (error) {
    if (error.name !== "NotFoundError") throw error;
  }
};
