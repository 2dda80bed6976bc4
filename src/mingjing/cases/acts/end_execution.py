# SPDX-License-Identifier: Apache-2.0
"""Act: end execution (终结执行)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import ExecutionEnded
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def end_execution(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    end: ExecutionEnded,
    version: int | None = None,
) -> int:
    """Execution ends on a ground of the law.

    The answer is the number of the step.

    Law: ACL-039, ACL-040, 行政强制法 §39, §40.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, SamePerson, EndGroundWrong,
    FieldWrong.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.decide", desk.thing)
    taken = desk.take(end)
    record(
        "case.execution_ended",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
