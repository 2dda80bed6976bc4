// SPDX-License-Identifier: Apache-2.0
// SHA-256 (FIPS 180-4) part by part: the browser's own wants a whole film in memory at once.

/** The first 32 bits of the fractional parts of a root of the first primes. */
function rootBits(count, exponent) {
  const bits = [];
  for (let number = 2; bits.length < count; number += 1) {
    let isPrime = true;
    for (let by = 2; by * by <= number; by += 1) isPrime &&= number % by !== 0;
    const root = number ** exponent;
    if (isPrime) bits.push(Math.floor((root - Math.floor(root)) * 2 ** 32));
  }
  return bits;
}

const ROUND_BITS = Int32Array.from(rootBits(64, 1 / 3));
const START_BITS = Int32Array.from(rootBits(8, 1 / 2));

class Sha256 {
  constructor() {
    this.state = START_BITS.slice();
    this.words = new Int32Array(64);
    this.block = new Uint8Array(64);
    this.length = 0;
  }

  add(bytes) {
    let at = 0;
    while (at < bytes.length) {
      const filled = this.length % 64;
      const part = bytes.subarray(at, at + 64 - filled);
      this.block.set(part, filled);
      this.length += part.length;
      at += part.length;
      if (this.length % 64 === 0) this.mix();
    }
  }

  /** The digest in hex; nothing can be added afterwards. */
  digest() {
    const { length } = this;
    this.add(Uint8Array.of(0x80));
    this.add(new Uint8Array((120 - (this.length % 64)) % 64));
    const end = new DataView(new ArrayBuffer(8));
    end.setBigUint64(0, BigInt(length) * 8n);
    this.add(new Uint8Array(end.buffer));
    return [...this.state].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }

  mix() {
    const { state, words } = this;
    const view = new DataView(this.block.buffer);
    for (let at = 0; at < 16; at += 1) words[at] = view.getInt32(at * 4);
    for (let at = 16; at < 64; at += 1) {
      const [x, y] = [words[at - 15], words[at - 2]];
      const low = turned(x, 7) ^ turned(x, 18) ^ (x >>> 3);
      const high = turned(y, 17) ^ turned(y, 19) ^ (y >>> 10);
      words[at] = words[at - 16] + low + words[at - 7] + high;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let at = 0; at < 64; at += 1) {
      const sum = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      const one = (h + sum + ((e & f) ^ (~e & g)) + ROUND_BITS[at] + words[at]) | 0;
      const other = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      const two = (other + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) state[at] += word;
  }
}

function turned(word, by) {
  return (word >>> by) | (word << (32 - by));
}
