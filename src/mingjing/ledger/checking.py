# SPDX-License-Identifier: Apache-2.0
"""Checking proofs that other rooms' published documents carry (公示文件所附证明的核验).

Goes through `mingjing_verify.log`: neither the database nor the log is read.
"""

from mingjing.ledger.types import CheckedEntry, ProofBroken
from mingjing_verify.log.errors import Broken
from mingjing_verify.log.notes import parse_vkey
from mingjing_verify.log.proofs import verify_proof


def check_proof(text: str, vkey: str) -> CheckedEntry:
    """What a tlog-proof proves under a verifier key; nothing but the two texts is looked at.

    Raises: ProofBroken.
    """
    try:
        proven = verify_proof(text.encode(), parse_vkey(vkey))
        fields = {name: str(value) for name, value in proven.entry().items()}
    except Broken as error:
        reason = error.reason
        raise ProofBroken(where=error.where, zh_reason=reason.zh, en_reason=reason.en) from error
    return CheckedEntry(
        act=fields.get("act", ""),
        object_id=fields.get("object", ""),
        digest=fields.get("digest", ""),
        entry_id=fields.get("entry", ""),
        index=proven.index,
        origin=proven.head.origin,
        size=proven.head.size,
        root=proven.head.root_text,
    )
