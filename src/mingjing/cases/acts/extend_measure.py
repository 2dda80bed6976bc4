# SPDX-License-Identifier: Apache-2.0
"""Act: extend a measure (延长强制措施期限)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import MeasureExtended
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def extend_measure(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    extension: MeasureExtended,
    version: int | None = None,
) -> int:
    """The head extends a measure for complex facts; the party is told why.

    The answer is the number of the step.

    Law: ACL-025, ACL-032, 行政强制法 §25, §32.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, SamePerson, NothingToDo,
    MeasureEnded, MeasureTooLong.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.approve", desk.thing)
    taken = desk.take(extension)
    record(
        "case.measure_extended",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
