# SPDX-License-Identifier: Apache-2.0
"""The page of leads: the list and the form to take one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjing.engines.languages import language
from mingjing.inspection import public
from mingjing.inspection.types import LeadState
from mingjing.inspection.web.forms import LeadForm
from mingjing.inspection.web.shared import name_of, subject_url
from mingjing.kernel.clock import local_date
from mingjing.kernel.paging import PageRequest
from mingjing.registry.public import attempt, may, now_of, reach, signed_in

_PAGE = 50


def leads(request: HttpRequest) -> HttpResponse:
    """Leads, newest first (线索)."""
    state = request.GET.get("state", "")
    wanted = PageRequest.parse(request.GET.get("page"), _PAGE)
    page = public.leads(wanted, state, reach(signed_in(request), "inspection.read"))
    cards = public.cards([lead.subject_id for lead in page.items])
    rows = page.map(
        lambda lead: {
            "lead": lead,
            "name": name_of(cards, lead.subject_id),
            "subject_url": subject_url(lead.subject_id),
        }
    )
    form = LeadForm(
        language=language(),
        initial={
            "made_on": local_date(now_of(request)),
            "subject_id": request.GET.get("subject", "")[:60],
        },
    )
    context = {
        "page": rows,
        "state": state,
        "states": list(LeadState),
        "form": form if may(signed_in(request), "inspection.take_lead").allowed else None,
    }
    return render(request, "inspection/leads.html", context)


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Takes a lead, then back to the list."""
    actor = signed_in(request)
    form = LeadForm(request.POST, language=language())
    if not form.is_valid():
        messages.error(request, _("Subject, report, source record and day are all needed."))
        return redirect("inspection-leads")
    attempt(
        request,
        lambda: public.take_lead(
            actor=actor,
            now=now_of(request),
            lead=form.lead(actor.region, actor.agency_id),
        ),
        _("The lead is taken; the next plan visits the subject."),
    )
    return redirect("inspection-leads")
