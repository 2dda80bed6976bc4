# SPDX-License-Identifier: Apache-2.0
"""Custody on pages (保管): how long something is kept, holds, what is due, deletion by two.

The same pages for recordings and received files; the address says which.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjing.evidence import public
from mingjing.evidence.models import Recording
from mingjing.evidence.types import DeletionState, DeletionView, KeptItem, KeptKind
from mingjing.evidence.types.redaction import RedactionState
from mingjing.kernel.clock import local_date
from mingjing.kernel.paging import PageRequest
from mingjing.registry.public import account_names, attempt, demand, may, now_of, reach, signed_in
from mingjing.registry.types import Thing

_ACTIONS = ("classify", "hold", "share", "audit")
_PAGES = {KeptKind.RECORDING: "evidence-recording", KeptKind.FILE: "evidence-file"}


@dataclass(frozen=True, slots=True)
class DueLine:
    """Something that is due, with who was in it (到期清单一行)."""

    row: DeletionView
    url: str
    proposed_by: str
    decided_by: str
    is_held: bool
    may_propose: bool
    may_delete: bool


def page_of(item: KeptItem) -> str:
    """The address of the page of what is kept."""
    return reverse(_PAGES[item.kind], args=[item.id])


def item_of(kind: str, kept_id: str) -> KeptItem:
    """What the address names.

    Raises: Http404.
    """
    if kind not in set(KeptKind):
        raise Http404
    return KeptItem(KeptKind(kind), kept_id)


def custody(request: HttpRequest, kind: str, kept_id: str) -> HttpResponse:
    """How long it is kept and why, its holds; of a recording also to whom it is lent."""
    actor, now = signed_in(request), now_of(request)
    item = item_of(kind, kept_id)
    row = public.kept_row(item)
    thing = Thing(row.agency_id, row.region)
    demand(actor, "evidence.watch", thing)
    is_recording = isinstance(row, Recording)
    holds = public.holds(kept_id)
    shares = public.shares(kept_id) if is_recording else ()
    accounts = {one.account_id for one in holds} | {one.account_id for one in shares}
    context = {
        "item": item,
        "page": page_of(item),
        "begun_at": row.begun_at if isinstance(row, Recording) else None,
        "name": "" if isinstance(row, Recording) else row.name,
        "is_recording": is_recording,
        "is_running": isinstance(row, Recording) and row.ended_at is None,
        "term": public.term_of(row, local_date(now)),
        "put": public.put_into(kept_id),
        "categories": public.categories().values(),
        "holds": holds,
        "shares": shares,
        "now": now,
        "names": account_names(accounts),
        "deletion": public.deletion(kept_id),
        "copies": [
            one for one in public.redactions(kept_id) if one.state is RedactionState.APPROVED
        ],
        "longest_share": public.keeping().share.days,
        "is_sealed": public.is_sealed(row.occasion_kind, row.occasion_id),
        "may": {name: may(actor, f"evidence.{name}", thing).allowed for name in _ACTIONS},
    }
    return render(request, "evidence/custody.html", context)


def _attempt(request: HttpRequest, act: Callable[..., object], done: str) -> None:
    """Does it for the reason that was given."""
    attempt(
        request,
        lambda: act(
            actor=signed_in(request), now=now_of(request), reason=request.POST.get("reason", "")
        ),
        done,
    )


@require_POST
def put(request: HttpRequest, kind: str, kept_id: str) -> HttpResponse:
    """Puts it into a category."""
    name = request.POST.get("category", "")
    act = partial(public.put_category, item=item_of(kind, kept_id), name=name)
    _attempt(request, act, _("It is in this category now."))
    return redirect("evidence-custody", kind, kept_id)


@require_POST
def withdraw(request: HttpRequest, kind: str, kept_id: str) -> HttpResponse:
    """Takes it out of a category."""
    name = request.POST.get("category", "")
    act = partial(public.withdraw_category, item=item_of(kind, kept_id), name=name)
    _attempt(request, act, _("It is in this category no more."))
    return redirect("evidence-custody", kind, kept_id)


@require_POST
def hold(request: HttpRequest, kind: str, kept_id: str) -> HttpResponse:
    """Places a legal hold."""
    act = partial(public.place_hold, item=item_of(kind, kept_id))
    _attempt(request, act, _("Nobody deletes it while the hold stands."))
    return redirect("evidence-custody", kind, kept_id)


@require_POST
def lift(request: HttpRequest, kind: str, kept_id: str, hold_id: str) -> HttpResponse:
    """Lifts a legal hold."""
    _attempt(request, partial(public.lift_hold, hold_id=hold_id), _("The hold is lifted."))
    return redirect("evidence-custody", kind, kept_id)


def due(request: HttpRequest) -> HttpResponse:
    """What the machine found to be due, and how far the deletion has come."""
    actor = signed_in(request)
    state = request.GET.get("state", "")
    state = state if state in set(DeletionState) else ""
    page = public.deletions(
        state,
        PageRequest.parse(request.GET.get("page")),
        reach(actor, "evidence.propose_deletion"),
    )
    context = {
        "page": page,
        "lines": _due_lines(request, page.items),
        "states": list(DeletionState),
        "state": state,
    }
    return render(request, "evidence/due.html", context)


def _due_lines(request: HttpRequest, rows: tuple[DeletionView, ...]) -> list[DueLine]:
    actor = signed_in(request)
    names = account_names({who for one in rows for who in (one.proposed_by, one.decided_by)})
    things = public.things_of([row.item for row in rows])
    held = public.held_among([row.item.id for row in rows])
    return [
        DueLine(
            row=row,
            url=page_of(row.item),
            proposed_by=names.get(row.proposed_by, ""),
            decided_by=names.get(row.decided_by, ""),
            is_held=row.item.id in held,
            may_propose=row.state is DeletionState.DUE
            and may(actor, "evidence.propose_deletion", things[row.item.id]).allowed,
            may_delete=row.state is DeletionState.PROPOSED
            and row.proposed_by != actor.account_id
            and may(actor, "evidence.delete", things[row.item.id]).allowed,
        )
        for row in rows
    ]


@require_POST
def propose(request: HttpRequest, kind: str, kept_id: str) -> HttpResponse:
    """The first of two."""
    act = partial(public.propose_deletion, item=item_of(kind, kept_id))
    _attempt(request, act, _("Proposed. Another person decides."))
    return redirect("evidence-due")


@require_POST
def delete(request: HttpRequest, kind: str, kept_id: str) -> HttpResponse:
    """The second of two."""
    act = partial(public.delete_kept, item=item_of(kind, kept_id))
    _attempt(request, act, _("The content is deleted; hashes and entries stay."))
    return redirect("evidence-due")
