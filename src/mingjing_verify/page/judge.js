// SPDX-License-Identifier: Apache-2.0
// Judging a bundle: everything in order, one outcome. The same rules as judge.py and bodies.py.

const WEIGHTS = ["barrier", "suspect", "missing", "gap", "note"];
const VERDICTS = ["whole", "incomplete", "suspect", "not_judged"];
const FIXED = ["bundle.json", "chain.jsonl", "log.vkey", "README.md", ...STAMP_FILES];

/** The outcome for a zip: verdict, exit code, facts, findings. */
async function judge(blob, given = "", told = () => {}, witnesses = "", tsa = []) {
  const outcome = { findings: [], facts: {} };
  try {
    if (!(await hasEd25519())) throw new Barrier("no_ed25519");
    await judgeAll(outcome, blob, { key: given.trim(), witnesses, tsa }, told);
  } catch (error) {
    if (!(error instanceof Barrier)) throw error;
    outcome.findings.push(error.finding);
  }
  outcome.findings = mergeRuns(outcome.findings).sort(
    (a, b) =>
      WEIGHTS.indexOf(a.weight) - WEIGHTS.indexOf(b.weight) ||
      (a.link ?? -1) - (b.link ?? -1) ||
      order(a.code, b.code),
  );
  outcome.verdict = verdictOf(outcome.findings);
  outcome.exit = VERDICTS.indexOf(outcome.verdict);
  return outcome;
}

function verdictOf(findings) {
  const weights = new Set(findings.map((one) => one.weight));
  if (weights.has("barrier")) return "not_judged";
  if (weights.has("suspect")) return "suspect";
  return weights.has("missing") || weights.has("gap") ? "incomplete" : "whole";
}

async function judgeAll(outcome, blob, asked, told) {
  const bundle = await ZipBundle.open(blob);
  if (isCopy(bundle)) await judgeCopy(outcome, bundle, asked, told);
  else await judgeRecording(outcome, bundle, asked, told);
}

async function judgeRecording(outcome, bundle, asked, told) {
  const about = await readAbout(bundle);
  const vkey = await logKey(bundle, asked.key);
  const witnesses = await witnessKeys(asked.witnesses);
  const trusted = trustedCertificates(asked.tsa);
  const objects = { [RECORDING_ACTS]: about.recording };
  const ledger = await readLedger(bundle, vkey, about.proofs, objects, Boolean(asked.key));
  outcome.findings.push(...ledger.findings, ...(await judgeWitnesses(ledger, witnesses)));
  outcome.findings.push(...(await judgeStamp(bundle, vkey, ledger, trusted)));
  const server = await serverKey(about);
  const [registration, device] = await deviceKey(bundle, about, ledger);
  const chain = await readChain(await chainBytes(bundle));
  chain.findings.unshift(...outcome.findings);
  outcome.findings = chain.findings;
  if (!ledger.isKeyGiven) chain.add("key_from_bundle", null, null, { origin: ledger.origin });
  judgeFilms(chain, bundle);
  judgeLinks(chain, about.recording, device, server);
  await judgeSignatures(chain, device, server, (share) => told(share / 3));
  await judgeBodies(chain, bundle, (share) => told((1 + 2 * share) / 3));
  judgeFiles(chain, bundle, about.proofs);
  judgeOpening(chain, ledger, registration, server);
  const extent = extentOf(about, ledger, chain);
  judgePresence(chain, ledger, extent);
  judgeSightings(chain, ledger);
  judgeAlarms(chain, ledger, about.recording, isUnsigned(chain, registration));
  judgeSource(chain, registration);
  judgeEnd(chain, ledger, about.state, extent.size);
  await judgeRoot(chain, extent);
  judgeDelays(chain, ledger);
  judgeBound(chain, ledger);
  judgeTime(chain);
  outcome.facts = factsOf(chain, ledger, registration, about);
  outcome.facts.said = await saidBeside(bundle);
}

/** What the bundle says beside its proof, like said.py; null where it says nothing. */
async function saidBeside(bundle) {
  try {
    return demandForm(decodeJson(await bundle.read("extra/about.json", 1 << 16)), "said_beside");
  } catch (error) {
    if (error instanceof Unreadable || error instanceof Malformed) return null;
    throw error;
  }
}

async function readAbout(bundle) {
  try {
    return demandForm(decodeJson(await bundle.read("bundle.json", 1 << 26)), "bundle");
  } catch (error) {
    if (error instanceof Unreadable) {
      throw new Barrier("bundle_malformed", { where: "bundle.json" });
    }
    if (error instanceof Malformed) throw new Barrier("bundle_malformed", { where: error.message });
    throw error;
  }
}

async function chainBytes(bundle) {
  try {
    return await bundle.read("chain.jsonl", 1 << 29);
  } catch {
    throw new Barrier("chain_empty");
  }
}

async function serverKey(about) {
  try {
    const server = await readKey(about.server);
    if (server.alg === "Ed25519") return server;
  } catch {
    // told below
  }
  throw new Barrier("bundle_malformed", { where: "server" });
}

async function deviceKey(bundle, about, ledger) {
  try {
    const key = await readKey(about.device);
    const known = ledger.all(REGISTERED);
    let entry = known.find((one) => one.object === key.id);
    if (!known.length) entry = await unprovenRegistration(bundle, about, key);
    momentOf(entry.payload.until);
    if (key.alg === entry.payload.alg) return [entry, key];
  } catch {
    // told below
  }
  throw new Barrier("device_unknown");
}

async function unprovenRegistration(bundle, about, key) {
  const item = about.proofs.find((proof) => proof.act === REGISTERED);
  const raw = await bundle.read(`proofs/${item.name}.json`, 1 << 20);
  const payload = demandForm(decodeJson(raw, false), "device_registered", true);
  const more = { index: -1, at: 0, object: key.id, agency: "", account: "" };
  return { act: REGISTERED, name: item.name, payload, ...more };
}

function filesOf(chain) {
  const files = new Map();
  for (const link of chain.links) {
    if (link.file) files.set(link.file, [...(files.get(link.file) ?? []), link]);
  }
  return files;
}

function judgeFilms(chain, bundle) {
  for (const [file, links] of filesOf(chain)) {
    if (bundle.names.has(file)) judgeFilm(chain, file, links, bundle.size(file));
    else for (const link of links) chain.suspect("body_file_missing", link, { name: file });
  }
}

function judgeFilm(chain, file, links, size) {
  let at = 0;
  for (const link of links) {
    if (link.at !== at) {
      chain.suspect("film_order", link, { name: file });
      return;
    }
    at += link.header.len;
  }
  if (at !== size) chain.suspect("film_rest", links.at(-1), { name: file });
  if (file.startsWith("bodies/")) {
    const number = file.slice("bodies/".length).split(".")[0];
    if (links.length !== 1 || number !== String(links[0].seq)) {
      chain.suspect("film_order", links[0], { name: file });
    }
    return;
  }
  const init = links[0].header.sha256;
  if (links[0].kind !== "init") chain.suspect("film_mixed", links[0], { name: file });
  for (const link of links.slice(1)) {
    if (link.header.init !== init) chain.suspect("film_mixed", link, { name: file });
  }
}

async function judgeBodies(chain, bundle, told) {
  let done = 0;
  for (const [file, links] of filesOf(chain)) {
    if (!bundle.names.has(file)) continue;
    const digests = [];
    links.sort((a, b) => a.at - b.at);
    try {
      const spans = links.map((link) => [link.at, link.header.len]);
      for await (const digest of bundle.digests(file, spans)) {
        digests.push(digest);
        done += 1;
        if (done % 10 === 0) told(done / chain.links.length);
      }
    } catch {
      // what could not be read differs
    }
    links.forEach((link, place) => {
      if (digests[place] !== link.header.sha256) chain.suspect("body_differs", link);
    });
  }
  for (const link of chain.ordered()) {
    if (link.absent) {
      chain.add("body_absent", link.seq, link.header.wall, { why: link.absent });
    }
  }
}

function judgeFiles(chain, bundle, listed) {
  const known = new Set(FIXED);
  for (const item of listed) {
    known.add(`proofs/${item.name}.json`).add(`proofs/${item.name}.tlog-proof`);
  }
  for (const link of chain.links) known.add(link.file);
  for (const name of [...bundle.names].sort()) {
    if (known.has(name)) continue;
    const isProving = ["recording", "bodies/", "proofs/"].some((start) => name.startsWith(start));
    chain.add(isProving ? "file_foreign" : "file_unproven", null, null, { name: name.slice(0, 200) });
  }
}

function factsOf(chain, ledger, device, about) {
  const good = chain.ordered().filter((link) => !chain.bad.has(link.seq));
  const media = good.filter((link) => link.kind === "media");
  const first = good[0]?.seq === 0 ? good[0] : null;
  const opened = ledger.first(OPENED);
  const officer = opened?.payload.officer ?? device.payload.officer;
  return {
    recording: about.recording,
    state: about.state,
    account: device.payload.account_id,
    officer: typeof officer === "string" ? officer : null,
    source: isUnsigned(chain, device) ? "unsigned" : null,
    camera: isUnsigned(chain, device) ? cameraOf(device) : null,
    agency: (opened ?? device).agency,
    device: device.object,
    alg: device.payload.alg,
    registered_ms: device.at,
    opened_ms: opened?.at ?? null,
    occasion: first?.header.says.occasion ?? null,
    mode: first?.header.says.mode ?? null,
    from_ms: media[0]?.begin ?? null,
    to_ms: media.at(-1)?.header.wall ?? null,
    links: chain.links.length,
    media: media.length,
    bytes: good.reduce((sum, link) => sum + (link.file ? link.header.len : 0), 0),
    root: about.root,
    marks: good
      .filter((link) => link.kind === "mark")
      .map((link) => ({
        link: link.seq,
        at_ms: link.header.says.at,
        label: link.header.says.label,
        note: link.header.says.note,
      })),
    ...ledger.asFacts(),
  };
}
