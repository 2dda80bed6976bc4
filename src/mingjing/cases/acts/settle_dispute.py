# SPDX-License-Identifier: Apache-2.0
"""Act: settle which agency has a clue (解决处理权限争议)."""

from datetime import datetime

from mingjing.cases.acts.opening import keep_clue
from mingjing.cases.models import Clue
from mingjing.cases.queries.clues import clue_facts, clue_row
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.clues import demand_settled
from mingjing.cases.types.codes import ClueState
from mingjing.cases.types.inputs import DisputeSettled
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import agency, demand
from mingjing.registry.types import Actor, Thing


@official_act
def settle_dispute(*, actor: Actor, now: datetime, clue_id: str, settled: DisputeSettled) -> None:
    """Notes who has a clue, by talks or by the common superior; it passes if it is the other.

    Law: CLU-4, 投诉举报办法 §30.
    Raises: NotPermitted, UnknownClue, NotDisputed, DateImpossible, TalksOver.
    """
    row = clue_row(clue_id, lock=True)
    demand(actor, "cases.file", Thing(row.agency_id, row.region))
    demand_settled(clue_facts(row), settled, LawOn(now, row.region))
    row.disputed_on, row.disputed_with = None, ""
    if settled.agency_id != row.agency_id:
        _pass_on(row, settled)
    keep_clue(row, now)
    record(
        "clue.dispute_settled",
        kind="clue",
        object_id=row.clue_id,
        actor=actor,
        now=now,
        payload={
            "clue_id": row.clue_id,
            "nonce": row.nonce,
            "agency_id": settled.agency_id,
            "by": settled.by.value,
            "on": settled.on.isoformat(),
            "document_no": settled.document_no.strip(),
        },
    )


def _pass_on(row: Clue, settled: DisputeSettled) -> None:
    """The other agency has the clue from now on and checks it from the start."""
    receiver = agency(settled.agency_id)
    row.agency_id, row.region = receiver.agency_id, receiver.region
    row.reached_on = settled.on
    row.state = ClueState.OPEN.value
    row.proposes_filing, row.officers = False, []
    row.extended_days, row.extension_reason = 0, ""
