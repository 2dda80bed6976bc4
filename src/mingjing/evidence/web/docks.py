# SPDX-License-Identifier: Apache-2.0
"""Pages of docks (采集站页面): the register, a new dock with its pass, a dock withdrawn."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjing.evidence import public
from mingjing.kernel.errors import PlatformError
from mingjing.registry.public import attempt, now_of, reach, signed_in, tell_refusal


def docks(request: HttpRequest) -> HttpResponse:
    """The docks within reach; a form registers one, and its pass is shown once."""
    actor = signed_in(request)
    given = {"name": "", "recorders": ""}
    word = ""
    if request.method == "POST":
        given = {key: request.POST.get(key, "") for key in given}
        try:
            _made, word = public.register_dock(
                actor=actor,
                now=now_of(request),
                name=given["name"],
                recorders=given["recorders"].splitlines(),
            )
        except PlatformError as refusal:
            tell_refusal(request, refusal)
    context = {
        "docks": public.docks(reach(actor, "evidence.manage_docks")),
        "given": {"name": "", "recorders": ""} if word else given,
        "registered": given["name"],
        "word": word,
    }
    return render(request, "evidence/docks.html", context)


@require_POST
def revoke(request: HttpRequest, dock_id: str) -> HttpResponse:
    """Withdraws a dock."""
    attempt(
        request,
        lambda: public.revoke_dock(
            actor=signed_in(request),
            now=now_of(request),
            dock_id=dock_id,
            reason=request.POST.get("reason", ""),
        ),
        _("Withdrawn."),
    )
    return redirect("evidence-docks")
