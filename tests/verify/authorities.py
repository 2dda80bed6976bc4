# SPDX-License-Identifier: Apache-2.0
"""Time-stamping authorities for the tests: any key, any certificate, any fault, at a fixed time.

Certificates are made by `cryptography`, tokens by the few lines of a writer of DER here; openssl
accepts the sound ones (test_tokens).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.verify.reference_recorder import START_MS

STAMPED_MS = START_MS + 86_400_000
MOMENT = datetime.fromtimestamp(STAMPED_MS / 1000, UTC)
YEAR = timedelta(days=365)
SHA: dict[str, hashes.HashAlgorithm] = {
    "sha1": hashes.SHA1(),  # noqa: S303 - what old tokens bear
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
SIGNING: dict[str, hashes.SHA256 | hashes.SHA512] = {
    "sha256": hashes.SHA256(),
    "sha512": hashes.SHA512(),
}
OIDS = {
    "sha1": "1.3.14.3.2.26", "sha224": "2.16.840.1.101.3.4.2.4",
    "sha256": "2.16.840.1.101.3.4.2.1", "sha384": "2.16.840.1.101.3.4.2.2",
    "sha512": "2.16.840.1.101.3.4.2.3",
}  # fmt: skip
SIGNED_DATA, STAMP = "1.2.840.113549.1.7.2", "1.2.840.113549.1.9.16.1.4"
CONTENT_TYPE, MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
BOUND, BOUND_SHA_1 = "1.2.840.113549.1.9.16.2.47", "1.2.840.113549.1.9.16.2.12"
NULL = b"\x05\x00"


def der(tag: int, *content: bytes) -> bytes:
    raw = b"".join(content)
    if len(raw) < 0x80:
        return bytes([tag, len(raw)]) + raw
    width = (len(raw).bit_length() + 7) // 8
    return bytes([tag, 0x80 | width]) + len(raw).to_bytes(width) + raw


def oid(dotted: str) -> bytes:
    first, second, *rest = map(int, dotted.split("."))
    content = b""
    for arc in (40 * first + second, *rest):
        groups = [arc & 0x7F]
        while arc := arc >> 7:
            groups.append(arc & 0x7F | 0x80)
        content += bytes(reversed(groups))
    return der(0x06, content)


def number(value: int) -> bytes:
    return der(0x02, value.to_bytes(value.bit_length() // 8 + 1, signed=True))


def algorithm(dotted: str, *parameters: bytes) -> bytes:
    return der(0x30, oid(dotted), *parameters)


def attribute(kind: str, *values: bytes) -> bytes:
    return der(0x30, oid(kind), der(0x31, *values))


def digest(name: str, data: bytes) -> bytes:
    hasher = hashes.Hash(SHA[name])
    hasher.update(data)
    return hasher.finalize()


@cache
def rsa_key(number: int = 1, bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


@cache
def ec_key(number: int = 1, curve: str = "secp256r1") -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(getattr(ec, curve.upper())())


@cache
def ed_key(number: int = 1) -> ed25519.Ed25519PrivateKey:
    return ed25519.Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)


@dataclass(frozen=True)
class Holder:
    """A certificate and its key."""

    key: Any
    certificate: x509.Certificate

    @property
    def raw(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
                      x509.NameAttribute(NameOID.COMMON_NAME, name)])  # fmt: skip


STAMPING = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])


def certify(
    name: str,
    key: Any,
    by: Holder | None = None,
    *,
    extensions: tuple[tuple[x509.ExtensionType, bool], ...] = (),
    begins: datetime = MOMENT - YEAR,
    ends: datetime = MOMENT + YEAR,
    serial: int = 7,
    signed: str = "sha256",
    pss: bool = False,
) -> Holder:
    """A certificate by somebody, or by itself."""
    signer = by.key if by else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(by.certificate.subject if by else named(name))
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(begins)
        .not_valid_after(ends)
    )
    for extension, is_critical in extensions:
        builder = builder.add_extension(extension, critical=is_critical)
    hashed = None if isinstance(signer, ed25519.Ed25519PrivateKey) else SIGNING[signed]
    how = padding.PSS(padding.MGF1(SIGNING[signed]), 32) if pss else None
    return Holder(key, builder.sign(signer, hashed, rsa_padding=how))


def issuer(
    name: str, key: Any, by: Holder | None = None, most: int | None = None, **how: Any
) -> Holder:
    """A certificate that may issue others."""
    basic = (x509.BasicConstraints(ca=True, path_length=most), True)
    return certify(name, key, by, extensions=(basic, *how.pop("more", ())), serial=3, **how)


@cache
def root() -> Holder:
    return issuer("测试根", ec_key(90))


@cache
def stamper(kind: str = "ec") -> Holder:
    """A sound certificate for stamping under the root."""
    key = {"ec": ec_key, "rsa": rsa_key, "ed": ed_key}[kind](1)
    return certify("时间戳机构", key, root(), extensions=((STAMPING, True),))


@dataclass(frozen=True)
class Maker:
    """Makes tokens; each field is one thing that can be different."""

    signer: Holder
    enclosed: tuple[Holder, ...] = ()
    has_own: bool = True
    hashed: str = "sha256"
    imprint: str = "sha256"
    scheme: str = ""
    salt: int = 32
    mask: str = "sha256"
    at: bytes = MOMENT.strftime("%Y%m%d%H%M%SZ").encode()
    accuracy: bytes = der(0x30, number(1), der(0x80, b"\x01\xf4"))
    nonce: bytes = number(0x1122334455667788)
    status: int = 0
    version: int = 1
    extensions: bytes = b""
    kind: str = STAMP
    said_kind: str = STAMP
    content_type: str = SIGNED_DATA
    bound: Holder | None = None
    bound_by: tuple[str, ...] = ("sha256",)
    is_by_key_id: bool = False
    more_attributes: bytes = b""
    signers: int = 1

    def reply(self, text: bytes) -> bytes:
        info = self.info(text)
        certificates = [*([self.signer] if self.has_own else []), *self.enclosed]
        listed = der(0xA0, *(one.raw for one in certificates)) if certificates else b""
        signed = der(
            0x30, number(3), der(0x31, algorithm(OIDS[self.hashed], NULL)),
            der(0x30, oid(self.kind), der(0xA0, der(0x04, info))), listed,
            der(0x31, *[self.signature(info)] * self.signers),
        )  # fmt: skip
        token = der(0x30, oid(self.content_type), der(0xA0, signed))
        return der(0x30, der(0x30, number(self.status)), token)

    def info(self, text: bytes) -> bytes:
        shortened = digest(self.imprint if self.imprint in SHA else "sha256", text)
        return der(
            0x30, number(self.version), oid("1.2.3.4.1"),
            der(0x30, algorithm(OIDS[self.imprint], NULL), der(0x04, shortened)),
            number(4711), der(0x18, self.at), self.accuracy, self.nonce, self.extensions,
        )  # fmt: skip

    def signature(self, info: bytes) -> bytes:
        attributes = b"".join(
            [
                attribute(CONTENT_TYPE, oid(self.said_kind)),
                attribute(MESSAGE_DIGEST, der(0x04, digest(self.hashed, info))),
                *(self.binding(name) for name in self.bound_by),
                self.more_attributes,
            ]
        )
        named, signer = self.signer.certificate, self.signer
        identity = der(0x30, named.issuer.public_bytes(), number(named.serial_number))
        if self.is_by_key_id:
            found = named.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
            identity = der(0x80, found.value.digest)
        how, signature = sign(self, signer.key, der(0x31, attributes))
        return der(
            0x30, number(1), identity, algorithm(OIDS[self.hashed], NULL),
            der(0xA0, attributes), how, der(0x04, signature),
        )  # fmt: skip

    def binding(self, name: str) -> bytes:
        """ESSCertID with the issuer and the number; of SHA-256 the method is left out."""
        holder = self.bound or self.signer
        short = digest("sha256" if name == "sha224" else name, holder.raw)
        one = holder.certificate
        issued = der(0x30, der(0x30, der(0xA4, one.issuer.public_bytes())),
                     number(one.serial_number))  # fmt: skip
        how = b"" if name in ("sha1", "sha256") else algorithm(OIDS[name])
        listed = der(0x30, der(0x30, how, der(0x04, short), issued))
        return attribute(BOUND_SHA_1 if name == "sha1" else BOUND, der(0x30, listed))


def sign(maker: Maker, key: Any, message: bytes) -> tuple[bytes, bytes]:
    """AlgorithmIdentifier and signature."""
    hashed = SHA[maker.hashed]
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return algorithm("1.3.101.112"), key.sign(message)
    if isinstance(key, ec.EllipticCurvePrivateKey):
        number_of = {"sha256": 2, "sha384": 3, "sha512": 4}[maker.hashed]
        return algorithm(f"1.2.840.10045.4.3.{number_of}"), key.sign(message, ec.ECDSA(hashed))
    if maker.scheme == "pss":
        mask = algorithm("1.2.840.113549.1.1.8", algorithm(OIDS[maker.mask], NULL))
        parts = [der(0xA0, algorithm(OIDS[maker.hashed], NULL)), der(0xA1, mask),
                 der(0xA2, number(maker.salt))]  # fmt: skip
        how = padding.PSS(padding.MGF1(SHA[maker.mask]), maker.salt)
        return algorithm("1.2.840.113549.1.1.10", der(0x30, *parts)), key.sign(message, how, hashed)
    plain = "1.2.840.113549.1.1.1" if maker.scheme == "plain" else ""
    number_of = {"sha256": 11, "sha384": 12, "sha512": 13}[maker.hashed]
    name = plain or f"1.2.840.113549.1.1.{number_of}"
    return algorithm(name, NULL), key.sign(message, padding.PKCS1v15(), hashed)
