# SPDX-License-Identifier: Apache-2.0
"""The page of one step (步骤页): one thing, its law, its form; saved on the way if wanted."""

from dataclasses import fields, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mingjing.cases import public
from mingjing.cases.models import Case
from mingjing.cases.queries.around import other_acts
from mingjing.cases.queries.case import draft_of
from mingjing.cases.queries.files import case_row, file_of
from mingjing.cases.queries.law import LawOn
from mingjing.cases.queries.party import rights_left
from mingjing.cases.queries.similar import SimilarCases
from mingjing.cases.rules.halting import can_take_in
from mingjing.cases.rules.table import step_rules
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.documents import PaperMissing
from mingjing.cases.types.files import Upload
from mingjing.cases.types.steps import (
    STEPS,
    EvidenceAdded,
    EvidenceExcluded,
    EvidenceVerified,
    Joined,
    Payload,
    RightWaived,
)
from mingjing.cases.types.views import NextStep
from mingjing.cases.web.archiving import open_duties
from mingjing.cases.web.evidence import EvidenceLine, evidence_lines
from mingjing.cases.web.fields import Choices
from mingjing.cases.web.filled import filled
from mingjing.cases.web.finding import refilled, said_so_far, with_provisions
from mingjing.cases.web.forms import StepForm
from mingjing.cases.web.offers import offered_for
from mingjing.cases.web.provisions import FIND
from mingjing.cases.web.recordings import offered_recordings
from mingjing.cases.web.shared import demand_readable, told, who_may
from mingjing.cases.web.uploads import SHOWN, UPLOADS, received
from mingjing.engines.languages import language
from mingjing.kernel.clock import local_date
from mingjing.kernel.errors import PlatformError
from mingjing.registry.public import demand, demand_no_fault, now_of, signed_in
from mingjing.registry.types import Thing

_DRAFT, _PAPER = "draft", "paper"
_LONG = 10  # digits


def step(request: HttpRequest, case_id: str, act: str) -> HttpResponse:
    """The form of a step; taking it; keeping a draft of it."""
    kind = _kind(act)
    row = case_row(case_id)
    demand_readable(request, row.agency_id, row.region)
    file, today = file_of(row), local_date(now_of(request))
    is_own = signed_in(request).agency_id == row.agency_id
    said: QueryDict = request.POST
    refused: PlatformError | None = None
    if kind is EvidenceAdded and request.FILES:
        said, refused = received(request, case_id)
    offered = offered_for(file, today, language(), is_own=is_own, leads=_leads(row, kind))
    offered = with_provisions(offered, kind, row, today)
    films = offered_recordings(row, kind)
    given: dict[str, Any] = {
        "offered": replace(offered, uploads=_uploads(request, row, kind), recordings=films),
        "language": language(),
        "factors": public.factors_for(row.power_item_code, today, row.region, language()),
        "listed": public.listed_for(row.power_item_code, today, row.region, language()),
    }
    if FIND in request.POST:
        form = refilled(kind, request, today, given)
        return render(request, "cases/step.html", _context(request, row, file, form))
    if request.method == "POST":
        form = StepForm(kind, said, **given)
        if refused is not None:
            _tell(request, form, refused)
        answer = _taken(request, row, form) if refused is None else None
        if answer is not None:
            return answer
        return render(request, "cases/step.html", _context(request, row, file, form), status=422)
    kept = draft_of(row, signed_in(request).account_id, kind.act)
    law = LawOn(now_of(request), row.region, row.field)
    known = filled(row, file, kind, law, language())
    form = StepForm(kind, initial={**_start(file, today), **known.values, **kept}, **given)
    _narrow(form, file, law)
    context = _context(request, row, file, form) | {
        "has_draft": bool(kept),
        "origins": known.origins,
    }
    return render(request, "cases/step.html", context)


def _narrow(form: StepForm, file: Any, law: LawOn) -> None:
    """Only the rights that the party has still can be waived."""
    if form.kind is RightWaived:
        found = [(one.value, one.label(language())) for one in rights_left(file, law)]
        form.fields["right"].choices = found or form.fields["right"].choices  # type: ignore[attr-defined]


def _kind(act: str) -> type[Payload]:
    found = [one for one in STEPS if one.act == f"case.{act}" and one in public.step_acts()]
    if not found:
        raise Http404(act)
    return found[0]


def _leads(row: Case, kind: type[Payload]) -> Choices:
    """Cases of the party that this one can be joined to; asked for when it is to be joined."""
    if kind is not Joined:
        return []
    others = other_acts(row.party.identity_key, row.case_id)
    return [(one.case_id, one.number) for one in others if can_take_in(one)]


def _uploads(request: HttpRequest, row: Case, kind: type[Payload]) -> tuple[Upload, ...]:
    """Files that wait for this step of this person."""
    if kind is not EvidenceAdded:
        return ()
    return public.waiting_uploads(row.case_id, signed_in(request).account_id)


def _tell(request: HttpRequest, form: StepForm, refusal: PlatformError) -> None:
    """Nothing is taken: the form says which file the house does not take; the others wait."""
    form.add_error("files", refusal.message(language()))
    request.told = told(refusal)  # type: ignore[attr-defined]


def _taken(request: HttpRequest, row: Case, form: StepForm) -> HttpResponse | None:
    """Where to go after the step was taken or kept; None when the form is shown again."""
    case_id = row.case_id
    if _DRAFT in request.POST:
        action = step_rules()[form.kind].action
        demand(signed_in(request), action, Thing(row.agency_id, row.region))
        kept = said_so_far(form, request.POST)
        plain = {name: value for name, value in kept.items() if name != UPLOADS}
        public.keep_draft(
            case_id, signed_in(request).account_id, form.kind.act, plain, now_of(request)
        )
        messages.success(request, _("Kept as a draft. Nothing has been done yet."))
        return redirect("cases-case", case_id)
    is_paper = _PAPER in request.POST
    if is_paper and "receipt" in form.fields:
        form.fields["receipt"].required = False  # it is there after the service only
    if not form.is_valid():
        return None
    take = public.prepare_document if is_paper else public.take_step
    try:
        take(
            actor=signed_in(request),
            now=now_of(request),
            case_id=case_id,
            payload=form.payload(),
            version=_seen(request.POST.get("version", "")),
        )
    except PlatformError as refusal:
        demand_no_fault(refusal)
        form.add_error(None, refusal.message(language()))
        request.told = told(refusal)  # type: ignore[attr-defined]
        return None
    public.drop_draft(case_id, signed_in(request).account_id, form.kind.act)
    if is_paper:
        messages.success(
            request, _("The document is made and numbered. Serve it, then say so here.")
        )
        return redirect("cases-step", case_id, form.kind.act.partition(".")[2])
    if form.kind is EvidenceAdded:
        seen = (*form.cleaned_data.get(UPLOADS, ()), *form.data.get(SHOWN, "").split())
        public.drop_uploads(case_id, signed_in(request).account_id, seen, now_of(request))
    done = _("Done: %(step)s.") % {"step": form.kind.label(language())}
    messages.success(request, done)
    return redirect("cases-case", case_id)


def _seen(version: str) -> int | None:
    """The version that the page showed; None without one, 0 (nobody saw that) for nonsense."""
    if not version:
        return None
    return int(version) if version.isdecimal() and len(version) < _LONG else 0


def _start(file: Any, today: Any) -> dict[str, object]:
    """What most steps begin with: today, the officers of the case."""
    names = (
        "on", "collected_on", "served_on", "decided_on", "made_on", "told_on", "paid_on",
        "started_on", "from_on", "taken_on",
    )  # fmt: skip
    return {**dict.fromkeys(names, today), "officers": list(file.officers)}


def _context(request: HttpRequest, row: Any, file: CaseFile, form: StepForm) -> dict[str, object]:
    actor, now = signed_in(request), now_of(request)
    law = LawOn(now, row.region, row.field)
    steps = public.next_steps(row.case_id, actor=actor, now=now)
    this: NextStep = next(one for one in steps if one.kind is form.kind)
    rule = step_rules()[form.kind]
    paper = public.paper_before(form.kind)
    is_to_make = isinstance(this.refusal, PaperMissing) and paper is not None
    return {
        "paper": paper,
        "waiting": public.waiting_views(row.case_id, form.kind) if paper else (),
        "row": row,
        "form": form,
        "kind": form.kind,
        "label": form.kind.label(language()),
        "this": this,
        "who": who_may(rule.action),
        "why_not": told(this.refusal) if this.refusal and not is_to_make else None,
        "told": getattr(request, "told", None),
        "gates": public.gates_in_words(rule, language()),
        "version": row.version,
        "similar": _similar(row, form.kind),
        "duties": open_duties(form.kind, file, law, language()),
        "evidence": _evidence(request, row, file, form.kind),
    }


def _evidence(
    request: HttpRequest, row: Case, file: CaseFile, kind: type[Payload]
) -> list[EvidenceLine]:
    """What is verified or excluded, for whoever must look at it first."""
    if kind not in (EvidenceVerified, EvidenceExcluded):
        return []
    return evidence_lines(file, is_own=signed_in(request).agency_id == row.agency_id)


def _similar(row: Case, kind: type[Payload]) -> SimilarCases | None:
    """Similar past cases, for the steps that propose, discuss or decide how a case ends."""
    if "proposal" not in {one.name for one in fields(kind)}:
        return None
    return public.similar_cases(row.case_id, row.power_item_code)
