// SPDX-License-Identifier: Apache-2.0
// Judges a proof of our ledger with the log verifier of @sigstore/verify: signed note, inclusion.
// Usage: node judge.mjs PROOF VKEY; says "ok", or ends with 1 and the reason.
import { createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const judges = fileURLToPath(new URL("node_modules/@sigstore/verify/dist/tlog/", import.meta.url));
const require = createRequire(import.meta.url);
const { verifyCheckpoint } = require(`${judges}checkpoint.js`);
const { verifyMerkleInclusion } = require(`${judges}merkle.js`);

function readProof(text) {
  const cut = text.indexOf("\n\n");
  const [header, extra, index, ...path] = text.slice(0, cut).split("\n");
  if (header !== "c2sp.org/tlog-proof@v1") throw new Error("not a proof");
  return {
    canonicalizedBody: Buffer.from(extra.replace(/^extra /, ""), "base64"),
    inclusionProof: {
      logIndex: index.replace(/^index /, ""),
      hashes: path.map((line) => Buffer.from(line, "base64")),
      checkpoint: { envelope: text.slice(cut + 2) },
    },
  };
}

function readKey(vkey) {
  const [name, id, ...rest] = vkey.split("+");
  const x = Buffer.from(rest.join("+"), "base64").subarray(1).toString("base64url");
  const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  return { logID: Buffer.from(id, "hex"), baseURL: name, publicKey };
}

try {
  const entry = readProof(readFileSync(process.argv[2], "utf8"));
  const checkpoint = verifyCheckpoint(entry, [readKey(process.argv[3])]);
  verifyMerkleInclusion(entry, checkpoint);
  console.log("ok");
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
