// SPDX-License-Identifier: Apache-2.0
// The reply of a time-stamping authority, read and judged. The same rules as stamps/token.py and
// stamps/judging.py.

const [SIGNED_DATA, STAMP] = ["1.2.840.113549.1.7.2", "1.2.840.113549.1.9.16.1.4"];
const [CONTENT_TYPE, MESSAGE_DIGEST] = ["1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"];
const [BOUND_SHA_1, BOUND] = ["1.2.840.113549.1.9.16.2.12", "1.2.840.113549.1.9.16.2.47"];
const MOST_CERTIFICATES = 64;

async function judgeReply(reply, text, given) {
  const token = readReply(reply);
  const { info } = token;
  const imprint = await digestBytes(info.digest, text);
  if (!sameBytes(imprint, info.imprint)) throw new TokenWrong("imprint");
  await demandAttributes(token);
  const signer = await signerOf(token, given);
  if (!(await signatureFits(signer.key, token.scheme, token.signature, token.signed))) {
    throw new TokenWrong("signature");
  }
  if (!signer.isForStamping) throw new TokenWrong("purpose");
  if (!signer.isValidAt(info.at)) throw new TokenWrong("expired");
  const trusted = await trustedBy(signer, token.certificates, given, info.at);
  const names = { authority: signer.name, issuer: signer.issuerName };
  const fingerprint = hex(await sha256(signer.raw));
  return { at: info.at, by: info.by, ...names, fingerprint, trusted: trusted?.name ?? null };
}

function readReply(reply) {
  const parts = derInside(derRead(reply, DER.SEQUENCE));
  const status = derInside(parts.take(DER.SEQUENCE));
  if (derSmall(status.take(DER.INTEGER)) > 1) throw new TokenWrong("not_granted");
  const token = derInside(parts.take(DER.SEQUENCE));
  parts.end();
  if (derOid(token.take(DER.OID)) !== SIGNED_DATA) throw new TokenWrong("no_stamp");
  const signed = derInside(derRead(token.take(0xa0).content, DER.SEQUENCE));
  token.end();
  derSmall(signed.take(DER.INTEGER));
  signed.take(DER.SET);
  const content = stampContent(signed.take(DER.SEQUENCE));
  const listed = signed.maybe(0xa0);
  signed.maybe(0xa1);
  const signers = derSplit(signed.take(DER.SET).content);
  signed.end();
  if (signers.length !== 1) throw derWrong();
  const found = listed ? derSplit(listed.content).filter((one) => one.tag === DER.SEQUENCE) : [];
  if (found.length > MOST_CERTIFICATES) throw derWrong();
  const certificates = found.map(readCertificate);
  return { content, certificates, ...readSigner(signers[0], content) };
}

function stampContent(wrapper) {
  const parts = derInside(wrapper);
  if (derOid(parts.take(DER.OID)) !== STAMP) throw new TokenWrong("no_stamp");
  const { content } = derRead(parts.take(0xa0).content, DER.OCTETS);
  parts.end();
  return content;
}

function readSigner(signer, content) {
  const info = readInfo(content);
  const parts = derInside(signer);
  derSmall(parts.take(DER.INTEGER));
  const keyId = parts.maybe(0x80)?.content ?? null;
  const named = keyId ? {} : issuerAndSerial(parts.take(DER.SEQUENCE));
  const digest = digestOf(parts.take(DER.SEQUENCE));
  const attributes = parts.take(0xa0);
  const scheme = schemeOf(parts.take(DER.SEQUENCE), digest);
  if (scheme.digest && scheme.digest !== digest) throw new NotJudged("algorithm");
  const signature = parts.take(DER.OCTETS).content;
  parts.maybe(0xa1);
  parts.end();
  const signed = join(Uint8Array.of(DER.SET), attributes.raw.subarray(1));
  const said = { info, keyId, named, digest, scheme, signature, signed };
  return { ...said, attributes: attributesOf(attributes) };
}

function issuerAndSerial(element) {
  const parts = derInside(element);
  const issuer = parts.take(DER.SEQUENCE).raw;
  const serial = derNumber(parts.take(DER.INTEGER));
  parts.end();
  return { issuer, serial };
}

function attributesOf(listed) {
  const found = new Map();
  for (const element of derSplit(listed.content)) {
    const parts = derInside(element);
    const [name, values] = [derOid(parts.take(DER.OID)), parts.take(DER.SET)];
    parts.end();
    const inner = derSplit(values.content);
    if (found.has(name) || inner.length !== 1) throw derWrong();
    found.set(name, inner[0]);
  }
  return found;
}

function readInfo(content) {
  const parts = derInside(derRead(content, DER.SEQUENCE));
  if (derSmall(parts.take(DER.INTEGER)) !== 1) throw derWrong();
  derOid(parts.take(DER.OID));
  const stamped = derInside(parts.take(DER.SEQUENCE));
  const digest = digestOf(stamped.take(DER.SEQUENCE));
  const imprint = stamped.take(DER.OCTETS).content;
  stamped.end();
  derNumber(parts.take(DER.INTEGER));
  const moment = parts.take(GENERAL_TIME);
  const accuracy = parts.maybe(DER.SEQUENCE);
  const [ordering, nonce] = [parts.maybe(DER.BOOLEAN), parts.maybe(DER.INTEGER)];
  parts.maybe(0xa0);
  const extensions = parts.maybe(0xa1);
  parts.end();
  if (ordering) derIsTrue(ordering);
  if (nonce) derNumber(nonce);
  if (extensions) demandUnderstood(extensions);
  const by = derInstant(moment, true) + (accuracy ? admittedError(accuracy) : 0);
  return { digest, imprint, at: derInstant(moment), by };
}

/** The error that is admitted, in milliseconds. */
function admittedError(accuracy) {
  const parts = derInside(accuracy);
  const tags = [DER.INTEGER, 0x80, 0x81];
  const found = tags.map((tag) => parts.maybe(tag));
  parts.end();
  const [seconds, milli, micro] = found.map((one) => (one ? derSmall(one, one.tag) : 0));
  if (seconds > 2 ** 31 || milli > 999 || micro > 999) throw derWrong();
  return seconds * 1000 + milli + (micro ? 1 : 0);
}

function demandUnderstood(extensions) {
  for (const element of derSplit(extensions.content)) {
    const parts = derInside(element);
    const [name, critical] = [derOid(parts.take(DER.OID)), parts.maybe(DER.BOOLEAN)];
    if (critical && derIsTrue(critical)) throw new NotJudged("extension", name);
  }
}

async function demandAttributes(token) {
  const kind = token.attributes.get(CONTENT_TYPE);
  const said = token.attributes.get(MESSAGE_DIGEST);
  if (!kind || said?.tag !== DER.OCTETS) throw derWrong();
  const isStamp = derOid(kind) === STAMP;
  if (!isStamp || !sameBytes(said.content, await digestBytes(token.digest, token.content))) {
    throw new TokenWrong("content");
  }
}

async function signerOf(token, given) {
  const named = [...token.certificates, ...given].filter((one) => isNamed(token, one));
  if (!named.length) throw new NotJudged("no_certificate");
  for (const one of named) if (await isBound(token, one)) return one;
  throw new TokenWrong("binding");
}

function isNamed({ keyId, named }, certificate) {
  if (keyId) return certificate.keyId !== null && sameBytes(certificate.keyId, keyId);
  const isIssuer = sameBytes(certificate.issuer, named.issuer);
  return isIssuer && sameBytes(certificate.serial, named.serial);
}

async function isBound(token, certificate) {
  const names = [BOUND, BOUND_SHA_1].filter((name) => token.attributes.has(name));
  if (!names.length) throw derWrong();
  for (const name of names) {
    if (!(await isFirst(token.attributes.get(name), certificate, name))) return false;
  }
  return true;
}

async function isFirst(attribute, certificate, name) {
  const parts = derInside(derInside(attribute).take(DER.SEQUENCE));
  const first = derInside(parts.take(DER.SEQUENCE));
  const algorithm = name === BOUND ? first.maybe(DER.SEQUENCE) : null;
  const hashed = first.take(DER.OCTETS).content;
  const issued = first.maybe(DER.SEQUENCE);
  first.end();
  const isSha1 = algorithm && derOid(derInside(algorithm).take(DER.OID)) === SHA_1;
  let kind = "SHA-256";
  if (name === BOUND_SHA_1 || isSha1) kind = "SHA-1";
  else if (algorithm) kind = digestOf(algorithm);
  if (!sameBytes(hashed, await digestBytes(kind, certificate.raw))) return false;
  return !issued || isIssued(issued, certificate);
}

function isIssued(element, certificate) {
  const parts = derInside(element);
  const [names, serial] = [derInside(parts.take(DER.SEQUENCE)).rest(), parts.take(DER.INTEGER)];
  parts.end();
  const directory = names.filter((one) => one.tag === 0xa4);
  const isSame = directory.length === 1 && sameBytes(directory[0].content, certificate.issuer);
  return isSame && sameBytes(derNumber(serial), certificate.serial);
}
