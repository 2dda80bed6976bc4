# SPDX-License-Identifier: Apache-2.0
"""Act: take a coercive measure (采取行政强制措施)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import MeasureTaken
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def take_measure(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    measure: MeasureTaken,
    version: int | None = None,
) -> int:
    """Officers seal, seize or freeze, with the ten checks of art. 18 and papers on the spot.

    The answer is the number of the step.

    Law: ACL-018, ACL-019, ACL-023, ACL-024, ACL-029, 行政强制法 §18, §19, §23, §24, §29.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, NotYourCase, ApprovalMissing,
    HeldAlready, MeasureProcedureMissing, and the gates of measures.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(measure)
    record(
        "case.measure_taken",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
