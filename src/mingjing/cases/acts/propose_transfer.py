# SPDX-License-Identifier: Apache-2.0
"""Act: propose a transfer to the police (提出移送意见)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import TransferProposed
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def propose_transfer(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    proposal: TransferProposed,
    version: int | None = None,
) -> int:
    """A team of two reports that a crime is suspected.

    The answer is the number of the step.

    Law: TRF-1, 移送规定 §5; APL-027, 行政处罚法 §27.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, TransferPending,
    TooFewQualified, FieldWrong.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(proposal)
    record(
        "case.transfer_proposed",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
