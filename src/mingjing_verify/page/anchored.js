// SPDX-License-Identifier: Apache-2.0
// Links against the ledger, and time on the scene. The same rules as anchored.py and scenes.py.

const LATE_MS = 600_000;
const AHEAD_MS = 300_000;
const CLOCK_MAY_ERR_MS = 86_400_000;

/** All links that entries name: they were held then. */
function sightings(ledger) {
  const seen = [];
  for (const { act, payload, at, index } of ledger.entries) {
    if (act === OPENED) seen.push({ seq: 0, hash: payload.link, at, index });
    else if (act === ANCHORED || act === RESUMED) {
      seen.push({ seq: payload.seq, hash: payload.link, at, index });
    } else if (act === BROKEN_OFF) seen.push({ seq: payload.behind, hash: payload.link, at, index });
    else if (act === SEALED) seen.push({ seq: payload.links - 1, hash: payload.link, at, index });
  }
  return seen;
}

function judgeOpening(chain, ledger, device, server) {
  const first = chain.bySeq.get(0);
  const account = device.payload.account_id;
  if (first && !chain.bad.has(0) && first.header.says.officer !== account) {
    chain.suspect("officer_differs", first, { account, officer: first.header.says.officer });
  }
  if (first && device.at > first.header.wall + CLOCK_MAY_ERR_MS) {
    chain.add("registered_late", 0, device.at);
  }
  const opened = ledger.first(OPENED);
  if (!opened) {
    chain.add("opening_unproven", 0);
    return;
  }
  if (opened.payload.key !== device.object) chain.add("opening_differs", 0, opened.at);
  const renewals = ledger
    .all(REGISTERED)
    .filter((entry) => entry.object === device.object && entry.index < opened.index);
  const known = renewals.length ? renewals : [device];
  const until = Math.max(...known.map((entry) => momentOf(entry.payload.until)));
  if (opened.at > until) chain.add("key_expired", 0, opened.at, { until_ms: until });
  const isRevoked = (entry) => entry.object === device.object && entry.index < opened.index;
  if (ledger.all(REVOKED).some(isRevoked)) chain.add("key_revoked", 0, opened.at);
  const named = opened.payload.server_key ?? null;
  if (named === null) chain.add("server_key_unproven");
  else if (named !== server.id) chain.add("server_key_differs", 0);
}

function judgeAlarms(chain, ledger, recording, isPushed) {
  const code = isPushed ? "alarm_pushed" : "alarm_raised";
  for (const entry of ledger.all(ALARM)) {
    const { seq } = entry.payload;
    if (entry.object === recording && Number.isInteger(seq)) {
      chain.add(code, seq, entry.at);
    }
  }
}

function extentOf(about, ledger, chain) {
  const closing = ledger.entries.findLast((entry) => entry.act in STATE_OF) ?? null;
  const state = closing ? STATE_OF[closing.act] : "open";
  if (state !== about.state) {
    chain.add("state_not_proven", null, null, { state: about.state });
  }
  const said = closing?.payload ?? {};
  const root = state === "complete" ? said.root : "";
  let size = about.links;
  let neverCame = null;
  if (state === "complete" || state === "sealed") size = said.links;
  else if (state === "broken_off") {
    size = said.behind + 1;
    neverCame = Math.max(0, size - said.held);
  }
  if (size !== about.links || root !== about.root) chain.add("bundle_differs");
  for (const seen of sightings(ledger)) {
    if (seen.seq < size) continue;
    if (state === "open") size = seen.seq + 1;
    else chain.add("anchor_differs", seen.seq, seen.at);
  }
  const withheld = about.withheld.map((part) => ({
    first: part.from,
    last: part.to,
    nodes: part.nodes.map(unhex),
  }));
  demandRanges(withheld, size);
  if (withheld.length && !root) throw new Barrier("bundle_malformed", { where: "withheld" });
  return { size, root, withheld, neverCame };
}

function demandRanges(parts, size) {
  let last = -1;
  for (const part of parts) {
    if (!(last < part.first && part.first <= part.last && part.last < size)) {
      throw new Barrier("bundle_malformed", { where: "withheld" });
    }
    last = part.last;
  }
}

function judgePresence(chain, ledger, extent) {
  const withheld = extent.withheld.map((part) => [part.first, part.last]);
  const present = new Set([...chain.bySeq.keys(), ...chain.bad]);
  if (withheld.some(([from, to]) => [...present].some((seq) => from <= seq && seq <= to))) {
    throw new Barrier("bundle_malformed", { where: "withheld" });
  }
  for (const link of chain.ordered()) {
    if (link.seq >= extent.size) chain.suspect("link_beyond", link, { links: extent.size });
  }
  const gone = [];
  for (const whole of absentRanges(present, extent.size)) {
    for (const [piece, isWithheld] of splitRange(whole, withheld)) {
      if (isWithheld) addRange(chain, "links_withheld", piece);
      else gone.push(piece);
    }
  }
  judgeGone(chain, gone, ledger, extent);
}

function judgeGone(chain, gone, ledger, extent) {
  const count = gone.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  if (extent.root || (extent.neverCame !== null && count > extent.neverCame)) {
    for (const piece of gone) addRange(chain, "links_cut", piece);
    return;
  }
  const numbers = [...new Set(sightings(ledger).map((one) => one.seq))].sort((a, b) => a - b);
  const seen = numbers.map((seq) => [seq, seq]);
  const code = extent.neverCame === null ? "links_not_there" : "links_never_came";
  for (const piece of gone) {
    for (const [part, isSeen] of splitRange(piece, seen)) {
      addRange(chain, isSeen ? "links_cut" : code, part);
    }
  }
}

function addRange(chain, code, [from, to]) {
  chain.add(code, from, null, to > from ? { to } : {});
}

function judgeSightings(chain, ledger) {
  for (const { seq, hash, at } of sightings(ledger)) {
    const link = chain.bySeq.get(seq);
    if (link && !chain.bad.has(seq) && link.hash !== hash) {
      chain.add(seq ? "anchor_differs" : "opening_differs", seq, at);
    }
  }
}

function judgeEnd(chain, ledger, state, size) {
  const last = chain.ordered().filter((link) => !chain.bad.has(link.seq)).at(-1);
  const place = [last?.seq ?? null, last?.header.wall ?? null];
  if (state === "sealed" || state === "complete") {
    const end = chain.bySeq.get(size - 1);
    if (end && end.kind !== "end" && !chain.bad.has(end.seq)) chain.suspect("end_missing", end);
  } else {
    chain.add(state === "broken_off" ? "broken_off" : "still_open", ...place);
  }
}

async function judgeRoot(chain, extent) {
  if (!extent.root || chain.findings.some((one) => one.weight === "suspect")) return;
  const leaves = new Map();
  for (const [seq, link] of chain.bySeq) leaves.set(seq, await hashLeaf(link.raw));
  const root = await rootOf(extent.size, leaves, extent.withheld);
  if (!root || hex(root) !== extent.root) chain.add("root_differs");
}

function judgeDelays(chain, ledger) {
  const bounds = sightings(ledger).map((seen) => [seen.seq, seen.at]);
  bounds.push(...ledger.all(COMPLETED).map((entry) => [entry.payload.links - 1, entry.at]));
  bounds.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  const latest = [];
  for (const [seq, at] of bounds) latest.push([seq, Math.min(at, latest.at(-1)?.[1] ?? at)]);
  for (const link of chain.ordered()) {
    while (latest.length && latest.at(-1)[0] < link.seq) latest.pop();
    if (chain.bad.has(link.seq)) continue;
    const { wall } = link.header;
    if (!latest.length) {
      chain.add("not_anchored", link.seq, wall);
      continue;
    }
    const at = latest.at(-1)[1];
    if (at - wall > LATE_MS) chain.add("anchored_late", link.seq, wall, { by_ms: at });
    else if (wall - at > AHEAD_MS) chain.add("clock_ahead", link.seq, wall);
  }
}

function judgeTime(chain) {
  let before = null;
  let stated = [];
  let reached = -1;
  for (const link of chain.ordered()) {
    if (link.seq !== reached + 1 || chain.bad.has(link.seq)) {
      before = null;
      stated = [];
    }
    reached = link.seq;
    if (chain.bad.has(link.seq)) continue;
    if (link.kind === "gap") {
      const { from, to, reason, note } = link.header.says;
      stated.push([from, to]);
      chain.add("gap_stated", link.seq, from, { reason, from_ms: from, to_ms: to, note });
    } else if (link.kind === "media" && link.header.dur) {
      if (before) judgeHole(chain, before, link, stated);
      before = link;
      stated = [];
    }
  }
}

function judgeHole(chain, before, link, stated) {
  const start = before.header.wall;
  const stop = link.begin;
  let longest = 0;
  let at = start;
  for (const [first, last] of [...stated].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    longest = Math.max(longest, Math.min(first, stop) - at);
    at = Math.max(at, last);
  }
  if (Math.max(longest, stop - at) > FORMATS.tolerance_ms) {
    chain.add("hole_unexplained", link.seq, start, { from_ms: start, to_ms: stop });
  }
}
