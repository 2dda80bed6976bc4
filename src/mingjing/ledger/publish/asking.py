# SPDX-License-Identifier: Apache-2.0
"""Asking a witness or a time-stamping authority over HTTP, in short time or not at all."""

import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from typing import IO, Any

_TIMEOUT_SECONDS = 3.0
_DEADLINE_SECONDS = 8.0
_MOST_BYTES = 1 << 16
_CHUNK = 4096


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: status, media type, bytes."""

    status: int
    content_type: str
    body: bytes


class Away(Exception):
    """Nothing usable came back in time; this says nothing about the log."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:  # urllib's own signature
        """None: the address is the one that was configured."""


_OPENER = urllib.request.build_opener(_NoRedirect)


def post(url: str, body: bytes, content_type: str) -> Reply:
    """Send bytes to an http(s) address of the settings.

    Raises: Away.
    """
    request = urllib.request.Request(  # noqa: S310 - settings admit http and https only
        url, data=body, headers={"Content-Type": content_type, "User-Agent": "mingjing-ledger"}
    )
    try:
        with _OPENER.open(request, timeout=_TIMEOUT_SECONDS) as answer:
            return Reply(answer.status, answer.headers.get_content_type(), _read(answer))
    except urllib.error.HTTPError as error:
        with error:
            return Reply(error.code, error.headers.get_content_type(), _read_error(error))
    except (OSError, HTTPException, ValueError) as error:
        raise Away(f"{url}: {error}") from error


def _read(answer: IO[bytes]) -> bytes:
    """The body, as long as it keeps coming and stays small."""
    deadline = time.monotonic() + _DEADLINE_SECONDS
    content = b""
    while chunk := answer.read(_CHUNK):
        content += chunk
        if len(content) > _MOST_BYTES or time.monotonic() > deadline:
            raise Away("the answer is too long or too slow")
    return content


def _read_error(error: urllib.error.HTTPError) -> bytes:
    try:
        return _read(error)
    except (OSError, HTTPException) as broken:
        raise Away(str(broken)) from broken
