// SPDX-License-Identifier: Apache-2.0
// Reading links, and judging them against each other. The same rules as links.py and chain.py.

const ZEROS = "0".repeat(64);
const NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const WITHOUT_BODY = ["open", "gap", "mark", "end"];

class Chain {
  constructor() {
    this.links = [];
    this.bySeq = new Map();
    this.bad = new Set();
    this.findings = [];
  }

  suspect(code, link, values = {}) {
    this.bad.add(link.seq);
    this.findings.push(finding(code, link.seq, link.header.wall, values));
  }

  add(code, link = null, at = null, values = {}) {
    this.findings.push(finding(code, link, at, values));
  }

  ordered() {
    return [...this.bySeq.keys()].sort((a, b) => a - b).map((seq) => this.bySeq.get(seq));
  }
}

async function readLine(bytes) {
  const fields = decodeJson(bytes);
  let form = "line_bodiless";
  if (isObject(fields)) {
    if (Object.hasOwn(fields, "file")) form = "line_body";
    else if (Object.hasOwn(fields, "absent")) form = "line_absent";
  }
  demandForm(fields, form);
  const raw = unbase64(fields.link);
  const header = readHeader(raw);
  if ((header.len === 0) !== (form === "line_bodiless")) throw new Malformed("file");
  const ack = demandForm(fields.ack, "ack");
  return {
    raw,
    header,
    seq: header.seq,
    kind: header.kind,
    begin: header.wall - header.dur,
    hash: hex(await sha256(raw)),
    signature: unbase64(fields.signature),
    ack,
    ackRaw: utf8.encode(encode(ack)),
    ackSignature: unbase64(fields.ack_signature),
    file: fields.file ?? "",
    at: fields.at ?? 0,
    absent: fields.absent ?? "",
  };
}

function readHeader(raw) {
  if (raw.length > 4096) throw new Malformed("length");
  const header = demandForm(decodeJson(raw), "header");
  const { kind, says } = header;
  const isUnsigned = isObject(says) && Object.hasOwn(says, "source");
  const more = isUnsigned ? FORMATS.says_unsigned[kind] : {};
  demandObject(says, { ...FORMATS.says[kind], ...more }, "says", false);
  const hasBody = header.len > 0;
  if ((hasBody && WITHOUT_BODY.includes(kind)) || (kind === "media" && !hasBody)) {
    throw new Malformed("len");
  }
  if (hasBody === (header.sha256 === NOTHING)) throw new Malformed("sha256");
  if (header.dur && kind !== "media") throw new Malformed("dur");
  if (header.init && kind !== "media") throw new Malformed("init");
  if ((kind === "open") !== (header.seq === 0)) throw new Malformed("kind");
  if ((header.prev === ZEROS) !== (header.seq === 0)) throw new Malformed("prev");
  if (kind === "end" && says.links !== header.seq + 1) throw new Malformed("links");
  if (kind === "gap" && says.to < says.from) throw new Malformed("to");
  return header;
}

async function readChain(bytes) {
  const chain = new Chain();
  let last = -1;
  let start = 0;
  while (start < bytes.length) {
    let end = bytes.indexOf(10, start);
    if (end < 0) {
      chain.add("chain_unfinished");
      end = bytes.length;
    }
    try {
      const link = await readLine(bytes.subarray(start, end));
      chain.links.push(link);
      last = link.seq;
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      last += 1;
      chain.bad.add(last);
      chain.add("link_unreadable", last, null, { where: error.message });
    }
    start = end + 1;
  }
  if (!chain.links.length) throw new Barrier("chain_empty");
  return chain;
}

function judgeLinks(chain, recording, device, server) {
  judgeIdentity(chain, recording, device);
  judgeOrder(chain);
  const ordered = chain.ordered();
  ordered.forEach((link, place) => {
    const before = ordered[place - 1];
    if (before && before.seq === link.seq - 1) judgeNeighbours(chain, before, link);
  });
  judgeKinds(chain, ordered);
  for (const link of chain.links) {
    const { ack, header } = link;
    const fits =
      ack.recording === recording &&
      ack.seq === header.seq &&
      ack.link === link.hash &&
      ack.sha256 === header.sha256 &&
      ack.len === header.len &&
      ack.key === server.id;
    if (!fits) chain.suspect("ack_differs", link);
  }
}

function judgeIdentity(chain, recording, device) {
  const foreign = [];
  const put = (link) => chain.bySeq.has(link.seq) || chain.bySeq.set(link.seq, link);
  for (const link of chain.links) {
    if (link.header.recording !== recording) {
      chain.suspect("recording_differs", link);
      foreign.push(link);
    } else if (link.header.key !== device.id) {
      chain.suspect("key_differs", link);
      foreign.push(link);
    } else {
      put(link);
    }
  }
  foreign.forEach(put);
}

function judgeOrder(chain) {
  const seen = new Set();
  let last = -1;
  for (const link of chain.links) {
    if (seen.has(link.seq)) chain.suspect("link_doubled", link);
    else if (link.seq < last) chain.suspect("link_out_of_order", link);
    seen.add(link.seq);
    last = Math.max(last, link.seq);
  }
}

function judgeNeighbours(chain, before, link) {
  const isSuspect = chain.bad.has(before.seq) || chain.bad.has(link.seq);
  if (!isSuspect && link.header.prev !== before.hash) chain.suspect("prev_differs", link);
  const isSameRun = before.header.clock === link.header.clock;
  if (isSameRun && link.header.mono < before.header.mono) chain.suspect("clock_fell", link);
}

function judgeKinds(chain, ordered) {
  const inits = new Set();
  let isBegun = false;
  let end = null;
  ordered.forEach((link, place) => {
    if (end !== null) chain.suspect("behind_end", link, { end });
    if (link.kind === "init") {
      isBegun = true;
      inits.add(link.header.sha256);
    }
    if (link.kind === "end" && end === null) end = link.seq;
    if (link.kind !== "media" || chain.bad.has(link.seq)) return;
    const wanted = link.header.init;
    const isKnown = wanted ? inits.has(wanted) : isBegun;
    if (!isKnown && place === link.seq) chain.suspect("init_unknown", link);
    else if (!isKnown) chain.add("init_missing", link.seq, link.header.wall);
  });
}

async function judgeSignatures(chain, device, server, told) {
  for (const [place, link] of chain.links.entries()) {
    const isOwn = link.header.key === device.id;
    if (isOwn && !(await keyFits(device, link.signature, join(LINK_CONTEXT, link.raw)))) {
      chain.suspect("signature_wrong", link);
    }
    if (!(await keyFits(server, link.ackSignature, join(ACK_CONTEXT, link.ackRaw)))) {
      chain.suspect("ack_signature_wrong", link);
    }
    if (place % 50 === 0) told(place / chain.links.length);
  }
}

function* absentRanges(present, size) {
  let expected = 0;
  for (const seq of [...present].sort((a, b) => a - b)) {
    if (seq >= size) break;
    if (seq > expected) yield [expected, seq - 1];
    expected = seq + 1;
  }
  if (expected < size) yield [expected, size - 1];
}

function* splitRange([first, end], parts) {
  let start = first;
  for (const [from, to] of parts) {
    if (to < start || from > end) continue;
    if (start < from) yield [[start, from - 1], false];
    yield [[Math.max(start, from), Math.min(end, to)], true];
    start = to + 1;
  }
  if (start <= end) yield [[start, end], false];
}

function mergeRuns(findings) {
  const keyOf = (one) =>
    Object.entries(one.values)
      .filter(([name]) => name !== "to")
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join(";");
  const linkOf = (one) => one.link ?? -1;
  const rank = (a, b) =>
    order(a.code, b.code) || order(keyOf(a), keyOf(b)) || linkOf(a) - linkOf(b);
  const merged = [];
  for (const one of [...findings].sort(rank)) {
    const last = merged.at(-1);
    const continues =
      last &&
      last.code === one.code &&
      last.link !== null &&
      one.link !== null &&
      !("from_ms" in one.values || "name" in one.values) &&
      keyOf(last) === keyOf(one) &&
      one.link === (last.values.to ?? last.link) + 1;
    if (continues) last.values = { ...last.values, to: one.values.to ?? one.link };
    else merged.push({ ...one });
  }
  return merged;
}

function order(left, right) {
  return left < right ? -1 : left > right ? 1 : 0;
}
