# SPDX-License-Identifier: Apache-2.0
"""Act: end the mediation of a complaint (终结调解)."""

from datetime import datetime

from mingjing.cases.acts.mediating import keep_complaint
from mingjing.cases.queries.clues import complaint_facts, complaint_row
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.clues import demand_mediation_end
from mingjing.cases.types.codes import ComplaintState
from mingjing.cases.types.inputs import Mediation
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def end_mediation(*, actor: Actor, now: datetime, complaint_id: str, mediation: Mediation) -> None:
    """Notes how a mediation ended; a report taken out of the complaint goes on all the same.

    Law: CLU-1, CLU-5, 投诉举报办法 §7, §21.
    Raises: NotPermitted, UnknownComplaint, ComplaintStateWrong, DateImpossible, MediationOver.
    """
    row = complaint_row(complaint_id, lock=True)
    demand(actor, "cases.handle_complaint", Thing(row.agency_id, row.region))
    demand_mediation_end(complaint_facts(row), mediation, LawOn(now, row.region))
    row.state = ComplaintState.ENDED.value
    row.end, row.ended_on, row.note = mediation.end.value, mediation.on, mediation.note.strip()
    keep_complaint(row, now)
    record(
        "complaint.mediation_ended",
        kind="complaint",
        object_id=row.complaint_id,
        actor=actor,
        now=now,
        payload={
            "complaint_id": row.complaint_id,
            "nonce": row.nonce,
            "end": row.end,
            "on": mediation.on.isoformat(),
            "note": row.note,
        },
    )
