# SPDX-License-Identifier: Apache-2.0
"""Checking one proof file (C2SP tlog-proof), offline: entry, path, checkpoint, signature."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from mingjing_verify.log.cosignatures import Cosigned, demand_cosigned
from mingjing_verify.log.errors import Broken, Reason
from mingjing_verify.log.merkle import hash_leaf, verify_inclusion
from mingjing_verify.log.notes import (
    MAX_NOTE_BYTES,
    SignedHead,
    VerifierKey,
    decode_base64,
    open_checkpoint,
)

HEADER = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})")
_MAX_PATH = 64


@dataclass(frozen=True, slots=True)
class Proven:
    """What the proof shows: these bytes are the leaf with this number in this signed tree."""

    index: int
    leaf: bytes
    head: SignedHead
    cosigned: tuple[Cosigned, ...] = ()

    def entry(self) -> dict[str, object]:
        """The fields of the entry.

        Raises: Broken when the leaf is not an entry.
        """
        try:
            fields = json.loads(self.leaf)
        except ValueError as error:
            raise Broken(Reason.ENTRY_MALFORMED, f"leaf {self.index}") from error
        if not isinstance(fields, dict) or fields.get("v") != 1:
            raise Broken(Reason.ENTRY_MALFORMED, f"leaf {self.index}")
        return fields


def verify_proof(
    text: bytes,
    key: VerifierKey,
    leaf: bytes | None = None,
    witnesses: Sequence[VerifierKey] = (),
) -> Proven:
    """Check a proof file; the leaf is taken from the file unless it is given.

    The file's own copy needs no trust: its hash must lead to the signed root. Each of `witnesses`
    must have signed the checkpoint in it.

    Raises: Broken.
    """
    start, _, note = text.partition(b"\n\n")
    try:
        lines = start.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise Broken(Reason.PROOF_MALFORMED, "proof") from error
    if len(text) > MAX_NOTE_BYTES or lines.pop(0) != HEADER or not lines:
        raise Broken(Reason.PROOF_MALFORMED, "proof")
    if lines[0].startswith("extra "):
        extra = decode_base64(lines.pop(0)[len("extra ") :], Reason.PROOF_MALFORMED, "extra")
        leaf = extra if leaf is None else leaf
    index = _INDEX.fullmatch(lines.pop(0)) if lines else None
    if index is None or leaf is None or len(lines) > _MAX_PATH:
        raise Broken(Reason.PROOF_MALFORMED, "proof")
    path = [decode_base64(line, Reason.PROOF_MALFORMED, "path") for line in lines]
    head = open_checkpoint(note, key)
    number = int(index[1])
    verify_inclusion(number, head.size, leaf_hash=hash_leaf(leaf), proof=path, root=head.root)
    return Proven(number, leaf, head, demand_cosigned(note, witnesses))


def verify_payload(proven: Proven, payload: bytes) -> None:
    """Check that these bytes (RFC 8785 JSON) are what the act decided.

    Raises: Broken.
    """
    if proven.entry().get("digest") != hashlib.sha256(payload).hexdigest():
        raise Broken(Reason.PAYLOAD_DIFFERS, f"leaf {proven.index}")
