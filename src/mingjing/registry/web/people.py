# SPDX-License-Identifier: Apache-2.0
"""Pages of the registry: published items, officers, and who may do what."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingjing.kernel.clock import local_date
from mingjing.registry import public


def _day(request: HttpRequest) -> date:
    """The day asked for, today when none or nonsense is asked."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return local_date(public.now_of(request))


def _may_read(request: HttpRequest) -> bool:
    """Whether the pages of officers and permissions are worth a link."""
    actor = public.signed_in_or_none(request)
    return actor is not None and public.may(actor, "registry.read").allowed


def items(request: HttpRequest) -> HttpResponse:
    """Published inspection items on a day (行政检查事项清单)."""
    on = _day(request)
    context = {
        "items": public.inspection_items(on),
        "on": on,
        "agencies": public.agencies(),
        "may_read": _may_read(request),
    }
    return render(request, "registry/items.html", context)


def officers(request: HttpRequest) -> HttpResponse:
    """Officers with the certificate in force (执法人员名录)."""
    on = _day(request)
    groups = [(agency, public.officers(agency.agency_id, on)) for agency in public.agencies()]
    context = {"groups": groups, "on": on, "may_read": True}
    return render(request, "registry/officers.html", context)


def permissions(request: HttpRequest) -> HttpResponse:
    """The permission table as it is enforced (岗位权限表)."""
    context = {"roles": public.roles().values(), "may_read": True}
    return render(request, "registry/permissions.html", context)
