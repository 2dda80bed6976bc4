# SPDX-License-Identifier: Apache-2.0
"""Act: suspend execution (中止执行)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import ExecutionSuspended
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def suspend_execution(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    suspension: ExecutionSuspended,
    version: int | None = None,
) -> int:
    """Execution stands still on a ground of the law.

    The answer is the number of the step.

    Law: ACL-039, 行政强制法 §39.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, SamePerson, NothingOwed,
    ExecutionStayed, ExecutionOver.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.decide", desk.thing)
    taken = desk.take(suspension)
    record(
        "case.execution_suspended",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
