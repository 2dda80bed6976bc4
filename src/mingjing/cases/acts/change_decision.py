# SPDX-License-Identifier: Apache-2.0
"""Act: changes, revokes or voids the decision (变更、撤销决定)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import DecisionChanged
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def change_decision(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    change: DecisionChanged,
    version: int | None = None,
) -> int:
    """Changes, revokes or voids the decision (变更、撤销决定); the number of the step.

    Law: APL-048, APL-075, 行政处罚法 §48, §75.
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.decide", desk.thing)
    taken = desk.take(change)
    record(
        "case.decision_changed",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
