# SPDX-License-Identifier: Apache-2.0
"""Pages of complaints (投诉): take one, accept or refuse it, mediate; who brought it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mingjing.cases import public
from mingjing.cases.types.codes import ComplaintState, MediationEnd
from mingjing.cases.types.inputs import (
    ComplaintDecision,
    Mediation,
    NewComplaint,
    NewInformant,
)
from mingjing.cases.web.clue_steps import purpose_form, taken
from mingjing.cases.web.fields import DayInput, choices_of
from mingjing.cases.web.shared import demand_readable, may_here, told
from mingjing.engines.languages import language
from mingjing.kernel.clock import local_date
from mingjing.kernel.errors import PlatformError
from mingjing.kernel.paging import PageRequest
from mingjing.registry.public import may, now_of, signed_in, tell_refusal
from mingjing.registry.types import Thing
from mingjing.subjects.types import LookUpPurpose


class ComplaintForm(forms.Form):
    """A complaint as it is taken on record (投诉登记)."""

    received_on = forms.DateField(label=gettext_lazy("Received on"), widget=DayInput())
    text = forms.CharField(
        label=gettext_lazy("What is said"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("What was bought, from whom, what is asked for; no names of people"),
    )
    name = forms.CharField(label=gettext_lazy("Who complains"), max_length=100)
    contact = forms.CharField(
        label=gettext_lazy("Telephone or address"),
        max_length=200,
        help_text=gettext_lazy("Kept apart; whoever opens it says why, and that is recorded"),
    )
    reference = forms.CharField(label=gettext_lazy("Reference"), max_length=120, required=False)


class AnswerForm(forms.Form):
    """Whether a complaint is accepted (是否受理)."""

    is_accepted = forms.TypedChoiceField(
        label=gettext_lazy("Decision"),
        choices=[("yes", gettext_lazy("Accept")), ("no", gettext_lazy("Refuse"))],
        coerce=lambda value: value == "yes",
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason of a refusal"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    told_on = forms.DateField(label=gettext_lazy("Told on"), widget=DayInput())


class MediationForm(forms.Form):
    """How the mediation ended (调解结果)."""

    end = forms.ChoiceField(label=gettext_lazy("Result"))
    on = forms.DateField(label=gettext_lazy("Ended on"), widget=DayInput())
    note = forms.CharField(
        label=gettext_lazy("Note"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )


def complaints(request: HttpRequest) -> HttpResponse:
    """Complaints of the agency, what is due first (投诉)."""
    actor, today = signed_in(request), local_date(now_of(request))
    agency_id = "" if "auditor" in actor.roles else actor.agency_id
    page = PageRequest.parse(request.GET.get("page"))
    context = {
        "page": public.complaints(agency_id, page, today),
        "may_take": may_here(request, "cases.handle_complaint"),
    }
    return render(request, "cases/complaints.html", context)


def new_complaint(request: HttpRequest) -> HttpResponse:
    """Take a complaint on record (登记投诉)."""
    actor, now = signed_in(request), now_of(request)
    form = ComplaintForm(request.POST or None, initial={"received_on": local_date(now)})
    refusal = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        new = NewComplaint(
            text=said["text"],
            received_on=said["received_on"],
            agency_id=actor.agency_id,
            complainant=NewInformant(said["name"], said["contact"]),
            region=actor.region,
            reference=said["reference"],
        )
        try:
            complaint_id = public.take_complaint(actor=actor, now=now, complaint=new)
        except PlatformError as error:
            refusal = told(error)
        else:
            messages.success(request, _("The complaint is on record."))
            return redirect("cases-complaint", complaint_id)
    context = {
        "form": form,
        "told": refusal,
        "title": _("Take a complaint on record"),
        "list_page": "cases-complaints",
        "list_title": _("Complaints"),
    }
    return render(request, "cases/taking.html", context, status=422 if refusal else 200)


def complaint(request: HttpRequest, complaint_id: str) -> HttpResponse:
    """One complaint, with what is due (投诉)."""
    actor, now = signed_in(request), now_of(request)
    view = public.complaint(complaint_id, now)
    line = view.line
    demand_readable(request, line.agency_id, line.region)
    can = may(actor, "cases.handle_complaint", Thing(line.agency_id, line.region)).allowed
    context = {
        "view": view,
        "line": line,
        "answer": _answer_form(request) if can and line.state is ComplaintState.OPEN else None,
        "mediation": (
            _mediation_form(request) if can and line.state is ComplaintState.ACCEPTED else None
        ),
        "opening": purpose_form(language()) if can else None,
        "may_report": can and not view.clue_id,
    }
    return render(request, "cases/complaint.html", context)


@require_POST
def answer(request: HttpRequest, complaint_id: str) -> HttpResponse:
    """Accept or refuse (决定是否受理)."""
    form = _answer_form(request)

    def call() -> None:
        public.decide_complaint(
            actor=signed_in(request),
            now=now_of(request),
            complaint_id=complaint_id,
            decision=ComplaintDecision(**form.cleaned_data),
        )

    done = _("The decision is on record.")
    return taken(request, form, call, done, "cases-complaint", complaint_id)


@require_POST
def mediation(request: HttpRequest, complaint_id: str) -> HttpResponse:
    """End the mediation (终结调解)."""
    form = _mediation_form(request)

    def call() -> None:
        said = form.cleaned_data
        public.end_mediation(
            actor=signed_in(request),
            now=now_of(request),
            complaint_id=complaint_id,
            mediation=Mediation(MediationEnd(said["end"]), said["on"], said["note"]),
        )

    done = _("How the mediation ended is on record.")
    return taken(request, form, call, done, "cases-complaint", complaint_id)


@require_POST
def informant(request: HttpRequest, kind: str, object_id: str) -> HttpResponse:
    """Who brought a clue or a complaint, for a stated purpose (查看投诉举报人)."""
    form = purpose_form(language(), request.POST)
    back = "cases-complaint" if kind == "complaint" else "cases-clue"
    if not form.is_valid():
        return redirect(back, object_id)
    named = {"complaint_id" if kind == "complaint" else "clue_id": object_id}
    purpose = LookUpPurpose(form.cleaned_data["purpose"])
    try:
        view = public.open_informant(
            actor=signed_in(request), now=now_of(request), purpose=purpose, **named
        )
    except PlatformError as refusal:
        tell_refusal(request, refusal)
        return redirect(back, object_id)
    context = {"view": view, "purpose": purpose, "back": back, "object_id": object_id}
    response = render(request, "cases/informant.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _answer_form(request: HttpRequest) -> AnswerForm:
    start = {"told_on": local_date(now_of(request))}
    return AnswerForm(request.POST or None, initial=start)


def _mediation_form(request: HttpRequest) -> MediationForm:
    start = {"on": local_date(now_of(request))}
    form = MediationForm(request.POST or None, initial=start)
    form.fields["end"] = forms.ChoiceField(
        label=form.fields["end"].label, choices=choices_of(MediationEnd, language())
    )
    return form
