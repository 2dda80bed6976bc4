// SPDX-License-Identifier: Apache-2.0
// Links of a chain as docs/reference/segment-door.md says: canonical header, hash, signature.

const LINK = "mingjing/link/v1\n";
const DEVICE = "mingjing/device/v1\n";
const ACK = "mingjing/ack/v1\n";
const ED25519 = { name: "Ed25519" };
const P256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
export const ZERO = "0".repeat(64);

const text = new TextEncoder();

export const hex = (bytes) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

export const base64 = (bytes) => {
  let binary = "";
  for (const byte of new Uint8Array(bytes)) binary += String.fromCharCode(byte);
  return btoa(binary);
};

export const fromBase64 = (words) => Uint8Array.from(atob(words), (letter) => letter.charCodeAt(0));

export const fromHex = (words) =>
  Uint8Array.from(words.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

export const sha256 = async (bytes) => crypto.subtle.digest("SHA-256", bytes);

export const randomHex = (bytes) => hex(crypto.getRandomValues(new Uint8Array(bytes)));

// RFC 8785 for what a header holds: text, whole numbers, null, lists, objects.
export const canonical = (value) => {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
};

export const bytesOf = (value) => text.encode(canonical(value));

const joined = (prefix, bytes) => {
  const head = text.encode(prefix);
  const whole = new Uint8Array(head.length + bytes.length);
  whole.set(head);
  whole.set(bytes, head.length);
  return whole;
};

// A key pair that never leaves the browser: Ed25519, or P-256 where the browser lacks it.
export const newKey = async () => {
  for (const [alg, name] of [["Ed25519", ED25519], ["P-256", P256]]) {
    try {
      const pair = await crypto.subtle.generateKey(name, false, ["sign", "verify"]);
      const spki = await crypto.subtle.exportKey("spki", pair.publicKey);
      return { alg, pair, spki: base64(spki), id: hex(await sha256(spki)) };
    } catch (error) {
      if (alg === "P-256") throw error;
    }
  }
  throw new Error("no key");
};

const signed = async (key, prefix, bytes) =>
  new Uint8Array(
    await crypto.subtle.sign(key.alg === "P-256" ? P256 : ED25519, key.pair.privateKey, joined(prefix, bytes)),
  );

export const signLink = (key, header) => signed(key, LINK, header);

// Proof that the registering officer holds the key.
export const signDevice = async (key, account) =>
  base64(await signed(key, DEVICE, text.encode(`${account}\n${key.id}`)));

export const importServerKey = (spki) =>
  crypto.subtle.importKey("spki", fromBase64(spki), ED25519, false, ["verify"]);

export const ackIsGood = (serverKey, answer) =>
  crypto.subtle.verify(ED25519, serverKey, fromBase64(answer.signature), joined(ACK, bytesOf(answer.ack)));
