# SPDX-License-Identifier: Apache-2.0
"""The server's key for acknowledgements (回执密钥): made once, kept with mode 600."""

import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from mingjing.engines.durable import make_secret_once
from mingjing.evidence.rules.acks import ack_message
from mingjing.evidence.rules.keys import key_id, link_message
from mingjing.evidence.types import Ack, DoorKeyUnusable

_OTHERS = 0o077
_SEED_BYTES = 32
_SOURCE = b"mingjing/source/v1"


@dataclass(frozen=True, slots=True)
class DoorKey:
    """The key pair of this installation's doors."""

    id: str
    spki: bytes
    private: Ed25519PrivateKey

    def sign(self, ack: Ack) -> bytes:
        """The signature of an acknowledgement."""
        return self.private.sign(ack_message(ack))


@lru_cache(maxsize=4)
def door_key(home: Path) -> DoorKey:
    """The key of the installation whose state lies here; made when there is none.

    Raises: DoorKeyUnusable.
    """
    path = home / "keys" / "door.key"
    if not path.exists():
        make_secret_once(path, secrets.token_bytes(_SEED_BYTES).hex().encode())
    try:
        seed = bytes.fromhex(path.read_text(encoding="ascii"))
        if path.stat().st_mode & _OTHERS or len(seed) != _SEED_BYTES:
            raise DoorKeyUnusable(path=path)
    except (OSError, ValueError) as error:
        raise DoorKeyUnusable(path=path) from error
    private = Ed25519PrivateKey.from_private_bytes(seed)
    spki = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return DoorKey(key_id(spki), spki, private)


@dataclass(frozen=True, slots=True)
class SourceKey:
    """The key pair that the platform holds for one source that signs nothing (来源密钥)."""

    id: str
    spki: bytes
    private: Ed25519PrivateKey

    def sign(self, raw: bytes) -> bytes:
        """The signature of a link."""
        return self.private.sign(link_message(raw))


@lru_cache(maxsize=1024)
def source_key(door: DoorKey, salt: str) -> SourceKey:
    """The key of a source, derived from the door's own: it is nowhere kept, and never leaves.

    `salt` tells one source from another (HKDF-SHA256, RFC 5869); it is no secret.
    """
    seed = HKDF(SHA256(), _SEED_BYTES, bytes.fromhex(salt), _SOURCE).derive(
        door.private.private_bytes_raw()
    )
    private = Ed25519PrivateKey.from_private_bytes(seed)
    spki = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return SourceKey(key_id(spki), spki, private)
