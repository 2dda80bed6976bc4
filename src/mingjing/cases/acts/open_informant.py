# SPDX-License-Identifier: Apache-2.0
"""Act: open who complains or reports (查看投诉举报人)."""

from datetime import datetime

from mingjing.cases.queries.clues import clue_row, complaint_row
from mingjing.cases.types.clues import InformantView
from mingjing.cases.types.refusals import ObjectUnknown
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing
from mingjing.subjects.types import LookUpPurpose


@official_act
def open_informant(
    *,
    actor: Actor,
    now: datetime,
    purpose: LookUpPurpose,
    clue_id: str = "",
    complaint_id: str = "",
) -> InformantView:
    """Name and contact of whoever brought a clue or a complaint; who asked, and why, is recorded.

    Only who handles it in its agency may ask: auditors and others read it without the name.

    Law: APL-050, 行政处罚法 §50: what is private is kept.
    Raises: NotPermitted, UnknownClue, UnknownComplaint, ObjectUnknown.
    """
    row = complaint_row(complaint_id) if complaint_id else clue_row(clue_id)
    action = "cases.handle_complaint" if complaint_id else "cases.check_clue"
    demand(actor, action, Thing(row.agency_id, row.region))
    if row.informant is None:
        raise ObjectUnknown(what="实名举报人")
    record(
        "clue.informant_opened",
        kind="complaint" if complaint_id else "clue",
        object_id=complaint_id or clue_id,
        actor=actor,
        now=now,
        payload={"informant_id": row.informant.informant_id, "purpose": purpose.value},
    )
    return InformantView(row.informant.name, row.informant.contact)
