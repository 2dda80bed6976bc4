# SPDX-License-Identifier: Apache-2.0
"""Act: puts the discussion of the heads into the file (集体讨论)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import Deliberated
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def deliberate(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    discussion: Deliberated,
    version: int | None = None,
) -> int:
    """Puts the discussion of the heads into the file (集体讨论); the number of the step.

    Law: APL-057, 行政处罚法 §57(2).
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.decide", desk.thing)
    taken = desk.take(discussion)
    record(
        "case.deliberated",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
