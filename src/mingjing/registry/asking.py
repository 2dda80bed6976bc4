# SPDX-License-Identifier: Apache-2.0
"""Who asks for a page and when (当前用户), as the middleware put it on the request."""

from datetime import datetime

from django.http import HttpRequest

from mingjing.registry.types import Actor, UnknownAccount


def signed_in(request: HttpRequest) -> Actor:
    """Who asks. The middleware lets nobody else to the pages that call this.

    Raises: UnknownAccount.
    """
    actor = signed_in_or_none(request)
    if actor is None:
        raise UnknownAccount(username="-")
    return actor


def signed_in_or_none(request: HttpRequest) -> Actor | None:
    """Who asks for a page that is open to everybody; None when nobody is signed in."""
    actor: Actor | None = getattr(request, "actor", None)
    return actor


def now_of(request: HttpRequest) -> datetime:
    """When the request came."""
    moment: datetime = request.now  # type: ignore[attr-defined]
    return moment
