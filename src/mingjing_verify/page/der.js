// SPDX-License-Identifier: Apache-2.0
// A reader of DER and of the names of certificates. The same rules as stamps/der.py and names.py.

class TokenWrong extends Error {}

class NotJudged extends Error {
  constructor(code, oid = "") {
    super(code);
    this.oid = oid;
  }
}

const DER = { BOOLEAN: 1, INTEGER: 2, BITS: 3, OCTETS: 4, OID: 6, SEQUENCE: 0x30, SET: 0x31 };
const UTC_TIME = 0x17;
const GENERAL_TIME = 0x18;
const MOST_PARTS = 2_000;
const TIMES = {
  [UTC_TIME]: /^([0-9]{2})([0-9]{10})()Z$/,
  [GENERAL_TIME]: /^([0-9]{4})([0-9]{10})(?:\.([0-9]{0,8}[1-9]))?Z$/,
};
const NAME_KINDS = {
  "2.5.4.3": "CN",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.97": "organizationIdentifier",
};

function derWrong() {
  return new TokenWrong("malformed");
}

/** The elements of a content, taken one after the other. */
class Parts {
  constructor(content) {
    this.left = derSplit(content);
    this.at = 0;
  }

  maybe(tag) {
    return this.left[this.at]?.tag === tag ? this.left[this.at++] : null;
  }

  take(tag) {
    const found = this.maybe(tag);
    if (!found) throw derWrong();
    return found;
  }

  skip() {
    if (this.at >= this.left.length) throw derWrong();
    return this.left[this.at++];
  }

  rest() {
    return this.left.slice(this.at);
  }

  end() {
    if (this.at < this.left.length) throw derWrong();
  }
}

function derOne(data, at) {
  if (data.length < at + 2 || (data[at] & 0x1f) === 0x1f) throw derWrong();
  let length = data[at + 1];
  let start = at + 2;
  if (length & 0x80) {
    const width = length & 0x7f;
    const said = data.subarray(start, start + width);
    if (width < 1 || width > 4 || said.length !== width || said[0] === 0) throw derWrong();
    length = said.reduce((sum, byte) => sum * 256 + byte, 0);
    start += width;
    if (length < 0x80) throw derWrong();
  }
  const stop = start + length;
  if (stop > data.length) throw derWrong();
  return { tag: data[at], content: data.subarray(start, stop), raw: data.subarray(at, stop) };
}

function derRead(data, tag) {
  const element = derOne(data, 0);
  if (element.tag !== tag || element.raw.length !== data.length) throw derWrong();
  return element;
}

function derSplit(content) {
  const found = [];
  for (let at = 0; at < content.length; at += found.at(-1).raw.length) {
    if (found.length === MOST_PARTS) throw derWrong();
    found.push(derOne(content, at));
  }
  return found;
}

function derInside(element, tag = DER.SEQUENCE) {
  if (element.tag !== tag) throw derWrong();
  return new Parts(element.content);
}

function derNumber(element, tag = DER.INTEGER) {
  const raw = element.content;
  const isLong = raw.length > 1 && raw[0] === (raw[1] >> 7 ? 0xff : 0);
  if (element.tag !== tag || !raw.length || isLong) throw derWrong();
  return raw;
}

function derSmall(element, tag = DER.INTEGER) {
  const raw = derNumber(element, tag);
  if (raw.length > 6 || raw[0] & 0x80) throw derWrong();
  return raw.reduce((sum, byte) => sum * 256 + byte, 0);
}

/** The bytes of a number above 0 without the one that only says so. */
function derMagnitude(element) {
  const raw = derNumber(element);
  if (raw[0] & 0x80 || (raw.length === 1 && raw[0] === 0)) throw derWrong();
  return raw[0] ? raw : raw.subarray(1);
}

function derIsTrue(element) {
  const [value, ...more] = element.content;
  if (element.tag !== DER.BOOLEAN || more.length || ![0, 0xff].includes(value)) throw derWrong();
  return value === 0xff;
}

function derOctetsOfBits(element) {
  if (element.tag !== DER.BITS || element.content[0] !== 0) throw derWrong();
  return element.content.subarray(1);
}

function derHasBit(element, place) {
  if (element.tag !== DER.BITS || !(element.content[0] <= 7)) throw derWrong();
  const at = 1 + (place >> 3);
  return at < element.content.length && Boolean((element.content[at] >> (7 - (place % 8))) & 1);
}

function derOid(element) {
  const raw = element.content;
  const isLong = !raw.length || raw.length > 64;
  if (element.tag !== DER.OID || isLong || raw.at(-1) & 0x80) throw derWrong();
  const arcs = [];
  let arc = 0n;
  let isFirst = true;
  for (const byte of raw) {
    if (isFirst && byte === 0x80) throw derWrong();
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    isFirst = !(byte & 0x80);
    if (isFirst) {
      arcs.push(arc);
      arc = 0n;
    }
  }
  const root = arcs[0] >= 80n ? 2n : arcs[0] / 40n;
  return [root, arcs[0] - 40n * root, ...arcs.slice(1)].join(".");
}

/** Milliseconds since 1970 of either kind of time; `isLate`: the next whole one. */
function derInstant(element, isLate = false) {
  const found = TIMES[element.tag]?.exec(String.fromCharCode(...element.content.subarray(0, 64)));
  if (!found || element.content.length > 64) throw derWrong();
  let year = Number(found[1]);
  if (element.tag === UTC_TIME) year += year >= 50 ? 1900 : 2000;
  const [month, ...clock] = found[2].match(/../g).map(Number);
  const moment = new Date(Date.UTC(year, month - 1, ...clock));
  const [day, hour, minute, second] = clock;
  const isSame =
    moment.getUTCMonth() + 1 === month &&
    moment.getUTCDate() === day &&
    moment.getUTCHours() === hour &&
    moment.getUTCMinutes() === minute &&
    moment.getUTCSeconds() === second;
  if (year < 1950 || !isSame) throw derWrong();
  const fraction = (found[3] ?? "").padEnd(3, "0");
  const rest = isLate && fraction.length > 3 ? 1 : 0;
  return moment.getTime() + Number(fraction.slice(0, 3)) + rest;
}

/** A name as `CN=…, O=…`; what could pass for another part of it is marked by a backslash. */
function nameLine(name) {
  const pieces = [];
  for (const relative of derInside(derRead(name, DER.SEQUENCE)).rest()) {
    for (const attribute of derInside(relative, DER.SET).rest()) {
      const parts = derInside(attribute);
      const kind = derOid(parts.take(DER.OID));
      pieces.push(`${NAME_KINDS[kind] ?? kind}=${nameText(parts.skip())}`);
    }
  }
  return [...pieces.join(", ")].slice(0, 300).join("");
}

function nameText({ tag, content }) {
  const bytes = Array.from(content);
  let text;
  if (tag === 0x0c) {
    try {
      text = strict.decode(content);
    } catch {
      throw derWrong();
    }
  } else if (tag === 0x13 || tag === 0x16 || tag === 0x14) {
    if (tag !== 0x14 && bytes.some((byte) => byte > 0x7f)) throw derWrong();
    text = bytes.map((byte) => String.fromCharCode(byte)).join("");
  } else if (tag === 0x1e) {
    const units = bytes.filter((_, at) => at % 2).map((low, at) => bytes[2 * at] * 256 + low);
    text = units.map((unit) => String.fromCharCode(unit)).join("");
    if (bytes.length % 2 || /\p{Surrogate}/u.test(text)) throw derWrong();
  } else {
    return `#${hex(content.subarray(0, 40))}`;
  }
  return text.replace(/[,+="\\]/g, "\\$&");
}
