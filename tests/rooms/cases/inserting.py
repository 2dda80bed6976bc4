# SPDX-License-Identifier: Apache-2.0
"""Puts steps into a case without their gates, so that a test starts at a later phase."""

from datetime import date, datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.acts.projecting import project
from mingjing.cases.types.codes import Outcome, ServiceKind
from mingjing.cases.types.steps import (
    DecisionMade,
    DecisionServed,
    Payload,
    Penalty,
    Proposal,
    Remedies,
)
from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.types import Actor, PenaltyKind


@official_act
def insert_steps(
    *, actor: Actor, now: datetime, case_id: str, payloads: tuple[Payload, ...]
) -> None:
    """Write the steps as they are."""
    desk = open_desk(case_id, actor=actor, now=now)
    for payload in payloads:
        taken = desk._write(payload, {"gates": [], "rules": [], "limits": [], "around": {}})
        desk.file = desk.file.with_step(taken.step)
        record(
            payload.act, kind="case", object_id=case_id, actor=actor, now=now, payload=taken.entry
        )
    project(desk.row, desk.file, desk.law)


def decision_of(*penalties: Penalty, on: date) -> DecisionMade:
    """A decision; a fine of 10,000 yuan if no penalty is named."""
    found = penalties or (Penalty(PenaltyKind.FINE, 1_000_000),)
    return DecisionMade(
        proposal=Proposal(Outcome.PENALTY, found),
        found="事实",
        reasons="理由",
        basis=("food-safety-law 124",),
        performance="十五日内缴至指定银行",
        remedies=Remedies("临江市人民政府", "临江市人民法院"),
        decided_on=on,
        correction="责令立即改正",
    )


def decide_and_serve(case_id: str, *penalties: Penalty, actor: Actor, now: datetime) -> None:
    """A decision that was served on the same day."""
    day = local_date(now)
    served = DecisionServed(ServiceKind.DIRECT, day, "送达回证 1 号")
    made = decision_of(*penalties, on=day)
    insert_steps(actor=actor, now=now, case_id=case_id, payloads=(made, served))
