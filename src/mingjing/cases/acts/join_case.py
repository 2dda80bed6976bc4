# SPDX-License-Identifier: Apache-2.0
"""Act: joins the case to another (并案)."""

from dataclasses import replace
from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.queries.files import locked_numbers
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

    Both cases are locked, so that neither is decided or joined meanwhile.

    Law: APL-029, 行政处罚法 §29.
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    numbers = locked_numbers(case_id, joining.to_case_id)
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.file", desk.thing)
    number = numbers.get(joining.to_case_id, "")
    taken = desk.take(replace(joining, to_number=number))
    record(
        "case.joined",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
