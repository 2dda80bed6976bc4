# SPDX-License-Identifier: Apache-2.0
"""Act: hand in collected money (上缴当场收缴罚款)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import MoneyHandedIn
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def hand_in_money(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    handing: MoneyHandedIn,
    version: int | None = None,
) -> int:
    """Money collected on the spot goes to the agency and to the bank.

    The answer is the number of the step.

    Law: APL-071, 行政处罚法 §71.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, NothingToDo, ObjectUnknown,
    AlreadyDone.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.serve", desk.thing)
    taken = desk.take(handing)
    record(
        "case.money_handed_in",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
