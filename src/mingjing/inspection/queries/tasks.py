# SPDX-License-Identifier: Apache-2.0
"""Reads of tasks: pages of a plan, one task in full, points for a map."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Case, F, OrderBy, Value, When

from mingjing.catalog.types import Severity
from mingjing.inspection.models import Task, TaskOfficer, TaskResult
from mingjing.inspection.queries.draws import reserves_of
from mingjing.inspection.queries.facts import task_row
from mingjing.inspection.queries.plans import plan_view
from mingjing.inspection.types import (
    CheckLine,
    CheckOutcome,
    Lane,
    OfficerTurn,
    ResultView,
    Stage,
    TaskDetail,
    TaskState,
    TaskView,
)
from mingjing.kernel.paging import Page, PageRequest, SortOrder

_LANES = (Lane.LEAD, Lane.MANUAL, Lane.RISK, Lane.STATUTORY, Lane.RANDOM)
_ORDER = (
    Case(
        *(When(lane=lane, then=Value(place)) for place, lane in enumerate(_LANES)),
        default=Value(len(_LANES)),
    ),
    F("rank").asc(nulls_last=True),
    "subject_id",
)


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks a list shows; an empty field does not filter."""

    lane: str = ""
    state: str = ""
    officer_id: str = ""


EVERY_TASK = TaskFilter()
SORTABLE = ("rank", "area", "category", "state")
_BY_LANE = SortOrder()


def task_view(row: Task, officers: Sequence[str]) -> TaskView:
    """A row as other rooms see it."""
    return TaskView(
        task_id=row.task_id,
        plan_id=row.plan_id,
        subject_id=row.subject_id,
        lane=Lane(row.lane),
        stratum=row.stratum,
        area=row.area,
        category=row.category,
        rank=row.rank,
        score=row.score,
        inclusion=Fraction(row.taken, row.population),
        state=TaskState(row.state),
        items=tuple(row.items),
        officers=tuple(officers),
        lead_id=row.lead_id or "",
        visited_on=row.visited_on,
        violations=row.violations,
        has_critical=row.has_critical,
    )


def tasks(
    plan_id: str,
    page: PageRequest,
    where: TaskFilter = EVERY_TASK,
    order: SortOrder = _BY_LANE,
) -> Page[TaskView]:
    """Tasks of a plan: leads, by hand, risk, coverage, random; then by rank; three queries.

    Or by a column of `SORTABLE` before that.
    """
    rows = Task.objects.filter(plan_id=plan_id)
    if where.lane:
        rows = rows.filter(lane=where.lane)
    if where.state:
        rows = rows.filter(state=where.state)
    if where.officer_id:
        rows = rows.filter(turns__officer_id=where.officer_id, turns__until__isnull=True)
    ordered = rows.order_by(*_by(order), *_ORDER)
    items = list(ordered[page.offset : page.offset + page.size])
    officers = _officers([row.task_id for row in items])
    views = tuple(task_view(row, officers.get(row.task_id, ())) for row in items)
    return Page(views, page.number, page.size, rows.count())


def _by(order: SortOrder) -> tuple[OrderBy, ...]:
    if not order.column:
        return ()
    return (OrderBy(F(order.column), descending=order.is_descending, nulls_last=True),)


def task(task_id: str) -> TaskDetail:
    """One task with everything that is known of it.

    Raises: TaskMissing.
    """
    row = task_row(task_id)
    turns = TaskOfficer.objects.filter(task=row).order_by("position", "id")
    now_on = [turn.officer_id for turn in turns if turn.until is None]
    result = TaskResult.objects.filter(task=row).prefetch_related("lines").first()
    is_drawn = row.plan.stage == Stage.DRAWN
    return TaskDetail(
        task=task_view(row, now_on),
        plan=plan_view(row.plan),
        turns=tuple(
            OfficerTurn(turn.officer_id, turn.position, turn.since, turn.until, turn.reason)
            for turn in turns
        ),
        reserves=reserves_of(row.plan, row.subject_id) if is_drawn else (),
        cap_exception=row.cap_exception,
        cancelled_because=row.cancelled_because,
        result=_result(result) if result else None,
    )


def task_marks(plan_id: str, limit: int = 3000) -> list[tuple[str, str, Lane, TaskState]]:
    """Subject, task, lane and state of each visit, for a map; at most `limit`."""
    rows = Task.objects.filter(plan_id=plan_id).order_by(*_ORDER)
    found = rows.values_list("subject_id", "task_id", "lane", "state")[:limit]
    return [
        (subject_id, task_id, Lane(lane), TaskState(state))
        for subject_id, task_id, lane, state in found
    ]


def tasks_of_subject(subject_id: str, limit: int = 50) -> tuple[TaskView, ...]:
    """Visits planned or made to a subject, newest first."""
    rows = Task.objects.filter(subject_id=subject_id).order_by("-plan__period_from", "task_id")
    found = list(rows[:limit])
    officers = _officers([row.task_id for row in found])
    return tuple(task_view(row, officers.get(row.task_id, ())) for row in found)


def _officers(task_ids: Sequence[str]) -> dict[str, list[str]]:
    rows = TaskOfficer.objects.filter(task_id__in=task_ids, until__isnull=True)
    found: dict[str, list[str]] = defaultdict(list)
    for task_id, officer_id in rows.order_by("position").values_list("task_id", "officer_id"):
        found[task_id].append(officer_id)
    return found


def _result(row: TaskResult) -> ResultView:
    return ResultView(
        started_at=row.started_at,
        ended_at=row.ended_at,
        officers=tuple(row.officers),
        is_entry_scanned=row.is_entry_scanned,
        entered_at=row.entered_at,
        lines=tuple(
            CheckLine(
                item_code=line.item_code,
                check_code=line.check_code,
                outcome=CheckOutcome(line.outcome),
                severity=Severity(line.severity) if line.severity else None,
                notes=line.notes,
            )
            for line in row.lines.all()
        ),
    )
