# SPDX-License-Identifier: Apache-2.0
"""Take a body in (接收内容): hashed as it comes, never longer than its header says."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.requests import ClientDisconnect

from mingjing.evidence.types import BodyStalled, DigestDiffers, Header, SegmentTooLarge

STALL_SECONDS = 20
"""A body of which nothing came for so long is given up: it holds memory that others wait for."""


class Budget:
    """How many bytes of bodies this process holds at a time; who comes later waits (内存额度)."""

    def __init__(self, limit: int) -> None:
        self._left = limit
        self._freed = asyncio.Condition()

    @asynccontextmanager
    async def hold(self, size: int) -> AsyncIterator[None]:
        """Room for so many bytes while the block runs."""
        async with self._freed:
            await self._freed.wait_for(lambda: self._left >= size)
            self._left -= size
        try:
            yield
        finally:
            async with self._freed:
                self._left += size
                self._freed.notify_all()


async def take_body(stream: AsyncIterator[bytes], header: Header) -> bytes:
    """The bytes of a link, when they are what the header says.

    Raises: SegmentTooLarge, DigestDiffers, BodyStalled.
    """
    parts: list[bytes] = []
    size = 0
    state = hashlib.sha256()
    now = asyncio.get_running_loop().time
    try:
        async with asyncio.timeout(STALL_SECONDS) as patience:
            async for part in stream:
                patience.reschedule(now() + STALL_SECONDS)
                size += len(part)
                if size > header.len:
                    raise SegmentTooLarge(limit=header.len)
                state.update(part)
                parts.append(part)
    except TimeoutError as error:
        raise BodyStalled(seconds=STALL_SECONDS) from error
    if size != header.len:
        raise DigestDiffers(where="len")
    if state.hexdigest() != header.sha256:
        raise DigestDiffers(where="sha256")
    return b"".join(parts)


async def drain(stream: AsyncIterator[bytes], limit: int) -> None:
    """Read what a refused sender still sends, so that it hears the refusal and not a reset."""
    size = 0
    with suppress(ClientDisconnect, TimeoutError):
        async with asyncio.timeout(STALL_SECONDS):
            async for part in stream:
                size += len(part)
                if size > limit:
                    return
