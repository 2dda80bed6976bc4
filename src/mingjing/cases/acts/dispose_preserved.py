# SPDX-License-Identifier: Apache-2.0
"""Act: decide on preserved evidence (处理先行登记保存物品)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import PreservationDisposed
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def dispose_preserved(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    disposal: PreservationDisposed,
    version: int | None = None,
) -> int:
    """The head decides what becomes of preserved evidence.

    The answer is the number of the step.

    Law: APL-056, 行政处罚法 §56.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, SamePerson, NothingToDo,
    ObjectUnknown, AlreadyDone, FieldWrong.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.approve", desk.thing)
    taken = desk.take(disposal)
    record(
        "case.preservation_disposed",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
