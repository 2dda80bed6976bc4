# SPDX-License-Identifier: Apache-2.0
"""Public keys of recorders and servers, and their signatures: Ed25519, ECDSA P-256 (P1363)."""

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
)

from mingjing_verify.canonical import Malformed, unbase64

LINK_CONTEXT = b"mingjing/link/v1\n"
ACK_CONTEXT = b"mingjing/ack/v1\n"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key with its id (公钥)."""

    key_id: str
    alg: str
    key: Ed25519PublicKey | EllipticCurvePublicKey
    spki: str

    def fits(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature is of this key over these bytes."""
        if len(signature) != 64:
            return False
        try:
            if isinstance(self.key, Ed25519PublicKey):
                self.key.verify(signature, message)
            else:
                numbers = (int.from_bytes(signature[:32]), int.from_bytes(signature[32:]))
                self.key.verify(encode_dss_signature(*numbers), message, ECDSA(hashes.SHA256()))
        except InvalidSignature:
            return False
        return True


def read_key(spki: str) -> PublicKey:
    """A key from base64 of its DER SubjectPublicKeyInfo.

    Raises: Malformed.
    """
    der = unbase64(spki)
    try:
        key = load_der_public_key(der)
        canonical = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise Malformed("spki") from error
    key_id = hashlib.sha256(der).hexdigest()
    if canonical == der and isinstance(key, Ed25519PublicKey):
        return PublicKey(key_id, "Ed25519", key, spki)
    is_curve = isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1)
    if canonical == der and is_curve and isinstance(key, EllipticCurvePublicKey):
        return PublicKey(key_id, "P-256", key, spki)
    raise Malformed("spki")
