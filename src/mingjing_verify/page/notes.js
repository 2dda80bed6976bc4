// SPDX-License-Identifier: Apache-2.0
// The ledger's verifier key, its signed checkpoints, and tlog-proofs (C2SP). Like the package `log`.

class Broken extends Error {
  constructor(zh, en) {
    super(en);
    this.zh = zh;
    this.en = en;
  }
}

const DECIMAL = /^(?:0|[1-9][0-9]{0,18})$/;

/** The verifier key of a log (kind 1) or of a witness (kind 4). */
async function parseVkey(text, kind = 1) {
  const line = text.trim();
  const first = line.indexOf("+");
  const second = line.indexOf("+", first + 1);
  if (first < 1 || second < 0) throw new Malformed("vkey");
  const name = line.slice(0, first);
  const raw = unbase64(line.slice(second + 1));
  const id = hex(await sha256(join(utf8.encode(name), Uint8Array.of(10), raw))).slice(0, 8);
  if (/\s/.test(name) || raw.length !== 33 || raw[0] !== kind) throw new Malformed("vkey");
  if (line.slice(first + 1, second) !== id) throw new Malformed("vkey");
  const key = await crypto.subtle.importKey("raw", raw.slice(1), { name: "Ed25519" }, false, [
    "verify",
  ]);
  return { name, id, line, key };
}

async function openCheckpoint(text, vkey) {
  const malformed = new Broken("检查点格式不符", "the checkpoint is malformed");
  const at = text.lastIndexOf("\n\n");
  if (at < 0 || !text.endsWith("\n") || /[^\n -\u{10ffff}]/u.test(text)) throw malformed;
  const body = text.slice(0, at + 1);
  await demandSigned(body, text.slice(at + 2, -1).split("\n"), vkey, malformed);
  const lines = body.split("\n");
  if (lines.length < 4 || lines.slice(0, -1).includes("") || !DECIMAL.test(lines[1])) {
    throw malformed;
  }
  if (lines[0] !== vkey.name) throw new Broken("属于另一个账本", "it belongs to another log");
  const root = noteBytes(lines[2], malformed);
  if (root.length !== 32) throw malformed;
  return { size: Number(lines[1]), root, rootText: lines[2] };
}

async function demandSigned(body, lines, vkey, malformed) {
  let isSigned = false;
  for (const line of lines) {
    const [dash, name, ...rest] = line.split(" ");
    const raw = noteBytes(rest.join(" "), malformed);
    if (dash !== "\u2014" || !name || raw.length < 5) throw malformed;
    if (name !== vkey.name || hex(raw.subarray(0, 4)) !== vkey.id) continue;
    const fits = await crypto.subtle.verify(
      { name: "Ed25519" },
      vkey.key,
      raw.subarray(4),
      utf8.encode(body),
    );
    if (!fits) throw new Broken("签名与内容不符", "the signature does not fit the text");
    isSigned = true;
  }
  if (!isSigned) throw new Broken("没有该密钥的签名", "there is no signature by this key");
}

function noteBytes(text, broken) {
  try {
    return unbase64(text);
  } catch {
    throw broken;
  }
}

async function openProof(bytes, vkey) {
  const malformed = new Broken("证明格式不符", "the proof is malformed");
  let text;
  try {
    text = strict.decode(bytes);
  } catch {
    throw malformed;
  }
  const at = text.indexOf("\n\n");
  const lines = (at < 0 ? text : text.slice(0, at)).split("\n");
  if (lines.shift() !== "c2sp.org/tlog-proof@v1" || !lines[0]?.startsWith("extra ")) {
    throw malformed;
  }
  const leaf = noteBytes(lines.shift().slice(6), malformed);
  const index = /^index (0|[1-9][0-9]{0,18})$/.exec(lines.shift() ?? "");
  if (!index || lines.length > 64) throw malformed;
  const path = lines.map((line) => noteBytes(line, malformed));
  const head = await openCheckpoint(at < 0 ? "" : text.slice(at + 2), vkey);
  const note = text.slice(at + 2);
  const number = Number(index[1]);
  if (!(await isIncluded(number, head.size, await hashLeaf(leaf), path, head.root))) {
    throw new Broken("证明不成立", "the proof does not lead to the root");
  }
  return { index: number, leaf, head, note };
}
