# SPDX-License-Identifier: Apache-2.0
"""Act: tell a reporter of the decision on filing (告知举报人)."""

from datetime import datetime

from mingjing.cases.acts.opening import keep_clue
from mingjing.cases.queries.clues import clue_facts, clue_row
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.clues import demand_reporter_due
from mingjing.cases.types.inputs import ReporterTold
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def tell_reporter(*, actor: Actor, now: datetime, clue_id: str, told: ReporterTold) -> None:
    """Notes when and how a reporter who gave a name was told whether a case was filed.

    Law: CLU-3, DL-50, 投诉举报办法 §31.
    Raises: NotPermitted, UnknownClue, NobodyToTell, FieldWrong, DateImpossible.
    """
    row = clue_row(clue_id, lock=True)
    demand(actor, "cases.check_clue", Thing(row.agency_id, row.region))
    demand_reporter_due(clue_facts(row), told, LawOn(now, row.region))
    row.told_on, row.told_how = told.on, told.manner.strip()
    keep_clue(row, now)
    record(
        "clue.reporter_told",
        kind="clue",
        object_id=row.clue_id,
        actor=actor,
        now=now,
        payload={
            "clue_id": row.clue_id,
            "nonce": row.nonce,
            "on": told.on.isoformat(),
            "manner": row.told_how,
        },
    )
