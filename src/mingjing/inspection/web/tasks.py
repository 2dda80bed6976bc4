# SPDX-License-Identifier: Apache-2.0
"""Pages of one visit: subject, items and basis, officers, the result form."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjing.engines.languages import language
from mingjing.evidence.public import recordings_panel
from mingjing.inspection import public
from mingjing.inspection.queries.occasions import KIND
from mingjing.inspection.rules.checklist import Question, questions
from mingjing.inspection.types import (
    CheckLine,
    CheckOutcome,
    Lane,
    NewRecusal,
    TaskDetail,
    TaskState,
)
from mingjing.inspection.web.forms import ResultForm
from mingjing.inspection.web.shared import name_of, score_url, subject_url
from mingjing.kernel.clock import local_date
from mingjing.registry.public import (
    agency,
    attempt,
    demand,
    inspection_items,
    may,
    now_of,
    officers,
    signed_in,
)
from mingjing.registry.types import ItemView, Thing


def task(request: HttpRequest, task_id: str) -> HttpResponse:
    """One visit in full (检查任务)."""
    detail = public.task(task_id)
    return render(request, "inspection/task.html", _context(request, detail, None))


@require_POST
def enter(request: HttpRequest, task_id: str) -> HttpResponse:
    """Enters the result; what was typed stays when it is refused."""
    detail = public.task(task_id)
    form = ResultForm(request.POST, asked=_asked(detail), language=language())
    if form.is_valid():
        is_entered = attempt(
            request,
            lambda: public.enter_result(
                actor=signed_in(request),
                now=now_of(request),
                task_id=task_id,
                result=form.result(detail.task.officers),
            ),
            _("The result is entered."),
        )
        if is_entered:
            return redirect("inspection-task", task_id)
    return render(request, "inspection/task.html", _context(request, detail, form), status=422)


@require_POST
def close(request: HttpRequest, task_id: str) -> HttpResponse:
    """Closes a visited task."""
    attempt(
        request,
        lambda: public.close_task(actor=signed_in(request), now=now_of(request), task_id=task_id),
        _("The visit is closed."),
    )
    return redirect("inspection-task", task_id)


@require_POST
def cancel(request: HttpRequest, task_id: str) -> HttpResponse:
    """Cancels a visit with its reason."""
    attempt(
        request,
        lambda: public.cancel_task(
            actor=signed_in(request),
            now=now_of(request),
            task_id=task_id,
            reason=request.POST.get("reason", ""),
        ),
        _("The visit is cancelled; the reason is on record."),
    )
    return redirect("inspection-task", task_id)


@require_POST
def replace(request: HttpRequest, task_id: str) -> HttpResponse:
    """Replaces a drawn officer by the next reserve."""
    attempt(
        request,
        lambda: public.replace_officer(
            actor=signed_in(request),
            now=now_of(request),
            task_id=task_id,
            officer_id=request.POST.get("officer_id", ""),
            reason=request.POST.get("reason", ""),
        ),
        _("The next reserve of the draw takes over."),
    )
    return redirect("inspection-task", task_id)


@require_POST
def recuse(request: HttpRequest, task_id: str) -> HttpResponse:
    """Declares that an officer must stand aside for the subject of the visit."""
    subject_id = public.task(task_id).task.subject_id
    attempt(
        request,
        lambda: public.declare_recusal(
            actor=signed_in(request),
            now=now_of(request),
            recusal=NewRecusal(
                officer_id=request.POST.get("officer_id", ""),
                reason=request.POST.get("reason", ""),
                declared_on=local_date(now_of(request)),
                subject_id=subject_id,
            ),
        ),
        _("The recusal is on record. The planner now puts a reserve on."),
    )
    return redirect("inspection-task", task_id)


def published_items(detail: TaskDetail) -> tuple[ItemView, ...]:
    """The items of a visit as they are published (检查事项)."""
    wanted = set(detail.task.items)
    published = inspection_items(detail.plan.period_from)
    return tuple(item for item in published if item.item_code in wanted)


def _asked(detail: TaskDetail) -> tuple[Question, ...]:
    return questions(detail.task.items, published_items(detail))


def _context(
    request: HttpRequest, detail: TaskDetail, form: ResultForm | None
) -> dict[str, object]:
    actor = signed_in(request)
    place = Thing(detail.plan.agency_id, detail.plan.region)
    demand(actor, "inspection.read", place)
    cards = public.cards([detail.task.subject_id])
    names = {
        view.officer_id: view for view in officers(detail.plan.agency_id, detail.plan.period_from)
    }
    lines, is_open = lines_of(detail), detail.task.state == TaskState.DRAWN
    may_enter = may(actor, "inspection.enter_result", place)
    is_drawn_officer = actor.officer_id in detail.task.officers
    blank = ResultForm(
        asked=_asked(detail),
        language=language(),
        initial={"visited_on": _likely_day(detail, local_date(now_of(request)))},
    )
    shown = (form or blank) if is_open and may_enter.allowed and is_drawn_officer else None
    return {
        "detail": detail,
        "task": detail.task,
        "plan": detail.plan,
        "agency": agency(detail.plan.agency_id),
        "name": name_of(cards, detail.task.subject_id),
        "card": cards.get(detail.task.subject_id),
        "subject_url": subject_url(detail.task.subject_id),
        "score_url": score_url(detail.task.subject_id),
        "items": published_items(detail),
        "telling": [row for row in lines if _tells(row[0])],
        "silent": [row for row in lines if not _tells(row[0])],
        "turns": [(turn, names.get(turn.officer_id)) for turn in detail.turns],
        "reserves": [(one, names.get(one)) for one in detail.reserves],
        "inclusion": float(detail.task.inclusion),
        "is_random": detail.task.lane == Lane.RANDOM,
        "may_replace": is_open and may(actor, "inspection.replace_officer", place).allowed,
        "may_recuse": is_open and may(actor, "inspection.declare_recusal").allowed,
        "own_officer_id": actor.officer_id,
        "may_cancel": is_open and may(actor, "inspection.cancel_task", place).allowed,
        "may_close": detail.task.state == TaskState.VISITED and may_enter.allowed,
        "may_give_code": _may_give_code(request, detail, place),
        "has_code": public.has_code(detail.task.task_id),
        "papers": public.papers_of(detail.task.task_id),
        "paper_forms": public.paper_forms() if _may_issue(request, detail, place) else (),
        "recordings": recordings_panel(KIND, detail.task.task_id, place, actor, now_of(request)),
        "form": shown,
        "groups": _groups(shown, published_items(detail)) if shown else [],
        "is_waiting_for_result": is_open,
        "why_no_form": _why_no_form(may_enter.allowed),
    }


def _may_issue(request: HttpRequest, detail: TaskDetail, place: Thing) -> bool:
    is_alive = detail.task.state != TaskState.CANCELLED
    return is_alive and may(signed_in(request), "inspection.issue_paper", place).allowed


def _may_give_code(request: HttpRequest, detail: TaskDetail, place: Thing) -> bool:
    """Whether whoever asks may make the letter with the firm's code: none who was drawn."""
    is_known = detail.task.state not in (TaskState.PLANNED, TaskState.CANCELLED)
    is_apart = signed_in(request).officer_id not in detail.task.officers
    return is_known and is_apart and may(signed_in(request), "inspection.issue_code", place).allowed


def _likely_day(detail: TaskDetail, today: date) -> date:
    """Today, or the day of the plan's period that is nearest to it."""
    return min(max(today, detail.plan.period_from), detail.plan.period_to)


def lines_of(detail: TaskDetail) -> list[tuple[CheckLine, str]]:
    """The entered lines, each with the text of its question."""
    texts = {(one.item_code, one.check_code): one.label(language()) for one in _asked(detail)}
    found = detail.result.lines if detail.result else ()
    return [(line, texts.get((line.item_code, line.check_code), "")) for line in found]


def _tells(line: CheckLine) -> bool:
    """Whether a line is worth reading first: a problem, a note, or nothing checked."""
    return line.outcome is not CheckOutcome.OK or bool(line.notes)


def _groups(form: ResultForm, items: Sequence[ItemView]) -> list[tuple[str, list[Any]]]:
    """The questions of the form, item by item."""
    names = {item.item_code: item.label(language()) for item in items}
    groups: dict[str, list[Any]] = {}
    for row in form.questions():
        groups.setdefault(row[0].item_code, []).append(row)
    return [(names.get(code, code), rows) for code, rows in groups.items()]


def _why_no_form(has_role: bool) -> str:
    if not has_role:
        return _("Only an enforcement officer may enter the result.")
    return _("Only one of the drawn officers may enter the result (whoever inspects enters).")
