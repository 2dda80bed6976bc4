# SPDX-License-Identifier: Apache-2.0
"""The public page of yearly statistics (行政执法统计年报)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjing.cases import public
from mingjing.kernel.clock import local_date
from mingjing.kernel.paging import PageRequest
from mingjing.registry.public import agencies, attempt, may, now_of, signed_in, signed_in_or_none

_PAGE = 30


def statistics(request: HttpRequest) -> HttpResponse:
    """What each agency did in a year: counts, no money, no ranking."""
    actor = signed_in_or_none(request)
    known = {one.agency_id: one for one in agencies()}
    page = public.year_reports(PageRequest.parse(request.GET.get("page"), _PAGE))
    year = local_date(now_of(request)).year - 1
    may_publish = actor is not None and may(actor, "cases.publish_statistics").allowed
    context = {
        "page": page,
        "rows": [(one, known.get(one.agency_id)) for one in page.items],
        "year": year,
        "may_publish": may_publish,
        "is_missing": bool(may_publish and actor and not public.last_report(actor.agency_id, year)),
    }
    return render(request, "cases/statistics.html", context)


@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Publishes last year's statistics of one's agency."""
    actor, now = signed_in(request), now_of(request)
    attempt(
        request,
        lambda: public.publish_statistics(actor=actor, now=now, year=local_date(now).year - 1),
        _("The statistics are public."),
    )
    return redirect("cases-statistics")
