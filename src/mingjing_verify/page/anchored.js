// SPDX-License-Identifier: Apache-2.0
// Links against the ledger, and time on the scene. The same rules as anchored.py and scenes.py.

const LATE_MS = 600_000;
const AHEAD_MS = 300_000;
const CLOCK_MAY_ERR_MS = 86_400_000;
const CLOSING = { sealed: "recording.sealed", broken_off: "recording.broken_off" };

function judgeOpening(chain, ledger, device, server) {
  const first = chain.bySeq.get(0);
  const isGood = first && !chain.bad.has(0);
  const { account, key, until } = device.payload;
  if (isGood && first.header.says.officer !== account) {
    chain.suspect("officer_differs", first, { account, officer: first.header.says.officer });
  }
  if (first && device.at > first.header.wall + CLOCK_MAY_ERR_MS) {
    chain.add("registered_late", 0, device.at);
  }
  const opened = ledger.first("recording.opened");
  if (!opened) {
    chain.add("opening_unproven", 0);
    return;
  }
  const isOther = first && opened.payload.link !== first.hash && !chain.bad.has(0);
  if (opened.payload.key !== key || isOther) chain.add("opening_differs", 0, opened.at);
  if (opened.at > until) chain.add("key_expired", 0, opened.at, { until_ms: until });
  if (opened.payload.server_key !== server.id) chain.add("server_key_differs", 0);
}

function extentOf(about, ledger, chain) {
  const closing = ledger.first("recording.sealed") ?? ledger.first("recording.broken_off");
  if ((closing?.act ?? "") !== (CLOSING[about.state] ?? "")) {
    chain.add("state_not_proven", null, null, { state: about.state });
  }
  let { links: size, root } = about;
  let neverCame = [];
  if (closing) {
    const said = closing.payload;
    if (said.links !== size || said.root !== root) chain.add("bundle_differs");
    ({ links: size, root } = said);
    neverCame = checkedRanges(said.missing ?? [], size);
  } else if (root) {
    chain.add("bundle_differs");
  }
  for (const anchor of ledger.all("recording.anchored")) {
    if (anchor.payload.seq < size) continue;
    if (closing) chain.add("anchor_differs", anchor.payload.seq, anchor.at);
    else size = anchor.payload.seq + 1;
  }
  const withheld = about.withheld.map((part) => ({
    first: part.from,
    last: part.to,
    nodes: part.nodes.map(unhex),
  }));
  checkedRanges(withheld.map((part) => [part.first, part.last]), size);
  if (withheld.length && !closing) throw new Barrier("bundle_malformed", { where: "withheld" });
  return { size, root, withheld, neverCame };
}

function checkedRanges(pairs, size) {
  let last = -1;
  for (const pair of pairs) {
    if (pair.length !== 2 || !(last < pair[0] && pair[0] <= pair[1] && pair[1] < size)) {
      throw new Barrier("bundle_malformed", { where: "ranges" });
    }
    last = pair[1];
  }
  return pairs;
}

function judgePresence(chain, ledger, extent) {
  const withheld = extent.withheld.map((part) => [part.first, part.last]);
  const present = new Set([...chain.bySeq.keys(), ...chain.bad]);
  for (const [first, last] of [...withheld, ...extent.neverCame]) {
    if ([...present].some((seq) => first <= seq && seq <= last)) {
      throw new Barrier("bundle_malformed", { where: "withheld" });
    }
  }
  for (const link of chain.ordered()) {
    if (link.seq >= extent.size) chain.suspect("link_beyond", link, { links: extent.size });
  }
  const vouched = Math.max(
    -1,
    ...ledger.all("recording.anchored").map((anchor) => anchor.payload.seq),
  );
  const seen = extent.root ? [[0, extent.size]] : [[0, vouched]];
  const add = (code, [from, to]) => chain.add(code, from, null, to > from ? { to } : {});
  for (const whole of absentRanges(present, extent.size)) {
    for (const [piece, isWithheld] of splitRange(whole, withheld)) {
      if (isWithheld) {
        add("links_withheld", piece);
        continue;
      }
      for (const [part, isNamed] of splitRange(piece, extent.neverCame)) {
        if (isNamed) {
          add("links_never_came", part);
          continue;
        }
        for (const [gone, isSeen] of splitRange(part, seen)) {
          add(isSeen ? "links_cut" : "links_not_there", gone);
        }
      }
    }
  }
}

function judgeAnchors(chain, ledger) {
  for (const anchor of ledger.all("recording.anchored")) {
    const { seq, head } = anchor.payload;
    const link = chain.bySeq.get(seq);
    if (link && !chain.bad.has(seq) && link.hash !== head) {
      chain.add("anchor_differs", seq, anchor.at);
    }
  }
}

function judgeEnd(chain, ledger, state, size) {
  const last = chain.ordered().filter((link) => !chain.bad.has(link.seq)).at(-1);
  const place = [last?.seq ?? null, last?.header.wall ?? null];
  if (state === "sealed") {
    const end = chain.bySeq.get(size - 1);
    if (end && end.kind !== "end" && !chain.bad.has(end.seq)) chain.suspect("end_missing", end);
  } else if (state === "broken_off") {
    const closing = ledger.first("recording.broken_off");
    chain.add("broken_off", ...place, closing ? { by_ms: closing.at } : {});
  } else {
    chain.add("still_open", ...place);
  }
}

async function judgeRoot(chain, extent) {
  if (!extent.root || chain.findings.some((one) => one.weight === "suspect")) return;
  const leaves = new Map();
  for (const [seq, link] of chain.bySeq) leaves.set(seq, await hashLeaf(link.raw));
  const empty = await hashLeaf(new Uint8Array(0));
  for (const [first, last] of extent.neverCame) {
    if (last - first > 1_000_000) throw new Barrier("bundle_malformed", { where: "missing" });
    for (let seq = first; seq <= last; seq += 1) leaves.set(seq, empty);
  }
  const root = await rootOf(extent.size, leaves, extent.withheld);
  if (!root || hex(root) !== extent.root) chain.add("root_differs");
}

function judgeDelays(chain, ledger) {
  const bounds = ledger.all("recording.anchored").map((entry) => [entry.payload.seq, entry.at]);
  for (const act of Object.values(CLOSING)) {
    bounds.push(...ledger.all(act).map((entry) => [entry.payload.links - 1, entry.at]));
  }
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
  const isSameRun = before.header.clock === link.header.clock;
  const passed = link.header.mono - link.header.dur - before.header.mono;
  const stop = isSameRun ? start + passed : link.begin;
  let covered = 0;
  let from = start;
  for (const [first, last] of [...stated].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const begin = Math.max(first, from);
    const end = Math.min(last, stop);
    if (end > begin) {
      covered += end - begin;
      from = end;
    }
  }
  if (stop - start - covered > FORMATS.tolerance_ms) {
    chain.add("hole_unexplained", link.seq, start, { from_ms: start, to_ms: stop });
  }
}
