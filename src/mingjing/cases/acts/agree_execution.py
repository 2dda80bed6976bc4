# SPDX-License-Identifier: Apache-2.0
"""Act: make an execution agreement (执行协议)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import AgreementMade
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def agree_execution(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    agreement: AgreementMade,
    version: int | None = None,
) -> int:
    """Agency and party agree on stages; surcharge may be reduced, the fine may not.

    The answer is the number of the step.

    Law: ACL-042, 行政强制法 §42.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, SamePerson, NothingOwed,
    NothingToDo, AgreementUnlawful.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.decide", desk.thing)
    taken = desk.take(agreement)
    record(
        "case.agreement_made",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
