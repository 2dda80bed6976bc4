// SPDX-License-Identifier: Apache-2.0
// A small reader of zip files (store and deflate, zip64), straight from the file: nothing is unpacked.

class Unreadable extends Error {}

const TAIL = 65_557 + 20;

class ZipBundle {
  constructor(blob) {
    this.blob = blob;
    this.entries = new Map();
  }

  static async open(blob) {
    const zip = new ZipBundle(blob);
    try {
      await zip.readDirectory();
    } catch (error) {
      throw new Barrier("bundle_unreadable", { why: String(error.message).slice(0, 200) });
    }
    return zip;
  }

  get names() {
    return new Set(this.entries.keys());
  }

  async view(start, length) {
    if (start < 0 || start + length > this.blob.size) throw new Error("the zip is cut");
    return new DataView(await this.blob.slice(start, start + length).arrayBuffer());
  }

  async readDirectory() {
    const start = Math.max(0, this.blob.size - TAIL);
    const tail = await this.view(start, this.blob.size - start);
    let at = tail.byteLength - 22;
    while (at >= 0 && tail.getUint32(at, true) !== 0x06054b50) at -= 1;
    if (at < 0) throw new Error("not a zip file");
    let count = tail.getUint16(at + 10, true);
    let size = tail.getUint32(at + 12, true);
    let offset = tail.getUint32(at + 16, true);
    if (at >= 20 && tail.getUint32(at - 20, true) === 0x07064b50) {
      const end = await this.view(Number(tail.getBigUint64(at - 12, true)), 56);
      if (end.getUint32(0, true) !== 0x06064b50) throw new Error("zip64 is malformed");
      count = Number(end.getBigUint64(32, true));
      size = Number(end.getBigUint64(40, true));
      offset = Number(end.getBigUint64(48, true));
    }
    this.fill(await this.view(offset, size), count);
    this.dropFolder();
  }

  fill(view, count) {
    let at = 0;
    for (let number = 0; number < count; number += 1) {
      if (view.getUint32(at, true) !== 0x02014b50) throw new Error("the directory is malformed");
      const lengths = [28, 30, 32].map((place) => view.getUint16(at + place, true));
      const name = new TextDecoder().decode(
        new Uint8Array(view.buffer, view.byteOffset + at + 46, lengths[0]),
      );
      const entry = {
        flags: view.getUint16(at + 8, true),
        method: view.getUint16(at + 10, true),
        packed: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        header: view.getUint32(at + 42, true),
      };
      this.widen(entry, view, at + 46 + lengths[0], lengths[1]);
      at += 46 + lengths[0] + lengths[1] + lengths[2];
      if (name.endsWith("/")) continue;
      if (this.entries.has(name)) throw new Error("a name stands twice");
      if (entry.flags & 1 || ![0, 8].includes(entry.method)) {
        throw new Error("encrypted, or a method other than 0 and 8");
      }
      this.entries.set(name, entry);
    }
  }

  widen(entry, view, start, length) {
    for (let at = start; at + 4 <= start + length; at += 4 + view.getUint16(at + 2, true)) {
      if (view.getUint16(at, true) !== 1) continue;
      let next = at + 4;
      for (const name of ["size", "packed", "header"]) {
        if (entry[name] !== 0xffffffff) continue;
        entry[name] = Number(view.getBigUint64(next, true));
        next += 8;
      }
    }
  }

  /** A zip that was made of a folder: the folder's name is left out. */
  dropFolder() {
    const tops = new Set([...this.entries.keys()].map((name) => name.split("/")[0]));
    if (this.entries.has("bundle.json") || tops.size !== 1) return;
    const prefix = `${[...tops][0]}/`;
    const all = [...this.entries].map(([name, entry]) => [
      name.startsWith(prefix) ? name.slice(prefix.length) : name,
      entry,
    ]);
    this.entries = new Map(all);
  }

  size(name) {
    return this.entries.get(name).size;
  }

  async data(name) {
    const entry = this.entries.get(name);
    const head = await this.view(entry.header, 30);
    if (head.getUint32(0, true) !== 0x04034b50) throw new Unreadable(name);
    const start = entry.header + 30 + head.getUint16(26, true) + head.getUint16(28, true);
    return this.blob.slice(start, start + entry.packed);
  }

  async read(name, limit) {
    const entry = this.entries.get(name);
    if (!entry || entry.size > limit) throw new Unreadable(name);
    const whole = new Uint8Array(entry.size);
    let at = 0;
    try {
      for await (const part of this.parts(name)) {
        whole.set(part, at);
        at += part.length;
      }
    } catch {
      throw new Unreadable(name);
    }
    if (at !== entry.size) throw new Unreadable(name);
    return whole;
  }

  async *parts(name) {
    const data = await this.data(name);
    let stream = data.stream();
    if (this.entries.get(name).method === 8) {
      stream = stream.pipeThrough(new DecompressionStream("deflate-raw"));
    }
    const reader = stream.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  }

  /** SHA-256 of spans in rising order; null where the file ends before the span does. */
  async *digests(name, spans) {
    const entry = this.entries.get(name);
    if (entry.method === 0) {
      const data = await this.data(name);
      for (const [at, length] of spans) {
        const part = data.slice(at, at + length);
        yield part.size === length ? hex(await sha256(await part.arrayBuffer())) : null;
      }
      return;
    }
    const parts = this.parts(name);
    let held = new Uint8Array(0);
    let reached = 0;
    for (const [at, length] of spans) {
      while (reached + held.length < at + length) {
        const next = await parts.next();
        if (next.done) break;
        held = join(held, next.value);
      }
      const start = at - reached;
      const isThere = start >= 0 && start + length <= held.length;
      yield isThere ? hex(await sha256(held.subarray(start, start + length))) : null;
      if (isThere) {
        held = held.slice(start + length);
        reached = at + length;
      }
    }
  }
}
