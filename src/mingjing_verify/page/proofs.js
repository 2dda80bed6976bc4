// SPDX-License-Identifier: Apache-2.0
// The entries of the ledger that a bundle brings. The same rules as proofs.py.

const REGISTERED = "evidence.device_registered";
const REVOKED = "evidence.device_revoked";
const OPENED = "evidence.recording_opened";
const ANCHORED = "evidence.recording_anchored";
const RESUMED = "evidence.recording_resumed";
const BROKEN_OFF = "evidence.recording_broken_off";
const SEALED = "evidence.recording_sealed";
const COMPLETED = "evidence.recording_completed";
const ALARM = "evidence.alarm_raised";
const COPY_PLANNED = "evidence.redaction_planned";
const COPY_RENDERED = "evidence.redaction_rendered";
const COPY_APPROVED = "evidence.redaction_approved";
const COPY_STEPS = [COPY_PLANNED, COPY_RENDERED, COPY_APPROVED];
const RECORDING_ACTS = "evidence.recording_";
const COPY_ACTS = "evidence.redaction_";
const FORMED = [
  ...[REGISTERED, OPENED, ANCHORED, RESUMED, BROKEN_OFF, SEALED, COMPLETED],
  ...COPY_STEPS,
];
const STATE_OF = {
  [OPENED]: "open",
  [RESUMED]: "open",
  [BROKEN_OFF]: "broken_off",
  [SEALED]: "sealed",
  [COMPLETED]: "complete",
};
const STEP_OF = {
  [OPENED]: 0,
  [ANCHORED]: 1,
  [RESUMED]: 1,
  [BROKEN_OFF]: 1,
  [SEALED]: 1,
  [COMPLETED]: 2,
};
const INSTANT = /^([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})\.([0-9]{6})Z$/;
const MAX_NOTE = 1 << 20;

class Ledger {
  constructor(origin, isKeyGiven) {
    this.entries = [];
    this.findings = [];
    this.heads = new Map();
    this.notes = new Map(); // checkpoint: its size, and how many proofs lead to it
    this.origin = origin;
    this.isKeyGiven = isKeyGiven;
  }

  first(act) {
    return this.entries.find((entry) => entry.act === act) ?? null;
  }

  all(act) {
    return this.entries.filter((entry) => entry.act === act);
  }

  asFacts() {
    return {
      log: this.origin,
      log_key_given: this.isKeyGiven,
      entries: this.entries.map((entry) => ({
        act: entry.act,
        index: entry.index,
        at_ms: entry.at,
        agency: entry.agency,
      })),
    };
  }
}

async function logKey(bundle, given) {
  let key;
  try {
    const own = strict.decode(await bundle.read("log.vkey", MAX_NOTE));
    key = await parseVkey(own);
    if (own !== `${own.trim()}\n`) throw new Malformed("log.vkey");
  } catch {
    throw new Barrier("log_key_malformed", { name: "log.vkey" });
  }
  if (!given) return key;
  let trusted;
  try {
    trusted = await parseVkey(given);
  } catch {
    throw new Barrier("log_key_malformed", { name: "--key" });
  }
  if (trusted.line !== key.line) {
    throw new Barrier("log_unknown", { origin: key.name, given: trusted.name });
  }
  return trusted;
}

async function readLedger(bundle, vkey, listed, about, isKeyGiven) {
  const ledger = new Ledger(vkey.name, isKeyGiven);
  for (const item of listed) {
    const values = { name: item.name, act: item.act };
    try {
      const entry = await readEntry(bundle, vkey, item, ledger);
      ledger.entries.push(entry);
      demandAbout(entry, about);
    } catch (error) {
      if (error instanceof Broken) {
        const words = { zh: error.zh, en: error.en };
        ledger.findings.push(finding("proof_broken", null, null, { ...values, ...words }));
      } else if (error instanceof Unreadable) {
        const more = { file: error.message };
        ledger.findings.push(finding("proof_missing", null, null, { ...values, ...more }));
      } else if (error instanceof Malformed) {
        const more = { where: error.message };
        ledger.findings.push(finding("proof_malformed", null, null, { ...values, ...more }));
      } else {
        throw error;
      }
    }
  }
  judgeLedgerOrder(ledger);
  return ledger;
}

async function readEntry(bundle, vkey, item, ledger) {
  const payloadBytes = await bundle.read(`proofs/${item.name}.json`, MAX_NOTE);
  const proof = await bundle.read(`proofs/${item.name}.tlog-proof`, MAX_NOTE);
  const proven = await openProof(proof, vkey);
  const fields = leafFields(proven.leaf);
  if (fields.digest !== hex(await sha256(payloadBytes))) {
    throw new Broken("内容与条目摘要不符", "the payload does not have the digest of the entry");
  }
  const payload = decodeJson(payloadBytes, false);
  if (fields.act !== item.act) throw new Malformed("act");
  if (FORMED.includes(item.act)) demandForm(payload, item.act.slice("evidence.".length), true);
  const { size, rootText } = proven.head;
  if (!ledger.heads.has(size)) ledger.heads.set(size, rootText);
  if (ledger.heads.get(size) !== rootText) {
    ledger.findings.push(finding("log_forked", null, null, { size }));
  }
  const proofs = (ledger.notes.get(proven.note)?.proofs ?? 0) + 1;
  ledger.notes.set(proven.note, { size, proofs });
  return {
    act: item.act,
    name: item.name,
    index: proven.index,
    at: milliseconds(String(fields.at)),
    object: String(fields.object),
    agency: String(fields.agency),
    account: String(fields.account),
    payload: isObject(payload) ? payload : {},
  };
}

function leafFields(leaf) {
  let fields = null;
  try {
    fields = decodeJson(leaf, false);
  } catch {
    // told below
  }
  if (!isObject(fields) || fields.v !== 1) {
    throw new Broken("条目格式不符", "the entry in the proof is malformed");
  }
  return fields;
}

function demandAbout(entry, about) {
  for (const [start, object] of Object.entries(about)) {
    if (entry.act.startsWith(start) && entry.object !== object) throw new Malformed("object");
  }
}

/** Milliseconds of an RFC 3339 instant in a payload. */
function momentOf(text) {
  const found = /(Z|[+-][0-9]{2}:[0-9]{2})$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(found)) throw new Malformed("until");
  return found;
}

function milliseconds(text) {
  const found = INSTANT.exec(text);
  const second = found ? Date.parse(`${found[1]}Z`) : NaN;
  if (Number.isNaN(second)) throw new Malformed("at");
  return second + Math.floor(Number(found[2]) / 1000);
}

function judgeLedgerOrder(ledger) {
  ledger.entries.sort((a, b) => a.index - b.index);
  const acts = ledger.entries.map((entry) => entry.act).filter((act) => act in STEP_OF);
  const steps = acts.map((act) => STEP_OF[act]);
  const isRising = steps.every((step, place) => place === 0 || steps[place - 1] <= step);
  const isDoubled = [OPENED, SEALED, COMPLETED].some(
    (act) => acts.indexOf(act) !== acts.lastIndexOf(act),
  );
  const indices = new Set(ledger.entries.map((entry) => entry.index));
  const registered = ledger.first(REGISTERED);
  const opened = ledger.first(OPENED);
  const isEarly = registered && opened && opened.index < registered.index;
  if (!isRising || isDoubled || indices.size !== ledger.entries.length || isEarly) {
    ledger.findings.push(finding("ledger_order"));
  }
}
