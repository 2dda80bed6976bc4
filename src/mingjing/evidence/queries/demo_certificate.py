# SPDX-License-Identifier: Apache-2.0
"""The certificate of the demonstration (演示证书): self-made, and its name says so.

Made once under `keys`, certificates and key in one file of mode 600. Nobody has a reason to trust
it, and a reader of Content Credentials shows it as not trusted.
"""

from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import (
    AuthorityKeyIdentifier,
    BasicConstraints,
    Certificate,
    CertificateBuilder,
    ExtendedKeyUsage,
    KeyUsage,
    Name,
    NameAttribute,
    SubjectKeyIdentifier,
    random_serial_number,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from mingjing.engines.durable import make_secret_once

NAME = "Mingjing demo – not trusted"
_AUTHORITY = "certificate authority"
_TERM = timedelta(days=3650)


def demo_certificate(home: Path, now: datetime) -> Path:
    """The file; made when there is none, for ten years from now."""
    path = home / "keys" / "credentials-demo.pem"
    if path.exists():
        return path
    make_secret_once(path, _made(now))
    return path


def _made(now: datetime) -> bytes:
    """Certificate, authority, key of the certificate. The authority's key is forgotten."""
    authority = ec.generate_private_key(ec.SECP256R1())
    own = ec.generate_private_key(ec.SECP256R1())
    root = _signed(_AUTHORITY, authority, authority, now)
    leaf = _signed("export certificate", own, authority, now)
    key = own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return leaf.public_bytes(Encoding.PEM) + root.public_bytes(Encoding.PEM) + key


def _signed(
    what: str, own: ec.EllipticCurvePrivateKey, by: ec.EllipticCurvePrivateKey, now: datetime
) -> Certificate:
    """A certificate by the authority's key; of that key itself it is the authority's own."""
    is_authority = own is by
    builder = (
        CertificateBuilder()
        .subject_name(_name(what))
        .issuer_name(_name(_AUTHORITY))
        .public_key(own.public_key())
        .serial_number(random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _TERM)
        .add_extension(BasicConstraints(is_authority, 0 if is_authority else None), critical=True)
        .add_extension(_usage(is_authority=is_authority), critical=True)
        .add_extension(SubjectKeyIdentifier.from_public_key(own.public_key()), critical=False)
        .add_extension(
            AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False
        )
    )
    if not is_authority:
        builder = builder.add_extension(
            ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False
        )
    return builder.sign(by, SHA256())


def _usage(*, is_authority: bool) -> KeyUsage:
    return KeyUsage(
        digital_signature=not is_authority,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(what: str) -> Name:
    return Name(
        [
            NameAttribute(NameOID.ORGANIZATION_NAME, NAME),
            NameAttribute(NameOID.COMMON_NAME, what),
        ]
    )
