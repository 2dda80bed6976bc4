// SPDX-License-Identifier: Apache-2.0
// The timestamped checkpoint of a bundle: is it of this ledger? The same rules as stamped.py.

const STAMP_CHECKPOINT = "stamp/checkpoint";
const STAMP_REPLY = "stamp/checkpoint.tsr";
const STAMP_LINK = "stamp/consistency";
const STAMP_FILES = [STAMP_CHECKPOINT, STAMP_REPLY, STAMP_LINK];

async function judgeStamp(bundle, vkey, ledger) {
  if (!STAMP_FILES.some((name) => bundle.names.has(name))) return [];
  const wrong = (where, { zh, en }) => [finding("stamp_wrong", null, null, { where, zh, en })];
  let where = STAMP_CHECKPOINT;
  let size;
  try {
    const files = [];
    for (const name of STAMP_FILES) files.push(await bundle.read(name, MAX_NOTE));
    const [note, reply, link] = files;
    const head = await openCheckpoint(noteText(note), vkey);
    where = STAMP_LINK;
    await demandLinked(head, link, vkey, ledger);
    where = STAMP_REPLY;
    if (!hex(reply).includes(hex(await sha256(note)))) {
      const words = ["时间戳不是就这份检查点签发的", "the timestamp is of another text"];
      throw new Broken(...words);
    }
    size = head.size;
  } catch (error) {
    if (error instanceof Unreadable) {
      return wrong(error.message, new Broken("文件缺失", "the file is missing"));
    }
    if (error instanceof Broken) return wrong(where, error);
    throw error;
  }
  const covered = ledger.entries.filter((entry) => entry.index < size).length;
  const values = { size, covered, entries: ledger.entries.length };
  return [finding("stamp_not_judged", null, null, values)];
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
