# SPDX-License-Identifier: Apache-2.0
"""Act: gives the case to other officers (更换办案人员)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import OfficersChanged
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def change_officers(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    change: OfficersChanged,
    version: int | None = None,
) -> int:
    """Gives the case to other officers (更换办案人员); the number of the step.

    Law: APL-042, APL-043, 行政处罚法 §42, §43.
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.file", desk.thing)
    taken = desk.take(change)
    record(
        "case.officers_changed",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
