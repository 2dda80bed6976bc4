# SPDX-License-Identifier: Apache-2.0
"""Reads of what is public of inspection, and of what firms said of their visits."""

import hashlib
import secrets
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from mingjing.inspection.models import Task, VisitCode, VisitEvaluation, VisitPublication, YearPlan
from mingjing.inspection.queries.outlook import SubjectCard, cards
from mingjing.inspection.rules.openness import result_due
from mingjing.inspection.types import (
    CheckLine,
    CheckOutcome,
    Conduct,
    Evaluation,
    EvaluationView,
    PlanMissing,
    PublishedVisit,
    VisitCodeUnknown,
    VisitFound,
    VisitMode,
    Words,
    YearLine,
    YearPlanView,
)
from mingjing.kernel.calendar import national
from mingjing.kernel.clock import local_date
from mingjing.kernel.paging import Page, PageRequest
from mingjing.registry.public import limit

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LENGTH, _GROUP = 16, 4
_AT_MOST = 10_000


def new_code() -> str:
    """Four groups of four characters that cannot be mistaken for each other (检查码)."""
    text = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return "-".join(text[n : n + _GROUP] for n in range(0, _LENGTH, _GROUP))


def code_digest(code: str) -> str:
    """The digest of a code, however it was typed."""
    bare = "".join(one for one in code.upper() if one in _ALPHABET)
    return hashlib.sha256(b"visit:" + bare.encode()).hexdigest()


def visit_of_code(digest: str, today: date) -> tuple[str, str]:
    """The visit to which a code leads, and the id of the code.

    Raises: VisitCodeUnknown, also for one that has expired.
    """
    row = VisitCode.objects.filter(code_digest=digest, expires_on__gte=today).first()
    if row is None:
        raise VisitCodeUnknown
    return row.task_id, row.code_id


def has_code(task_id: str) -> bool:
    """Whether the firm was given a code."""
    return VisitCode.objects.filter(task_id=task_id).exists()


def is_evaluated(task_id: str) -> bool:
    """Whether the firm has evaluated the visit."""
    return VisitEvaluation.objects.filter(task_id=task_id).exists()


def evaluations(page: PageRequest) -> Page[EvaluationView]:
    """What firms said, newest first; for supervisors only."""
    rows = VisitEvaluation.objects.select_related("task__plan")
    found = rows[page.offset : page.offset + page.size]
    return Page(tuple(map(_evaluation, found)), page.number, page.size, rows.count())


def objections() -> tuple[tuple[Conduct, int], ...]:
    """How often each objection was made, the most frequent first; no visit is named."""
    counted = Counter(
        one for row in VisitEvaluation.objects.values_list("conduct", flat=True) for one in row
    )
    return tuple((Conduct(name), count) for name, count in counted.most_common())


def _evaluation(row: VisitEvaluation) -> EvaluationView:
    return EvaluationView(
        task_id=row.task_id,
        agency_id=row.task.plan.agency_id,
        visited_on=row.task.visited_on,
        evaluation=Evaluation(row.rating, tuple(map(Conduct, row.conduct)), row.text),
        at=row.at,
    )


@dataclass(frozen=True, slots=True)
class WaitingResult:
    """A result that is not public yet (待公示的检查结果)."""

    task_id: str
    ended_on: date
    due_on: date
    lines: tuple[CheckLine, ...]


def unpublished_results(plan_id: str) -> tuple[WaitingResult, ...]:
    """Results of a plan that wait for publication, each with its last day in time.

    Law: DL-36, 国发〔2019〕5号.
    """
    rows = Task.objects.filter(plan_id=plan_id, result__isnull=False, publication__isnull=True)
    rows = rows.select_related("result", "plan").prefetch_related("result__lines")
    return tuple(_waiting(row) for row in rows.order_by("task_id")[:_AT_MOST])


def _waiting(row: Task) -> WaitingResult:
    ended_on = local_date(row.result.ended_at)
    term = limit("publicity.inspection_result_days", ended_on, row.plan.region)
    lines = tuple(
        CheckLine(one.item_code, one.check_code, CheckOutcome(one.outcome))
        for one in row.result.lines.all()
    )
    return WaitingResult(row.task_id, ended_on, result_due(ended_on, term, national()), lines)


def results_late(plan_id: str, now: datetime) -> tuple[int, int]:
    """How many results of a plan wait for publication, and how many of them are overdue."""
    waiting = unpublished_results(plan_id)
    today = local_date(now)
    return len(waiting), sum(one.due_on < today for one in waiting)


def published_visits(page: PageRequest) -> Page[PublishedVisit]:
    """Results that anybody may read, newest first (检查结果公示)."""
    rows = VisitPublication.objects.select_related("task__plan")
    found = list(rows[page.offset : page.offset + page.size])
    known = cards([row.task.subject_id for row in found])
    items = tuple(_published(row, known) for row in found)
    return Page(items, page.number, page.size, rows.count())


def _published(row: VisitPublication, known: dict[str, SubjectCard]) -> PublishedVisit:
    card = known.get(row.task.subject_id)
    return PublishedVisit(
        plan_id=row.task.plan_id,
        plan=Words(row.task.plan.title, row.task.plan.title_en or row.task.plan.title),
        agency_id=row.task.plan.agency_id,
        subject=card.name if card and card.name else row.task.subject_id,
        items=tuple(row.task.items),
        visited_on=row.ended_on,
        found=VisitFound(row.found),
        published_on=row.published_on,
        due_on=row.due_on,
    )


def last_plan(agency_id: str, year: int) -> YearPlan | None:
    """An agency's last plan for a year."""
    return YearPlan.objects.filter(agency_id=agency_id, year=year).order_by("-number").first()


def year_plans(page: PageRequest) -> Page[YearPlanView]:
    """Published yearly plans, the newest year first, all their versions."""
    rows = YearPlan.objects.all()
    found = rows[page.offset : page.offset + page.size]
    return Page(tuple(map(_year_plan, found)), page.number, page.size, rows.count())


def year_plan(year_plan_id: str) -> YearPlanView:
    """One yearly plan.

    Raises: PlanMissing.
    """
    row = YearPlan.objects.filter(year_plan_id=year_plan_id).first()
    if row is None:
        raise PlanMissing(plan_id=year_plan_id)
    return _year_plan(row)


def _year_plan(row: YearPlan) -> YearPlanView:
    lines = tuple(
        YearLine(one["item_code"], one["objects"], VisitMode(one["mode"]), Decimal(one["ratio"]))
        for one in row.lines
    )
    return YearPlanView(
        year_plan_id=row.year_plan_id,
        agency_id=row.agency_id,
        region=row.region,
        year=row.year,
        number=row.number,
        document_no=row.document_no,
        lines=lines,
        published_on=row.published_on,
        due_on=row.due_on,
        entry_id=row.entry_id,
    )
