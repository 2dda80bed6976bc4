# SPDX-License-Identifier: Apache-2.0
"""Public pages of the lists: what is in force on any day, and what changed between two."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import entry_for
from mingjing.registry import public
from mingjing.registry.types import ListKind, ListVersionView
from mingjing.registry.web.list_shared import (
    day_of,
    difference_rows,
    facts,
    kind_of,
    rows,
    today_or,
)

_PAGE, _VERSIONS_SHOWN = 50, 20


def lists(request: HttpRequest) -> HttpResponse:
    """All kinds of lists with what is in force on a day (清单目录)."""
    on = today_or(request)
    context = {
        "counts": public.list_counts(on),
        "on": on,
        "actor": public.signed_in_or_none(request),
    }
    return render(request, "registry/lists.html", context)


def list_page(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind of list on a day, or what differs between two days (清单公示)."""
    which, on, against = kind_of(kind), today_or(request), day_of(request, "against")
    agency_id = request.GET.get("agency", "")
    search = request.GET.get("q", "").strip()[:100]
    context: dict[str, object] = {
        "kind": which,
        "on": on,
        "against": against,
        "agency_id": agency_id,
        "search": search,
        "agencies": public.agencies(),
        "versions": _versions(which, on),
    }
    if against:
        found = public.difference_between(which, against, on, agency_id=agency_id)
        context |= difference_rows(which, found)
    else:
        scope = public.ListScope(which, on, agency_id, search=search)
        page = public.list_page(scope, PageRequest.parse(request.GET.get("page"), _PAGE))
        context |= {"page": page, "rows": rows(which, page.items)}
    return render(request, "registry/list.html", context)


def _versions(kind: ListKind, on: date) -> list[dict[str, object]]:
    """The newest published versions, with whether each is in force on the day."""
    agencies = {view.agency_id: view for view in public.agencies()}
    in_force = {one.list_version_id for one in public.versions_on(kind, on)}
    return [
        {
            "view": one,
            "agency": agencies[one.agency_id],
            "is_in_force": one.list_version_id in in_force,
        }
        for one in public.public_versions(kind)[:_VERSIONS_SHOWN]
    ]


def list_file(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    """A kind of list on a day as a file, CSV or JSON (清单下载)."""
    which, on = kind_of(kind), today_or(request)
    agency_id = request.GET.get("agency", "")
    items = [one.item for one in public.list_on(which, on, agency_id)]
    if form == "json":
        about = {"on": on.isoformat(), "agency_id": agency_id}
        body, content_type = public.write_json(which, items, about), "application/json"
    else:
        # The mark at the head lets spreadsheets see that the file is UTF-8.
        body, content_type = "\ufeff" + public.write_csv(which, items), "text/csv"
    answer = HttpResponse(body, content_type=f"{content_type}; charset=utf-8")
    name = f"{which.value}-{on.isoformat()}.{form}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def list_item(request: HttpRequest, kind: str, entry_id: int) -> HttpResponse:
    """One item of a published list: all that it says, and its versions (清单条目)."""
    version, one = public.public_item(entry_id)
    context = {
        "kind": version.kind,
        "version": version,
        "one": one,
        "row": rows(version.kind, [one])[0],
        "facts": facts(version.kind, one.item),
        "history": public.item_history(one.item, version.kind),
        "entries": _published(version),
    }
    return render(request, "registry/list_item.html", context)


def _published(version: ListVersionView) -> list[object]:
    """The ledger entries of the version's publication."""
    entries = entry_for("list", version.list_version_id)
    return [entry for entry in entries if entry.act == "registry.list_published"]
