# SPDX-License-Identifier: Apache-2.0
"""What the pages share: acts of a form, downloads, and refusals told on the page."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from django.http import FileResponse, HttpRequest

from mingjing.kernel.errors import PlatformError
from mingjing.registry.public import tell_refusal


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
