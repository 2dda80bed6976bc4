# SPDX-License-Identifier: Apache-2.0
"""The page on which a case is filed (立案审批): the party, the act, what is known of the party."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjing.cases import public
from mingjing.cases.types.clues import ClueLine
from mingjing.cases.types.codes import PartyKind
from mingjing.cases.types.inputs import NewParty
from mingjing.cases.types.steps import Filed
from mingjing.cases.types.views import KnownParty
from mingjing.cases.web.fields import Offered, choices_of
from mingjing.cases.web.finding import refilled
from mingjing.cases.web.forms import StepForm
from mingjing.cases.web.provisions import FIND, provisions_for
from mingjing.cases.web.shared import demand_readable, told
from mingjing.engines.languages import language
from mingjing.kernel.canonical import digest
from mingjing.kernel.clock import local_date
from mingjing.kernel.errors import PlatformError
from mingjing.registry.public import now_of, officers, power_items, signed_in
from mingjing.registry.types import PowerKind

_KNOWN = "known"


class PartyForm(forms.Form):
    """The party of a case (当事人)."""

    party_kind = forms.ChoiceField(label=gettext_lazy("Kind of party"))
    name = forms.CharField(label=gettext_lazy("Name of the party"), max_length=200)
    identity_no = forms.CharField(
        label=gettext_lazy("Identity number"),
        max_length=40,
        help_text=gettext_lazy("Unified social credit code, or citizen number of a person"),
    )
    representative = forms.CharField(
        label=gettext_lazy("Legal representative"), max_length=100, required=False
    )
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=300,
        help_text=gettext_lazy("Documents state it and are served there; else the last one known"),
    )
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    e_consent_no = forms.CharField(
        label=gettext_lazy("Number of the consent to electronic service"),
        max_length=60,
        required=False,
    )

    def made(self, subject_id: str) -> NewParty:
        """The party. Only for a valid form."""
        data = self.cleaned_data
        return NewParty(
            kind=PartyKind(data["party_kind"]),
            name=data["name"],
            identity_no=data["identity_no"].strip().upper(),
            representative=data["representative"],
            address=data["address"],
            phone=data["phone"],
            e_consent_no=data["e_consent_no"],
            subject_id=subject_id,
        )


def file(request: HttpRequest, clue_id: str) -> HttpResponse:
    """The head decides on filing, after a look at what is known of the party (立案审批)."""
    now = now_of(request)
    line = public.clue(clue_id, now).line
    demand_readable(request, line.agency_id, line.region)
    form = _filing_form(request, line, local_date(now))
    party = PartyForm(request.POST or None, initial={"party_kind": "organisation"})
    kinds = party.fields["party_kind"]
    assert isinstance(kinds, forms.ChoiceField)  # noqa: S101 - the form's own field
    kinds.choices = choices_of(PartyKind, language())
    is_search = FIND in request.POST
    refusal, known, is_seen = None, None, True
    if request.method == "POST" and not is_search and form.is_valid() and party.is_valid():
        data = party.cleaned_data
        try:
            known = public.look_up_party(
                actor=signed_in(request),
                now=now,
                clue_id=clue_id,
                identity_no=data["identity_no"],
                name=data["name"],
            )
            is_seen = not known.is_news or request.POST.get(_KNOWN) == _shown(known)
            if is_seen:
                filed = form.payload()
                assert isinstance(filed, Filed)  # noqa: S101 - the form was made for it
                case_id = public.file_case(
                    actor=signed_in(request),
                    now=now,
                    filed=filed,
                    party=party.made(line.subject_id),
                )
                messages.success(request, _("The case is filed."))
                return redirect("cases-case", case_id)
        except PlatformError as error:
            refusal = told(error)
    context = {
        "line": line,
        "form": form,
        "party": party,
        "told": refusal,
        "known": known if known and known.is_news else None,
        "known_digest": _shown(known) if known else "",
        "is_seen": is_seen,
    }
    status = 422 if refusal or not is_seen else 200
    return render(request, "cases/file.html", context, status=status)


def _filing_form(request: HttpRequest, line: ClueLine, today: date) -> StepForm:
    """The form of the filing; the field of enforcement is not asked, the power list says it."""
    item, place = request.POST.get("power_item_code", ""), (line.agency_id, line.region)
    offered = Offered(
        officers=tuple((o.officer_id, o.name) for o in officers(line.agency_id, today)),
        provisions={"": provisions_for(Filed, item, today, place=place, language=language())},
    )
    start: dict[str, Any] = {
        "clue_id": line.clue_id,
        "officers": list(line.officers),
        "happened_from": line.received_on,
        "happened_to": line.received_on,
        "discovered_on": line.received_on,
        "place_region": line.region,
    }
    given: dict[str, Any] = {"offered": offered, "language": language()}
    if FIND in request.POST:
        form = refilled(Filed, request, today, given)
    else:
        form = StepForm(Filed, request.POST or None, initial=start, **given)
    powers = power_items(today, agency_id=line.agency_id, kind=PowerKind.PENALTY)
    form.fields["power_item_code"] = forms.ChoiceField(
        label=form.fields["power_item_code"].label,
        choices=[(p.item_code, f"{p.label(language())} · {p.item_code}") for p in powers],
    )
    del form.fields["field"]
    return form


def _shown(known: KnownParty) -> str:
    """What was shown, in short: who files has seen this very list."""
    return digest({"cases": [one.case_id for one in known.cases], "names": known.other_names})
