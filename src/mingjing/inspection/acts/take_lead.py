# SPDX-License-Identifier: Apache-2.0
"""Act: take a lead (登记线索)."""

from datetime import datetime

from mingjing.inspection.models import Lead
from mingjing.inspection.rules.gates import demand_reason
from mingjing.inspection.types import LeadState, LeadTaken, NewLead
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def take_lead(*, actor: Actor, now: datetime, lead: NewLead) -> str:
    """Puts a complaint, alert, referral or monitoring hit on the list and returns its id.

    The next plan visits the subject in the lead lane, above the yearly cap if need be.

    Law: INS-LEAD, 营商环境条例 §54(2): what complaint, referral or monitoring finds is inspected.
    Raises: NotPermitted, ReasonMissing, LeadTaken.
    """
    demand(actor, "inspection.take_lead", Thing(lead.agency_id, lead.region))
    demand_reason(lead.nature, "lead")
    same = Lead.objects.filter(kind=lead.kind.value, source_record=lead.source_record)
    if same.exists():
        raise LeadTaken(source_record=lead.source_record)
    row = Lead.objects.create(
        subject_id=lead.subject_id,
        kind=lead.kind.value,
        nature=lead.nature.strip(),
        source_record=lead.source_record,
        made_on=lead.made_on,
        region=lead.region,
        agency_id=lead.agency_id,
        state=LeadState.OPEN.value,
        taken_by=actor.account_id,
        taken_at=now,
    )
    record(
        "inspection.lead_taken",
        kind="inspection_lead",
        object_id=row.lead_id,
        actor=actor,
        now=now,
        payload={
            "lead_id": row.lead_id,
            "subject_id": lead.subject_id,
            "kind": lead.kind.value,
            "source_record": lead.source_record,
            "made_on": lead.made_on.isoformat(),
        },
    )
    return row.lead_id
