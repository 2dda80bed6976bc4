# SPDX-License-Identifier: Apache-2.0
"""Act: tells the party time and place of the hearing (通知听证)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import HearingScheduled
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def schedule_hearing(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    hearing: HearingScheduled,
    version: int | None = None,
) -> int:
    """Tells the party time and place of the hearing (通知听证); the number of the step.

    Law: APL-064b, APL-064d, 行政处罚法 §64(2)(4).
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.hear", desk.thing)
    taken = desk.take(hearing)
    record(
        "case.hearing_scheduled",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
