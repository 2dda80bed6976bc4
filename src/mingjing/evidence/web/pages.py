# SPDX-License-Identifier: Apache-2.0
"""Pages of recordings (录像页面): the list, who records now, one recording with its story."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjing.engines.languages import language
from mingjing.evidence import public
from mingjing.evidence.queries.accesses import accesses
from mingjing.evidence.queries.occasions import named_occasions
from mingjing.evidence.queries.story import story
from mingjing.evidence.types import PartInvalid, RecordingState, RecordingView
from mingjing.evidence.types.redaction import RedactionState
from mingjing.evidence.web.shared import zip_answer
from mingjing.evidence.web.words import purposes, words_of
from mingjing.kernel.clock import local_date
from mingjing.kernel.paging import PageRequest
from mingjing.registry.public import (
    account_names,
    actor_by_id,
    attempt,
    demand,
    may,
    now_of,
    reach,
    signed_in,
)
from mingjing.registry.types import Thing

_TONES = {
    RecordingState.OPEN: "info",
    RecordingState.BROKEN_OFF: "bad",
    RecordingState.SEALED: "warn",
    RecordingState.COMPLETE: "good",
}
_GROWING = (RecordingState.OPEN, RecordingState.BROKEN_OFF)
_MOST_NOW = 24


@dataclass(frozen=True, slots=True)
class Line:
    """A recording in words (录像一行)."""

    row: RecordingView
    state: str
    tone: str
    officer: str
    occasion: str
    occasion_url: str
    megabytes: float


def recordings(request: HttpRequest) -> HttpResponse:
    """All recordings that the reader may know of: those that go on first, then the newest."""
    actor, now = signed_in(request), now_of(request)
    state = request.GET.get("state", "")
    where = public.RecordingFilter(
        state=state if state in set(RecordingState) else "",
        is_orphan=request.GET.get("orphan") == "1",
    )
    page = public.recordings(
        where, PageRequest.parse(request.GET.get("page")), now, reach(actor, "evidence.watch")
    )
    context = {
        "page": page,
        "lines": _lines(page.items),
        "states": list(RecordingState),
        "state": state,
        "is_orphan": where.is_orphan,
        "may_record": may(actor, "evidence.record").allowed,
        "may_propose": may(actor, "evidence.propose_deletion").allowed,
    }
    return render(request, "evidence/list.html", context)


def now_recording(request: HttpRequest) -> HttpResponse:
    """Who records now, each with a player; the page renews itself."""
    actor, now = signed_in(request), now_of(request)
    where = public.RecordingFilter(state=RecordingState.OPEN.value)
    page = public.recordings(where, PageRequest(1, _MOST_NOW), now, reach(actor, "evidence.watch"))
    lines = _lines(page.items)
    points = [
        {
            "lat": line.row.place[0] / 1e7,
            "lon": line.row.place[1] / 1e7,
            "label": line.officer,
            "tone": line.tone,
            "url": reverse("evidence-recording", args=[line.row.recording_id]),
        }
        for line in lines
        if line.row.place
    ]
    context = {
        "lines": lines,
        "points": {"points": points} if points else None,
        "purpose": _("Command of the action that is going on"),
    }
    return render(request, "evidence/now.html", context)


def recording(request: HttpRequest, recording_id: str) -> HttpResponse:
    """One recording: scene, story, proof, who saw it."""
    actor, now = signed_in(request), now_of(request)
    row = public.recording(recording_id, now)
    thing = Thing(row.agency_id, row.region)
    demand(actor, "evidence.watch", thing)
    joining = may(actor, "evidence.join", thing).allowed
    exporting = may(actor, "evidence.export", thing).allowed
    seen = accesses(recording_id)
    names = account_names({one.account_id for one in seen})
    told, gone = story(recording_id), public.deletion(recording_id)
    context = {
        "row": row,
        "line": _lines((row,))[0],
        "story": told,
        "words": words_of(request, recording_id, told),
        "deletion": gone if gone and gone.is_decided else None,
        "decided_by": account_names({gone.decided_by}).get(gone.decided_by, "–") if gone else "",
        "may_annotate": may(actor, "evidence.annotate", thing).allowed,
        "may_audit": may(actor, "evidence.audit", thing).allowed,
        "is_growing": row.state in _GROWING,
        "purposes": purposes(),
        "copies": [
            one for one in public.redactions(recording_id) if one.state is RedactionState.APPROVED
        ],
        "may_export": exporting,
        "is_sealed": public.is_sealed(row.occasion_kind, row.occasion_id),
        "signing": public.signing_standing(now) if exporting else None,
        "may_join": joining,
        "suggestions": _suggestions(row, request) if row.is_orphan and joining else (),
        "anchors": public.anchor_count(recording_id),
        "accesses": [
            {
                "at": one.at,
                "name": names.get(one.account_id, "–"),
                "how": one.how,
                "purpose": one.purpose,
            }
            for one in seen
        ],
    }
    return render(request, "evidence/recording.html", context)


@require_POST
def join(request: HttpRequest, recording_id: str) -> HttpResponse:
    """Joins a recording to an occasion of the officer who made it."""
    kind, _slash, occasion_id = request.POST.get("occasion", "").partition("/")
    attempt(
        request,
        lambda: public.join_recording(
            actor=signed_in(request),
            now=now_of(request),
            recording_id=recording_id,
            kind=kind,
            occasion_id=occasion_id,
            reason=request.POST.get("reason", ""),
        ),
        _("Joined."),
    )
    return redirect("evidence-recording", recording_id)


@require_POST
def export(request: HttpRequest, recording_id: str) -> HttpResponseBase:
    """The bundle of a recording, or of a part of it, as a download."""
    answer = zip_answer(
        request,
        lambda: public.bundle_of(
            actor=signed_in(request),
            now=now_of(request),
            recording_id=recording_id,
            purpose=request.POST.get("purpose", ""),
            part=part_of(request),
        ),
        recording_id,
    )
    return answer or redirect("evidence-recording", recording_id)


def part_of(request: HttpRequest) -> public.Part | None:
    """The links that a form names, None for all.

    Raises: PartInvalid.
    """
    first, last = request.POST.get("first", "").strip(), request.POST.get("last", "").strip()
    if not first and not last:
        return None
    if not (first.isdecimal() and last.isdecimal() and int(first) <= int(last)):
        raise PartInvalid
    return public.Part(int(first), int(last))


def _suggestions(row: RecordingView, request: HttpRequest) -> tuple[object, ...]:
    """Occasions of the officer who recorded, those of the same place first."""
    now = now_of(request)
    return public.occasions(actor_by_id(row.account_id, local_date(now)), now)


def _lines(rows: tuple[RecordingView, ...]) -> list[Line]:
    names = account_names({row.account_id for row in rows})
    occasions = named_occasions((row.occasion_kind, row.occasion_id) for row in rows)
    lines = []
    for row in rows:
        occasion = occasions[row.occasion_kind, row.occasion_id]
        lines.append(
            Line(
                row=row,
                state=_("Stalled") if row.is_stalled else row.state.label(language()),
                tone="warn" if row.is_stalled else _TONES[row.state],
                officer=names.get(row.account_id, "–"),
                occasion=occasion.text,
                occasion_url=occasion.url,
                megabytes=row.bytes / 1e6,
            )
        )
    return lines
