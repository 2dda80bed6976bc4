# SPDX-License-Identifier: Apache-2.0
"""Take in a body whose length may not be said beforehand (接收推送内容)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from mingjing.evidence.door.bodies import LONGEST_SECONDS, STALL_SECONDS
from mingjing.evidence.door.shares import Shares
from mingjing.evidence.rules.header import MAX_BODY_BYTES
from mingjing.evidence.types import BodyStalled, SegmentTooLarge
from mingjing.evidence.types.pushes import PushSlow

_SLICE = 1024 * 1024


@asynccontextmanager
async def taken(
    stream: AsyncIterator[bytes], said: int, code: str, shares: Shares
) -> AsyncIterator[bytes]:
    """The whole body, at most 16 MiB; it counts against the share of its pass in the block.

    `said`: how long it will be, 0 where nobody says. Room for that is there before it is read, so
    that two do not wait for each other in their middle.

    While it waits for memory the sender is not called stalled, but the longest time runs.
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
