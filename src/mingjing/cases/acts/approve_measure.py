# SPDX-License-Identifier: Apache-2.0
"""Act: make up the approval of an urgent measure (补办批准手续)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import MeasureApproved
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def approve_measure(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    approval: MeasureApproved,
    version: int | None = None,
) -> int:
    """The head approves an urgent measure within a day, or ends it.

    The answer is the number of the step.

    Law: ACL-019, 行政强制法 §19.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, SamePerson, NothingToDo,
    AlreadyDone, UrgentApprovalLate.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.approve", desk.thing)
    taken = desk.take(approval)
    record(
        "case.measure_approved",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
