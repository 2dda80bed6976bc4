# SPDX-License-Identifier: Apache-2.0
"""Reading signed checkpoints (C2SP signed-note, tlog-checkpoint)."""

import base64
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from mingjing_verify.log.errors import Broken, Reason

MAX_NOTE_BYTES = 1 << 20
DASH = "\u2014"
_LOG, _WITNESS = 0x01, 0x04
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A log's name and public key."""

    name: str
    key_id: bytes
    public: bytes


@dataclass(frozen=True, slots=True)
class SignedHead:
    """What a checkpoint says, after its signature was checked."""

    origin: str
    size: int
    root: bytes

    @property
    def root_text(self) -> str:
        """The root as the checkpoint's third line says it."""
        return base64.b64encode(self.root).decode()


def parse_vkey(text: str) -> VerifierKey:
    """Read the verifier key of a log, one line `name+id+base64`.

    Raises: Broken.
    """
    return _parse_key(text, _LOG)


def parse_witness_vkey(text: str) -> VerifierKey:
    """Read the verifier key of a witness (见证人密钥): the same line, type 4 instead of 1.

    Raises: Broken.
    """
    return _parse_key(text, _WITNESS)


def _parse_key(text: str, kind: int) -> VerifierKey:
    name, _, rest = text.strip().partition("+")
    id_hex, _, encoded = rest.partition("+")
    raw = decode_base64(encoded, Reason.KEY_MALFORMED, "vkey")
    expected = hashlib.sha256(name.encode() + b"\n" + raw).hexdigest()[:8]
    if not name or len(name.split()) != 1 or len(raw) != 33 or raw[0] != kind or id_hex != expected:
        raise Broken(Reason.KEY_MALFORMED, "vkey")
    return VerifierKey(name=name, key_id=bytes.fromhex(id_hex), public=raw[1:])


def open_checkpoint(note: bytes, key: VerifierKey, where: str = "checkpoint") -> SignedHead:
    """Check the signature of a checkpoint, then read it.

    Signatures by other keys (witnesses, a successor key) are passed over.

    Raises: Broken.
    """
    body, lines = split_note(note, where)
    _demand_signature(body, read_signatures(lines, where), key, where)
    head = read_head(body, where)
    if head.origin != key.name:
        raise Broken(Reason.ORIGIN_DIFFERS, where)
    return head


def read_head(body: str, where: str) -> SignedHead:
    """What the text of a checkpoint says; whoever calls this has its signature checked.

    Raises: Broken.
    """
    lines = body.split("\n")
    if len(lines) < 4 or "" in lines[:-1] or not _DECIMAL.fullmatch(lines[1]):
        raise Broken(Reason.NOTE_MALFORMED, where)
    root = decode_base64(lines[2], Reason.NOTE_MALFORMED, where)
    if len(root) != 32:
        raise Broken(Reason.NOTE_MALFORMED, where)
    return SignedHead(origin=lines[0], size=int(lines[1]), root=root)


def decode_base64(text: str, reason: Reason, where: str) -> bytes:
    """Strict base64: one spelling for each value.

    Raises: Broken.
    """
    try:
        raw = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError as error:
        raise Broken(reason, where) from error
    if base64.b64encode(raw).decode() != text:
        raise Broken(reason, where)
    return raw


def split_note(note: bytes, where: str) -> tuple[str, list[str]]:
    """The signed text with its last newline, and the signature lines.

    Raises: Broken.
    """
    try:
        text = note.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Broken(Reason.NOTE_MALFORMED, where) from error
    at = text.rfind("\n\n")
    is_clean = all(char >= " " or char == "\n" for char in text)
    if len(note) > MAX_NOTE_BYTES or at < 0 or not text.endswith("\n") or not is_clean:
        raise Broken(Reason.NOTE_MALFORMED, where)
    return text[: at + 1], text[at + 2 : -1].split("\n")


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line of a note: who says to have signed, and what."""

    name: str
    key_id: bytes
    content: bytes

    def is_by(self, key: VerifierKey) -> bool:
        """Whether it names this key; the content is not looked at."""
        return (self.name, self.key_id) == (key.name, key.key_id)


def read_signatures(lines: list[str], where: str) -> list[Signature]:
    """The signature lines of a note, not yet checked against any key.

    Raises: Broken.
    """
    found = []
    for line in lines:
        dash, _, rest = line.partition(" ")
        name, _, encoded = rest.partition(" ")
        raw = decode_base64(encoded, Reason.NOTE_MALFORMED, where)
        if dash != DASH or not name or len(raw) < 5:
            raise Broken(Reason.NOTE_MALFORMED, where)
        found.append(Signature(name, raw[:4], raw[4:]))
    return found


def demand_ed25519(public: bytes, signature: bytes, message: bytes, where: str) -> None:
    """Check one Ed25519 signature.

    Raises: Broken.
    """
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature as error:
        raise Broken(Reason.SIGNATURE_WRONG, where) from error


def _demand_signature(body: str, signatures: list[Signature], key: VerifierKey, where: str) -> None:
    ours = [signature for signature in signatures if signature.is_by(key)]
    if not ours:
        raise Broken(Reason.NOT_SIGNED, where)
    for signature in ours:
        demand_ed25519(key.public, signature.content, body.encode(), where)
