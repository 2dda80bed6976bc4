# SPDX-License-Identifier: Apache-2.0
"""Act: decide on a transfer (移送审批)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import TransferDecided
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def decide_transfer(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    decision: TransferDecided,
    version: int | None = None,
) -> int:
    """The chief head approves or refuses, with reasons, within three days.

    The answer is the number of the step.

    Law: TRF-2, 移送规定 §5.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, SamePerson, NothingToDo,
    NotTheChief.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.decide", desk.thing)
    taken = desk.take(decision)
    record(
        "case.transfer_decided",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
