# SPDX-License-Identifier: Apache-2.0
"""Act: close a remedy (复议、诉讼结果)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import RemedyClosed
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def close_remedy(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    result: RemedyClosed,
    version: int | None = None,
) -> int:
    """The remedy ended; the surcharge runs again unless the decision fell.

    The answer is the number of the step.

    Law: APL-073, 行政处罚法 §73.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, NothingToDo, ObjectUnknown,
    AlreadyDone.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.execute", desk.thing)
    taken = desk.take(result)
    record(
        "case.remedy_closed",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
