# SPDX-License-Identifier: Apache-2.0
"""Act: decides whether an officer recuses (回避决定)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import RecusalDecided
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def decide_recusal(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    decision: RecusalDecided,
    version: int | None = None,
) -> int:
    """Decides whether an officer recuses (回避决定); the number of the step.

    Law: APL-043, 行政处罚法 §43(3).
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.file", desk.thing)
    taken = desk.take(decision)
    record(
        "case.recusal_decided",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
