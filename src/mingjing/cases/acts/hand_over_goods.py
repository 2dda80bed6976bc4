# SPDX-License-Identifier: Apache-2.0
"""Act: hand over goods (移交涉案物品和材料)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import GoodsHandedOver
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def hand_over_goods(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    handover: GoodsHandedOver,
    version: int | None = None,
) -> int:
    """Goods and materials go to the police with a receipt; the party is told.

    The answer is the number of the step.

    Law: TRF-11, 移送规定 §12; ACL-021, 行政强制法 §21.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, NothingToDo, PartyNotTold,
    FieldWrong.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(handover)
    record(
        "case.goods_handed_over",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
