# SPDX-License-Identifier: Apache-2.0
"""The public page of decisions (处罚决定公示)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingjing.cases import public
from mingjing.kernel.paging import PageRequest


def published(request: HttpRequest) -> HttpResponse:
    """Decisions that anybody may read (处罚决定公示)."""
    page = public.published(PageRequest.parse(request.GET.get("page")))
    return render(request, "cases/published.html", {"page": page})
