// SPDX-License-Identifier: Apache-2.0
// The entries of the ledger that a bundle brings. The same rules as proofs.py.

const FORM_OF = {
  "device.registered": "device",
  "recording.opened": "opened",
  "recording.anchored": "anchored",
  "recording.sealed": "sealed",
  "recording.broken_off": "broken_off",
};
const STEP_OF = {
  "device.registered": 0,
  "recording.opened": 1,
  "recording.anchored": 2,
  "recording.sealed": 3,
  "recording.broken_off": 3,
};
const INSTANT = /^([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})\.([0-9]{6})Z$/;
const MAX_NOTE = 1 << 20;

class Ledger {
  constructor(origin, isKeyGiven) {
    this.entries = [];
    this.findings = [];
    this.heads = new Map();
    this.origin = origin;
    this.isKeyGiven = isKeyGiven;
  }

  first(act) {
    return this.entries.find((entry) => entry.act === act) ?? null;
  }

  all(act) {
    return this.entries.filter((entry) => entry.act === act);
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

async function readLedger(bundle, vkey, listed, recording, isKeyGiven) {
  const ledger = new Ledger(vkey.name, isKeyGiven);
  for (const item of listed) {
    const values = { name: item.name, act: item.act };
    try {
      const entry = await readEntry(bundle, vkey, item, ledger);
      ledger.entries.push(entry);
      demandAbout(entry, recording);
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
  if (FORM_OF[item.act]) demandForm(payload, FORM_OF[item.act], true);
  const { size, rootText } = proven.head;
  if (!ledger.heads.has(size)) ledger.heads.set(size, rootText);
  if (ledger.heads.get(size) !== rootText) {
    ledger.findings.push(finding("log_forked", null, null, { size }));
  }
  return {
    act: item.act,
    name: item.name,
    index: proven.index,
    at: milliseconds(String(fields.at)),
    object: String(fields.object),
    agency: String(fields.agency),
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

function demandAbout(entry, recording) {
  if (entry.act === "device.registered") {
    if (entry.object !== entry.payload.key) throw new Malformed("object");
  } else if (FORM_OF[entry.act]) {
    if (entry.object !== entry.payload.recording || entry.object !== recording) {
      throw new Malformed("object");
    }
  }
}

function milliseconds(text) {
  const found = INSTANT.exec(text);
  const second = found ? Date.parse(`${found[1]}Z`) : NaN;
  if (Number.isNaN(second)) throw new Malformed("at");
  return second + Math.floor(Number(found[2]) / 1000);
}

function judgeLedgerOrder(ledger) {
  ledger.entries.sort((a, b) => a.index - b.index);
  const known = ledger.entries.filter((entry) => entry.act in STEP_OF);
  const steps = known.map((entry) => STEP_OF[entry.act]);
  const once = known.map((entry) => entry.act).filter((act) => act !== "recording.anchored");
  const isRising = steps.every((step, place) => place === 0 || steps[place - 1] <= step);
  const isDoubled =
    new Set(once).size !== once.length || new Set(known.map((e) => e.index)).size !== known.length;
  if (!isRising || steps.filter((step) => step === 3).length > 1 || isDoubled) {
    ledger.findings.push(finding("ledger_order"));
  }
}
