# SPDX-License-Identifier: Apache-2.0
"""Act: record performance (登记其他处罚履行)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import PenaltyPerformed
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def record_performance(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    performance: PenaltyPerformed,
    version: int | None = None,
) -> int:
    """A penalty other than money, or a duty to correct, was performed.

    The answer is the number of the step.

    Law: APL-066, 行政处罚法 §66; ACL-051, 行政强制法 §51.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, PenaltyNotDecided, FieldWrong,
    DateImpossible.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.serve", desk.thing)
    taken = desk.take(performance)
    record(
        "case.penalty_performed",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
