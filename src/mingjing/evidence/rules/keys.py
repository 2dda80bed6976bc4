# SPDX-License-Identifier: Apache-2.0
"""Keys and signatures (密钥与签名): ids, who signed, and proof of possession."""

from functools import lru_cache

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
)

from mingjing.evidence.types import DeviceInvalid, KeyAlgorithm, SignatureWrong
from mingjing.kernel.canonical import sha256_hex

SIGNATURE_BYTES = 64
_LINK = b"mingjing/link/v1\n"
_DEVICE = b"mingjing/device/v1\n"
_MOST_SPKI_BYTES = 200
_PublicKey = ed25519.Ed25519PublicKey | ec.EllipticCurvePublicKey


def key_id(spki: bytes) -> str:
    """Id of a public key: SHA-256 of its DER SubjectPublicKeyInfo, hex."""
    return sha256_hex(spki)


@lru_cache(maxsize=4096)
def _loaded(spki: bytes) -> _PublicKey:
    key = load_der_public_key(spki)
    if isinstance(key, ed25519.Ed25519PublicKey):
        return key
    if isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1):
        return key
    raise ValueError("neither Ed25519 nor P-256")


def link_message(raw: bytes) -> bytes:
    """What the signature of a link is over."""
    return _LINK + raw


def device_message(account_id: str, key: str) -> bytes:
    """What the proof of possession is over."""
    return _DEVICE + account_id.encode() + b"\n" + key.encode()


def demand_signature(spki: bytes, signature: bytes, message: bytes) -> None:
    """The message was signed by the holder of this key.

    Raises: SignatureWrong.
    """
    if len(signature) != SIGNATURE_BYTES:
        raise SignatureWrong
    key = _loaded(spki)
    try:
        if isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, message)
            return
        r, s = (int.from_bytes(part, "big") for part in (signature[:32], signature[32:]))
        der = utils.encode_dss_signature(r, s)
        key.verify(der, message, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature as error:
        raise SignatureWrong from error


def demand_public_key(algorithm: KeyAlgorithm, spki: bytes) -> None:
    """The bytes are a public key of this kind, in the one form that DER has for it.

    Raises: DeviceInvalid.
    """
    try:
        if len(spki) > _MOST_SPKI_BYTES:
            raise ValueError("too long")
        key = _loaded(spki)
    except (ValueError, UnsupportedAlgorithm, TypeError) as error:
        raise DeviceInvalid(where="spki") from error
    is_edwards = isinstance(key, ed25519.Ed25519PublicKey)
    if is_edwards != (algorithm is KeyAlgorithm.ED25519) or _written(key) != spki:
        raise DeviceInvalid(where="alg")


def _written(key: _PublicKey) -> bytes:
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def demand_possession(spki: bytes, proof: bytes, account_id: str) -> None:
    """Whoever registers the key can sign with it, for this account.

    Raises: DeviceInvalid.
    """
    try:
        demand_signature(spki, proof, device_message(account_id, key_id(spki)))
    except SignatureWrong as error:
        raise DeviceInvalid(where="proof") from error
