// SPDX-License-Identifier: Apache-2.0
// Public keys and signatures by WebCrypto: Ed25519, ECDSA P-256 (P1363).

const ED25519_START = "302a300506032b6570032100";
const P256_START = "3059301306072a8648ce3d020106082a8648ce3d03010703420004";
const LINK_CONTEXT = utf8.encode("mingjing/link/v1\n");
const ACK_CONTEXT = utf8.encode("mingjing/ack/v1\n");

async function hasEd25519() {
  try {
    await crypto.subtle.importKey(
      "raw",
      unhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"),
      { name: "Ed25519" },
      false,
      ["verify"],
    );
    return true;
  } catch {
    return false;
  }
}

async function readKey(spki) {
  const der = unbase64(spki);
  const start = hex(der);
  const id = hex(await sha256(der));
  try {
    if (start.startsWith(ED25519_START) && der.length === 44) {
      const key = await importSpki(der, { name: "Ed25519" });
      return { id, alg: "Ed25519", key, how: { name: "Ed25519" } };
    }
    if (start.startsWith(P256_START) && der.length === 91) {
      const key = await importSpki(der, { name: "ECDSA", namedCurve: "P-256" });
      return { id, alg: "P-256", key, how: { name: "ECDSA", hash: "SHA-256" } };
    }
  } catch {
    throw new Malformed("spki");
  }
  throw new Malformed("spki");
}

function importSpki(der, how) {
  return crypto.subtle.importKey("spki", der, how, false, ["verify"]);
}

async function keyFits(key, signature, message) {
  return signature.length === 64 && crypto.subtle.verify(key.how, key.key, signature, message);
}
