# SPDX-License-Identifier: Apache-2.0
"""Pages of cases: the workbench, the register, one case with its next lawful steps."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from mingjing.cases import public
from mingjing.cases.models import Case
from mingjing.cases.queries.case import case_of, steps_of
from mingjing.cases.queries.files import case_row, file_of
from mingjing.cases.queries.law import LawOn
from mingjing.cases.queries.lists import CaseFilter, joined_to
from mingjing.cases.queries.next_steps import steps_for
from mingjing.cases.queries.occasions import KIND
from mingjing.cases.queries.people import names_in
from mingjing.cases.queries.words import limits_in_words
from mingjing.cases.rules.justice import credit_of
from mingjing.cases.rules.secrecy import shown_to
from mingjing.cases.rules.stages import stage_of
from mingjing.cases.rules.table.order import leads_on
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import Stage
from mingjing.cases.types.documents import DocumentLine
from mingjing.cases.types.steps import Joined
from mingjing.cases.types.views import CaseView, StepView
from mingjing.cases.web.closed import closed_by_stage
from mingjing.cases.web.evidence import evidence_lines
from mingjing.cases.web.findings import finding_lines
from mingjing.cases.web.lines import StepLine, step_line
from mingjing.cases.web.said import factor_names, facts_of, power_words
from mingjing.cases.web.shared import demand_readable, look_for, looked_for, may_here
from mingjing.engines.languages import language
from mingjing.engines.papers.forms import Form
from mingjing.evidence.public import recordings_panel
from mingjing.kernel.clock import local_date
from mingjing.kernel.errors import PlatformError
from mingjing.kernel.money import format_yuan
from mingjing.kernel.paging import PageRequest, SortOrder
from mingjing.registry.public import (
    agency,
    leniency_for,
    list_version,
    may,
    now_of,
    rule,
    signed_in,
    tell_refusal,
)
from mingjing.registry.types import ListUnknown, ListVersionView, Thing, Tier

_LINES = 12
_ASIDE = (Stage.TRANSFERRED, Stage.JOINED)


@dataclass(frozen=True, slots=True)
class PaperOffer:
    """A document that a step waits for (应先制作的文书), and which step that is.

    :ivar seq: the step that it is of; 0 where the page of the step that waits makes it.
    """

    form: Form
    seq: int
    waits: StepLine
    leads_on: bool


def workbench(request: HttpRequest) -> HttpResponse:
    """What I must do, by clock (工作台)."""
    actor, today = signed_in(request), local_date(now_of(request))
    mine = public.own_cases(actor)
    officer, agency_id = mine.officer_id, mine.agency_id
    page = PageRequest(1, _LINES)
    due = public.due_clocks(agency_id, today, officer_id=officer)
    named = public.named_clocks((clock for clock, _ in due), language())
    asked = PageRequest.parse(request.GET.get("page"), _LINES)
    waiting = public.waiting(actor, asked, today)
    context = {
        "has_desk": public.has_desk(actor),
        "waiting": waiting,
        "asked": [(one, one.kind.label(language())) for one in waiting.items],
        "clocks": [(one, line) for one, (_, line) in zip(named, due, strict=True)],
        "later": max(len(due) - _LINES, 0),
        "mine": public.cases(mine, page, today, public.DUE_FIRST),
        "clues": public.clues(agency_id, page, today, is_due=True),
        "complaints": public.complaints(agency_id, page, today, is_due=True),
        "may_take": may_here(request, "cases.take_clue"),
        "is_officer": bool(officer),
        "today": today,
    }
    return render(request, "cases/workbench.html", context)


def case_list(request: HttpRequest) -> HttpResponse:
    """The register of cases (案件列表)."""
    if request.method == "POST":
        return look_for(request, _TEXT, "cases-list", ("own", "stage", "sort"))
    actor, today = signed_in(request), local_date(now_of(request))
    asked = request.GET
    stage, is_own = asked.get("stage", ""), bool(asked.get("own"))
    every = CaseFilter(agency_id="" if "auditor" in actor.roles else actor.agency_id)
    where = replace(
        public.own_cases(actor) if is_own else every,
        stage=stage if stage in set(Stage) else "",
        text=looked_for(request, _TEXT),
    )
    order = SortOrder.parse(asked.get("sort"), public.CASES_SORTABLE)
    found = public.cases(where, PageRequest.parse(asked.get("page")), today, order)
    may_supervise = may(actor, "cases.supervise").allowed
    context = {
        "page": found,
        "where": where,
        "is_own": is_own,
        "order": order,
        "stages": list(Stage),
        "may_supervise": may_supervise,
    }
    return render(request, "cases/list.html", context)


_TEXT = "cases_text"


def case(request: HttpRequest, case_id: str) -> HttpResponse:
    """One case: where it stands, what is lawful next, what happened (案件)."""
    actor, now = signed_in(request), now_of(request)
    today = local_date(now)
    row = case_row(case_id)
    demand_readable(request, row.agency_id, row.region)
    stored = steps_of(row)
    file = file_of(row, stored)
    view = case_of(row, stored, file, today)
    law = LawOn(now, row.region, row.field)
    steps = [step_line(one) for one in steps_for(row, file, actor=actor, law=law)]
    by_hand = [one for one in steps if one.step.kind in public.step_acts()]
    open_steps = [one for one in by_hand if one.step.is_open]
    closed = [one for one in by_hand if one.step.refusal]
    factors = factor_names(view.power_item_code, today, view.region)
    papers = _paper_offers(by_hand, file)
    documents = public.documents_of(case_id)
    is_own = actor.agency_id == view.line.agency_id
    people = names_in((one.payload for one in view.steps), today, view.officers)
    thing = Thing(view.line.agency_id, view.region)
    may_supervise = may(actor, "cases.supervise", thing).allowed
    context = {
        "view": view,
        "line": view.line,
        "agency": agency(view.line.agency_id),
        "power_item": power_words(view.power_item_code),
        "officers": [people.get(one, one) for one in view.officers],
        "open_steps": open_steps,
        "papers": [one for one in papers if one.leads_on],
        "papers_aside": [one for one in papers if not one.leads_on],
        "leads_on": bool(open_steps)
        and leads_on(open_steps[0].step.kind, file)
        and not any(one.leads_on for one in papers),
        "others_steps": [o for o in by_hand if not o.step.refusal and not o.step.is_permitted],
        "closed_steps": closed,
        "stages": _stages(view, file),
        "joined": file.last(Joined),
        "evidence": evidence_lines(file, is_own=is_own),
        "joins": joined_to(row),
        "clocks": public.named_clocks(view.clocks, language(), file),
        "steps": [
            (
                o,
                o.kind.label(language()),
                facts_of(shown_to(o.payload, is_own=is_own), factors, people),
            )
            for o in reversed(view.steps)
        ],
        "credit": credit_of(file, law),
        "fine": format_yuan(view.line.fine_fen) if view.line.fine_fen else "",
        "documents": documents,
        "forms": _forms(row, file, documents),
        "findings": finding_lines(public.findings(case_id, now)) if may_supervise else [],
        "party": row.party,
        "may_issue": may(actor, "cases.serve", thing).allowed,
        "may_make": may(actor, "cases.issue", thing).allowed,
        "may_complete": may(actor, "cases.investigate", thing).allowed,
        "recordings": recordings_panel(KIND, case_id, thing, actor, now),
        "similar": public.similar_cases(case_id, view.power_item_code),
    }
    return render(request, "cases/case.html", context)


def closed_steps(request: HttpRequest, case_id: str) -> HttpResponse:
    """Steps that are not lawful now, and why (暂不能办理的步骤); the case's page unfolds it."""
    row = case_row(case_id)
    demand_readable(request, row.agency_id, row.region)
    file, law = file_of(row), LawOn(now_of(request), row.region, row.field)
    steps = steps_for(row, file, actor=signed_in(request), law=law)
    lines = [step_line(o) for o in steps if o.refusal and o.kind in public.step_acts()]
    context = {"row": row, "groups": closed_by_stage(lines, stage_of(file))}
    return render(request, "cases/closed.html", context)


def receipt(request: HttpRequest, case_id: str, seq: int) -> HttpResponse:
    """What one step rests on, to be printed (凭据)."""
    view = public.case(case_id, local_date(now_of(request)))
    demand_readable(request, view.line.agency_id, view.region)
    found: list[StepView] = [one for one in view.steps if one.seq == seq]
    if not found:
        raise Http404(seq)
    step = found[0]
    is_own = signed_in(request).agency_id == view.line.agency_id
    on = local_date(step.at)
    listed = leniency_for(view.power_item_code, on, view.region) if step.leniency else ()
    named = {one.code: one.label(language()) for one in listed}
    context = {
        "view": view,
        "line": view.line,
        "step": step,
        "kind": step.kind.label(language()),
        "facts": facts_of(
            shown_to(step.payload, is_own=is_own),
            factor_names(view.power_item_code, on, view.region),
            names_in((step.payload,), local_date(now_of(request)), view.officers),
        ),
        "leniency": [
            (one, named.get(one.code, one.name), _version(one.list_version_id))
            for one in step.leniency
        ],
        "limits": limits_in_words(step.limits, language()),
        "tier": Tier(step.ranged.tier) if step.ranged and step.ranged.tier else None,
        "rules": [(one, rule(one).label(language())) for one in step.rules],
    }
    return render(request, "cases/receipt.html", context)


def _version(list_version_id: str) -> ListVersionView | None:
    """The version of a list that a step answered; None where it is not kept here."""
    try:
        return list_version(list_version_id)
    except ListUnknown:
        return None


def _paper_offers(lines: list[StepLine], file: CaseFile) -> list[PaperOffer]:
    """Documents that steps wait for which the person may take, each once."""
    found: dict[tuple[str, int], PaperOffer] = {}
    for line in lines:
        does_lead = leads_on(line.step.kind, file)
        for form, seq in line.step.papers if line.step.is_permitted else ():
            found.setdefault((form.id, seq), PaperOffer(form, seq, line, does_lead))
    return list(found.values())


def _stages(view: CaseView, file: CaseFile) -> list[tuple[str, str]]:
    """The stages with their state, for the line at the top of the page."""
    order = [one for one in Stage if one not in _ASIDE or view.line.stage is one]
    if file.has(Joined):  # it ends where it stood
        reached = {stage_of(file.before(step.seq + 1)) for step in file.steps}
        order = [one for one in Stage if one in reached or one in (Stage.CLOSED, Stage.ARCHIVED)]
    at = order.index(view.line.stage)
    return [
        (one.label(language()), "done" if n < at else "current" if n == at else "")
        for n, one in enumerate(order)
    ]


def _forms(row: Case, file: CaseFile, documents: Iterable[DocumentLine]) -> list[tuple[int, Form]]:
    """Forms of the file for which there is no document yet."""
    issued = {(one.form.id, one.seq or 0) for one in documents if one.seq is not None}
    found = public.forms_of(file)
    return [(seq, one) for seq, one in found if (one.id, seq or row.version) not in issued]


@require_POST
def access(request: HttpRequest, case_id: str) -> HttpResponse:
    """Makes a code for the party and shows it once (查询码)."""
    code = public.issue_access(actor=signed_in(request), now=now_of(request), case_id=case_id)
    row = case_row(case_id)
    return render(request, "cases/access.html", {"code": code, "row": row})


@require_POST
def complete_party(request: HttpRequest, case_id: str) -> HttpResponse:
    """Keeps address and representative of the party (补充当事人信息)."""
    try:
        public.complete_party(
            actor=signed_in(request),
            now=now_of(request),
            case_id=case_id,
            address=request.POST.get("address", ""),
            representative=request.POST.get("representative", ""),
        )
    except PlatformError as refusal:
        tell_refusal(request, refusal)
    return redirect("cases-case", case_id)
