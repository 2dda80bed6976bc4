# SPDX-License-Identifier: Apache-2.0
"""Act: makes the decision (作出决定)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import DecisionMade
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def decide(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    decision: DecisionMade,
    version: int | None = None,
) -> int:
    """Makes the decision (作出决定); the number of the step.

    Law: APL-029, APL-040, APL-044, APL-057 to APL-060, APL-062, 行政处罚法 §29, §57-§60.
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.decide", desk.thing)
    taken = desk.take(decision)
    record(
        "case.decided",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
