# SPDX-License-Identifier: Apache-2.0
"""Act: publish the decision (公示处罚决定)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import DecisionPublished
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def publish_decision(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    publication: DecisionPublished,
    version: int | None = None,
) -> int:
    """Publishes the decision (公示处罚决定); the number of the step.

    Law: TS-3, TS-4, APL-048, 行政处罚法 §48; 处罚信息公示规定 §4, §6.
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.serve", desk.thing)
    taken = desk.take(publication)
    record(
        "case.decision_published",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
