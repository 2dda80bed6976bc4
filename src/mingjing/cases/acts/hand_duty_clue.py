# SPDX-License-Identifier: Apache-2.0
"""Act: hand a clue of a duty crime on (移送职务犯罪线索)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import DutyClueHanded
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def hand_duty_clue(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    handover: DutyClueHanded,
    version: int | None = None,
) -> int:
    """Hands signs of an official's duty crime to supervision organ or procuratorate.

    The answer is the number of the step.

    Law: TRF-12, 移送规定 §19.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, DutyCluePapersMissing,
    DateImpossible.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(handover)
    record(
        "case.duty_clue_handed",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
