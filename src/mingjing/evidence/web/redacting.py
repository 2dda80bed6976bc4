# SPDX-License-Identifier: Apache-2.0
"""Redaction on pages (打码脱敏): the copies of a recording, the plan, progress, the result."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjing.engines.faces import is_installed
from mingjing.evidence import public
from mingjing.evidence.models import Recording
from mingjing.evidence.queries.deletions import demand_bodies
from mingjing.evidence.queries.reading import has_said_purpose
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.scene_film import scene_length
from mingjing.evidence.rules.redaction import plan_value
from mingjing.evidence.rules.stretch import written
from mingjing.evidence.types.redaction import (
    HidingReason,
    HidingStyle,
    Key,
    Mask,
    RedactionState,
    RedactionView,
    SuggestionView,
)
from mingjing.evidence.types.redaction_refusals import PartOfPlanMissing, PurposeNotSaid
from mingjing.evidence.web.films import film_answer
from mingjing.evidence.web.plan_forms import accepted, edit_of, instant_of, version_of
from mingjing.evidence.web.plan_refusals import Refused, refused_at
from mingjing.evidence.web.shared import zip_answer
from mingjing.evidence.web.words import purposes
from mingjing.kernel.errors import PlatformError
from mingjing.registry.public import (
    account_names,
    attempt,
    demand,
    may,
    now_of,
    signed_in,
    tell_refusal,
)
from mingjing.registry.types import Thing

_TONES = {
    RedactionState.PLANNED: "info",
    RedactionState.RENDERED: "warn",
    RedactionState.APPROVED: "good",
    RedactionState.REFUSED: "bad",
    RedactionState.CANCELLED: "muted",
    RedactionState.FAILED: "bad",
}
_MOST_MASKS, _MOST_KEYS, _MOST_SUGGESTIONS = 100, 60, 50


@dataclass(frozen=True, slots=True)
class KeyLine:
    """Where a mask is at an instant, in the numbers of the form (关键帧一行)."""

    at: str
    left: str
    top: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class MaskLine:
    """A mask of the plan (遮挡框一行)."""

    mask: Mask
    begin: str
    end: str
    keys: tuple[KeyLine, ...]
    more: int


def redactions(request: HttpRequest, recording_id: str) -> HttpResponse:
    """The redacted copies of a recording."""
    row, thing = _original(recording_id)
    actor = signed_in(request)
    demand(actor, "evidence.watch", thing)
    found = public.redactions(recording_id)
    context = {
        "row": public.recording(recording_id, now_of(request)),
        "lines": [(one, _TONES[one.state]) for one in found],
        "names": account_names({one.planned_by for one in found}),
        "may_redact": may(actor, "evidence.redact", thing).allowed and row.root,
    }
    return render(request, "evidence/redactions.html", context)


def redact(request: HttpRequest, recording_id: str, refused: Refused | None = None) -> HttpResponse:
    """The plan that the reader works on, beside the recording; what was refused at its form."""
    row, thing = _original(recording_id)
    actor, now = signed_in(request), now_of(request)
    demand(actor, "evidence.redact", thing)
    draft, length = public.draft(recording_id, actor.account_id), scene_length(row)
    found = public.suggestions(recording_id, actor.account_id)
    masks = draft.plan.masks
    context = {
        "row": public.recording(recording_id, now),
        "draft": draft,
        "plan": plan_value(draft.plan),
        "length": length,
        "end": written(length),
        "masks": [_mask_line(one) for one in masks[:_MOST_MASKS]],
        "more_masks": max(0, len(masks) - _MOST_MASKS),
        "blurred": [(one, written(one.begin), written(one.end)) for one in draft.plan.blurred],
        "muted": [(one, written(one.begin), written(one.end)) for one in draft.plan.muted],
        "suggestions": [_suggestion_line(one) for one in found[:_MOST_SUGGESTIONS]],
        "suggestion_count": len(found),
        "searches": public.searches(recording_id, actor.account_id)[:3],
        "reasons": list(HidingReason),
        "styles": list(HidingStyle),
        "has_faces": is_installed(),
        "purposes": purposes(),
        "is_open": has_said_purpose(recording_id, actor.account_id, now),
        "holds": public.holds(recording_id),
        "refused": refused,
    }
    return render(request, "evidence/redact.html", context)


def _tried(
    request: HttpRequest, recording_id: str, form: str, do: Callable[[], object], done: str
) -> HttpResponse | None:
    """None when it is done and said; else the page that says at the form what was refused."""
    try:
        do()
    except PlatformError as refusal:
        plan = public.draft(recording_id, signed_in(request).account_id).plan
        refused = refused_at(request, form, refusal, plan)
        if refused is None:
            tell_refusal(request, refusal)
            return redirect("evidence-redact", recording_id)
        return redact(request, recording_id, refused)
    messages.success(request, done)
    return None


def _suggestion_line(one: SuggestionView) -> tuple[SuggestionView, str, str, str, str]:
    """The suggestion, its times as people read them, and what the script needs to show it."""
    keys = " ".join(f"{key.at},{key.x},{key.y},{key.width},{key.height}" for key in one.keys)
    return one, written(one.begin), written(one.end), f"{one.begin / 1000:.3f}", keys


def _mask_line(mask: Mask) -> MaskLine:
    keys = tuple(_key_line(key) for key in mask.keys[:_MOST_KEYS])
    return MaskLine(
        mask, written(mask.begin), written(mask.end), keys, max(0, len(mask.keys) - _MOST_KEYS)
    )


def _key_line(key: Key) -> KeyLine:
    seconds = f"{key.at / 1000:.3f}"
    sides = (key.x, key.y, key.width, key.height)
    return KeyLine(seconds, *(f"{side / 100:.2f}" for side in sides))


@require_POST
def change(request: HttpRequest, recording_id: str) -> HttpResponse:
    """One change of the plan; it is kept at once."""
    refused = _tried(
        request,
        recording_id,
        request.POST.get("change", ""),
        lambda: public.change_draft(
            actor=signed_in(request),
            now=now_of(request),
            recording_id=recording_id,
            version=version_of(request.POST),
            edit=edit_of(request.POST),
        ),
        _("Kept."),
    )
    return refused or redirect("evidence-redact", recording_id)


@require_POST
def search(request: HttpRequest, recording_id: str) -> HttpResponse:
    """Lets the machine look for faces, follow a mask, or stop."""
    said, actor = request.POST, signed_in(request)
    if said.get("stop"):
        public.cancel_search(job_id=said["stop"], account_id=actor.account_id)
        return redirect("evidence-redact", recording_id)
    attempt(
        request,
        lambda: public.search_film(
            actor=actor,
            now=now_of(request),
            recording_id=recording_id,
            purpose=said.get("purpose", ""),
            follow=(said["mask"], instant_of(said, "at")) if said.get("mask") else None,
        ),
        _("The machine looks. What it finds stands below as suggestions."),
    )
    return redirect("evidence-redact", recording_id)


@require_POST
def suggestion(request: HttpRequest, recording_id: str) -> HttpResponse:
    """A person accepts or refuses what the machine found."""
    said, actor = request.POST, signed_in(request)
    is_taken = said.get("answer") == "accept"

    def settle() -> None:
        found = {
            f"{one.job_id}/{one.number}": one
            for one in public.suggestions(recording_id, actor.account_id)
        }.get(said.get("suggestion", ""))
        if found is None:
            raise PartOfPlanMissing
        if is_taken:
            public.change_draft(
                actor=actor,
                now=now_of(request),
                recording_id=recording_id,
                version=version_of(said),
                edit=accepted(found, said),
            )
        public.settle_suggestion(actor=actor, job_id=found.job_id, number=found.number)

    attempt(request, settle, _("Taken into the plan.") if is_taken else _("Put aside."))
    return redirect("evidence-redact", recording_id)


@require_POST
def plan(request: HttpRequest, recording_id: str) -> HttpResponse:
    """Settles the plan; the machine makes the copy."""
    made: list[str] = []

    def settle() -> None:
        made.append(
            public.plan_redaction(
                actor=signed_in(request),
                now=now_of(request),
                recording_id=recording_id,
                version=version_of(request.POST),
                purpose=request.POST.get("purpose", ""),
            )
        )

    done = _("The plan is settled; the copy is being made.")
    refused = _tried(request, recording_id, "plan", settle, done)
    return refused or redirect("evidence-redaction", made[0])


def redaction(request: HttpRequest, redaction_id: str) -> HttpResponse:
    """How far a copy is, or the copy beside its original."""
    found, thing = _copy(redaction_id)
    actor, now = signed_in(request), now_of(request)
    demand(actor, "evidence.watch", thing)
    gone = public.deletion(found.recording_id)
    people = {found.planned_by, found.decided_by, *(one.account_id for one in found.handouts)}
    is_waiting = found.state is RedactionState.RENDERED
    is_mine = found.planned_by == actor.account_id
    context = {
        "row": public.recording(found.recording_id, now),
        "copy": found,
        "tone": _TONES[found.state],
        "job": public.job_of(redaction_id),
        "is_growing": False,
        "is_gone": gone is not None and gone.is_decided,
        "is_open": has_said_purpose(found.recording_id, actor.account_id, now),
        "names": account_names(people - {""}),
        "purposes": purposes(),
        "megabytes": found.size / 1e6,
        "may_cancel": found.state is RedactionState.PLANNED
        and may(actor, "evidence.redact", thing).allowed,
        "may_take_up": may(actor, "evidence.redact", thing).allowed,
        "may_decide": is_waiting
        and not is_mine
        and may(actor, "evidence.approve_redaction", thing).allowed,
        "waits_for_other": is_waiting and is_mine,
        "may_hand_out": found.state is RedactionState.APPROVED
        and may(actor, "evidence.export", thing).allowed,
    }
    return render(request, "evidence/redaction.html", context)


@require_POST
def watch(request: HttpRequest, redaction_id: str) -> HttpResponse:
    """The purpose for which copy and original are looked at."""
    found, _thing = _copy(redaction_id)
    attempt(
        request,
        lambda: public.issue_pass(
            actor=signed_in(request),
            now=now_of(request),
            recording_id=found.recording_id,
            purpose=request.POST.get("purpose", ""),
        ),
        _("You may look now."),
    )
    return redirect("evidence-redaction", redaction_id)


def film(request: HttpRequest, redaction_id: str) -> HttpResponseBase:
    """The redacted film, for whoever has said what for.

    Raises: NotPermitted, RedactionMissing, PurposeNotSaid, BodiesDeleted, ObjectMissing.
    """
    found, thing = _copy(redaction_id)
    actor = signed_in(request)
    demand(actor, "evidence.watch", thing)
    demand_bodies(found.recording_id)
    if not found.is_made or not has_said_purpose(
        found.recording_id, actor.account_id, now_of(request)
    ):
        raise PurposeNotSaid
    return film_answer(request, found.sha256)


@require_POST
def cancel(request: HttpRequest, redaction_id: str) -> HttpResponse:
    """Ends the making of a copy."""
    attempt(
        request,
        lambda: public.give_up_redaction(
            actor=signed_in(request), now=now_of(request), redaction_id=redaction_id
        ),
        _("Cancelled; nothing of it is kept."),
    )
    return redirect("evidence-redaction", redaction_id)


@require_POST
def decide(request: HttpRequest, redaction_id: str) -> HttpResponse:
    """The second of two approves, or does not."""
    is_approved = request.POST.get("answer") == "approve"
    attempt(
        request,
        lambda: public.decide_redaction(
            actor=signed_in(request),
            now=now_of(request),
            redaction_id=redaction_id,
            is_approved=is_approved,
            reason=request.POST.get("reason", ""),
        ),
        _("Approved.") if is_approved else _("Not approved."),
    )
    return redirect("evidence-redaction", redaction_id)


@require_POST
def take_up(request: HttpRequest, redaction_id: str) -> HttpResponse:
    """Goes on from the plan of this copy."""
    found, _thing = _copy(redaction_id)
    attempt(
        request,
        lambda: public.take_up(
            actor=signed_in(request), now=now_of(request), redaction_id=redaction_id
        ),
        _("This plan is your draft now."),
    )
    return redirect("evidence-redact", found.recording_id)


@require_POST
def hand_out(request: HttpRequest, redaction_id: str) -> HttpResponseBase:
    """The approved copy with plan and proofs, as a download."""
    answer = zip_answer(
        request,
        lambda: public.redacted_bundle_of(
            actor=signed_in(request),
            now=now_of(request),
            redaction_id=redaction_id,
            purpose=request.POST.get("purpose", ""),
        ),
        redaction_id,
    )
    return answer or redirect("evidence-redaction", redaction_id)


def _original(recording_id: str) -> tuple[Recording, Thing]:
    row = recording_row(recording_id)
    return row, Thing(row.agency_id, row.region)


def _copy(redaction_id: str) -> tuple[RedactionView, Thing]:
    found = public.redaction(redaction_id)
    return found, _original(found.recording_id)[1]
