# SPDX-License-Identifier: Apache-2.0
"""Act: check a correction (复查改正情况)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import CorrectionChecked
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def check_correction(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    check: CorrectionChecked,
    version: int | None = None,
) -> int:
    """Officers look whether it was corrected.

    The answer is the number of the step.

    Law: APL-028, 行政处罚法 §28.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, NotYourCase, NothingToDo,
    DateImpossible.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(check)
    record(
        "case.correction_checked",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
