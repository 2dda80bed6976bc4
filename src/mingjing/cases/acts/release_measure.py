# SPDX-License-Identifier: Apache-2.0
"""Act: release a measure (解除强制措施)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import MeasureReleased
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def release_measure(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    release: MeasureReleased,
    version: int | None = None,
) -> int:
    """The head releases a measure; goods or proceeds go back.

    The answer is the number of the step.

    Law: ACL-027, ACL-028, 行政强制法 §27, §28, §33.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, SamePerson, NothingToDo,
    AlreadyDone, ReleaseGroundWrong.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.approve", desk.thing)
    taken = desk.take(release)
    record(
        "case.measure_released",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
