# SPDX-License-Identifier: Apache-2.0
"""Pages of plans: the list, a new plan, one plan with its next lawful step."""

from dataclasses import replace
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjing.engines.languages import language
from mingjing.inspection import public
from mingjing.inspection.types import (
    Change,
    ChangeView,
    Lane,
    PlanView,
    SelectionChange,
    Stage,
    TaskState,
    TaskView,
)
from mingjing.inspection.web import charts
from mingjing.inspection.web.forms import ChangeForm, NewPlanForm
from mingjing.inspection.web.limits import limit_rows
from mingjing.inspection.web.shared import lane_exclusions, name_of, score_url
from mingjing.kernel.clock import local_date
from mingjing.kernel.errors import PlatformError
from mingjing.kernel.paging import PageRequest, SortOrder
from mingjing.registry.public import (
    agencies,
    agency,
    attempt,
    demand,
    inspection_items,
    may,
    now_of,
    problem_of,
    reach,
    signed_in,
)
from mingjing.registry.types import Actor, AgencyView, Thing
from mingjing.subjects.public import subject_points

_PAGE = 30


def plans(request: HttpRequest) -> HttpResponse:
    """All plans, newest first (检查计划)."""
    wanted = PageRequest.parse(request.GET.get("page"), _PAGE)
    page = public.plans(wanted, given=reach(signed_in(request), "inspection.read"))
    context = {
        "page": page,
        "agencies": {one.agency_id: one for one in agencies()},
        "may_draft": may(signed_in(request), "inspection.draft_plan").allowed,
        "may_read_evaluations": may(signed_in(request), "inspection.read_evaluations").allowed,
    }
    return render(request, "inspection/plans.html", context)


def new_plan(request: HttpRequest) -> HttpResponse:
    """Draft a plan: the form explains, the act decides (拟定检查计划)."""
    today = local_date(now_of(request))
    form = NewPlanForm(request.POST or None, initial=_suggestion(request))
    form.offer(_own_agencies(signed_in(request)), inspection_items(today), language())
    problem = None
    if request.method == "POST" and form.is_valid():
        try:
            plan_id = _draft(request, form)
        except PlatformError as refusal:
            problem = problem_of(refusal)
        else:
            messages.success(request, _("The plan is drafted. Nothing is decided yet."))
            return redirect("inspection-plan", plan_id)
    context = {"form": form, "problem": problem}
    return render(request, "inspection/plan_new.html", context, status=409 if problem else 200)


def plan(request: HttpRequest, plan_id: str) -> HttpResponse:
    """One plan: budget, areas, map, tasks, and the next lawful step (检查计划详情)."""
    view = public.plan(plan_id)
    actor = signed_in(request)
    demand(actor, "inspection.read", _thing(view))
    where, order = _wanted(request, actor)
    page = public.tasks(plan_id, PageRequest.parse(request.GET.get("page"), _PAGE), where, order)
    known = public.cards([task.subject_id for task in page.items])
    context = {
        "plan": view,
        "agency": agency(view.agency_id),
        "stages": _stages(view.stage),
        "step": _next_step(view, actor),
        "page": page.map(lambda task: _task_row(task, known)),
        "limits": limit_rows(view),
        "where": where,
        "order": order,
        "has_own": bool(actor.officer_id) and view.stage == Stage.DRAWN,
        "lanes": list(Lane),
        "states": list(TaskState),
        "excluded": [(lane_exclusions()[reason], n) for reason, n in view.excluded if n],
        "changes": _changes(plan_id),
        "change_form": ChangeForm(language=language(), initial=_proposed(request)),
        "may_change": view.stage == Stage.DRAFTED
        and may(actor, "inspection.draft_plan", _thing(view)).allowed,
        **_publication(request, view),
        **_figures(view),
    }
    return render(request, "inspection/plan.html", context)


def _publication(request: HttpRequest, view: PlanView) -> dict[str, object]:
    """Results that wait to be public, how many are overdue, and whether who asks may publish."""
    waiting, late = public.results_late(view.plan_id, now_of(request))
    given = may(signed_in(request), "inspection.publish_results", _thing(view))
    return {"results_waiting": waiting, "results_late": late, "may_publish": given.allowed}


def _wanted(request: HttpRequest, actor: Actor) -> tuple[public.TaskFilter, SortOrder]:
    """Which visits the list shows, and by which column; both stand in the address."""
    is_own = request.GET.get("own") == "1"
    where = public.TaskFilter(
        lane=request.GET.get("lane", ""),
        state=request.GET.get("state", ""),
        officer_id=(actor.officer_id or "") if is_own else "",
    )
    return where, SortOrder.parse(request.GET.get("sort"), public.SORTABLE)


def _proposed(request: HttpRequest) -> dict[str, str]:
    """What the form of changes starts with: a subject that another page handed over."""
    return {
        "subject_id": request.GET.get("subject", "")[:60],
        "change": Change.REMOVE if request.GET.get("change") == Change.REMOVE else Change.ADD,
    }


def _changes(plan_id: str) -> list[tuple[ChangeView, str]]:
    """Changes by hand with the name of the subject of each."""
    made = public.changes(plan_id)
    known = public.cards([one.subject_id for one in made])
    return [(one, name_of(known, one.subject_id)) for one in made]


@require_POST
def change(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Adds or takes out a subject by hand, then back to the plan."""
    form = ChangeForm(request.POST, language=language())
    if not form.is_valid():
        messages.error(request, _("Subject, change and reason are all needed."))
        return redirect("inspection-plan", plan_id)
    wanted = SelectionChange(
        subject_id=form.cleaned_data["subject_id"].strip(),
        change=Change(form.cleaned_data["change"]),
        reason=form.cleaned_data["reason"],
    )
    attempt(
        request,
        lambda: public.change_selection(
            actor=signed_in(request), now=now_of(request), plan_id=plan_id, change=wanted
        ),
        _("The selection is changed; the reason is on record."),
    )
    return redirect("inspection-plan", plan_id)


@require_POST
def freeze(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Confirms the plan and freezes its pool, then back to the plan."""
    attempt(
        request,
        lambda: public.freeze_pool(
            actor=signed_in(request),
            now=now_of(request),
            plan_id=plan_id,
            announcement=request.POST.get("announcement", ""),
        ),
        _("The pool is frozen and its hash is in the ledger."),
    )
    return redirect("inspection-plan", plan_id)


@require_POST
def run_draw(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Draws, then to the public page of the draw."""
    is_drawn = attempt(
        request,
        lambda: public.draw(
            actor=signed_in(request),
            now=now_of(request),
            plan_id=plan_id,
            public_string=request.POST.get("public_string", "").strip(),
        ),
        _("Drawn. Anyone can replay it."),
    )
    return redirect("inspection-draw" if is_drawn else "inspection-plan", plan_id)


def _own_agencies(actor: Actor) -> tuple[AgencyView, ...]:
    """Agencies for which the actor may plan."""
    return tuple(
        one
        for one in agencies()
        if may(actor, "inspection.draft_plan", Thing(one.agency_id, one.region)).allowed
    )


def _draft(request: HttpRequest, form: NewPlanForm) -> str:
    wanted = form.plan()
    wanted = replace(wanted, model_id=public.scored_by(wanted.as_of))
    return public.draft_plan(
        actor=signed_in(request),
        now=now_of(request),
        plan=wanted,
        candidates=public.candidates(wanted),
    )


def _suggestion(request: HttpRequest) -> dict[str, object]:
    """What the form starts with: the next four weeks, the actor's own agency and region."""
    actor = signed_in(request)
    today = local_date(now_of(request))
    return {
        "agency": actor.agency_id,
        "region": actor.region,
        "period_from": today,
        "period_to": today + timedelta(days=27),
        "as_of": public.scored_last(today) or today,
        "random_percent": 15,
        "statutory_percent": 10,
    }


def _stages(current: Stage) -> list[tuple[Stage, str]]:
    """The stages of a plan with the class of each in the stage bar."""
    order = list(Stage)
    at = order.index(current)
    marks = ["done" if n < at else "current" if n == at else "" for n in range(len(order))]
    if current == Stage.DRAWN:
        marks[at] = "done"
    return list(zip(order, marks, strict=True))


def _next_step(view: PlanView, actor: Actor) -> dict[str, object]:
    """The next lawful step, whether the actor may take it, and what stands against it."""
    if view.stage == Stage.DRAWN:
        return {"name": "done"}
    name = "freeze" if view.stage == Stage.DRAFTED else "draw"
    action = "inspection.freeze_pool" if name == "freeze" else "inspection.draw"
    answer = may(actor, action, _thing(view))
    why = [reason.text(language()) for reason in answer.because]
    step: dict[str, object] = {"name": name, "is_allowed": answer.allowed, "why": why}
    if name == "draw":
        found = public.draw_view(view.plan_id)
        step |= {"draw": found, "is_waiting": not found.is_covered}
    return step


def _thing(view: PlanView) -> Thing:
    return Thing(view.agency_id, view.region)


def _task_row(task: TaskView, known: dict[str, public.SubjectCard]) -> dict[str, object]:
    card = known.get(task.subject_id)
    return {
        "task": task,
        "name": name_of(known, task.subject_id),
        "address": card.address if card else "",
        "url": reverse("inspection-task", args=[task.task_id]),
        "score_url": score_url(task.subject_id),
        "inclusion": float(task.inclusion),
        "tone": charts.LANE_TONES[task.lane],
    }


def _figures(view: PlanView) -> dict[str, object]:
    """Charts with their tables, and the map."""
    lanes = charts.lane_rows(view, public.lane_counts(view.plan_id))
    areas = public.area_counts(view.plan_id)
    found = public.plan_statistics(view.plan_id)
    is_visited = any(rate.visited for rate in found.by_lane)
    return {
        "lane_rows": lanes,
        "lane_chart": charts.lane_chart(lanes, language()),
        "planned": sum(row[1] for row in lanes),
        "visited": sum(row[2] for row in lanes),
        "area_rows": charts.area_rows(areas),
        "area_chart": charts.area_chart(areas),
        "points": _points(view.plan_id),
        "legend": [(charts.LANE_TONES[lane], lane.label(language())) for lane in Lane],
        "statistics": found if is_visited else None,
        "hit_chart": charts.hit_chart(found, language()) if is_visited else None,
        "hit_rows": [
            (rate.lane, rate.visited, rate.any_hits, rate.critical_hits, rate.critical_rate)
            for rate in found.by_lane
            if rate.visited
        ],
    }


def _points(plan_id: str) -> dict[str, object]:
    """Where the visits are, by lane."""
    marks = public.task_marks(plan_id)
    places = {one.subject_id: one for one in subject_points([mark[0] for mark in marks])}
    return {
        "points": [
            {
                "lat": place.lat,
                "lon": place.lon,
                "label": f"{place.name} · {lane.label(language())}",
                "url": reverse("inspection-task", args=[task_id]),
                "tone": charts.LANE_TONES[lane],
            }
            for subject_id, task_id, lane, _state in marks
            if (place := places.get(subject_id))
        ]
    }
