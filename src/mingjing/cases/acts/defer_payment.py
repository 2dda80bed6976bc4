# SPDX-License-Identifier: Apache-2.0
"""Act: defer payment (暂缓或者分期缴纳)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import PerformanceDeferred
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def defer_payment(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    deferral: PerformanceDeferred,
    version: int | None = None,
) -> int:
    """The head lets a party in hardship pay later or in instalments.

    The answer is the number of the step.

    Law: APL-066, 行政处罚法 §66.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, SamePerson, NothingOwed,
    FieldWrong, DateImpossible.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.approve", desk.thing)
    taken = desk.take(deferral)
    record(
        "case.performance_deferred",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
