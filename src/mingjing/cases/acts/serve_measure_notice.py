# SPDX-License-Identifier: Apache-2.0
"""Act: hand over the decision on a measure (交付强制措施决定书)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import MeasureNoticeServed
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def serve_measure_notice(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    notice: MeasureNoticeServed,
    version: int | None = None,
) -> int:
    """The decision on a measure reaches the party after it was taken.

    The answer is the number of the step.

    Law: ACL-031, 行政强制法 §31.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, NothingToDo, ObjectUnknown,
    AlreadyDone.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.serve", desk.thing)
    taken = desk.take(notice)
    record(
        "case.measure_notice_served",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
