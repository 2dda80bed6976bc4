# SPDX-License-Identifier: Apache-2.0
"""The timestamped checkpoint that lies in a bundle (可信时间戳): whether it is of this ledger.

The files: `stamp/checkpoint` with the log's signature, the authority's reply on exactly these bytes
(RFC 3161), and what links it to the checkpoint of the proofs: an `add-checkpoint` body of C2SP
tlog-witness, that is the older size, a consistency proof, the newer checkpoint. The reply itself is
not judged here: that is CMS, with certificates and purposes, and openssl judges it.
"""

import hashlib
import re

from mingjing_verify.bundle import Bundle, Unreadable
from mingjing_verify.findings import Finding
from mingjing_verify.log.errors import Broken, Reason
from mingjing_verify.log.merkle import verify_consistency
from mingjing_verify.log.notes import (
    MAX_NOTE_BYTES,
    SignedHead,
    VerifierKey,
    decode_base64,
    open_checkpoint,
)
from mingjing_verify.proofs import Ledger

CHECKPOINT, REPLY, LINK = "stamp/checkpoint", "stamp/checkpoint.tsr", "stamp/consistency"
STAMP_FILES = frozenset({CHECKPOINT, REPLY, LINK})
_OLD = re.compile(r"old (0|[1-9][0-9]{0,18})")
_MAX_PATH = 64


def judge_stamp(bundle: Bundle, key: VerifierKey, ledger: Ledger) -> list[Finding]:
    """What a timestamp in the bundle says, so far as it can be judged; nothing where none is."""
    if not STAMP_FILES & bundle.names:
        return []
    try:
        note, reply, link = (bundle.read(n, MAX_NOTE_BYTES) for n in (CHECKPOINT, REPLY, LINK))
        head = open_checkpoint(note, key, CHECKPOINT)
        _demand_linked(head, link, key, ledger)
        if hashlib.sha256(note).digest() not in reply:
            raise Broken(Reason.STAMP_DIFFERS, REPLY)
    except Unreadable as error:
        reason = Reason.FILE_MISSING
        values = {"where": str(error), "zh": reason.zh, "en": reason.en}
        return [Finding("stamp_wrong", values=values)]
    except Broken as error:
        values = {"where": error.where, "zh": error.reason.zh, "en": error.reason.en}
        return [Finding("stamp_wrong", values=values)]
    covered = sum(entry.index < head.size for entry in ledger.entries)
    counts = {"size": head.size, "covered": covered, "entries": len(ledger.entries)}
    return [Finding("stamp_not_judged", values=counts)]


def _demand_linked(head: SignedHead, link: bytes, key: VerifierKey, ledger: Ledger) -> None:
    """One of the two states is the stamped one, the other one that proofs of the bundle lead to.

    Raises: Broken.
    """
    start, _, note = link.partition(b"\n\n")
    try:
        first, *lines = start.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise Broken(Reason.PROOF_MALFORMED, LINK) from error
    old = _OLD.fullmatch(first)
    if old is None or len(lines) > _MAX_PATH:
        raise Broken(Reason.PROOF_MALFORMED, LINK)
    path = [decode_base64(line, Reason.PROOF_MALFORMED, LINK) for line in lines]
    newer, size = open_checkpoint(note, key, LINK), int(old[1])
    proven = ledger.heads.get(size if newer.size == head.size else newer.size)
    if proven is None or head.size not in {size, newer.size}:
        raise Broken(Reason.PROOF_WRONG, LINK)
    if newer.size == head.size:
        older_root = decode_base64(proven, Reason.PROOF_WRONG, LINK)
        is_same = newer.root == head.root
    else:
        older_root, is_same = head.root, newer.root_text == proven
    if not is_same:
        raise Broken(Reason.PROOF_WRONG, LINK)
    try:
        verify_consistency((size, newer.size), (older_root, newer.root), proof=path)
    except Broken as error:
        raise Broken(error.reason, LINK) from error
