# SPDX-License-Identifier: Apache-2.0
"""Act: record a payment (登记缴款)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import PaymentReceived
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def record_payment(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    payment: PaymentReceived,
    version: int | None = None,
) -> int:
    """Money came in: at the bank, electronically, or on the spot where the law allows it.

    The answer is the number of the step.

    Law: APL-067, APL-068, APL-069, APL-070, 行政处罚法 §67, §68, §69, §70.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, NothingOwed, PaymentTooMuch,
    OfficerMayNotCollect, ReceiptMissing.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.serve", desk.thing)
    taken = desk.take(payment)
    record(
        "case.payment_received",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
