# SPDX-License-Identifier: Apache-2.0
"""Act: dispute which agency has a clue (提出处理权限争议)."""

from datetime import datetime

from mingjing.cases.acts.opening import keep_clue
from mingjing.cases.queries.clues import clue_facts, clue_row
from mingjing.cases.rules.clues import demand_dispute
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import agency, demand
from mingjing.registry.types import Actor, Thing


@official_act
def dispute_clue(
    *, actor: Actor, now: datetime, clue_id: str, other_agency: str, reason: str
) -> None:
    """Notes that another agency may be the one to handle a clue; talks have seven working days.

    Law: CLU-4, 投诉举报办法 §30.
    Raises: NotPermitted, UnknownClue, UnknownAgency, ClueSettled, CompetenceDisputed,
    NotDisputed, FieldWrong.
    """
    row = clue_row(clue_id, lock=True)
    demand(actor, "cases.check_clue", Thing(row.agency_id, row.region))
    other = agency(other_agency)
    demand_dispute(clue_facts(row), other.agency_id, reason)
    row.disputed_on, row.disputed_with = local_date(now), other.agency_id
    keep_clue(row, now)
    record(
        "clue.disputed",
        kind="clue",
        object_id=row.clue_id,
        actor=actor,
        now=now,
        payload={
            "clue_id": row.clue_id,
            "nonce": row.nonce,
            "with": other.agency_id,
            "reason": reason.strip(),
        },
    )
