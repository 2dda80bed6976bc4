# SPDX-License-Identifier: Apache-2.0
"""Cosignatures of witnesses on a checkpoint (见证签名; C2SP tlog-cosignature, Ed25519).

A witness signs, with the time, only what continues the log it saw before: a checkpoint with its
cosignature is the same for everybody who trusts that witness.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from mingjing_verify.log.errors import Broken, Reason
from mingjing_verify.log.notes import (
    Signature,
    VerifierKey,
    demand_ed25519,
    read_signatures,
    split_note,
)

_TIME_BYTES = 8
_LATEST = 1 << 37  # the year 6325: what a date can say; the format itself goes further


@dataclass(frozen=True, slots=True)
class Cosigned:
    """A witness and the instant at which it signed, after the signature was checked."""

    witness: str
    at: datetime


def demand_cosigned(
    note: bytes, witnesses: Sequence[VerifierKey], where: str = "checkpoint"
) -> tuple[Cosigned, ...]:
    """Check that each of these witnesses has signed the checkpoint.

    Raises: Broken.
    """
    body, lines = split_note(note, where)
    signatures = read_signatures(lines, where)
    return tuple(_demand_one(body, signatures, key, where) for key in witnesses)


def _demand_one(body: str, signatures: list[Signature], key: VerifierKey, where: str) -> Cosigned:
    """The witness's newest cosignature; each that names its key must hold."""
    times = [
        open_cosignature(signature, body, key, where)
        for signature in signatures
        if signature.is_by(key)
    ]
    if not times:
        raise Broken(Reason.NOT_COSIGNED, f"{where}, {key.name}")
    return Cosigned(witness=key.name, at=max(times))


def open_cosignature(signature: Signature, body: str, key: VerifierKey, where: str) -> datetime:
    """Check one cosignature of this key; when it was made.

    Raises: Broken.
    """
    raw = signature.content
    moment = int.from_bytes(raw[:_TIME_BYTES], "big")
    if len(raw) != _TIME_BYTES + 64 or moment >= _LATEST:
        raise Broken(Reason.NOTE_MALFORMED, f"{where}, {key.name}")
    message = f"cosignature/v1\ntime {moment}\n{body}".encode()
    demand_ed25519(key.public, raw[_TIME_BYTES:], message, f"{where}, {key.name}")
    return datetime.fromtimestamp(moment, UTC)
