# SPDX-License-Identifier: Apache-2.0
"""Steps of a clue beside its check (线索办理): more time, competence, telling and opening."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mingjing.cases import public
from mingjing.cases.types.clues import ClueView
from mingjing.cases.types.codes import DisputeEnd
from mingjing.cases.types.inputs import DisputeSettled, ReporterTold
from mingjing.cases.web.fields import DayInput, choices_of
from mingjing.engines.languages import language
from mingjing.kernel.clock import local_date
from mingjing.kernel.errors import Language
from mingjing.kernel.regions import are_neighbours
from mingjing.registry.public import agencies, agency, attempt, now_of, signed_in
from mingjing.registry.types import AgencyView
from mingjing.subjects.types import LookUpPurpose


class ExtendForm(forms.Form):
    """More time for the check (延长核查期限)."""

    days = forms.IntegerField(label=gettext_lazy("Working days"), min_value=1, max_value=1000)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )


class DisputeForm(forms.Form):
    """Another agency may be the competent one (处理权限争议)."""

    other_agency = forms.ChoiceField(label=gettext_lazy("Other agency"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )


class SettleForm(forms.Form):
    """Who has the clue (处理权限争议的解决)."""

    agency_id = forms.ChoiceField(label=gettext_lazy("Agency that has the clue"))
    by = forms.ChoiceField(label=gettext_lazy("Settled"))
    on = forms.DateField(label=gettext_lazy("Settled on"), widget=DayInput())
    document_no = forms.CharField(
        label=gettext_lazy("Number of the superior’s paper"), max_length=100, required=False
    )


class ToldForm(forms.Form):
    """When and how the reporter was told (告知举报人)."""

    on = forms.DateField(label=gettext_lazy("Told on"), widget=DayInput())
    manner = forms.CharField(label=gettext_lazy("Manner"), max_length=100)


class PurposeForm(forms.Form):
    """Why a name is opened (查看用途)."""

    purpose = forms.ChoiceField(label=gettext_lazy("Purpose"))


def extend_form(data: object = None) -> ExtendForm:
    """The form for more time."""
    return ExtendForm(data, auto_id="extend-%s")  # type: ignore[arg-type]  # a QueryDict


def dispute_form(own: AgencyView, language: Language, data: object = None) -> DisputeForm:
    """The form of a dispute, with the other agencies of the city and those above it."""
    form = DisputeForm(data, auto_id="dispute-%s")  # type: ignore[arg-type]  # a QueryDict
    others = [
        (one.agency_id, one.label(language))
        for one in agencies()
        if one.agency_id != own.agency_id and are_neighbours(own.region, one.region)
    ]
    form.fields["other_agency"] = forms.ChoiceField(
        label=form.fields["other_agency"].label, choices=others
    )
    return form


def settle_form(view: ClueView, today: date, language: Language, data: object = None) -> SettleForm:
    """The form that ends a dispute between two agencies."""
    form = SettleForm(data, auto_id="settle-%s", initial={"on": today})  # type: ignore[arg-type]
    ids = (view.line.agency_id, view.facts.disputed_with)
    for name, choices in (
        ("agency_id", [(one, agency(one).label(language)) for one in ids if one]),
        ("by", choices_of(DisputeEnd, language)),
    ):
        form.fields[name] = forms.ChoiceField(label=form.fields[name].label, choices=choices)
    return form


def told_form(today: date, data: object = None) -> ToldForm:
    """The form that says how a reporter was told."""
    return ToldForm(data, auto_id="told-%s", initial={"on": today})  # type: ignore[arg-type]


def purpose_form(language: Language, data: object = None) -> PurposeForm:
    """The form that says why a name is opened."""
    start = {"purpose": LookUpPurpose.COMPLAINT.value}
    form = PurposeForm(data, auto_id="open-%s", initial=start)  # type: ignore[arg-type]
    form.fields["purpose"] = forms.ChoiceField(
        label=form.fields["purpose"].label, choices=choices_of(LookUpPurpose, language)
    )
    return form


@require_POST
def extend(request: HttpRequest, clue_id: str) -> HttpResponse:
    """The head gives the check more time (延长核查期限)."""
    form = extend_form(request.POST)

    def call() -> None:
        public.extend_clue(
            actor=signed_in(request), now=now_of(request), clue_id=clue_id, **form.cleaned_data
        )

    return taken(request, form, call, _("The check has more time."), "cases-clue", clue_id)


@require_POST
def dispute(request: HttpRequest, clue_id: str) -> HttpResponse:
    """Competence is disputed (提出处理权限争议)."""
    held_by = public.clue(clue_id, now_of(request)).line.agency_id
    form = dispute_form(agency(held_by), language(), request.POST)

    def call() -> None:
        public.dispute_clue(
            actor=signed_in(request), now=now_of(request), clue_id=clue_id, **form.cleaned_data
        )

    return taken(request, form, call, _("The dispute is on record."), "cases-clue", clue_id)


@require_POST
def settle(request: HttpRequest, clue_id: str) -> HttpResponse:
    """The dispute is settled (解决处理权限争议)."""
    now = now_of(request)
    form = settle_form(public.clue(clue_id, now), local_date(now), language(), request.POST)

    def call() -> None:
        said = form.cleaned_data
        settled = DisputeSettled(
            said["agency_id"], DisputeEnd(said["by"]), said["on"], said["document_no"]
        )
        public.settle_dispute(actor=signed_in(request), now=now, clue_id=clue_id, settled=settled)

    return taken(request, form, call, _("The dispute is settled."), "cases-clue", clue_id)


@require_POST
def tell(request: HttpRequest, clue_id: str) -> HttpResponse:
    """The reporter was told (告知举报人)."""
    now = now_of(request)
    form = told_form(local_date(now), request.POST)

    def call() -> None:
        told = ReporterTold(form.cleaned_data["on"], form.cleaned_data["manner"])
        public.tell_reporter(actor=signed_in(request), now=now, clue_id=clue_id, told=told)

    return taken(request, form, call, _("That the reporter was told is on record."),
                 "cases-clue", clue_id)  # fmt: skip


def taken(
    request: HttpRequest,
    form: forms.Form,
    call: Callable[[], object],
    done: str,
    *page: str,
) -> HttpResponse:
    """Call an act with what a small form says, and go back to the page with what came of it."""
    if not form.is_valid():
        wrong = [
            f"{form[name].label}: {' '.join(map(str, said))}" for name, said in form.errors.items()
        ]
        messages.error(request, " ".join(wrong))
        return redirect(*page)
    attempt(request, call, done)
    return redirect(*page)
