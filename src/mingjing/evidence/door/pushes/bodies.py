# SPDX-License-Identifier: Apache-2.0
"""Take in a body whose length may not be said beforehand (接收推送内容)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from mingjing.evidence.door.bodies import STALL_SECONDS, Budget
from mingjing.evidence.rules.header import MAX_BODY_BYTES
from mingjing.evidence.types import BodyStalled, SegmentTooLarge
from mingjing.evidence.types.pushes import PushSlow

LONGEST_SECONDS = 60
"""A body takes so long at most, with its waiting for memory: a live source is slower never."""
_SLICE = 1024 * 1024


class Shares:
    """Memory for what is pushed (推送内存): apart from what signs, and a share for each pass."""

    def __init__(self, whole: int, each: int) -> None:
        self._whole, self._each = Budget(whole), each
        self._held: dict[str, tuple[int, Budget]] = {}

    @asynccontextmanager
    async def of(self, code: str) -> AsyncIterator[AsyncExitStack]:
        """For one body of a pass: `more` slices go into the stack; all are free after the block."""
        users, own = self._held.get(code, (0, Budget(self._each)))
        self._held[code] = (users + 1, own)
        try:
            async with AsyncExitStack() as stack:
                yield stack
        finally:
            users, own = self._held.pop(code)
            if users > 1:
                self._held[code] = (users - 1, own)

    async def more(self, code: str, stack: AsyncExitStack, size: int) -> None:
        """So much more: first of the share of the pass, so that its waiting costs others none."""
        await stack.enter_async_context(self._held[code][1].hold(size))
        await stack.enter_async_context(self._whole.hold(size))


@asynccontextmanager
async def taken(
    stream: AsyncIterator[bytes], said: int, code: str, shares: Shares
) -> AsyncIterator[bytes]:
    """The whole body, at most 16 MiB; it counts against the share of its pass in the block.

    `said`: how long it will be, 0 where nobody says. Room for that is there before it is read, so
    that two do not wait for each other in their middle.

    While it waits for memory the sender is not called stalled.
    Raises: SegmentTooLarge, BodyStalled, PushSlow.
    """
    parts: list[bytes] = []
    size, held = 0, said
    now = asyncio.get_running_loop().time
    last = now() + LONGEST_SECONDS
    async with shares.of(code) as stack:
        try:
            async with asyncio.timeout_at(last) as patience:
                await shares.more(code, stack, said)
                patience.reschedule(min(last, now() + STALL_SECONDS))
                async for part in stream:
                    patience.reschedule(last)
                    size += len(part)
                    if size > MAX_BODY_BYTES:
                        raise SegmentTooLarge(limit=MAX_BODY_BYTES)
                    while held < size:
                        await shares.more(code, stack, _SLICE)
                        held += _SLICE
                    parts.append(part)
                    patience.reschedule(min(last, now() + STALL_SECONDS))
        except TimeoutError as error:
            if now() >= last:
                raise PushSlow(seconds=LONGEST_SECONDS) from error
            raise BodyStalled(seconds=STALL_SECONDS) from error
        yield b"".join(parts)
