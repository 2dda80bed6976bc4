// SPDX-License-Identifier: Apache-2.0
// Certificates, and whether one leads to a trusted one. The same rules as stamps/certificates.py
// and stamps/trust.py.

const [EXT_KEY_ID, EXT_KEY_USE] = ["2.5.29.14", "2.5.29.15"];
const [EXT_BASIC, EXT_PURPOSES] = ["2.5.29.19", "2.5.29.37"];
const EXT_NAME_LIMITS = "2.5.29.30";
const UNDERSTOOD = [EXT_KEY_ID, EXT_KEY_USE, EXT_BASIC, EXT_PURPOSES, "2.5.29.17", "2.5.29.32"];
const [TIME_STAMPING, ANY_PURPOSE] = ["1.3.6.1.5.5.7.3.8", "2.5.29.37.0"];
const [USE_SIGNS, USE_COMMITS, USE_SIGNS_CERTIFICATES] = [0, 1, 5];
const MOST_GIVEN = 1_000;
const MOST_ISSUERS = 8;
// One blank before what may be blank too: with more, blanks could be shared out in many ways.
const PEM = /-----BEGIN CERTIFICATE-----[ \t\n\v\f\r]([A-Za-z0-9+/= \t\n\v\f\r]+?)-----END CERTIFICATE-----/g;

class Certificate {
  constructor(fields) {
    Object.assign(this, fields);
    this.id = hex(this.raw);
  }

  get name() {
    return nameLine(this.subject);
  }

  get issuerName() {
    return nameLine(this.issuer);
  }

  get keyId() {
    const found = this.extensions.get(EXT_KEY_ID);
    return found ? derRead(found.value, DER.OCTETS).content : null;
  }

  isValidAt(at) {
    return this.begins <= at && at < this.ends + 1000;
  }

  get isUnderstood() {
    return [...this.extensions].every(([name, { isCritical }]) => {
      return !isCritical || UNDERSTOOD.includes(name);
    });
  }

  get isForStamping() {
    const found = this.extensions.get(EXT_PURPOSES);
    if (!found?.isCritical || purposesOf(found).join(" ") !== TIME_STAMPING) return false;
    return this.mayUse(USE_SIGNS, USE_COMMITS) && this.isUnderstood;
  }

  mayIssue(below) {
    if (this.extensions.has(EXT_NAME_LIMITS)) return false;
    const found = this.extensions.get(EXT_BASIC);
    if (!found || !this.mayUse(USE_SIGNS_CERTIFICATES) || !this.isUnderstood) return false;
    const purposes = this.extensions.get(EXT_PURPOSES);
    const isFor = (name) => name === TIME_STAMPING || name === ANY_PURPOSE;
    if (purposes && !purposesOf(purposes).some(isFor)) return false;
    const parts = derInside(derRead(found.value, DER.SEQUENCE));
    const [isIssuer, most] = [parts.maybe(DER.BOOLEAN), parts.maybe(DER.INTEGER)];
    parts.end();
    if (!isIssuer || !derIsTrue(isIssuer)) return false;
    return !most || derSmall(most) >= below;
  }

  mayUse(...bits) {
    const found = this.extensions.get(EXT_KEY_USE);
    if (!found) return true;
    const said = derRead(found.value, DER.BITS);
    return bits.some((bit) => derHasBit(said, bit));
  }
}

function purposesOf({ value }) {
  return derInside(derRead(value, DER.SEQUENCE)).rest().map(derOid);
}

function readCertificate(element) {
  const outer = derInside(element);
  const [signed, algorithm] = [outer.take(DER.SEQUENCE), outer.take(DER.SEQUENCE)];
  const signature = derOctetsOfBits(outer.take(DER.BITS));
  outer.end();
  const parts = derInside(signed);
  parts.maybe(0xa0);
  const serial = derNumber(parts.take(DER.INTEGER));
  if (!sameBytes(parts.take(DER.SEQUENCE).raw, algorithm.raw)) throw derWrong();
  const issuer = parts.take(DER.SEQUENCE).raw;
  const period = derInside(parts.take(DER.SEQUENCE));
  const [begins, ends] = [derInstant(period.skip()), derInstant(period.skip())];
  period.end();
  const [subject, key] = [parts.take(DER.SEQUENCE).raw, parts.take(DER.SEQUENCE)];
  parts.maybe(0x81);
  parts.maybe(0x82);
  const wrapped = parts.maybe(0xa3);
  parts.end();
  const extensions = wrapped ? extensionsOf(wrapped) : new Map();
  const said = { serial, issuer, subject, begins, ends, key, algorithm, signature, extensions };
  return new Certificate({ raw: element.raw, signed: signed.raw, ...said });
}

function extensionsOf(wrapped) {
  const found = new Map();
  for (const element of derInside(derRead(wrapped.content, DER.SEQUENCE)).rest()) {
    const parts = derInside(element);
    const [name, critical] = [derOid(parts.take(DER.OID)), parts.maybe(DER.BOOLEAN)];
    const value = parts.take(DER.OCTETS).content;
    parts.end();
    if (found.has(name)) throw derWrong();
    found.set(name, { isCritical: critical !== null && derIsTrue(critical), value });
  }
  return found;
}

/** The certificates of files: PEM, any number, or one in DER. */
function trustedCertificates(files) {
  try {
    return files.flatMap(readGiven);
  } catch (error) {
    if (error instanceof TokenWrong) throw new Barrier("tsa_cert_malformed");
    throw error;
  }
}

function readGiven(data) {
  if (data[0] === DER.SEQUENCE) return [readCertificate(derRead(data, DER.SEQUENCE))];
  const text = new TextDecoder("latin1").decode(data);
  const blocks = [...text.matchAll(PEM)].map(([, block]) => block.replace(/\s/g, ""));
  if (!blocks.length || blocks.length > MOST_GIVEN) throw derWrong();
  return blocks.map((block) => {
    let raw;
    try {
      raw = unbase64(block);
    } catch {
      throw derWrong();
    }
    return readCertificate(derRead(raw, DER.SEQUENCE));
  });
}

/** The certificate among those given that the signer's is, or leads to; null when there is none. */
async function trustedBy(signer, others, given, at) {
  const trusted = new Set(given.map((one) => one.id));
  if (trusted.has(signer.id)) return signer;
  const every = new Map([...given, ...others].map((one) => [one.id, one]));
  every.delete(signer.id);
  let reached = [signer];
  for (let below = 0; below < MOST_ISSUERS; below += 1) {
    const issuers = [];
    for (const child of reached) {
      for (const issuer of [...every.values()]) {
        if (!(await hasIssued(issuer, child, below, at))) continue;
        if (trusted.has(issuer.id)) return issuer;
        every.delete(issuer.id);
        issuers.push(issuer);
      }
    }
    reached = issuers;
  }
  return null;
}

async function hasIssued(issuer, child, below, at) {
  if (!sameBytes(issuer.subject, child.issuer) || !issuer.isValidAt(at)) return false;
  try {
    const scheme = schemeOf(child.algorithm);
    if (!issuer.mayIssue(below)) return false;
    return await signatureFits(issuer.key, scheme, child.signature, child.signed);
  } catch (error) {
    if (error instanceof TokenWrong || error instanceof NotJudged) return false;
    throw error;
  }
}
