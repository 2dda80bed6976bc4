# SPDX-License-Identifier: Apache-2.0
"""What witnesses say of a bundle's proofs (见证): who cosigned the checkpoints, and when.

A witness signs only what continues the log that it saw before. So an operator who keeps two
ledgers, one for the court and one for the rest, finds no honest witness for both.
"""

from collections.abc import Sequence

from mingjing_verify.findings import Barrier, Finding
from mingjing_verify.log.cosignatures import Cosigned, demand_cosigned
from mingjing_verify.log.errors import Broken, Reason
from mingjing_verify.log.notes import VerifierKey, parse_witness_vkey, read_head, split_note
from mingjing_verify.proofs import Ledger


def witness_keys(given: Sequence[str]) -> list[VerifierKey]:
    """The keys of the witnesses, each named once.

    Raises: Barrier.
    """
    keys: list[VerifierKey] = []
    for line in given:
        try:
            key = parse_witness_vkey(line)
        except Broken as error:
            raise Barrier("witness_key_malformed", given=line.strip()[:200]) from error
        if key not in keys:
            keys.append(key)
    return keys


def judge_witnesses(ledger: Ledger, witnesses: Sequence[VerifierKey]) -> list[Finding]:
    """For each witness: which checkpoint it cosigned when, and for how many proofs it did not."""
    found: list[Finding] = []
    for key in witnesses:
        missing = 0
        for note, count in ledger.notes.items():
            size = read_head(split_note(note, "checkpoint")[0], "checkpoint").size
            told = _one(note, key, size)
            missing += count if told is None else 0
            found += [] if told is None else [told]
        if missing or not ledger.notes:
            values = {"witness": key.name, "proofs": missing}
            found.append(Finding("not_cosigned", values=values))
    return found


def _one(note: bytes, key: VerifierKey, size: int) -> Finding | None:
    """What this witness says under a checkpoint; None when it says nothing."""
    try:
        cosigned: Cosigned = demand_cosigned(note, [key])[0]
    except Broken as error:
        if error.reason is Reason.NOT_COSIGNED:
            return None
        values = {"witness": key.name, "size": size}
        return Finding("cosignature_wrong", values=values)
    at = int(cosigned.at.timestamp()) * 1000
    return Finding("cosigned", values={"witness": key.name, "at_ms": at, "size": size})
