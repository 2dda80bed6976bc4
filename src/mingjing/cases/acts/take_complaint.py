# SPDX-License-Identifier: Apache-2.0
"""Act: take a complaint on record (登记投诉)."""

from datetime import datetime

from mingjing.cases.acts.informants import new_informant
from mingjing.cases.acts.mediating import keep_complaint
from mingjing.cases.models import Complaint
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.halting import demand_reason
from mingjing.cases.types.codes import ComplaintState
from mingjing.cases.types.inputs import NewComplaint
from mingjing.cases.types.refusals import ClueKnown
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def take_complaint(*, actor: Actor, now: datetime, complaint: NewComplaint) -> str:
    """Takes a consumer dispute on record, with the day of its answer; its id.

    Who complains is kept apart and appears neither in lists nor in the ledger.

    Law: CLU-1, CLU-5, DL-48, 投诉举报办法 §3, §7, §14; APL-050, 行政处罚法 §50.
    Raises: NotPermitted, FieldWrong, DateImpossible, ClueKnown.
    """
    demand(actor, "cases.handle_complaint", Thing(complaint.agency_id, complaint.region))
    demand_reason(complaint.text, "text")
    demand_between("received_on", complaint.received_on, complaint.received_on.min, local_date(now))
    known = Complaint.objects.filter(reference=complaint.reference)
    if complaint.reference and known.exists():
        raise ClueKnown(reference=complaint.reference)
    row = Complaint(
        reference=complaint.reference,
        agency_id=complaint.agency_id,
        region=complaint.region,
        subject_id=complaint.subject_id,
        text=complaint.text.strip(),
        received_on=complaint.received_on,
        informant=new_informant(complaint.complainant),
        state=ComplaintState.OPEN.value,
        taken_at=now,
    )
    keep_complaint(row, now)
    record(
        "complaint.taken",
        kind="complaint",
        object_id=row.complaint_id,
        actor=actor,
        now=now,
        payload={
            "complaint_id": row.complaint_id,
            "nonce": row.nonce,
            "reference": row.reference,
            "received_on": row.received_on.isoformat(),
            "text": row.text,
        },
    )
    return row.complaint_id
