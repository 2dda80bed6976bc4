# SPDX-License-Identifier: Apache-2.0
"""Act: reports a decision on the spot to the agency (当场处罚备案)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import FiledBack
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def file_back(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    back: FiledBack,
    version: int | None = None,
) -> int:
    """Reports a decision on the spot to the agency (当场处罚备案); the number of the step.

    Law: APL-052, 行政处罚法 §52(3).
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(back)
    record(
        "case.filed_back",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
