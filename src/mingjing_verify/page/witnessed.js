// SPDX-License-Identifier: Apache-2.0
// Who cosigned the checkpoints of the proofs, and when. The same rules as witnessed.py.

const LATEST_COSIGNED = 2n ** 37n;

/** The keys of witnesses, one a line; empty lines and lines with # are passed over. */
async function witnessKeys(text) {
  const keys = [];
  for (const line of text.split("\n").map((one) => one.trim())) {
    if (!line || line.startsWith("#")) continue;
    try {
      const key = await parseVkey(line, 4);
      if (!keys.some((one) => one.line === key.line)) keys.push(key);
    } catch {
      throw new Barrier("witness_key_malformed", { given: line.slice(0, 200) });
    }
  }
  return keys;
}

async function judgeWitnesses(ledger, witnesses) {
  const found = [];
  for (const key of witnesses) {
    let missing = 0;
    for (const [note, { size, proofs }] of ledger.notes) {
      const values = { witness: key.name, size };
      const at = await cosignedAt(note, key);
      if (at === null) missing += proofs;
      else if (at < 0) found.push(finding("cosignature_wrong", null, null, values));
      else found.push(finding("cosigned", null, null, { ...values, at_ms: at }));
    }
    if (missing || !ledger.notes.size) {
      const values = { witness: key.name, proofs: missing };
      found.push(finding("not_cosigned", null, null, values));
    }
  }
  return found;
}

/** When the witness signed, in milliseconds; null when it did not, below 0 when it does not fit. */
async function cosignedAt(note, key) {
  const at = note.lastIndexOf("\n\n");
  const body = note.slice(0, at + 1);
  let newest = null;
  for (const line of note.slice(at + 2, -1).split("\n")) {
    const [, name, encoded] = line.split(" ");
    const raw = unbase64(encoded);
    if (name !== key.name || hex(raw.subarray(0, 4)) !== key.id) continue;
    if (raw.length !== 76) return -1;
    const seconds = new DataView(raw.buffer, raw.byteOffset + 4, 8).getBigUint64(0);
    if (seconds >= LATEST_COSIGNED) return -1;
    const message = utf8.encode(`cosignature/v1\ntime ${seconds}\n${body}`);
    const name25519 = { name: "Ed25519" };
    if (!(await crypto.subtle.verify(name25519, key.key, raw.subarray(12), message))) return -1;
    newest = Math.max(newest ?? 0, Number(seconds) * 1000);
  }
  return newest;
}
