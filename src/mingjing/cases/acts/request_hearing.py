# SPDX-License-Identifier: Apache-2.0
"""Act: takes the request for a hearing (申请听证)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import HearingRequested
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def request_hearing(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    request: HearingRequested,
    version: int | None = None,
) -> int:
    """Takes the request for a hearing (申请听证); the number of the step.

    Law: APL-064a, 行政处罚法 §64(1).
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.party", desk.thing)
    taken = desk.take(request)
    record(
        "case.hearing_requested",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
