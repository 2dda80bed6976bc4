# SPDX-License-Identifier: Apache-2.0
"""The server's key for acknowledgements (回执密钥): made once, kept with mode 600."""

import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from mingjing.evidence.rules.acks import ack_message
from mingjing.evidence.rules.keys import key_id
from mingjing.evidence.types import Ack, DoorKeyUnusable

_OTHERS = 0o077
_SEED_BYTES = 32


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
        _make(path)
    try:
        seed = bytes.fromhex(path.read_text(encoding="ascii"))
        if path.stat().st_mode & _OTHERS or len(seed) != _SEED_BYTES:
            raise DoorKeyUnusable(path=path)
    except (OSError, ValueError) as error:
        raise DoorKeyUnusable(path=path) from error
    private = Ed25519PrivateKey.from_private_bytes(seed)
    spki = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return DoorKey(key_id(spki), spki, private)


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as stream:
        stream.write(secrets.token_bytes(_SEED_BYTES).hex())
        stream.flush()
        os.fsync(stream.fileno())
    try:
        os.link(draft, path)  # two first starts at once: one key wins
    except FileExistsError:
        pass
    finally:
        draft.unlink()
