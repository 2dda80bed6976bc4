# SPDX-License-Identifier: Apache-2.0
"""Act: approve before it is done (事前批准)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import ApprovalGiven
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def approve_beforehand(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    approval: ApprovalGiven,
    version: int | None = None,
) -> int:
    """The head approves one preservation or one measure before it is done.

    The answer is the number of the step.

    Law: ACL-018, 行政强制法 §18(1); APL-056, 行政处罚法 §56.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, SamePerson, FieldWrong.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.approve", desk.thing)
    taken = desk.take(approval)
    record(
        "case.approval_given",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
