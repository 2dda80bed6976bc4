# SPDX-License-Identifier: Apache-2.0
"""Act: accept or refuse a complaint (决定是否受理投诉)."""

from datetime import datetime

from mingjing.cases.acts.mediating import keep_complaint
from mingjing.cases.queries.clues import complaint_facts, complaint_row
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.clues import demand_answer
from mingjing.cases.types.codes import ComplaintState
from mingjing.cases.types.inputs import ComplaintDecision
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def decide_complaint(
    *, actor: Actor, now: datetime, complaint_id: str, decision: ComplaintDecision
) -> None:
    """Accepts a complaint for mediation or refuses it with a reason; the complainant was told.

    Law: CLU-1, DL-48, 投诉举报办法 §14.
    Raises: NotPermitted, UnknownComplaint, ComplaintStateWrong, FieldWrong, DateImpossible.
    """
    row = complaint_row(complaint_id, lock=True)
    demand(actor, "cases.handle_complaint", Thing(row.agency_id, row.region))
    demand_answer(complaint_facts(row), decision, LawOn(now, row.region))
    state = ComplaintState.ACCEPTED if decision.is_accepted else ComplaintState.REFUSED
    row.state, row.reason = state.value, decision.reason.strip()
    row.decided_by, row.decided_on = actor.account_id, local_date(now)
    row.told_on = decision.told_on
    keep_complaint(row, now)
    record(
        "complaint.decided",
        kind="complaint",
        object_id=row.complaint_id,
        actor=actor,
        now=now,
        payload={
            "complaint_id": row.complaint_id,
            "nonce": row.nonce,
            "is_accepted": decision.is_accepted,
            "reason": row.reason,
            "told_on": decision.told_on.isoformat(),
        },
    )
