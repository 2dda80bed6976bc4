# SPDX-License-Identifier: Apache-2.0
"""A film of the store as an answer (影片应答), whole or the part that a player asks for."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest, StreamingHttpResponse

from mingjing.evidence.queries.store import film_path

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_BLOCK = 2**16


def film_answer(request: HttpRequest, sha256: str) -> StreamingHttpResponse:
    """The film, or one range of it (RFC 9110 §14); several ranges are answered with the whole.

    Raises: ObjectMissing.
    """
    path = film_path(sha256)
    size = path.stat().st_size
    found = _asked(request.headers.get("Range", ""), size)
    if found is not None and found[0] > found[1]:
        answer = StreamingHttpResponse((), status=416)
        answer["Content-Range"] = f"bytes */{size}"
        return answer
    first, last = found or (0, size - 1)
    answer = StreamingHttpResponse(
        _blocks(path, first, last), status=206 if found else 200, content_type="video/mp4"
    )
    if found:
        answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    answer["Accept-Ranges"] = "bytes"
    answer["Content-Length"] = str(last - first + 1)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _asked(text: str, size: int) -> tuple[int, int] | None:
    """First and last byte; the first above the last where there is no such part."""
    match = _RANGE.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last) if last else size - 1, size - 1)


def _blocks(path: Path, first: int, last: int) -> Iterator[bytes]:
    with path.open("rb") as film:
        film.seek(first)
        left = last - first + 1
        while left > 0 and (block := film.read(min(_BLOCK, left))):
            left -= len(block)
            yield block
