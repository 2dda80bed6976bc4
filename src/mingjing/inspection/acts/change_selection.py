# SPDX-License-Identifier: Apache-2.0
"""Act: change a plan's selection by hand, with the reason (人工调整)."""

from datetime import datetime

from mingjing.inspection.acts.choosing import choose, items_of, visit_kinds
from mingjing.inspection.models import Plan, PlanChange
from mingjing.inspection.queries.facts import busy_elsewhere, plan_row, register_of
from mingjing.inspection.rules.gates import demand_reason
from mingjing.inspection.rules.selection import is_capped
from mingjing.inspection.types import (
    AlreadyPlanned,
    CapReached,
    Change,
    SelectionChange,
    Stage,
    SubjectNotCandidate,
    Words,
    WrongStage,
)
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def change_selection(*, actor: Actor, now: datetime, plan_id: str, change: SelectionChange) -> None:
    """Adds a subject to a draft or takes one out; the last word on a subject counts.

    The score orders the list, a person decides: what was changed is kept and scored later.

    Law: INS-3, INS-4, INS-6, 国办发〔2024〕54号.
    Raises: NotPermitted, PlanMissing, WrongStage, ReasonMissing, SubjectNotCandidate, CapReached,
    AlreadyPlanned, BudgetExceeded.
    """
    plan = plan_row(plan_id, lock=True)
    demand(actor, "inspection.draft_plan", Thing(plan.agency_id, plan.region))
    if plan.stage != Stage.DRAFTED:
        raise WrongStage(what=plan.title, stage=Stage(plan.stage), act=Words("调整", "changed"))
    demand_reason(change.reason, change.change.label("en"))
    _demand_candidate(plan, change)
    PlanChange.objects.create(
        plan=plan,
        subject_id=change.subject_id,
        change=change.change.value,
        reason=change.reason.strip(),
        by=actor.account_id,
        at=now,
    )
    selection = choose(plan)
    record(
        "inspection.selection_changed",
        kind="inspection_plan",
        object_id=plan.plan_id,
        actor=actor,
        now=now,
        payload={
            "subject_id": change.subject_id,
            "change": change.change.value,
            "reason": change.reason.strip(),
            "certain_visits": len(selection.chosen),
        },
    )


def _demand_candidate(plan: Plan, change: SelectionChange) -> None:
    """The subject is on the register; an addition is below the cap and not planned elsewhere."""
    register = register_of(plan)
    kinds = visit_kinds(register, items_of(plan))
    one = next((c for c in register if c.subject_id == change.subject_id), None)
    if one is None or one.category not in kinds:
        raise SubjectNotCandidate(subject_id=change.subject_id)
    if change.change == Change.REMOVE:
        return
    if is_capped(one, plan.yearly_cap):
        raise CapReached(subject_id=one.subject_id, visits=one.ordinary_visits, cap=plan.yearly_cap)
    if one.subject_id in busy_elsewhere(plan):
        raise AlreadyPlanned(subject_id=one.subject_id)
