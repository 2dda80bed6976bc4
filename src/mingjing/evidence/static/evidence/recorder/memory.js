// SPDX-License-Identifier: Apache-2.0
// The page's side of the worker: asks by name, answers as promises, news to a listener.

export const openMemory = (address, hear) => {
  const worker = new Worker(address, { type: "module" });
  const waiting = new Map();
  let last = 0;
  worker.addEventListener("message", ({ data }) => {
    if (data.event) {
      hear(data);
      return;
    }
    const { resolve, reject } = waiting.get(data.answer);
    waiting.delete(data.answer);
    if (data.error) reject(Object.assign(new Error(data.error.message), { name: data.error.name }));
    else resolve(data.value);
  });
  return (name, given, transfer = []) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ ask: last, name, with: given }, transfer);
    });
};
