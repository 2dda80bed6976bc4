# SPDX-License-Identifier: Apache-2.0
"""Lending on pages (限时共享): give a code, withdraw it, and what its holder sees.

No secret stands in an address: the code is posted, and the session remembers the viewing.
"""

from datetime import date, datetime, time, timedelta

from django import forms
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjing.engines.languages import language
from mingjing.evidence import public
from mingjing.evidence.queries.shares import lent_body, lent_photos, lent_playlist
from mingjing.evidence.types import KeptKind, Mode, ShareMissing, TooManyCodes
from mingjing.evidence.web.films import film_answer
from mingjing.evidence.web.pages import part_of
from mingjing.kernel.clock import BEIJING
from mingjing.kernel.errors import Forbidden, Invalid, Missing, PlatformError
from mingjing.registry.public import attempt, now_of, signed_in, system_actor

_KEY = "evidence_viewing"
_UNCHANGING = "private, no-store"
_MOST_PHOTOS = 200


class CodeForm(forms.Form):
    """What the holder of a code types (共享码和姓名)."""

    code = forms.CharField(max_length=60)
    name = forms.CharField(max_length=80)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["code"].label = _("Code")
        self.fields["name"].label = _("Your name")
        self.fields["name"].help_text = _("Who watched and when is kept as a receipt.")
        self.fields["code"].widget.attrs |= {"class": "form-control", "autocomplete": "off"}
        self.fields["name"].widget.attrs |= {"class": "form-control", "autocomplete": "name"}


@require_POST
def share(request: HttpRequest, recording_id: str) -> HttpResponse:
    """Lends it and shows the code, this once."""
    codes: list[str] = []

    def lend() -> None:
        loan = public.Loan(
            recipient=request.POST.get("recipient", ""),
            purpose=request.POST.get("purpose", ""),
            until=_end_of(request.POST.get("until", ""), now_of(request)),
            part=part_of(request),
            redaction_id=request.POST.get("redaction", ""),
        )
        codes.append(
            public.share_recording(
                actor=signed_in(request), now=now_of(request), recording_id=recording_id, loan=loan
            )
        )

    if not attempt(request, lend, _("The code is made. It is shown only now.")):
        return redirect("evidence-custody", KeptKind.RECORDING.value, recording_id)
    context = {"code": codes[0], "recording_id": recording_id}
    return render(request, "evidence/share_code.html", context)


def _end_of(text: str, now: datetime) -> datetime:
    """The end of the day that was chosen; now, which is refused, for what is no day."""
    try:
        day = date.fromisoformat(text) + timedelta(days=1)
    except (ValueError, OverflowError):
        return now
    return datetime.combine(day, time(), BEIJING)


@require_POST
def revoke(request: HttpRequest, recording_id: str, share_id: str) -> HttpResponse:
    """Withdraws a share."""
    attempt(
        request,
        lambda: public.revoke_share(
            actor=signed_in(request),
            now=now_of(request),
            share_id=share_id,
            reason=request.POST.get("reason", ""),
        ),
        _("The share is withdrawn."),
    )
    return redirect("evidence-custody", KeptKind.RECORDING.value, recording_id)


def shared(request: HttpRequest) -> HttpResponse:
    """Asks for the code, or shows what is lent."""
    if request.method == "POST":
        return _enter(request)
    if _KEY not in request.session:
        return render(request, "evidence/shared_enter.html", {"form": CodeForm()})
    try:
        found = _lent(request)
    except (Missing, Forbidden) as refusal:
        del request.session[_KEY]
        form = CodeForm(initial={})
        context = {"form": form, "refusal": refusal.text(language())}
        return render(request, "evidence/shared_enter.html", context)
    photos = lent_photos(found)[:_MOST_PHOTOS] if found.mode is Mode.PHOTO else ()
    lent_copy = found.share.redaction_id
    copy = public.redaction(lent_copy) if lent_copy else None
    context = {"lent": found, "copy": copy, "photos": photos, "now": now_of(request)}
    return render(request, "evidence/shared.html", context)


def _enter(request: HttpRequest) -> HttpResponse:
    form, status = CodeForm(request.POST), 422
    if form.is_valid():
        try:
            _demand_patience(request)
            viewing = public.view_share(
                actor=system_actor(),
                now=now_of(request),
                code=form.cleaned_data["code"],
                name=form.cleaned_data["name"],
            )
        except (Missing, Forbidden, Invalid) as refusal:
            if isinstance(refusal, ShareMissing):
                cache.incr(_counter(request))
            form.add_error(_field_of(refusal), refusal.text(language()))
            status = refusal.http_status
        else:
            request.session.cycle_key()
            request.session[_KEY] = viewing
            return redirect("evidence-shared")
    return render(request, "evidence/shared_enter.html", {"form": form}, status=status)


def _field_of(refusal: PlatformError) -> str:
    return "name" if refusal.code == "evidence.name_missing" else "code"


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Ends the viewing in this browser."""
    request.session.pop(_KEY, None)
    return redirect("evidence-shared")


def playlist(request: HttpRequest) -> HttpResponse:
    """The playlist of what is lent."""
    if _KEY not in request.session:
        return redirect("evidence-shared")
    text = lent_playlist(_lent(request))
    return HttpResponse(text, content_type="application/vnd.apple.mpegurl")


def film(request: HttpRequest) -> HttpResponseBase:
    """The redacted copy that is lent.

    Raises: ShareMissing where the original is lent, ShareOver, BodiesDeleted, ObjectMissing.
    """
    if _KEY not in request.session:
        return redirect("evidence-shared")
    found = _lent(request)
    if not found.film:
        raise ShareMissing
    return film_answer(request, found.film)


def body(request: HttpRequest, sha256: str) -> HttpResponse:
    """A body that is lent: asked anew each time, so that a withdrawal counts at once."""
    found = _lent(request)
    content = lent_body(found, sha256)
    kind = found.mime if found.mode is Mode.PHOTO else "application/octet-stream"
    answer = HttpResponse(content, content_type=kind)
    answer["Cache-Control"] = _UNCHANGING
    return answer


def _lent(request: HttpRequest) -> public.Lent:
    return public.lent(str(request.session.get(_KEY, "")), now_of(request))


def _counter(request: HttpRequest) -> str:
    """Under what wrong codes of one address are counted; the address itself is not kept."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    return "share:" + salted_hmac("evidence.share", address, algorithm="sha256").hexdigest()


def _demand_patience(request: HttpRequest) -> None:
    """Goes on while few wrong codes came from the address.

    Raises: TooManyCodes.
    """
    limits, name = public.keeping(), _counter(request)
    within = int(limits.share_tries_within.total_seconds())
    cache.add(name, 0, within)
    if int(cache.get(name, 0)) >= limits.share_tries:
        raise TooManyCodes(minutes=within // 60)
