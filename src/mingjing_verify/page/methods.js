// SPDX-License-Identifier: Apache-2.0
// Methods of signing, by WebCrypto. The same rules as stamps/algorithms.py.

const SHA_1 = "1.3.14.3.2.26";
const DIGESTS = {
  "2.16.840.1.101.3.4.2.1": "SHA-256",
  "2.16.840.1.101.3.4.2.2": "SHA-384",
  "2.16.840.1.101.3.4.2.3": "SHA-512",
};
const DIGEST_BYTES = { "SHA-256": 32, "SHA-384": 48, "SHA-512": 64 };
const [KEY_RSA, KEY_PSS] = ["1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10"];
const [KEY_ED25519, KEY_EC] = ["1.3.101.112", "1.2.840.10045.2.1"];
const SIGNED_BY = {
  "1.2.840.113549.1.1.11": ["rsa", "SHA-256"],
  "1.2.840.113549.1.1.12": ["rsa", "SHA-384"],
  "1.2.840.113549.1.1.13": ["rsa", "SHA-512"],
  "1.2.840.10045.4.3.2": ["ecdsa", "SHA-256"],
  "1.2.840.10045.4.3.3": ["ecdsa", "SHA-384"],
  "1.2.840.10045.4.3.4": ["ecdsa", "SHA-512"],
  [KEY_ED25519]: ["ed25519", ""],
};
const CURVES = {
  "1.2.840.10045.3.1.7": ["P-256", 32],
  "1.3.132.0.34": ["P-384", 48],
  "1.3.132.0.35": ["P-521", 66],
};

async function digestBytes(name, bytes) {
  return new Uint8Array(await crypto.subtle.digest(name, bytes));
}

function digestOf(algorithm) {
  const name = derOid(derInside(algorithm).take(DER.OID));
  if (!Object.hasOwn(DIGESTS, name)) throw new NotJudged("algorithm", name);
  return DIGESTS[name];
}

function schemeOf(algorithm, digest = "") {
  const parts = derInside(algorithm);
  const name = derOid(parts.take(DER.OID));
  if (name === KEY_RSA && digest) return { kind: "rsa", digest };
  if (name === KEY_PSS) return pssScheme(parts.take(DER.SEQUENCE));
  if (!Object.hasOwn(SIGNED_BY, name)) throw new NotJudged("algorithm", name);
  const [kind, hashed] = SIGNED_BY[name];
  return { kind, digest: hashed };
}

function pssScheme(parameters) {
  const parts = derInside(parameters);
  const [hashed, masked, salted, trailer] = [0, 1, 2, 3].map((place) => parts.maybe(0xa0 + place));
  parts.end();
  const unknown = new NotJudged("algorithm", KEY_PSS);
  if (!hashed || !masked) throw unknown;
  const digest = digestOf(derRead(hashed.content, DER.SEQUENCE));
  const mask = derInside(derRead(masked.content, DER.SEQUENCE));
  if (derOid(mask.take(DER.OID)) !== "1.2.840.113549.1.1.8") throw unknown;
  if (digestOf(mask.take(DER.SEQUENCE)) !== digest) throw unknown;
  if (trailer && derSmall(derRead(trailer.content, DER.INTEGER)) !== 1) throw unknown;
  const salt = salted ? derSmall(derRead(salted.content, DER.INTEGER)) : 20;
  return { kind: "pss", digest, salt };
}

/** Whether the signature is of this key, by this method, over these bytes. */
async function signatureFits(spki, scheme, signature, message) {
  const parts = derInside(spki);
  const algorithm = derInside(parts.take(DER.SEQUENCE));
  const kind = derOid(algorithm.take(DER.OID));
  const raw = derOctetsOfBits(parts.take(DER.BITS));
  parts.end();
  const checks = { [KEY_RSA]: rsaFits, [KEY_EC]: ecFits, [KEY_ED25519]: edwardsFits };
  if (!Object.hasOwn(checks, kind)) throw new NotJudged("algorithm", kind);
  return checks[kind](raw, scheme, signature, message, algorithm);
}

async function rsaFits(raw, scheme, signature, message) {
  const parts = derInside(derRead(raw, DER.SEQUENCE));
  const [modulus, exponent] = [0, 1].map(() => derMagnitude(parts.take(DER.INTEGER)));
  parts.end();
  const bits = modulus.length * 8 - Math.clz32(modulus[0]) + 24;
  if (bits < 2048 || bits > 8192 || exponent.length > 4) throw new NotJudged("algorithm", KEY_RSA);
  const isOdd = exponent.at(-1) & modulus.at(-1) & 1;
  if (!isOdd || (exponent.length === 1 && exponent[0] < 3)) throw derWrong();
  if (!["rsa", "pss"].includes(scheme.kind)) return false;
  if (scheme.kind === "pss" && scheme.salt + DIGEST_BYTES[scheme.digest] + 2 > signature.length) {
    return false;
  }
  const name = scheme.kind === "pss" ? "RSA-PSS" : "RSASSA-PKCS1-v1_5";
  const jwk = { kty: "RSA", n: base64url(modulus), e: base64url(exponent) };
  const key = await importedKey("jwk", jwk, { name, hash: scheme.digest });
  return crypto.subtle.verify({ name, saltLength: scheme.salt }, key, signature, message);
}

async function ecFits(raw, scheme, signature, message, algorithm) {
  const curve = derOid(algorithm.take(DER.OID));
  if (!Object.hasOwn(CURVES, curve)) throw new NotJudged("algorithm", curve);
  const [namedCurve, width] = CURVES[curve];
  if (raw.length !== 1 + 2 * width || raw[0] !== 4) throw derWrong();
  const key = await importedKey("raw", raw, { name: "ECDSA", namedCurve });
  if (scheme.kind !== "ecdsa") return false;
  const parts = derInside(derRead(signature, DER.SEQUENCE));
  const numbers = [0, 1].map(() => derMagnitude(parts.take(DER.INTEGER)));
  parts.end();
  if (numbers.some((one) => one.length > width)) throw derWrong();
  const wide = numbers.map((one) => join(new Uint8Array(width - one.length), one));
  return crypto.subtle.verify({ name: "ECDSA", hash: scheme.digest }, key, join(...wide), message);
}

async function edwardsFits(raw, scheme, signature, message) {
  const key = await importedKey("raw", raw, { name: "Ed25519" });
  if (scheme.kind !== "ed25519") return false;
  return crypto.subtle.verify({ name: "Ed25519" }, key, signature, message);
}

async function importedKey(form, data, how) {
  try {
    return await crypto.subtle.importKey(form, data, how, false, ["verify"]);
  } catch {
    throw derWrong();
  }
}

function base64url(bytes) {
  return base64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
