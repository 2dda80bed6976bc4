# SPDX-License-Identifier: Apache-2.0
"""The key of a witness (见证人密钥; C2SP tlog-cosignature, Ed25519, type 4)."""

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mingjing.ledger.rules.notes import NoteInvalid, check_origin

_COSIGNATURE = b"\x04"
_SEED_BYTES = 32
_PRIVATE = "PRIVATE+KEY"


@dataclass(frozen=True, slots=True)
class WitnessKey:
    """The signing key of a witness, under the witness's name."""

    name: str
    seed: bytes

    @property
    def public(self) -> bytes:
        """The 32 bytes of the public key."""
        return self._private.public_key().public_bytes_raw()

    @property
    def key_id(self) -> bytes:
        """Four bytes that name witness, algorithm and key."""
        return sha256(self.name.encode() + b"\n" + _COSIGNATURE + self.public).digest()[:4]

    @property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def vkey(self) -> str:
        """The verifier key, one line: `name+id+base64`."""
        return f"{self.name}+{self.key_id.hex()}+{_base64(_COSIGNATURE + self.public)}"

    def skey(self) -> str:
        """The signer key, one line; secret."""
        return f"{_PRIVATE}+{self.name}+{self.key_id.hex()}+{_base64(_COSIGNATURE + self.seed)}"

    def cosign(self, body: str, moment: int) -> str:
        """The signature line on a checkpoint's text.

        Units: `moment` in seconds since 1970.
        """
        message = f"cosignature/v1\ntime {moment}\n{body}"
        signature = moment.to_bytes(8, "big") + self._private.sign(message.encode())
        return f"\u2014 {self.name} {_base64(self.key_id + signature)}\n"


def check_name(name: str) -> None:
    """Refuse a name that cannot be a key name.

    Raises: NoteInvalid.
    """
    check_origin(name)


def parse_witness_skey(text: str) -> WitnessKey:
    """Read a signer key line of a witness.

    Raises: NoteInvalid.
    """
    parts = text.strip().split("+", 4)
    if len(parts) != 5 or f"{parts[0]}+{parts[1]}" != _PRIVATE:
        raise NoteInvalid("not a signer key line")
    try:
        secret = base64.b64decode(parts[4], validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteInvalid("not base64") from error
    if len(secret) != 1 + _SEED_BYTES or secret[:1] != _COSIGNATURE:
        raise NoteInvalid("not the key of a witness")
    key = WitnessKey(name=parts[2], seed=secret[1:])
    if key.key_id.hex() != parts[3]:
        raise NoteInvalid("the key id does not fit the key")
    return key


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
