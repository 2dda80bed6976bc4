# SPDX-License-Identifier: Apache-2.0
"""What the pages share: who asks, when, and in which language."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, HttpRequest
from django.utils.translation import get_language

from mingjing.kernel.errors import Language, PlatformError, Unavailable
from mingjing.registry.types import Actor


def language() -> Language:
    """The language of the page being made."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def actor_of(request: HttpRequest) -> Actor:
    """Who asks; the middleware lets nobody else to these pages."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def now_of(request: HttpRequest) -> datetime:
    """When the request came, as the middleware saw it."""
    now: datetime = request.now  # type: ignore[attr-defined]
    return now


def attempt(request: HttpRequest, do: Callable[[], object], done: str) -> bool:
    """Does it and says so, or says what was refused; what is no refusal goes on."""
    try:
        do()
    except PlatformError as refusal:
        tell_refusal(request, refusal)
        return False
    messages.success(request, done)
    return True


def zip_answer(
    request: HttpRequest, make: Callable[[], AbstractContextManager[Path]], name: str
) -> FileResponse | None:
    """A bundle as a download; None where it was refused, which is said on the next page."""
    try:
        with make() as path:
            stream = path.open("rb")  # the file goes with its folder; the open stream stays
    except PlatformError as refusal:
        tell_refusal(request, refusal)
        return None
    return FileResponse(stream, as_attachment=True, filename=f"{name}.zip")


def tell_refusal(request: HttpRequest, refusal: PlatformError) -> None:
    """Says it on the next page; what is no refusal goes on."""
    if refusal.http_status >= 500 and not isinstance(refusal, Unavailable):
        raise refusal
    messages.error(request, refusal.text(language()))
