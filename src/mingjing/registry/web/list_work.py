# SPDX-License-Identifier: Apache-2.0
"""Pages for making lists: versions, a new draft, one version with its next lawful step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjing.engines.languages import language
from mingjing.kernel.clock import local_date
from mingjing.kernel.errors import Invalid, PlatformError
from mingjing.kernel.paging import PageRequest
from mingjing.registry import public
from mingjing.registry.types import (
    AgencyView,
    ListKind,
    ListProblem,
    ListState,
    ListVersionView,
    NewList,
    Thing,
)
from mingjing.registry.web.list_forms import ListFileForm, NewListForm
from mingjing.registry.web.list_shared import (
    DRAFTED_KINDS,
    TONES,
    difference_rows,
    problem_rows,
    rows,
)

_PAGE = 50


def work(request: HttpRequest) -> HttpResponse:
    """Every version of every list, the newest first (清单办理)."""
    page = public.list_versions(PageRequest.parse(request.GET.get("page"), _PAGE))
    agencies = {view.agency_id: view for view in public.agencies()}
    lines = [
        {"view": one, "agency": agencies[one.agency_id], "tone": TONES[one.state]}
        for one in page.items
    ]
    may_draft = public.may(public.signed_in(request), "registry.draft_list").allowed
    context = {"page": page, "lines": lines, "may_draft": may_draft}
    return render(request, "registry/list_work.html", context)


def new_list(request: HttpRequest) -> HttpResponse:
    """Draft a list from a file: look at its problems first, or keep it (拟定清单)."""
    form = NewListForm(request.POST or None, request.FILES or None, initial=_start(request))
    form.offer(_agencies(request))
    context: dict[str, object] = {"form": form, "kinds": DRAFTED_KINDS}
    if request.method != "POST" or not form.is_valid():
        return render(request, "registry/list_new.html", context)
    try:
        reading = form.reading(ListKind(form.cleaned_data["kind"]))
        draft = form.draft(reading)
        problems = reading.problems or _look(request, draft)
        if "keep" in request.POST and not any(_is_mistake(one) for one in problems):
            actor, now = public.signed_in(request), public.now_of(request)
            made = public.draft_list(actor=actor, now=now, draft=draft)
            return redirect("registry-list-version", made)
    except PlatformError as refusal:
        return _refused(request, "registry/list_new.html", context, refusal)
    context |= {"problems": problem_rows(problems), "looked": len(draft.items)}
    status = 422 if problems else 200
    return render(request, "registry/list_new.html", context, status=status)


def correct(request: HttpRequest, list_version_id: str) -> HttpResponse:
    """Put the items of another file in the place of a draft's (修改草案)."""
    view = public.list_version(list_version_id)
    form = ListFileForm(
        request.POST or None, request.FILES or None, initial={"valid_from": view.valid_from}
    )
    context: dict[str, object] = {"form": form, "view": view}
    if request.method != "POST" or not form.is_valid():
        return render(request, "registry/list_correct.html", context)
    try:
        reading = form.reading(view.kind)
        valid_from = form.cleaned_data["valid_from"]
        draft = NewList(view.kind, view.agency_id, view.region, valid_from, reading.items)
        problems = reading.problems or _look(request, draft)
        if not any(_is_mistake(one) for one in problems):
            public.correct_list(
                actor=public.signed_in(request),
                now=public.now_of(request),
                list_version_id=list_version_id,
                valid_from=valid_from,
                items=reading.items,
            )
            return redirect("registry-list-version", list_version_id)
    except PlatformError as refusal:
        return _refused(request, "registry/list_correct.html", context, refusal)
    context |= {"problems": problem_rows(problems), "looked": len(reading.items)}
    return render(request, "registry/list_correct.html", context, status=422)


def _look(request: HttpRequest, draft: NewList) -> tuple[ListProblem, ...]:
    return public.draft_problems(draft, local_date(public.now_of(request)))


def _is_mistake(problem: ListProblem) -> bool:
    """Whether a problem keeps the file from being a draft at all; the law only bars review."""
    return isinstance(problem.error, Invalid)


def _refused(
    request: HttpRequest, template: str, context: dict[str, object], refusal: PlatformError
) -> HttpResponse:
    context["problem"] = public.problem_of(refusal)
    return render(request, template, context, status=refusal.http_status)


def _agencies(request: HttpRequest) -> list[AgencyView]:
    """The agencies for which the actor may draft."""
    actor = public.signed_in(request)
    return [
        one
        for one in public.agencies()
        if public.may(actor, "registry.draft_list", Thing(one.agency_id, one.region)).allowed
    ]


def _start(request: HttpRequest) -> dict[str, object]:
    return {"agency": public.signed_in(request).agency_id, "kind": request.GET.get("kind", "")}


def version(request: HttpRequest, list_version_id: str) -> HttpResponse:
    """One version: where it stands, what is wrong, what changes, the next step (清单版本)."""
    view = public.list_version(list_version_id)
    page = public.list_items_page(
        list_version_id, PageRequest.parse(request.GET.get("page"), _PAGE)
    )
    today = local_date(public.now_of(request))
    # A published list was checked when it was published; its way is over.
    problems = () if view.is_public else public.list_problems(list_version_id, today)
    context: dict[str, object] = {
        "view": view,
        "agency": public.agency(view.agency_id),
        "tone": TONES[view.state],
        "stages": _stages(view.state),
        "outlooks": _outlooks(request, list_version_id),
        "problems": problem_rows(problems),
        "blocking": sum(not one.is_note for one in problems),
        "page": page,
        "rows": rows(view.kind, page.items),
        "steps": [
            {"step": one, "who": public.account_name(one.account_id)}
            for one in public.list_steps(list_version_id)
        ],
        **_against_published(view),
    }
    return render(request, "registry/list_version.html", context)


def _stages(current: ListState) -> list[tuple[ListState, str]]:
    """The states of a version with the class of each in the stage bar."""
    order = [ListState.DRAFT, ListState.IN_REVIEW, ListState.REVIEWED, ListState.PUBLISHED]
    at = order.index(current) if current in order else len(order)
    marks = ["done" if n < at else "current" if n == at else "" for n in range(len(order))]
    if current is ListState.PUBLISHED:
        marks[at] = "done"
    return list(zip(order, marks, strict=True))


def _outlooks(request: HttpRequest, list_version_id: str) -> dict[str, dict[str, object]]:
    """The steps that can come next by name, each with why this person may not take it."""
    return {
        one.step.value: {
            "step": one.step,
            "problem": one.refusal.problem(language()) if one.refusal else None,
        }
        for one in public.next_list_steps(public.signed_in(request), list_version_id)
    }


def _against_published(view: ListVersionView) -> dict[str, object]:
    """What the version changes of the list that is published now."""
    if view.is_public:
        return {}
    published = public.published_version(view.kind, view.agency_id, view.region)
    if published is None:
        return {}
    found = public.list_difference(published.list_version_id, view.list_version_id)
    return {"published": published, **difference_rows(view.kind, found)}


@require_POST
def submit(request: HttpRequest, list_version_id: str) -> HttpResponse:
    """Submits a draft for review, then back to the version."""
    actor, now = public.signed_in(request), public.now_of(request)
    public.attempt(
        request,
        lambda: public.submit_list(actor=actor, now=now, list_version_id=list_version_id),
        _("The list is with the legal reviewer."),
    )
    return redirect("registry-list-version", list_version_id)


@require_POST
def review(request: HttpRequest, list_version_id: str) -> HttpResponse:
    """Passes a list in review, then back to the version."""
    actor, now, opinion = (
        public.signed_in(request),
        public.now_of(request),
        request.POST.get("opinion", ""),
    )
    public.attempt(
        request,
        lambda: public.review_list(
            actor=actor, now=now, list_version_id=list_version_id, opinion=opinion[:2000]
        ),
        _("The list has passed review."),
    )
    return redirect("registry-list-version", list_version_id)


@require_POST
def send_back(request: HttpRequest, list_version_id: str) -> HttpResponse:
    """Returns a list to its drafters, then back to the version."""
    actor, now, reason = (
        public.signed_in(request),
        public.now_of(request),
        request.POST.get("reason", ""),
    )
    public.attempt(
        request,
        lambda: public.return_list(
            actor=actor, now=now, list_version_id=list_version_id, reason=reason[:2000]
        ),
        _("The list is a draft again."),
    )
    return redirect("registry-list-version", list_version_id)


@require_POST
def publish(request: HttpRequest, list_version_id: str) -> HttpResponse:
    """Publishes a list, then back to the version."""
    actor, now = public.signed_in(request), public.now_of(request)
    document_no = request.POST.get("document_no", "").strip()[:200]
    public.attempt(
        request,
        lambda: public.publish_list(
            actor=actor, now=now, list_version_id=list_version_id, document_no=document_no
        ),
        _("The list is published."),
    )
    return redirect("registry-list-version", list_version_id)
