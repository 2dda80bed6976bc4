# SPDX-License-Identifier: Apache-2.0
"""Act: review what the party says to the demand (复核催告期间意见)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import DemandAnswered
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def review_demand_answer(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    answer: DemandAnswered,
    version: int | None = None,
) -> int:
    """What the party says to the demand is recorded, reviewed, and adopted where it holds.

    The answer is the number of the step.

    Law: ACL-036, 行政强制法 §36.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, NothingToDo, FieldWrong,
    DateImpossible.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.execute", desk.thing)
    taken = desk.take(answer)
    record(
        "case.demand_answered",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
