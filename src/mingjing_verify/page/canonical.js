// SPDX-License-Identifier: Apache-2.0
// Canonical JSON and the forms of format.json, bytes and hashes. The same rules as canonical.py.

class Malformed extends Error {}

class Barrier extends Error {
  constructor(code, values = {}) {
    super(code);
    this.finding = finding(code, null, null, values);
  }
}

const MAX_INT = Number.MAX_SAFE_INTEGER;
const utf8 = new TextEncoder();
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const patterns = new Map();

function finding(code, link = null, at = null, values = {}) {
  return { code, weight: WORDS.findings[code].weight, link, at, values };
}

function encode(value) {
  return JSON.stringify(sorted(value));
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const made = Object.create(null);
  for (const name of Object.keys(value).sort()) made[name] = sorted(value[name]);
  return made;
}

function decodeJson(bytes, isCanonical = true) {
  let text, value;
  try {
    text = strict.decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw new Malformed("json");
  }
  if (isCanonical) {
    if (/\p{Surrogate}/u.test(allText(value))) throw new Malformed("text");
    if (encode(value) !== text) throw new Malformed("canonical");
  }
  return value;
}

function allText(value) {
  if (typeof value === "string") return value;
  if (value === null || typeof value !== "object") return "";
  return Object.entries(value)
    .map(([name, item]) => `${name} ${allText(item)}`)
    .join(" ");
}

function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function demandForm(value, form, isOpen = false) {
  demandObject(value, FORMATS[form], form, isOpen);
  return value;
}

function demandObject(value, fields, where, isOpen) {
  if (!isObject(value)) throw new Malformed(where);
  const names = Object.keys(fields);
  if (!names.every((name) => Object.hasOwn(value, name))) throw new Malformed(where);
  if (!isOpen && Object.keys(value).length !== names.length) throw new Malformed(where);
  for (const name of names) demandRule(value[name], fields[name], name);
}

function demandRule(value, rule, where) {
  let fits = true;
  if (rule[0] === "int") {
    fits = Number.isSafeInteger(value) && value >= Math.max(rule[1], -MAX_INT) && value <= rule[2];
  } else if (rule[0] === "text") {
    fits = typeof value === "string" && patternOf(rule[1]).test(value);
  } else if (rule[0] === "object") {
    demandObject(value, rule[1], where, false);
  } else if (rule[0] === "list") {
    fits = Array.isArray(value);
    for (const item of fits ? value : []) demandRule(item, rule[1], where);
  } else if (rule[0] === "maybe" && value !== null) {
    demandRule(value, rule[1], where);
  }
  if (!fits) throw new Malformed(where);
}

function patternOf(text) {
  if (!patterns.has(text)) patterns.set(text, new RegExp(`^(?:${text})$`, "u"));
  return patterns.get(text);
}

function unbase64(text) {
  let raw;
  try {
    raw = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    throw new Malformed("base64");
  }
  if (base64(raw) !== text) throw new Malformed("base64");
  return raw;
}

function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(text);
}

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function unhex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function join(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function sameBytes(left, right) {
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}

async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}
