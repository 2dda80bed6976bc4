# SPDX-License-Identifier: Apache-2.0
"""Act: notes that the party waived a right expressly (明确放弃)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import RightWaived
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def waive_right(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    waiver: RightWaived,
    version: int | None = None,
) -> int:
    """Notes that the party waived a right expressly (明确放弃); the number of the step.

    Law: APL-062, 行政处罚法 §62.
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.party", desk.thing)
    taken = desk.take(waiver)
    record(
        "case.right_waived",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
