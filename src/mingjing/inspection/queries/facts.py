# SPDX-License-Identifier: Apache-2.0
"""Facts that acts decide on, read in bulk: who is busy, visited, recused, loaded."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from decimal import Decimal

from django.db.models import Count

from mingjing.inspection.models import Lead, Plan, PlanChange, Recusal, Task, TaskOfficer
from mingjing.inspection.rules.register import read_register, unpack
from mingjing.inspection.rules.selection import SelectionOrder, Situation
from mingjing.inspection.types import (
    Candidate,
    Change,
    Lane,
    LeadState,
    PlanMissing,
    Stage,
    TaskMissing,
    TaskState,
)
from mingjing.kernel.regions import lies_in

_OPEN = (TaskState.PLANNED, TaskState.DRAWN)


def plan_row(plan_id: str, *, lock: bool = False) -> Plan:
    """One plan's row, locked for an act.

    Raises: PlanMissing.
    """
    rows = Plan.objects.select_for_update() if lock else Plan.objects.all()
    row = rows.filter(plan_id=plan_id).first()
    if row is None:
        raise PlanMissing(plan_id=plan_id)
    return row


def lock_undrawn(agency_id: str) -> None:
    """Locks every plan of an agency that is not drawn yet: its pools are frozen one by one."""
    rows = Plan.objects.select_for_update().filter(agency_id=agency_id)
    list(rows.exclude(stage=Stage.DRAWN).order_by("plan_id").values_list("plan_id"))


def task_row(task_id: str, *, lock: bool = False) -> Task:
    """One task's row with its plan, locked for an act.

    Raises: TaskMissing.
    """
    rows = Task.objects.select_related("plan")
    rows = rows.select_for_update(of=("self",)) if lock else rows
    row = rows.filter(task_id=task_id).first()
    if row is None:
        raise TaskMissing(task_id=task_id)
    return row


def register_of(plan: Plan) -> list[Candidate]:
    """The plan's register of objects as handed in, this year's own visits counted on top."""
    candidates = read_register(unpack(bytes(plan.register.content)))
    return with_own_visits(candidates, plan)


def with_own_visits(candidates: Iterable[Candidate], plan: Plan) -> list[Candidate]:
    """Candidates whose ordinary visits include those of this platform's own plans of the year.

    Law: INS-3; visits that a lead triggered do not count.
    """
    own = _own_visits(plan)
    return [
        replace(one, ordinary_visits=one.ordinary_visits + own[one.subject_id])
        if one.subject_id in own
        else one
        for one in candidates
    ]


def _own_visits(plan: Plan) -> dict[str, int]:
    rows = (
        Task.objects.filter(plan__period_from__year=plan.period_from.year)
        .exclude(plan_id=plan.plan_id)
        .exclude(state=TaskState.CANCELLED)
        .exclude(lane=Lane.LEAD)
        .values_list("subject_id")
        .annotate(visits=Count("task_id"))
    )
    return {subject_id: visits for subject_id, visits in rows}  # noqa: C416 - typed for mypy


def selection_order(plan: Plan) -> SelectionOrder:
    """What the plan's selection has to keep to."""
    return SelectionOrder(
        budget=plan.budget,
        random_take=plan.random_take,
        statutory_max=int(plan.statutory_share * plan.budget),
        due_before=plan.due_before,
        yearly_cap=plan.yearly_cap,
        area_quotas={area: Decimal(share) for area, share in plan.area_quotas.items()},
        area_floor=plan.area_floor,
    )


def situation(plan: Plan, categories: Collection[str]) -> Situation:
    """What stands around the plan at this moment: leads, changes by hand, busy subjects."""
    changes = {row.subject_id: row.change for row in PlanChange.objects.filter(plan=plan)}
    return Situation(
        leads=waiting_leads(plan),
        added=tuple(s for s, change in changes.items() if change == Change.ADD),
        removed=frozenset(s for s, change in changes.items() if change == Change.REMOVE),
        busy=busy_elsewhere(plan),
        categories=frozenset(categories),
    )


def waiting_leads(plan: Plan) -> dict[str, str]:
    """Subject to lead, oldest first: open leads for the plan's agency and region, and its own."""
    mine = Lead.objects.filter(tasks__plan=plan)
    rows = (Lead.objects.filter(state=LeadState.OPEN) | mine).order_by("made_on", "lead_id")
    found: dict[str, str] = {}
    for row in rows.distinct()[:20_000]:
        is_ours = row.agency_id in ("", plan.agency_id)
        if is_ours and (not row.region or lies_in(row.region, plan.region)):
            found.setdefault(row.subject_id, row.lead_id)
    return found


def busy_elsewhere(plan: Plan) -> frozenset[str]:
    """Subjects with an open visit in another plan that is not over (重复检查).

    Law: INS-6, 营商环境条例 §54.
    """
    rows = Task.objects.filter(state__in=_OPEN, plan__period_to__gte=plan.period_from)
    return frozenset(
        rows.exclude(plan_id=plan.plan_id).values_list("subject_id", flat=True).distinct()
    )


def recusal_pairs(candidates: Iterable[Candidate]) -> frozenset[tuple[str, str]]:
    """Officer and subject of every recusal that touches the candidates, owners resolved.

    Law: APL-043, 行政处罚法 §43.
    """
    by_owner: dict[str, list[str]] = {}
    known = set()
    for one in candidates:
        known.add(one.subject_id)
        if one.owner_key:
            by_owner.setdefault(one.owner_key, []).append(one.subject_id)
    pairs = set()
    for row in Recusal.objects.order_by("recusal_id")[:100_000]:
        subjects = [row.subject_id] if row.subject_id else by_owner.get(row.owner_key, [])
        pairs |= {(row.officer_id, subject) for subject in subjects if subject in known}
    return frozenset(pairs)


def recused_for(subject_id: str, owner_key: str = "") -> frozenset[str]:
    """Officers who must stand aside for a subject, or for its owner."""
    rows = Recusal.objects.filter(subject_id=subject_id)
    if owner_key:
        rows = rows | Recusal.objects.filter(owner_key=owner_key)
    return frozenset(rows.values_list("officer_id", flat=True))


def open_loads() -> dict[str, int]:
    """Officer to number of drawn visits that are still to be made."""
    rows = (
        TaskOfficer.objects.filter(until__isnull=True, task__state=TaskState.DRAWN)
        .values_list("officer_id")
        .annotate(tasks=Count("id"))
    )
    return {officer_id: tasks for officer_id, tasks in rows}  # noqa: C416 - typed for mypy


def last_pairs() -> dict[str, tuple[str, ...]]:
    """Subject to the officers of its latest visit (轮换)."""
    visits = Task.objects.filter(visited_on__isnull=False).order_by("visited_on", "task_id")
    latest = dict(visits.values_list("subject_id", "task_id"))
    subjects = {task_id: subject_id for subject_id, task_id in latest.items()}
    turns = TaskOfficer.objects.filter(until__isnull=True, task__visited_on__isnull=False)
    pairs: dict[str, list[str]] = {}
    for task_id, officer_id in turns.values_list("task_id", "officer_id"):
        if task_id in subjects:
            pairs.setdefault(subjects[task_id], []).append(officer_id)
    return {subject: tuple(sorted(officers)) for subject, officers in pairs.items()}


def officers_on(task: Task) -> list[str]:
    """The officers who have the task now, in order."""
    rows = TaskOfficer.objects.filter(task=task, until__isnull=True).order_by("position")
    return list(rows.values_list("officer_id", flat=True))


def owner_of(plan: Plan, subject_id: str) -> str:
    """The owner of a subject as the plan's register knows it; empty when it does not."""
    rows = read_register(unpack(bytes(plan.register.content)))
    return next((one.owner_key for one in rows if one.subject_id == subject_id), "")
