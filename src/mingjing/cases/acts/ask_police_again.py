# SPDX-License-Identifier: Apache-2.0
"""Act: ask for reconsideration or supervision (提请复议或者立案监督)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import PoliceAsked
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def ask_police_again(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    request: PoliceAsked,
    version: int | None = None,
) -> int:
    """The agency asks the police to reconsider, or the procuratorate to supervise, in three days.

    The answer is the number of the step.

    Law: TRF-7, TRF-8, 移送规定 §9.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, NothingToDo, AlreadyDone,
    AskedTooLate.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.investigate", desk.thing)
    taken = desk.take(request)
    record(
        "case.police_asked",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
