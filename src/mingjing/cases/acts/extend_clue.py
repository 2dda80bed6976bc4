# SPDX-License-Identifier: Apache-2.0
"""Act: extend the check of a clue (延长核查期限)."""

from datetime import datetime

from mingjing.cases.acts.opening import keep_clue
from mingjing.cases.queries.clues import clue_facts, clue_row
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.clues import demand_extension
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def extend_clue(*, actor: Actor, now: datetime, clue_id: str, days: int, reason: str) -> None:
    """The head adds working days to the check of a clue, once, before it is over.

    Law: CLU-2, DL-49, 投诉举报办法 §23, §31.
    Raises: NotPermitted, UnknownClue, ClueSettled, FieldWrong, ClueExtended, ExtensionTooLong.
    """
    row = clue_row(clue_id, lock=True)
    demand(actor, "cases.file", Thing(row.agency_id, row.region))
    demand_extension(clue_facts(row), days, reason, LawOn(now, row.region))
    row.extended_days, row.extension_reason = days, reason.strip()
    keep_clue(row, now)
    record(
        "clue.extended",
        kind="clue",
        object_id=row.clue_id,
        actor=actor,
        now=now,
        payload={
            "clue_id": row.clue_id,
            "nonce": row.nonce,
            "days": days,
            "reason": row.extension_reason,
        },
    )
