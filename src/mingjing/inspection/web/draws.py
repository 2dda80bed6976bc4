# SPDX-License-Identifier: Apache-2.0
"""The public page of a draw and its file: no account needed, no name in it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from mingjing.inspection import public
from mingjing.inspection.types import DrawView, Lane, Stage
from mingjing.kernel.paging import Page, PageRequest
from mingjing.ledger.public import verifier_key
from mingjing.registry.public import agency

_PAGE = 50
_SHORT = 12  # signs of an id that are shown whole
_FOREVER = "public, max-age=31536000, immutable"


def draw(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Pool, seed and result step by step, and how to check them (抽取公示)."""
    view = public.plan(plan_id)
    context: dict[str, object] = {"plan": view, "agency": agency(view.agency_id)}
    if view.stage != Stage.DRAFTED:
        context["draw"] = public.draw_view(plan_id)
    if view.stage == Stage.DRAWN:
        context |= _result(request, plan_id)
        context["seed_command"] = _seed_command(public.draw_view(plan_id))
    return render(request, "inspection/draw.html", context)


def draw_file(request: HttpRequest, plan_id: str) -> HttpResponse:
    """The draw file; it never changes."""
    response = HttpResponse(public.draw_file(plan_id), content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{plan_id}.draw.json"'
    response.headers["Cache-Control"] = _FOREVER
    return response


def _result(request: HttpRequest, plan_id: str) -> dict[str, object]:
    """The drawn strata and visits as the file has them, with the command that checks it."""
    wanted = PageRequest.parse(request.GET.get("page"), _PAGE)
    tasks = public.drawn_tasks(plan_id)
    some = [_row(task) for task in tasks[wanted.offset : wanted.offset + wanted.size]]
    path = reverse("inspection-draw-file", args=[plan_id])
    return {
        "page": Page(tuple(some), wanted.number, wanted.size, len(tasks)),
        "strata": [
            (stratum, population, taken, taken / population if population else 0.0)
            for stratum, population, taken in public.drawn_strata(plan_id)
        ],
        "file_url": request.build_absolute_uri(path),
        "file_name": f"{plan_id}.draw.json",
        "vkey": verifier_key(),
    }


def _row(task: dict[str, Any]) -> dict[str, object]:  # a row of the result document
    return {
        **task,
        "lane": Lane(task["lane"]),
        "short": _short(task["id"]),
        "pair": [(officer_id, _short(officer_id)) for officer_id in task["officers"]],
    }


def _short(identifier: str) -> str:
    """The end of an id: ids made at one time begin alike."""
    kind, mark, rest = identifier.partition("_")
    return f"{kind}{mark}…{rest[-8:]}" if len(rest) > _SHORT else identifier


def _seed_command(found: DrawView) -> str:
    """A shell line that prints the seed, for whoever trusts no program of ours."""
    public_string = found.public_string.replace("'", "'\\''")
    return (
        f"printf '%s\\n' '{found.algorithm} seed' '{found.pool_digest}' "
        f"'{found.checkpoint_size}' '{found.checkpoint_root}' '{public_string}' | sha256sum"
    )
