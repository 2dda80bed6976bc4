# SPDX-License-Identifier: Apache-2.0
"""Act: record what the police decide (登记公安机关决定)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import PoliceDecided
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def record_police_decision(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    decision: PoliceDecided,
    version: int | None = None,
) -> int:
    """The police file the case, or refuse it and it comes back.

    The answer is the number of the step.

    Law: TRF-6, TRF-8, TRF-9, 移送规定 §8, §9, §10.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, NothingToDo, FieldWrong,
    DateImpossible.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(decision)
    record(
        "case.police_decided",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
