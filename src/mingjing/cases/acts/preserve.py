# SPDX-License-Identifier: Apache-2.0
"""Act: preserve evidence by prior registration (先行登记保存)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import PreservationOrdered
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def preserve(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    order: PreservationOrdered,
    version: int | None = None,
) -> int:
    """Officers register evidence that may be lost, so that nobody moves or destroys it.

    The answer is the number of the step.

    Law: APL-056, 行政处罚法 §56.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, NotYourCase, ApprovalMissing,
    HeldAlready, and the gates of preservation.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(order)
    record(
        "case.preservation_ordered",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
