# SPDX-License-Identifier: Apache-2.0
"""Checkpoints and proofs as text, the writer's side (C2SP signed-note, tlog-checkpoint, -proof).

Ed25519 is deterministic: the same size and root always give the same bytes, so a checkpoint that
is signed again after a crash is the same checkpoint.
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import ClassVar, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_SEED_BYTES = 32
_PRIVATE = "PRIVATE+KEY"
PROOF_HEADER = "c2sp.org/tlog-proof@v1"


class NoteInvalid(ValueError):
    """A note, or a key file, that is not what this log writes."""


@dataclass(frozen=True, slots=True)
class NoteKey:
    """A signing key of notes, under its owner's name; a subclass is one kind of signature."""

    name: str
    seed: bytes
    kind: ClassVar[bytes]
    called: ClassVar[str]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a signer key line of this kind.

        Raises: NoteInvalid.
        """
        parts = text.strip().split("+", 4)
        if len(parts) != 5 or f"{parts[0]}+{parts[1]}" != _PRIVATE:
            raise NoteInvalid("not a signer key line")
        secret = _unbase64(parts[4])
        if len(secret) != 1 + _SEED_BYTES or secret[:1] != cls.kind:
            raise NoteInvalid(f"not {cls.called}")
        key = cls(name=parts[2], seed=secret[1:])
        if key.key_id.hex() != parts[3]:
            raise NoteInvalid("the key id does not fit the key")
        return key

    @property
    def public(self) -> bytes:
        """The 32 bytes of the public key."""
        return self._private.public_key().public_bytes_raw()

    @property
    def key_id(self) -> bytes:
        """Four bytes that name owner, kind and key."""
        return sha256(self.name.encode() + b"\n" + self.kind + self.public).digest()[:4]

    @property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def vkey(self) -> str:
        """The verifier key, one line: `name+id+base64`."""
        return f"{self.name}+{self.key_id.hex()}+{_base64(self.kind + self.public)}"

    def skey(self) -> str:
        """The signer key, one line; secret."""
        return f"{_PRIVATE}+{self.name}+{self.key_id.hex()}+{_base64(self.kind + self.seed)}"

    def signature_line(self, message: str, *, before: bytes = b"") -> str:
        """The line that carries the signature of a message, behind `before`."""
        signature = before + self._private.sign(message.encode())
        return f"\u2014 {self.name} {_base64(self.key_id + signature)}\n"


@dataclass(frozen=True, slots=True)
class LogKey(NoteKey):
    """The signing key of the log; its name is the log's origin."""

    kind: ClassVar[bytes] = b"\x01"
    called: ClassVar[str] = "an Ed25519 key"

    def sign(self, text: str) -> str:
        """The signed note over `text`, which ends in a newline."""
        return f"{text}\n{self.signature_line(text)}"

    def demand_signed(self, text: str, signature: bytes) -> None:
        """Check a signature of our own.

        Raises: NoteInvalid.
        """
        try:
            self._private.public_key().verify(signature, text.encode())
        except InvalidSignature as error:
            raise NoteInvalid("the signature does not fit the text") from error


def check_name(name: str) -> None:
    """Refuse a name, of a log or of a witness, that cannot be a key name.

    Raises: NoteInvalid.
    """
    if not name or "+" in name or not name.isprintable() or len(name.split()) != 1:
        raise NoteInvalid("the name of a key has no spaces and no plus signs")


def checkpoint_text(key: LogKey, size: int, root: bytes) -> str:
    """A signed checkpoint."""
    return key.sign(f"{key.name}\n{size}\n{_base64(root)}\n")


def read_checkpoint(text: str, key: LogKey) -> tuple[int, bytes]:
    """Size and root of a checkpoint of our own.

    Raises: NoteInvalid.
    """
    body, _, signatures = text.rpartition("\n\n")
    lines = body.split("\n")
    if len(lines) != 3 or lines[0] != key.name or not lines[1].isdecimal():
        raise NoteInvalid("not a checkpoint of this log")
    start = f"\u2014 {key.name} "
    for line in signatures.splitlines():
        raw = _unbase64(line.removeprefix(start)) if line.startswith(start) else b""
        if raw[:4] == key.key_id:
            key.demand_signed(body + "\n", raw[4:])
            return int(lines[1]), _unbase64(lines[2])
    raise NoteInvalid("not signed with the key of this log")


def proof_text(index: int, path: Sequence[bytes], leaf: bytes, checkpoint: str) -> str:
    """A tlog-proof file; the leaf goes along as `extra`, for the checker to hash, not to trust."""
    lines = [PROOF_HEADER, f"extra {_base64(leaf)}", f"index {index}", *map(_base64, path), ""]
    return "\n".join(lines) + "\n" + checkpoint


def root_text(root: bytes) -> str:
    """A root as the checkpoint's third line says it."""
    return _base64(root)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _unbase64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteInvalid("not base64") from error
