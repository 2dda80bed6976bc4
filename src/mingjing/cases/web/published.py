# SPDX-License-Identifier: Apache-2.0
"""The public page of decisions (处罚决定公示)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingjing.cases import public
from mingjing.cases.types.views import PublishedFilter
from mingjing.cases.web.shared import look_for, looked_for
from mingjing.kernel.paging import PageRequest
from mingjing.registry.public import agencies

_TEXT = "published_text"


def published(request: HttpRequest) -> HttpResponse:
    """Decisions that anybody may read, by agency, year and words (处罚决定公示)."""
    if request.method == "POST":
        return look_for(request, _TEXT, "cases-published", ("agency", "year"))
    asked = request.GET
    agency_ids, years = public.published_choices()
    agency_id, year = asked.get("agency", ""), asked.get("year", "")
    where = PublishedFilter(
        agency_id=agency_id if agency_id in agency_ids else "",
        year=next((one for one in years if str(one) == year), None),
        text=looked_for(request, _TEXT),
    )
    context = {
        "page": public.published(PageRequest.parse(asked.get("page")), where),
        "where": where,
        "years": years,
        "agencies": [one for one in agencies() if one.agency_id in agency_ids],
    }
    return render(request, "cases/published.html", context)
