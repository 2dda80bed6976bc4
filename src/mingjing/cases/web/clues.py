# SPDX-License-Identifier: Apache-2.0
"""Pages of clues (线索): take one, check it, decline it."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjing.cases import public
from mingjing.cases.queries.law import LawOn
from mingjing.cases.types.clues import ClueView
from mingjing.cases.types.codes import ClueSource, ClueState
from mingjing.cases.types.inputs import ClueCheck, NewClue, NewInformant
from mingjing.cases.web.clue_steps import (
    dispute_form,
    extend_form,
    purpose_form,
    settle_form,
    told_form,
)
from mingjing.cases.web.fields import Boxes, DayInput, choices_of
from mingjing.cases.web.shared import demand_readable, may_here, told, who_may
from mingjing.engines.languages import language
from mingjing.kernel.clock import local_date
from mingjing.kernel.errors import PlatformError
from mingjing.kernel.paging import PageRequest
from mingjing.registry.public import agency, attempt, basis_text, may, now_of, officers, signed_in
from mingjing.registry.types import Actor, Thing


class ClueForm(forms.Form):
    """A clue as it is taken on record (线索登记)."""

    source = forms.ChoiceField(label=gettext_lazy("Source"))
    received_on = forms.DateField(label=gettext_lazy("Received on"), widget=DayInput())
    text = forms.CharField(
        label=gettext_lazy("What is said"), widget=forms.Textarea(attrs={"rows": 5})
    )
    reference = forms.CharField(label=gettext_lazy("Reference"), max_length=120, required=False)
    name = forms.CharField(
        label=gettext_lazy("Name of the reporter"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Only of a reporter who gave it; then who reports is told the end"),
    )
    contact = forms.CharField(
        label=gettext_lazy("Telephone or address"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Kept apart; whoever opens it says why, and that is recorded"),
    )


class CheckForm(forms.Form):
    """What the check of a clue found (线索核查)."""

    checked_on = forms.DateField(label=gettext_lazy("Checked on"), widget=DayInput())
    finding = forms.CharField(
        label=gettext_lazy("What the check found"), widget=forms.Textarea(attrs={"rows": 5})
    )
    proposes_filing = forms.BooleanField(
        label=gettext_lazy("The filing standard is met; filing is proposed"), required=False
    )
    officers = forms.MultipleChoiceField(label=gettext_lazy("Officers"), widget=Boxes)


def clues(request: HttpRequest) -> HttpResponse:
    """Clues of the agency, what is due first (案件线索)."""
    actor, today = signed_in(request), local_date(now_of(request))
    page = PageRequest.parse(request.GET.get("page"))
    state = request.GET.get("state", "")
    states = (ClueState(state),) if state in set(ClueState) else ()
    agency_id = "" if "auditor" in actor.roles else actor.agency_id
    found = public.clues(agency_id, page, today, states=states)
    context = {
        "page": found,
        "states": list(ClueState),
        "state": state,
        "may_take": may_here(request, "cases.take_clue"),
    }
    return render(request, "cases/clues.html", context)


def new_clue(request: HttpRequest) -> HttpResponse:
    """Take a clue on record (登记线索)."""
    actor, now = signed_in(request), now_of(request)
    start: dict[str, object] = {"received_on": local_date(now)}
    if request.GET.get("complaint"):
        complaint = public.complaint(request.GET["complaint"], now)
        demand_readable(request, complaint.line.agency_id, complaint.line.region)
        start |= {
            "source": ClueSource.COMPLAINT.value,
            "received_on": complaint.line.received_on,
            "reference": complaint.line.complaint_id,
        }
    form = ClueForm(request.POST or None, initial=start)
    _choices(form, "source", choices_of(ClueSource, language()))
    refusal = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        new = NewClue(
            source=ClueSource(data["source"]),
            text=data["text"],
            received_on=data["received_on"],
            agency_id=actor.agency_id,
            region=actor.region,
            reference=data["reference"],
            reporter=_reporter(data["name"], data["contact"]),
        )
        try:
            clue_id = public.take_clue(actor=actor, now=now, clue=new)
        except PlatformError as error:
            refusal = told(error)
        else:
            messages.success(request, _("The clue is on record."))
            return redirect("cases-clue", clue_id)
    context = {
        "form": form,
        "told": refusal,
        "title": _("Take a clue on record"),
        "list_page": "cases-clues",
        "list_title": _("Clues"),
    }
    return render(request, "cases/taking.html", context, status=422 if refusal else 200)


def clue(request: HttpRequest, clue_id: str) -> HttpResponse:
    """One clue; its check (线索核查)."""
    actor, now = signed_in(request), now_of(request)
    today = local_date(now)
    view = public.clue(clue_id, now)
    line = view.line
    demand_readable(request, line.agency_id, line.region)
    people = officers(line.agency_id, today)
    start = {"checked_on": today, "officers": list(line.officers) or [actor.officer_id or ""]}
    form = CheckForm(request.POST or None, initial=start)
    _choices(form, "officers", [(o.officer_id, f"{o.name} · {o.certificate_no}") for o in people])
    least = LawOn(now, line.region, "").limit("penalty.officers_min")
    form.fields["officers"].help_text = _(
        "Who checked. Filing takes %(least)s officers with valid certificates (%(article)s)."
    ) % {"least": least.whole, "article": basis_text(least.article, language())}
    refusal = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        check = ClueCheck(
            data["finding"], data["proposes_filing"], tuple(data["officers"]), data["checked_on"]
        )
        try:
            public.check_clue(actor=actor, now=now, clue_id=clue_id, check=check)
        except PlatformError as error:
            refusal = told(error)
        else:
            messages.success(request, _("The check is on record; the head decides on filing."))
            return redirect("cases-clue", clue_id)
    is_open = line.state in (ClueState.OPEN, ClueState.CHECKED)
    context = {
        "view": view,
        "line": line,
        "form": form,
        "told": refusal,
        "is_open": is_open,
        "can_file": line.state is ClueState.CHECKED and line.proposes_filing,
        "may_file": may(actor, "cases.file", Thing(line.agency_id, line.region)).allowed,
        "who_files": who_may("cases.file"),
        "may_check": may(actor, "cases.check_clue", Thing(line.agency_id, line.region)).allowed,
        "who_checks": who_may("cases.check_clue"),
        "least_officers": least,
        "lacks_officers": is_open and line.proposes_filing and len(line.officers) < least.whole,
        "names": [o.name for o in people if o.officer_id in line.officers],
        **_small_forms(actor, view, today),
    }
    return render(request, "cases/clue.html", context, status=422 if refusal else 200)


def _small_forms(actor: Actor, view: ClueView, today: date) -> dict[str, object]:
    """The small forms of a clue that this person may use now."""
    line, facts = view.line, view.facts
    thing = Thing(line.agency_id, line.region)
    checks, files = (may(actor, one, thing).allowed for one in ("cases.check_clue", "cases.file"))
    is_open = line.state in (ClueState.OPEN, ClueState.CHECKED)
    is_disputed = facts.disputed_on is not None
    say, own = language(), agency(line.agency_id)
    may_dispute = checks and is_open and not is_disputed
    return {
        "disputed_with": agency(facts.disputed_with).label(say) if is_disputed else "",
        "extending": extend_form() if files and is_open and not facts.extended_days else None,
        "disputing": dispute_form(own, say) if may_dispute else None,
        "settling": settle_form(view, today, say) if files and is_disputed else None,
        "telling": told_form(today) if checks and line.must_tell else None,
        "opening": purpose_form(say) if checks and view.has_informant else None,
    }


def _reporter(name: str, contact: str) -> NewInformant | None:
    return NewInformant(name, contact) if name.strip() or contact.strip() else None


def decline(request: HttpRequest, clue_id: str) -> HttpResponse:
    """The head decides not to file (不予立案)."""
    if request.method == "POST":
        attempt(
            request,
            lambda: public.decline_clue(
                actor=signed_in(request),
                now=now_of(request),
                clue_id=clue_id,
                reason=request.POST.get("reason", ""),
            ),
            _("No case is filed; the reason is on record."),
        )
    return redirect("cases-clue", clue_id)


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - the form's own field
    field.choices = choices
