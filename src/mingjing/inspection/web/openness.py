# SPDX-License-Identifier: Apache-2.0
"""Public pages of inspection (检查公示): results of visits, yearly plans."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mingjing.engines.languages import language
from mingjing.inspection import public
from mingjing.inspection.rules.openness import year_lines
from mingjing.inspection.types import NewYearPlan
from mingjing.kernel.clock import local_date
from mingjing.kernel.errors import PlatformError
from mingjing.kernel.paging import PageRequest
from mingjing.registry.public import (
    agencies,
    agency,
    attempt,
    inspection_items,
    may,
    now_of,
    refusal_words,
    signed_in,
    signed_in_or_none,
)
from mingjing.registry.types import AgencyView

_PAGE = 30


class YearPlanForm(forms.Form):
    """A yearly plan as typed (年度检查计划)."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)
    document_no = forms.CharField(label=gettext_lazy("Document number"), max_length=200)
    lines = forms.CharField(
        label=gettext_lazy("Lines of the plan"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "One item per line: code | objects | on site, off site, jointly or on paper | ratio"
        ),
    )


def results(request: HttpRequest) -> HttpResponse:
    """Results of visits that anybody may read (检查结果公示)."""
    page = public.published_visits(PageRequest.parse(request.GET.get("page"), _PAGE))
    known, names = _agencies(), _item_names(request)
    rows = [
        (one, known.get(one.agency_id), [names.get(code, code) for code in one.items])
        for one in page.items
    ]
    context = {"page": page, "rows": rows}
    return render(request, "inspection/results.html", context)


@require_POST
def publish(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Publishes the results of a plan that are not public yet."""
    attempt(
        request,
        lambda: public.publish_results(
            actor=signed_in(request), now=now_of(request), plan_id=plan_id
        ),
        _("The results are public."),
    )
    return redirect("inspection-plan", plan_id)


def year_plans(request: HttpRequest) -> HttpResponse:
    """Published yearly plans (年度检查计划)."""
    actor = signed_in_or_none(request)
    page, known = public.year_plans(PageRequest.parse(request.GET.get("page"), _PAGE)), _agencies()
    context = {
        "page": page,
        "rows": [(one, known.get(one.agency_id)) for one in page.items],
        "may_publish": actor is not None and may(actor, "inspection.publish_year_plan").allowed,
    }
    return render(request, "inspection/year_plans.html", context)


def year_plan(request: HttpRequest, year_plan_id: str) -> HttpResponse:
    """One yearly plan, line by line."""
    view, names = public.year_plan(year_plan_id), _item_names(request)
    context = {
        "plan": view,
        "agency": agency(view.agency_id),
        "lines": [
            (line, names.get(line.item_code, line.item_code), float(line.ratio))
            for line in view.lines
        ],
    }
    return render(request, "inspection/year_plan.html", context)


def new_year_plan(request: HttpRequest) -> HttpResponse:
    """Publish the plan of one's agency for a year."""
    today = local_date(now_of(request))
    form = YearPlanForm(request.POST or None, initial={"year": today.year})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            plan = NewYearPlan(data["year"], data["document_no"], tuple(year_lines(data["lines"])))
            made = public.publish_year_plan(
                actor=signed_in(request), now=now_of(request), plan=plan
            )
        except PlatformError as refusal:
            form.add_error(None, refusal_words(refusal))
        else:
            messages.success(request, _("The yearly plan is public."))
            return redirect("inspection-year-plan", made)
    status = 422 if form.errors else 200
    context = {"form": form, "items": inspection_items(today)}
    return render(request, "inspection/year_plan_new.html", context, status=status)


def _agencies() -> dict[str, AgencyView]:
    return {one.agency_id: one for one in agencies()}


def _item_names(request: HttpRequest) -> dict[str, str]:
    found = inspection_items(local_date(now_of(request)))
    return {one.item_code: one.label(language()) for one in found}
