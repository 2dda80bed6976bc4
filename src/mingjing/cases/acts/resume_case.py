# SPDX-License-Identifier: Apache-2.0
"""Act: lets the case go on (恢复调查)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import Resumed
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def resume_case(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    resumption: Resumed,
    version: int | None = None,
) -> int:
    """Lets the case go on (恢复调查); the number of the step.

    Law: APL-054, 行政处罚法 §54.
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.approve", desk.thing)
    taken = desk.take(resumption)
    record(
        "case.resumed",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
