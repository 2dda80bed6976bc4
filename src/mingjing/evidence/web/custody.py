# SPDX-License-Identifier: Apache-2.0
"""Custody on pages (保管): how long a recording is kept, holds, what is due, deletion by two."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjing.evidence import public
from mingjing.evidence.models import Recording
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.types import DeletionState, DeletionView
from mingjing.evidence.types.redaction import RedactionState
from mingjing.evidence.web.shared import actor_of, attempt, now_of
from mingjing.kernel.clock import local_date
from mingjing.kernel.paging import PageRequest
from mingjing.registry.public import account_names, demand, may, reach
from mingjing.registry.types import Thing

_ACTIONS = ("classify", "hold", "share", "audit")


@dataclass(frozen=True, slots=True)
class DueLine:
    """A recording that is due, with who was in it (到期清单一行)."""

    row: DeletionView
    proposed_by: str
    decided_by: str
    is_held: bool
    may_propose: bool
    may_delete: bool


def custody(request: HttpRequest, recording_id: str) -> HttpResponse:
    """How long one recording is kept and why, its holds, to whom it is lent."""
    actor, now = actor_of(request), now_of(request)
    row = recording_row(recording_id)
    thing = Thing(row.agency_id, row.region)
    demand(actor, "evidence.watch", thing)
    holds, shares = public.holds(recording_id), public.shares(recording_id)
    accounts = {one.account_id for one in holds} | {one.account_id for one in shares}
    context = {
        "row": public.recording(recording_id, now),
        "term": public.term_of(row, local_date(now)),
        "put": public.put_into(recording_id),
        "categories": public.categories().values(),
        "holds": holds,
        "shares": shares,
        "now": now,
        "names": account_names(accounts),
        "deletion": public.deletion(recording_id),
        "copies": [
            one for one in public.redactions(recording_id) if one.state is RedactionState.APPROVED
        ],
        "longest_share": public.keeping().share.days,
        "may": {name: may(actor, f"evidence.{name}", thing).allowed for name in _ACTIONS},
    }
    return render(request, "evidence/custody.html", context)


@require_POST
def put(request: HttpRequest, recording_id: str) -> HttpResponse:
    """Puts it into a category."""
    attempt(
        request,
        lambda: public.put_category(
            actor=actor_of(request),
            now=now_of(request),
            recording_id=recording_id,
            name=request.POST.get("category", ""),
            reason=request.POST.get("reason", ""),
        ),
        _("It is in this category now."),
    )
    return redirect("evidence-custody", recording_id)


@require_POST
def withdraw(request: HttpRequest, recording_id: str) -> HttpResponse:
    """Takes it out of a category."""
    attempt(
        request,
        lambda: public.withdraw_category(
            actor=actor_of(request),
            now=now_of(request),
            recording_id=recording_id,
            name=request.POST.get("category", ""),
            reason=request.POST.get("reason", ""),
        ),
        _("It is in this category no more."),
    )
    return redirect("evidence-custody", recording_id)


@require_POST
def hold(request: HttpRequest, recording_id: str) -> HttpResponse:
    """Places a legal hold."""
    attempt(
        request,
        lambda: public.place_hold(
            actor=actor_of(request),
            now=now_of(request),
            recording_id=recording_id,
            reason=request.POST.get("reason", ""),
        ),
        _("Nobody deletes it while the hold stands."),
    )
    return redirect("evidence-custody", recording_id)


@require_POST
def lift(request: HttpRequest, recording_id: str, hold_id: str) -> HttpResponse:
    """Lifts a legal hold."""
    attempt(
        request,
        lambda: public.lift_hold(
            actor=actor_of(request),
            now=now_of(request),
            hold_id=hold_id,
            reason=request.POST.get("reason", ""),
        ),
        _("The hold is lifted."),
    )
    return redirect("evidence-custody", recording_id)


def due(request: HttpRequest) -> HttpResponse:
    """What the machine found to be due, and how far the deletion has come."""
    actor = actor_of(request)
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
    actor = actor_of(request)
    names = account_names({who for one in rows for who in (one.proposed_by, one.decided_by)})
    things = {
        one.recording_id: Thing(one.agency_id, one.region)
        for one in Recording.objects.filter(recording_id__in=[row.recording_id for row in rows])
    }
    held = public.held_among([row.recording_id for row in rows])
    return [
        DueLine(
            row=row,
            proposed_by=names.get(row.proposed_by, ""),
            decided_by=names.get(row.decided_by, ""),
            is_held=row.recording_id in held,
            may_propose=row.state is DeletionState.DUE
            and may(actor, "evidence.propose_deletion", things[row.recording_id]).allowed,
            may_delete=row.state is DeletionState.PROPOSED
            and row.proposed_by != actor.account_id
            and may(actor, "evidence.delete", things[row.recording_id]).allowed,
        )
        for row in rows
    ]


@require_POST
def propose(request: HttpRequest, recording_id: str) -> HttpResponse:
    """The first of two."""
    attempt(
        request,
        lambda: public.propose_deletion(
            actor=actor_of(request),
            now=now_of(request),
            recording_id=recording_id,
            reason=request.POST.get("reason", ""),
        ),
        _("Proposed. Another person decides."),
    )
    return redirect("evidence-due")


@require_POST
def delete(request: HttpRequest, recording_id: str) -> HttpResponse:
    """The second of two."""
    attempt(
        request,
        lambda: public.delete_recording(
            actor=actor_of(request),
            now=now_of(request),
            recording_id=recording_id,
            reason=request.POST.get("reason", ""),
        ),
        _("The pictures and sound are deleted; hashes and entries stay."),
    )
    return redirect("evidence-due")
