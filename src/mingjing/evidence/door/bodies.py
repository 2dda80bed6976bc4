# SPDX-License-Identifier: Apache-2.0
"""Take a body in (接收内容): as long as its header says, of the digest that it names."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.requests import ClientDisconnect

from mingjing.evidence.types import BodyStalled, DigestDiffers, Header, SegmentTooLarge
from mingjing.evidence.types.pushes import PushSlow
from mingjing.kernel.canonical import sha256_hex

STALL_SECONDS = 20
"""A body of which nothing came for so long is given up: it holds memory that others wait for."""
LONGEST_SECONDS = 60
"""A body takes so long at most, however steadily it comes: it holds memory all the while."""
_LOOK_SECONDS = 1.0
"""The patience begins anew with what comes, but not oftener: most bodies come within this."""


class Budget:
    """How many bytes of bodies this process holds at a time; who comes later waits (内存额度)."""

    def __init__(self, limit: int) -> None:
        self._left = limit
        self._waiting = 0
        self._freed = asyncio.Condition()

    @asynccontextmanager
    async def hold(self, size: int) -> AsyncIterator[None]:
        """Room for so many bytes while the block runs; nobody else runs between look and take."""
        if self._left < size:
            await self._room(size)
        self._left -= size
        try:
            yield
        finally:
            self._left += size
            if self._waiting:
                async with self._freed:
                    self._freed.notify_all()

    async def _room(self, size: int) -> None:
        self._waiting += 1
        try:
            async with self._freed:
                await self._freed.wait_for(lambda: self._left >= size)
        finally:
            self._waiting -= 1


async def take_body(stream: AsyncIterator[bytes], header: Header) -> bytes:
    """As many bytes as the header of a link says; whether they are the right ones is asked next.

    Raises: SegmentTooLarge, DigestDiffers, BodyStalled, PushSlow.
    """
    parts: list[bytes] = []
    size = 0
    now = asyncio.get_running_loop().time
    moved = now()
    last = moved + LONGEST_SECONDS
    try:
        async with asyncio.timeout_at(min(last, moved + STALL_SECONDS)) as patience:
            async for part in stream:
                if now() - moved > _LOOK_SECONDS:
                    moved = now()
                    patience.reschedule(min(last, moved + STALL_SECONDS))
                size += len(part)
                if size > header.len:
                    raise SegmentTooLarge(limit=header.len)
                parts.append(part)
    except TimeoutError as error:
        if now() >= last:
            raise PushSlow(seconds=LONGEST_SECONDS) from error
        raise BodyStalled(seconds=STALL_SECONDS) from error
    if size != header.len:
        raise DigestDiffers(where="len")
    return b"".join(parts)


def demand_digest(body: bytes, header: Header) -> None:
    """The body is the one that its header names; in a thread, for it takes a while.

    Raises: DigestDiffers.
    """
    if sha256_hex(body) != header.sha256:
        raise DigestDiffers(where="sha256")


async def drain(stream: AsyncIterator[bytes], limit: int) -> None:
    """Read what a refused sender still sends, so that it hears the refusal and not a reset."""
    size = 0
    with suppress(ClientDisconnect, TimeoutError):
        async with asyncio.timeout(STALL_SECONDS):
            async for part in stream:
                size += len(part)
                if size > limit:
                    return
