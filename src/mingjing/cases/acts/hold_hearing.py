# SPDX-License-Identifier: Apache-2.0
"""Act: puts the record of the hearing into the file (举行听证)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import HearingHeld
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def hold_hearing(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    hearing: HearingHeld,
    version: int | None = None,
) -> int:
    """Puts the record of the hearing into the file (举行听证); the number of the step.

    Law: APL-064e, APL-064g, APL-065, 行政处罚法 §64, §65.
    Raises: NotPermitted, UnknownCase, CaseMoved, and the gates of the step (`rules.table`).
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.hear", desk.thing)
    taken = desk.take(hearing)
    record(
        "case.hearing_held",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
