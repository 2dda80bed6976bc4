# SPDX-License-Identifier: Apache-2.0
"""What a log sends to a witness (C2SP tlog-witness, `add-checkpoint`)."""

import re
from dataclasses import dataclass

from mingjing_verify.log.errors import Broken, Reason
from mingjing_verify.log.notes import (
    SignedHead,
    decode_base64,
    read_head,
    read_signatures,
    split_note,
)

MAX_BYTES = 1 << 17
_MAX_PROOF = 63
_OLD = re.compile(r"old (0|[1-9][0-9]{0,18})")


class Malformed(Exception):
    """The body is not a request of this protocol."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A checkpoint and the proof that it continues an older one; nothing is checked yet.

    `claimed` is what the text says; `body` is the signed text, `note` all of it.
    """

    old_size: int
    proof: tuple[bytes, ...]
    note: bytes
    body: str
    claimed: SignedHead


def read_submission(raw: bytes) -> Submission:
    """Take a request apart.

    Raises: Malformed.
    """
    start, blank, note = raw.partition(b"\n\n")
    if not blank or len(raw) > MAX_BYTES:
        raise Malformed("not `old`, a proof, an empty line and a checkpoint")
    try:
        first, *lines = start.decode("ascii").split("\n")
        old = _OLD.fullmatch(first)
        proof = tuple(decode_base64(line, Reason.PROOF_MALFORMED, "proof") for line in lines)
        body, signatures = split_note(note, "checkpoint")
        read_signatures(signatures, "checkpoint")
        claimed = read_head(body, "checkpoint")
    except UnicodeDecodeError as error:
        raise Malformed("not ASCII before the checkpoint") from error
    except Broken as error:
        raise Malformed(str(error)) from error
    if old is None:
        raise Malformed("the first line is not `old` and a size")
    if len(proof) > _MAX_PROOF or any(len(node) != 32 for node in proof):
        raise Malformed("a proof has at most 63 hashes of 32 bytes")
    if int(old[1]) > claimed.size:
        raise Malformed("the old size is beyond the checkpoint")
    return Submission(int(old[1]), proof, note, body, claimed)
