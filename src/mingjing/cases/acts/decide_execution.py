# SPDX-License-Identifier: Apache-2.0
"""Act: decide on execution (强制执行决定)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import ExecutionDecided
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def decide_execution(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    execution: ExecutionDecided,
    version: int | None = None,
) -> int:
    """The head decides that the agency executes itself, where a law gives it the power.

    The answer is the number of the step.

    Law: ACL-012, ACL-037, ACL-043, ACL-044, ACL-046, ACL-050, ACL-051, 行政强制法 §13, §37, §43.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, SamePerson, NoPowerToExecute,
    DemandMissing, DemandRunning, NightOrHoliday, and the gates of the manner.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.decide", desk.thing)
    taken = desk.take(execution)
    record(
        "case.execution_decided",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
