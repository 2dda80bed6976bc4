# SPDX-License-Identifier: Apache-2.0
"""What drafting and changing a plan share: choose, and write the certain visits as tasks."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from mingjing.inspection.models import Lead, Plan, Task, new_task_id
from mingjing.inspection.queries.facts import register_of, selection_order, situation
from mingjing.inspection.rules.checklist import VisitKindFacts, items_for
from mingjing.inspection.rules.selection import Chosen, Selection, select
from mingjing.inspection.types import Candidate, Lane, LeadState, NothingToInspect, TaskState
from mingjing.registry.public import inspection_items, limit
from mingjing.registry.types import ItemView, Limit

WRITE_BATCH = 500


class Limits(NamedTuple):
    """The numbers of the law that a plan is held to."""

    officers_min: Limit
    random_min: Limit
    random_max: Limit
    yearly_cap: Limit
    coverage: Limit
    months_max: Limit


def limits_in_force(on: date, region: str) -> Limits:
    """The limits on the day of the act, for the region.

    Raises: LimitUnknown.
    """
    names = (
        "officers_min",
        "random_share_min",
        "random_share_max",
        "yearly_cap",
        "coverage_interval",
        "plan_months_max",
    )
    return Limits(*(limit(f"inspection.{name}", on, region) for name in names))


def items_of(plan: Plan) -> tuple[ItemView, ...]:
    """The plan's items as published on its first day."""
    wanted = set(plan.items)
    return tuple(i for i in inspection_items(plan.period_from) if i.item_code in wanted)


def visit_kinds(
    candidates: Sequence[Candidate], items: Sequence[ItemView]
) -> dict[str, VisitKindFacts]:
    """For each category with an item: what is inspected there, and the skills it takes."""
    categories = {one.category for one in candidates}
    kinds = {category: items_for(category, items) for category in categories}
    return {category: kind for category, kind in kinds.items() if kind.items}


def choose(plan: Plan) -> Selection:
    """Works out the certain lanes and the frame, and writes the certain visits as tasks.

    Raises: BudgetExceeded, NothingToInspect.
    """
    candidates = register_of(plan)
    kinds = visit_kinds(candidates, items_of(plan))
    if not kinds:
        raise NothingToInspect(candidates=len(candidates))
    found = select(candidates, selection_order(plan), situation(plan, kinds))
    if not found.chosen and not found.frame:
        raise NothingToInspect(candidates=len(candidates))
    _write_tasks(plan, found.chosen, kinds)
    plan.candidates = len(candidates)
    plan.frame_size = len(found.frame)
    plan.excluded = dict(found.excluded)
    plan.leads_waiting = found.leads_waiting
    plan.save()
    return found


def _write_tasks(plan: Plan, chosen: Sequence[Chosen], kinds: dict[str, VisitKindFacts]) -> None:
    """Replaces the plan's tasks; a subject that stays keeps its task id."""
    before = dict(Task.objects.filter(plan=plan).values_list("subject_id", "task_id"))
    Lead.objects.filter(tasks__plan=plan).update(state=LeadState.OPEN)
    Task.objects.filter(plan=plan).delete()
    tasks = []
    for one in chosen:
        task = new_task(plan, one.candidate, one.lane, kinds[one.candidate.category].items)
        task.task_id = before.get(task.subject_id, task.task_id)
        task.lead_id = one.lead_id or None
        task.cap_exception = f"lead {one.lead_id}" if one.is_above_cap else ""
        tasks.append(task)
    Task.objects.bulk_create(tasks, batch_size=WRITE_BATCH)
    Lead.objects.filter(tasks__plan=plan).update(state=LeadState.PLANNED)


def new_task(plan: Plan, candidate: Candidate, lane: Lane, items: Sequence[str]) -> Task:
    """A task for a candidate, not saved yet."""
    return Task(
        task_id=new_task_id(),
        plan=plan,
        subject_id=candidate.subject_id,
        lane=lane.value,
        area=candidate.area,
        category=candidate.category,
        region=candidate.region,
        rank=candidate.rank,
        score=candidate.score,
        is_first_visit=candidate.last_visited_on is None,
        items=list(items),
        state=TaskState.PLANNED.value,
    )
