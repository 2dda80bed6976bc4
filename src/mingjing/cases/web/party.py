# SPDX-License-Identifier: Apache-2.0
"""The party's own page (当事人页面): opened by the code of the notice, without an account.

It shows what was served on the party and nothing else of the file.
"""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mingjing.cases import public
from mingjing.cases.queries.access import case_of_code, code_digest
from mingjing.cases.queries.files import case_row, file_of
from mingjing.cases.queries.law import LawOn
from mingjing.cases.queries.party import has_said, papers_served, party_terms, rights_left
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import Right
from mingjing.cases.types.documents import DocumentUnknown
from mingjing.cases.types.refusals import CodeUnknown
from mingjing.cases.types.steps import (
    DecisionMade,
    DecisionServed,
    HearingRequested,
    HearingScheduled,
    NoticeServed,
    Payload,
    PaymentReceived,
    RightWaived,
    StatementMade,
)
from mingjing.cases.web.documents import paper_file
from mingjing.cases.web.said import factor_names, facts_of
from mingjing.engines.languages import language
from mingjing.kernel.clock import local_date
from mingjing.kernel.errors import PlatformError
from mingjing.registry.public import now_of, tell_refusal
from mingjing.registry.types import Actor

_KEY = "party_code"
_SECONDS = 3600


class CodeForm(forms.Form):
    """The code that came with the notice (查询码)."""

    code = forms.CharField(
        label=gettext_lazy("Code of the notice"),
        max_length=40,
        help_text=gettext_lazy("Sixteen characters, printed on the notice"),
    )


def enter(request: HttpRequest) -> HttpResponse:
    """Asks for the code and keeps its digest in the session."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        digest = code_digest(form.cleaned_data["code"])
        try:
            case_of_code(digest, local_date(now_of(request)))
        except CodeUnknown as unknown:
            form.add_error("code", unknown.message(language()))
        else:
            request.session.cycle_key()
            request.session[_KEY] = digest
            request.session.set_expiry(_SECONDS)
            return redirect("cases-party")
    return render(request, "cases/party_enter.html", {"form": form})


def party(request: HttpRequest) -> HttpResponse:
    """What was served on the party, and what it can do (当事人)."""
    try:
        case_id, _party_id = _opened(request)
    except CodeUnknown:
        return redirect("cases-party-enter")
    row = case_row(case_id)
    file = file_of(row)
    now = now_of(request)
    lawful = {
        one.kind
        for one in public.next_steps(case_id, actor=_actor(request), now=now)
        if one.is_open
    }
    law = LawOn(now, row.region, row.field)
    factors = factor_names(row.power_item_code, local_date(now), row.region)
    context = {
        "row": row,
        "notice": _shown(file, NoticeServed, factors),
        "papers": papers_served(file),
        "said": has_said(file, language()),
        "terms": party_terms(file, law),
        "hearing": _shown(file, HearingScheduled, factors),
        "decision": _shown(file, DecisionMade, factors) if file.has(DecisionServed) else None,
        "channel": _channel(file),
        "paid": sum(one.fen for one in file.all(PaymentReceived)),
        "fine": row.fine_fen,
        "may_state": StatementMade in lawful,
        "may_ask_hearing": HearingRequested in lawful,
        "may_waive": RightWaived in lawful,
        "rights": rights_left(file, law),
    }
    return render(request, "cases/party.html", context)


def paper(request: HttpRequest, document_id: str, kind: str) -> HttpResponse:
    """A document that was served on this party, as PDF or DOCX; no other one of the file.

    Raises: DocumentUnknown.
    """
    try:
        case_id, _party_id = _opened(request)
    except CodeUnknown:
        return redirect("cases-party-enter")
    for one in papers_served(file_of(case_row(case_id))):
        if one.document.document_id == document_id:
            return paper_file(request, one.document, kind)
    raise DocumentUnknown(document_id=document_id)


@require_POST
def state(request: HttpRequest) -> HttpResponse:
    """Takes a statement and defence online."""
    text = request.POST.get("text", "")[:8000]
    on = local_date(now_of(request))
    return _do(request, StatementMade(text, on, is_online=True))


@require_POST
def ask_hearing(request: HttpRequest) -> HttpResponse:
    """Takes the request for a hearing online."""
    return _do(request, HearingRequested(local_date(now_of(request)), is_online=True))


@require_POST
def waive(request: HttpRequest) -> HttpResponse:
    """Takes an express waiver online."""
    value = request.POST.get("right", "")
    if value not in set(Right) or request.POST.get("is_sure") != "on":
        messages.error(request, _("Choose the right and confirm that you give it up."))
        return redirect("cases-party")
    at = now_of(request).isoformat()
    on = local_date(now_of(request))
    return _do(request, RightWaived(Right(value), on, f"当事人于 {at} 在网上明确放弃"))


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forgets the code."""
    request.session.pop(_KEY, None)
    return redirect("cases-party-enter")


def _do(request: HttpRequest, payload: Payload) -> HttpResponse:
    try:
        case_id, _party_id = _opened(request)
        public.take_step(
            actor=_actor(request), now=now_of(request), case_id=case_id, payload=payload
        )
    except CodeUnknown:
        return redirect("cases-party-enter")
    except PlatformError as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, _("Received. The agency is told at once."))
    return redirect("cases-party")


def _opened(request: HttpRequest) -> tuple[str, str]:
    return case_of_code(request.session.get(_KEY, ""), local_date(now_of(request)))


def _actor(request: HttpRequest) -> Actor:
    """The party as an actor: named by its opaque id."""
    _case_id, party_id = _opened(request)
    return Actor(party_id, "party", "", "", frozenset({"party"}))


def _channel(file: CaseFile) -> str:
    """Where the party applies for reconsideration online (行政复议法 art. 22)."""
    served = file.last(DecisionServed)
    return served.remedy_channel if served else ""


def _shown(
    file: CaseFile, kind: type[Payload], factors: dict[str, str]
) -> list[tuple[str, str]] | None:
    found = file.last(kind)
    return facts_of(found, factors) if found else None
