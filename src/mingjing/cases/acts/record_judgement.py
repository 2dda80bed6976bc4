# SPDX-License-Identifier: Apache-2.0
"""Act: record how the criminal matter ended (刑事处理结果)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import JudgementReceived
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def record_judgement(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    judgement: JudgementReceived,
    version: int | None = None,
) -> int:
    """Records how the criminal matter ended; the case comes back to the agency.

    The answer is the number of the step.

    Law: APL-027, APL-035, 行政处罚法 §27, §35.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, NothingToDo,
    JudgementUnfit, DateImpossible.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(judgement)
    record(
        "case.judgement_received",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
