# SPDX-License-Identifier: Apache-2.0
"""What the pages share: who may read and act, what is looked for, refusals in words."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from mingjing.engines.languages import language
from mingjing.kernel.errors import PlatformError
from mingjing.registry.public import demand, may, role_words, roles_that_may, signed_in
from mingjing.registry.types import Thing

_LONGEST = 60  # characters that are looked for


def demand_readable(request: HttpRequest, agency_id: str, region: str) -> None:
    """Goes on only for who may read what this agency has in this region.

    Raises: NotPermitted, UnknownAccount.
    """
    demand(signed_in(request), "cases.read", Thing(agency_id, region))


def may_here(request: HttpRequest, action: str) -> bool:
    """Whether the person may do an action at the agency and in the region of its desk."""
    actor = signed_in(request)
    return may(actor, action, Thing(actor.agency_id, actor.region)).allowed


def who_may(action: str) -> str:
    """The roles that may do an action, in words, for those who may not (由谁办理)."""
    return ("、" if language() == "zh" else ", ").join(
        role_words(roles_that_may(action), language())
    )


def look_for(request: HttpRequest, kept_as: str, page: str, along: tuple[str, ...]) -> HttpResponse:
    """Keeps the words that are looked for in the session: a name stands in no address."""
    text = request.POST.get("q", "").strip()[:_LONGEST]
    request.session[kept_as] = text
    kept = {name: request.POST.get(name, "") for name in along} | {"found": "1" if text else ""}
    query = urlencode({name: value for name, value in kept.items() if value})
    return redirect(f"{reverse(page)}?{query}")


def looked_for(request: HttpRequest, kept_as: str) -> str:
    """The words that were kept, where the address says that they are meant."""
    return str(request.session.get(kept_as, "")) if request.GET.get("found") else ""


@dataclass(frozen=True, slots=True)
class Told:
    """A refusal as a page shows it (拒绝说明): what, by which article, what to do."""

    message: str
    article: str
    rule: str
    remedy: str


def told(refusal: PlatformError) -> Told:
    """A refusal in the page's language."""
    return Told(
        refusal.message(language()), refusal.article, refusal.rule, refusal.remedy(language())
    )
