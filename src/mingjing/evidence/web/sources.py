# SPDX-License-Identifier: Apache-2.0
"""The page of other sources (其他来源): a pass to push for a device that signs nothing itself."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjing.evidence import public
from mingjing.evidence.types import SourceKind
from mingjing.evidence.types.pushes import SourceView
from mingjing.kernel.errors import PlatformError
from mingjing.registry.public import attempt, now_of, signed_in, tell_refusal

_HOURS = 12


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source with how its pass stands (来源一行)."""

    row: SourceView
    state: str
    tone: str
    is_good: bool


def sources(request: HttpRequest) -> HttpResponse:
    """The officer's sources; a form issues a pass, which is shown once with the command."""
    actor, now = signed_in(request), now_of(request)
    given = {
        "name": request.POST.get("name", ""),
        "camera": request.POST.get("camera", SourceKind.BODY_CAMERA.value),
        "hours": request.POST.get("hours", str(_HOURS)),
        "occasion": request.POST.get("occasion") or request.GET.get("occasion", ""),
    }
    made, code = _issued(request, given) if request.method == "POST" else (None, "")
    door = f"{settings.MINGJING_DOORS_URL.rstrip('/')}/pushes/{code}/"
    context = {
        "lines": [_line(row, now) for row in public.sources_of(actor.account_id)],
        "occasions": public.occasions(actor, now),
        "cameras": list(SourceKind),
        "most": public.keeping().push_hours,
        "given": given,
        "made": made,
        "commands": _commands(door) if code else (),
        "door": door,
    }
    return render(request, "evidence/sources.html", context)


def _issued(request: HttpRequest, given: dict[str, str]) -> tuple[SourceView | None, str]:
    kind, _slash, occasion_id = given["occasion"].partition("/")
    hours = given["hours"].strip()
    wanted = public.NewSource(
        name=given["name"],
        camera=given["camera"],
        hours=int(hours) if hours.isdecimal() and len(hours) < 6 else 0,
        occasion=(kind, occasion_id),
    )
    try:
        return public.register_source(actor=signed_in(request), now=now_of(request), source=wanted)
    except PlatformError as refusal:
        tell_refusal(request, refusal)
        return None, ""


def _commands(door: str) -> tuple[tuple[str, str], ...]:
    """What to type on the device, by what is sent; CAMERA stands for its address or file."""
    hls = "-c:v copy -c:a aac -f hls -hls_time 1 -hls_segment_type fmp4"
    dash = "-c:v copy -an -f dash -seg_duration 1"
    return (
        ("HLS", f"ffmpeg -i CAMERA {hls} -method PUT {door}live.m3u8"),
        ("DASH", f"ffmpeg -i CAMERA {dash} -method PUT {door}live.mpd"),
    )


def _line(row: SourceView, now: datetime) -> SourceLine:
    if row.revoked_at is not None:
        return SourceLine(row, _("withdrawn"), "muted", is_good=False)
    if row.until <= now:
        return SourceLine(row, _("over"), "muted", is_good=False)
    return SourceLine(row, _("in use"), "good", is_good=True)


@require_POST
def revoke(request: HttpRequest, key: str) -> HttpResponse:
    """Withdraws a pass: nothing that comes with it is taken from now on."""
    attempt(
        request,
        lambda: public.revoke_device(
            actor=signed_in(request),
            now=now_of(request),
            key=key,
            reason=request.POST.get("reason", ""),
        ),
        _("Withdrawn."),
    )
    return redirect("evidence-sources")
