# SPDX-License-Identifier: Apache-2.0
"""Act: open a remedy (复议、诉讼受理)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import RemedyOpened
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def open_remedy(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    remedy: RemedyOpened,
    version: int | None = None,
) -> int:
    """The party went to review or to court: the surcharge pauses, execution only if stayed.

    The answer is the number of the step.

    Law: APL-073, 行政处罚法 §73; ARL-023, 行政复议法 §23.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, AlreadyDone, ReviewFirst,
    FieldWrong.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.execute", desk.thing)
    taken = desk.take(remedy)
    record(
        "case.remedy_opened",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
