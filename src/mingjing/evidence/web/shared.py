# SPDX-License-Identifier: Apache-2.0
"""What the pages share: acts of a form, downloads, and refusals told on the page."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, HttpRequest

from mingjing.engines.languages import language
from mingjing.kernel.errors import PlatformError, Unavailable


def attempt(request: HttpRequest, do: Callable[[], object], done: str) -> bool:
    """Does it and says so, or says what was refused; what is no refusal goes on."""
    try:
        do()
    except PlatformError as refusal:
        _tell(request, refusal)
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
        _tell(request, refusal)
        return None
    return FileResponse(stream, as_attachment=True, filename=f"{name}.zip")


def _tell(request: HttpRequest, refusal: PlatformError) -> None:
    if refusal.http_status >= 500 and not isinstance(refusal, Unavailable):
        raise refusal
    messages.error(request, refusal.text(language()))
