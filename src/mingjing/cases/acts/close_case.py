# SPDX-License-Identifier: Apache-2.0
"""Act: closes the case (结案)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import Closed
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def close_case(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    closing: Closed,
    version: int | None = None,
) -> int:
    """Closes the case (结案); the number of the step.

    Law: APL-033d, APL-057, 行政处罚法 §33(3), §57; ACL-027, 行政强制法 §27.
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.file", desk.thing)
    taken = desk.take(closing)
    record(
        "case.closed",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
