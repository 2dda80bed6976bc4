# SPDX-License-Identifier: Apache-2.0
"""Look at what was pushed (识别推送内容), in a thread of its own: the loop serves everybody.

One thread, so that whoever pushes much keeps other pushers waiting and nobody else.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from mingjing.evidence.rules.fmp4 import Init, Stretch, is_last, kind_of, read_init, read_media
from mingjing.evidence.types import SegmentTooLarge
from mingjing.evidence.types.pushes import PushedKind
from mingjing.kernel.canonical import sha256_hex

MOST_LIST_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Pushed:
    """A body, and what it is by itself (推送内容). `init`: of a start; `is_last`: of a list."""

    content: bytes
    kind: PushedKind
    sha256: str
    init: Init | None = None
    is_last: bool = False


class Judging:
    """The thread in which bodies are looked at."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "evidence-pushed")

    def stop(self) -> None:
        """End the thread."""
        self._thread.shutdown()

    async def judge(self, content: bytes) -> Pushed:
        """What came.

        Raises: PushMalformed, SegmentTooLarge for a list of over 4 MiB.
        """
        return await asyncio.get_running_loop().run_in_executor(self._thread, _judged, content)

    async def stretch(self, content: bytes, init: Init) -> Stretch:
        """Where a piece lies.

        Raises: PushMalformed.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, read_media, content, init)


def _judged(content: bytes) -> Pushed:
    kind = kind_of(content)
    if kind is PushedKind.LIST:
        if len(content) > MOST_LIST_BYTES:
            raise SegmentTooLarge(limit=MOST_LIST_BYTES)
        return Pushed(content, kind, "", is_last=is_last(content))
    init = read_init(content) if kind is PushedKind.INIT else None
    return Pushed(content, kind, sha256_hex(content), init)
