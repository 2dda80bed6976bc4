# SPDX-License-Identifier: Apache-2.0
"""Page of the supervisor (执法监督): cases and clues that need a look."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingjing.cases import public
from mingjing.cases.types.findings import Finding
from mingjing.engines.languages import language
from mingjing.kernel.clock import local_date
from mingjing.kernel.paging import PageRequest
from mingjing.registry.public import agencies, deadlines, now_of

_PAGE = 20


def findings(request: HttpRequest) -> HttpResponse:
    """What the agencies must correct and answer for (监督发现).

    Law: APL-076, 行政处罚法 §76; ACL-061, ACL-062, 行政强制法 §61, §62.
    """
    now = now_of(request)
    page = public.flagged_cases(PageRequest.parse(request.GET.get("page"), _PAGE), now)
    names = {one.agency_id: one for one in agencies()}
    clues = public.flagged_clues(local_date(now))
    context = {
        "page": page,
        "cases": [
            (one, names.get(one.agency_id), finding_lines(one.findings)) for one in page.items
        ],
        "clues": [(one, names.get(one.agency_id), finding_lines((one.finding,))) for one in clues],
    }
    return render(request, "cases/findings.html", context)


def finding_lines(found: tuple[Finding, ...]) -> list[tuple[Finding, str]]:
    """Findings with what they say in the language of the page; terms by their names."""
    names = {one.deadline_id: one.label(language()) for one in deadlines()}
    return [(one, _line(names.get(one.deadline_id, ""), one.said(language()))) for one in found]


def _line(term: str, said: str) -> str:
    return f"{term} · {said}" if term else said
