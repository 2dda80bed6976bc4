# SPDX-License-Identifier: Apache-2.0
"""Signing playable copies with Content Credentials (内容凭证, C2PA).

The only module that names the adapter, the extra `credentials`; without it nothing else changes.
"""

from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID
from django.conf import settings

from mingjing.evidence.queries.demo_certificate import demo_certificate
from mingjing.evidence.rules.manifest import ACTIONS, RECORDING
from mingjing.evidence.types import Certificate, SigningStanding, SigningState

_CURVES = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}
PURPOSES = (
    "1.3.6.1.5.5.7.3.4",  # e-mail protection, what most readers ask for
    "1.3.6.1.5.5.7.3.36",  # document signing, RFC 9336
    "1.3.6.1.4.1.62558.2.1",  # claim signing, C2PA 2.2
)
"""Extended key usages that C2PA allows for a certificate that signs."""
_SETTINGS = {
    "trust": {"trust_config": "\n".join(PURPOSES)},
    "core": {"backing_store_memory_threshold_in_mb": 16},  # a film of hours goes by the disk
    "verify": {"verify_after_sign": True, "remote_manifest_fetch": False, "ocsp_fetch": False},
    "builder": {
        "thumbnail": {"enabled": False},
        "created_assertion_labels": [ACTIONS.removesuffix(".v2"), RECORDING],
    },
}


class CannotSign(Exception):
    """A copy cannot be signed; `str()` says why. The bundle is made without it."""


@dataclass(frozen=True, slots=True)
class _Signing:
    """Chain and key as the adapter takes them."""

    algorithm: str
    chain: bytes
    key: bytes
    certificate: Certificate


def signing_standing(now: datetime) -> SigningStanding:
    """Whether copies are signed now, and with whose certificate."""
    paths = _paths(now)
    if paths is None:
        return SigningStanding(SigningState.NOT_SET)
    try:
        found = _read(*paths)
    except CannotSign:
        return SigningStanding(SigningState.UNUSABLE)
    if not has_adapter():
        return SigningStanding(SigningState.NO_ADAPTER, found.certificate)
    if not found.certificate.begins_at <= now <= found.certificate.ends_at:
        return SigningStanding(SigningState.OUT_OF_TERM, found.certificate)
    return SigningStanding(SigningState.READY, found.certificate)


def has_adapter() -> bool:
    """Whether the extra is installed."""
    return find_spec("c2pa") is not None


def sign_copy(source: Path, target: Path, said: dict[str, Any], now: datetime) -> None:
    """Writes a copy of a film with this manifest; the film stays as it is.

    The copy is read back and judged before this returns.

    Raises: CannotSign.
    """
    paths = _paths(now)
    if paths is None or not has_adapter():
        raise CannotSign("no certificate, or no adapter")
    signing = _read(*paths)
    import c2pa

    info = c2pa.C2paSignerInfo(
        signing.algorithm, signing.chain, signing.key, settings.MINGJING_C2PA_TSA_URL or None
    )
    try:
        context = c2pa.Context.from_dict(_SETTINGS)
        with (
            c2pa.Signer.from_info(info) as signer,
            c2pa.Builder(said, context) as builder,
            source.open("rb") as film,
            target.open("w+b") as copy,
        ):
            builder.sign(signer, said["format"], film, copy)
    except c2pa.C2paError as error:
        raise CannotSign(str(error)) from error


def _paths(now: datetime) -> tuple[Path, Path] | None:
    """The operator's chain and key; in the demonstration a certificate that says what it is."""
    if settings.MINGJING_C2PA_CHAIN:
        return Path(settings.MINGJING_C2PA_CHAIN), Path(settings.MINGJING_C2PA_KEY)
    if settings.MINGJING_DEMO:
        made = demo_certificate(Path(settings.MINGJING_HOME), now)
        return made, made
    return None


def _read(chain_path: Path, key_path: Path) -> _Signing:
    try:
        chain = x509.load_pem_x509_certificates(chain_path.read_bytes())
        private = load_pem_private_key(key_path.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise CannotSign(str(error)) from error
    if private.public_key() != chain[0].public_key():
        raise CannotSign("the key is not the one of the certificate")
    algorithm = ""
    if isinstance(private, EllipticCurvePrivateKey):
        algorithm = _CURVES.get(private.curve.name, "")
    elif isinstance(private, Ed25519PrivateKey):
        algorithm = "ed25519"
    elif isinstance(private, RSAPrivateKey):
        algorithm = "ps256"
    if not algorithm:
        raise CannotSign("C2PA does not know signatures of this kind of key")
    pem = b"".join(one.public_bytes(Encoding.PEM) for one in chain)
    key = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return _Signing(algorithm, pem, key, _certificate(chain[0]))


def _certificate(one: x509.Certificate) -> Certificate:
    return Certificate(
        holder=_name(one.subject),
        issuer=_name(one.issuer),
        begins_at=one.not_valid_before_utc,
        ends_at=one.not_valid_after_utc,
        is_demo=not settings.MINGJING_C2PA_CHAIN,
    )


def _name(name: x509.Name) -> str:
    """Organisation and common name, as a reader of the manifest shows them."""
    parts = [
        str(attribute.value)
        for kind in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME)
        for attribute in name.get_attributes_for_oid(kind)
    ]
    return ", ".join(dict.fromkeys(parts)) or name.rfc4514_string()
