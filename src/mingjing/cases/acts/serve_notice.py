# SPDX-License-Identifier: Apache-2.0
"""Act: tells the party what is intended and its rights (事先告知)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import NoticeServed
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def serve_notice(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    notice: NoticeServed,
    version: int | None = None,
) -> int:
    """Tells the party what is intended and its rights (事先告知); the number of the step.

    Law: APL-044, APL-063, 行政处罚法 §44, §63.
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.serve", desk.thing)
    taken = desk.take(notice)
    record(
        "case.notice_served",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
