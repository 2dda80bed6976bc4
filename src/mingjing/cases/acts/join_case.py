# SPDX-License-Identifier: Apache-2.0
"""Act: joins the case to another (并案)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import Joined
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def join_case(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    joining: Joined,
    version: int | None = None,
) -> int:
    """Joins the case to another (并案); the number of the step.

    Law: APL-029, 行政处罚法 §29.
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.file", desk.thing)
    taken = desk.take(joining)
    record(
        "case.joined",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
