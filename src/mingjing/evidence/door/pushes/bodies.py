# SPDX-License-Identifier: Apache-2.0
"""Take in a body whose length nobody says beforehand (接收推送内容)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from mingjing.evidence.door.bodies import STALL_SECONDS, Budget
from mingjing.evidence.rules.header import MAX_BODY_BYTES
from mingjing.evidence.types import BodyStalled, SegmentTooLarge

_SLICE = 1024 * 1024


@asynccontextmanager
async def taken(stream: AsyncIterator[bytes], budget: Budget) -> AsyncIterator[bytes]:
    """The whole body, at most 16 MiB; it counts against the memory of the door in the block.

    Raises: SegmentTooLarge, BodyStalled.
    """
    parts: list[bytes] = []
    size = held = 0
    now = asyncio.get_running_loop().time
    async with AsyncExitStack() as stack:
        try:
            async with asyncio.timeout(STALL_SECONDS) as patience:
                async for part in stream:
                    patience.reschedule(now() + STALL_SECONDS)
                    size += len(part)
                    if size > MAX_BODY_BYTES:
                        raise SegmentTooLarge(limit=MAX_BODY_BYTES)
                    while held < size:
                        await stack.enter_async_context(budget.hold(_SLICE))
                        held += _SLICE
                    parts.append(part)
        except TimeoutError as error:
            raise BodyStalled(seconds=STALL_SECONDS) from error
        yield b"".join(parts)
