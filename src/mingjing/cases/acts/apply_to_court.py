# SPDX-License-Identifier: Apache-2.0
"""Act: apply to the court (申请人民法院强制执行)."""

from datetime import datetime

from mingjing.cases.acts.desk import open_desk
from mingjing.cases.types.steps import CourtApplied
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def apply_to_court(
    *,
    actor: Actor,
    now: datetime,
    case_id: str,
    application: CourtApplied,
    version: int | None = None,
) -> int:
    """The court is asked to execute: ten working days after the demand, within three months.

    The answer is the number of the step.

    Law: ACL-053, ACL-054, ACL-055, 行政强制法 §53, §54, §55.
    Raises: NotPermitted, UnknownCase, CaseMoved, StepOutOfOrder, NothingOwed, DemandMissing,
    DemandRunning, RemediesOpen, CourtWindowClosed, CourtPapersMissing.
    """
    desk = open_desk(case_id, actor=actor, now=now, version=version)
    demand(actor, "cases.execute", desk.thing)
    taken = desk.take(application)
    record(
        "case.court_applied",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload=taken.entry,
    )
    return taken.step.seq
