# SPDX-License-Identifier: Apache-2.0
"""Act: hand the case to the police (移送公安机关)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import TransferHanded
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def hand_to_police(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    handover: TransferHanded,
    version: int | None = None,
) -> int:
    """The file goes to the police with its attachments within a day.

    The answer is the number of the step.

    Law: TRF-3, TRF-4, TRF-5, 移送规定 §5, §6, §7.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, NothingToDo,
    TransferPapersMissing.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(handover)
    record(
        "case.transfer_handed",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
