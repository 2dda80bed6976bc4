# SPDX-License-Identifier: Apache-2.0
"""Act: order correction (责令改正)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import CorrectionOrdered
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def order_correction(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    order: CorrectionOrdered,
    version: int | None = None,
) -> int:
    """The party is ordered to correct the act, at once or by a day.

    The answer is the number of the step.

    Law: APL-028, 行政处罚法 §28.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, NotYourCase, FieldWrong,
    DateImpossible.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(order)
    record(
        "case.correction_ordered",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
