# SPDX-License-Identifier: Apache-2.0
"""Act: record what the court says (登记法院受理与裁定)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import CourtAnswered
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def record_court_answer(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    answer: CourtAnswered,
    version: int | None = None,
) -> int:
    """The court accepts, refuses, or rules.

    The answer is the number of the step.

    Law: ACL-056, ACL-057, ACL-058, 行政强制法 §56, §57, §58.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, NothingToDo, FieldWrong,
    DateImpossible.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.execute", desk.thing)
    taken = desk.take(answer)
    record(
        "case.court_answered",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
