// SPDX-License-Identifier: Apache-2.0
// Judging a redacted copy: film and plan against the entries. The same rules as redacted.py.

const COPY_ABOUT = "redaction.json";
const COPY_KIND = "redacted copy";
const COPY_FILM = "redacted.mp4";
const COPY_PLAN = "plan.json";
const COPY_FIXED = [COPY_ABOUT, COPY_FILM, COPY_PLAN, "log.vkey", "README.md", ...STAMP_FILES];
const COPY_NAMED = {
  [COPY_PLANNED]: ["recording", "root", "plan", "reasons"],
  [COPY_RENDERED]: ["recording", "root", "plan", "sha256", "len"],
  [COPY_APPROVED]: ["recording", "root", "plan", "sha256", "reasons"],
};

function isCopy(bundle) {
  return bundle.names.has(COPY_ABOUT) && !bundle.names.has("bundle.json");
}

async function judgeCopy(outcome, bundle, asked, told) {
  const about = await readCopyAbout(bundle);
  const vkey = await logKey(bundle, asked.key);
  const witnesses = await witnessKeys(asked.witnesses);
  const trusted = trustedCertificates(asked.tsa);
  const objects = { [COPY_ACTS]: about.redaction, [RECORDING_ACTS]: about.recording };
  const ledger = await readLedger(bundle, vkey, about.proofs, objects, Boolean(asked.key));
  const add = (code, values = {}) => outcome.findings.push(finding(code, null, null, values));
  outcome.findings.push(...ledger.findings, ...(await judgeWitnesses(ledger, witnesses)));
  outcome.findings.push(...(await judgeStamp(bundle, vkey, ledger, trusted)));
  if (!ledger.isKeyGiven) add("copy_key_from_bundle", { origin: ledger.origin });
  judgeCopyEntries(about, ledger, add);
  await judgeCopyFilm(bundle, about, add, told);
  await judgeCopyPlan(bundle, about, add);
  judgeCopyFiles(bundle, about, add);
  add("original_unknown");
  outcome.facts = copyFacts(about, ledger);
}

async function readCopyAbout(bundle) {
  try {
    const raw = await bundle.read(COPY_ABOUT, 1 << 20);
    const about = demandForm(decodeJson(raw), "redacted_copy");
    demandReasons(about.reasons);
    return about;
  } catch (error) {
    if (error instanceof Unreadable) throw new Barrier("copy_malformed", { where: COPY_ABOUT });
    if (error instanceof Malformed) throw new Barrier("copy_malformed", { where: error.message });
    throw error;
  }
}

function demandReasons(reasons) {
  const rows = isObject(reasons) ? Object.entries(reasons) : [];
  const fits = ([code, count]) =>
    /^[a-z_]{1,40}$/.test(code) && Number.isSafeInteger(count) && count > 0;
  if (!rows.length || rows.length > 100 || !rows.every(fits)) throw new Malformed("reasons");
}

function judgeCopyEntries(about, ledger, add) {
  for (const act of COPY_STEPS) {
    const entries = ledger.all(act);
    const step = act.slice(COPY_ACTS.length);
    if (!entries.length) add("copy_unproven", { step });
    for (const { payload } of entries) {
      for (const field of COPY_NAMED[act]) {
        if (encode(payload[field]) !== encode(about[field])) add("copy_differs", { field, step });
      }
    }
  }
  const acts = ledger.entries.map((entry) => entry.act).filter((act) => COPY_STEPS.includes(act));
  const steps = COPY_STEPS.filter((act) => acts.includes(act));
  if (acts.join() !== steps.join()) add("copy_order");
  const planned = ledger.first(COPY_PLANNED);
  const approved = ledger.first(COPY_APPROVED);
  if (planned && approved && planned.account === approved.account) {
    add("copy_one_person", { account: planned.account });
  }
}

async function judgeCopyFilm(bundle, about, add, told) {
  if (!bundle.names.has(COPY_FILM)) {
    add("copy_file_missing", { name: COPY_FILM });
    return;
  }
  let digest = null;
  if (bundle.size(COPY_FILM) === about.len) {
    const hashed = new Sha256();
    try {
      for await (const part of bundle.parts(COPY_FILM)) {
        hashed.add(part);
        told(Math.min(1, hashed.length / about.len));
      }
      if (hashed.length === about.len) digest = hashed.digest();
    } catch {
      // what could not be read differs
    }
  }
  if (digest !== about.sha256) add("copy_film_differs");
}

async function judgeCopyPlan(bundle, about, add) {
  if (!bundle.names.has(COPY_PLAN)) {
    add("copy_file_missing", { name: COPY_PLAN });
    return;
  }
  let raw, plan;
  try {
    raw = await bundle.read(COPY_PLAN, 1 << 26);
    plan = demandForm(decodeJson(raw), "plan");
  } catch {
    add("copy_plan_differs");
    return;
  }
  if (hex(await sha256(raw)) !== about.plan) add("copy_plan_differs");
  const counted = Object.create(null);
  for (const { reason } of [...plan.masks, ...plan.blurred, ...plan.muted]) {
    counted[reason] = (counted[reason] ?? 0) + 1;
  }
  if (encode(counted) !== encode(about.reasons)) add("copy_reasons_differ");
}

function judgeCopyFiles(bundle, about, add) {
  const known = new Set(COPY_FIXED);
  for (const item of about.proofs) {
    known.add(`proofs/${item.name}.json`).add(`proofs/${item.name}.tlog-proof`);
  }
  for (const name of [...bundle.names].sort()) {
    if (known.has(name)) continue;
    const code = name.startsWith("proofs/") ? "file_foreign" : "file_unproven";
    add(code, { name: name.slice(0, 200) });
  }
}

function copyFacts(about, ledger) {
  const [planned, rendered, approved] = COPY_STEPS.map((act) => ledger.first(act));
  return {
    kind: COPY_KIND,
    redaction: about.redaction,
    recording: about.recording,
    root: about.root,
    reasons: about.reasons,
    agency: approved?.agency ?? null,
    planned_by: planned?.account ?? null,
    planned_ms: planned?.at ?? null,
    rendered_ms: rendered?.at ?? null,
    approved_by: approved?.account ?? null,
    approved_ms: approved?.at ?? null,
    sha256: about.sha256,
    bytes: about.len,
    plan: about.plan,
    ...ledger.asFacts(),
  };
}
