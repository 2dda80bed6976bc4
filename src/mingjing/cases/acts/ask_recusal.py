# SPDX-License-Identifier: Apache-2.0
"""Act: takes the request that an officer recuses (申请回避)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import RecusalAsked
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def ask_recusal(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    request: RecusalAsked,
    version: int | None = None,
) -> int:
    """Takes the request that an officer recuses (申请回避); the number of the step.

    Law: APL-043, 行政处罚法 §43.
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(request)
    record(
        "case.recusal_asked",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
