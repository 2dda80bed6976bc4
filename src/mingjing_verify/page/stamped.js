// SPDX-License-Identifier: Apache-2.0
// The timestamp of a bundle: of this ledger, and by whom and when. The same rules as stamped.py.

const STAMP_CHECKPOINT = "stamp/checkpoint";
const STAMP_REPLY = "stamp/checkpoint.tsr";
const STAMP_LINK = "stamp/consistency";
const STAMP_FILES = [STAMP_CHECKPOINT, STAMP_REPLY, STAMP_LINK];

const LEDGER_AHEAD_MS = 300_000;

async function judgeStamp(bundle, vkey, ledger, trusted) {
  if (!STAMP_FILES.some((name) => bundle.names.has(name))) {
    return trusted.length ? [finding("stamp_absent")] : [];
  }
  const wrong = (where, { zh, en }) => [finding("stamp_wrong", null, null, { where, zh, en })];
  let where = STAMP_CHECKPOINT;
  let head, note, reply, link;
  try {
    const files = [];
    for (const name of STAMP_FILES) files.push(await bundle.read(name, MAX_NOTE));
    [note, reply, link] = files;
    head = await openCheckpoint(noteText(note), vkey);
    where = STAMP_LINK;
    await demandLinked(head, link, vkey, ledger);
  } catch (error) {
    if (error instanceof Unreadable) {
      return wrong(error.message, new Broken("文件缺失", "the file is missing"));
    }
    if (error instanceof Broken) return wrong(where, error);
    throw error;
  }
  const covered = ledger.entries.filter((entry) => entry.index < head.size);
  const told = { size: head.size, covered: covered.length, entries: ledger.entries.length };
  try {
    return tellStamp(await judgeReply(reply, note, trusted), told, covered, ledger, trusted);
  } catch (error) {
    if (error instanceof TokenWrong) return wrong(STAMP_REPLY, WORDS.tokens[error.message]);
    if (!(error instanceof NotJudged)) throw error;
    const word = (lang) => WORDS.tokens[error.message][lang].split("{oid}").join(error.oid);
    const code = trusted.length ? "stamp_untrusted" : "stamp_not_judged";
    return [finding(code, null, null, { ...told, zh: word("zh"), en: word("en") })];
  }
}

/** Whose signature it is, and whether that leads to what the reader trusts. */
function tellStamp(stamped, told, covered, ledger, asked) {
  const { at, by, authority, issuer, fingerprint, trusted } = stamped;
  if (asked.length && trusted === null) {
    return [finding("stamp_untrusted", null, null, { ...told, ...WORDS.tokens.no_chain })];
  }
  ledger.stamped = { size: told.size, by };
  const values = { ...told, at_ms: at, by_ms: by, authority, issuer, fingerprint };
  const found =
    trusted === null
      ? [finding("stamp_signed", null, null, values)]
      : [finding("stamp_trusted", null, null, { ...values, trusted })];
  const latest = Math.max(0, ...covered.map((entry) => entry.at));
  if (latest > by + LEDGER_AHEAD_MS) {
    found.push(finding("ledger_ahead", null, null, { entry_ms: latest, at_ms: at }));
  }
  return found;
}

/** Which links were made before the time of the stamp: up to the highest that an entry names. */
function judgeBound(chain, ledger) {
  if (!ledger.stamped) return;
  const { size, by } = ledger.stamped;
  const named = sightings(ledger).filter((seen) => seen.index < size);
  if (!named.length) return;
  const last = Math.max(...named.map((seen) => seen.seq));
  chain.add("links_before_stamp", null, null, { last, by_ms: by });
}

function noteText(bytes) {
  try {
    return strict.decode(bytes);
  } catch {
    throw new Broken("检查点格式不符", "the checkpoint is malformed");
  }
}

async function demandLinked(head, link, vkey, ledger) {
  const malformed = new Broken("证明格式不符", "the proof is malformed");
  const wrong = new Broken("证明不成立", "the proof does not lead to the root");
  let text;
  try {
    text = strict.decode(link);
  } catch {
    throw malformed;
  }
  const at = text.indexOf("\n\n");
  const [first, ...lines] = (at < 0 ? text : text.slice(0, at)).split("\n");
  const old = /^old (0|[1-9][0-9]{0,18})$/.exec(first);
  if (!old || lines.length > 64) throw malformed;
  const path = lines.map((line) => noteBytes(line, malformed));
  const newer = await openCheckpoint(at < 0 ? "" : text.slice(at + 2), vkey);
  const size = Number(old[1]);
  const isNewest = newer.size === head.size;
  const proven = ledger.heads.get(isNewest ? size : newer.size);
  if (proven === undefined || ![size, newer.size].includes(head.size)) throw wrong;
  const older = isNewest ? unbase64(proven) : head.root;
  const isSame = isNewest ? newer.rootText === head.rootText : newer.rootText === proven;
  if (!isSame || !(await isPrefix([size, newer.size], [older, newer.root], path))) throw wrong;
}
