# SPDX-License-Identifier: Apache-2.0
"""Memory with a share for each sender (内存份额): whoever fills their own keeps only themselves."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from mingjing.evidence.door.bodies import Budget


class Shares:
    """Memory for bodies, and of it a share for each sender: the account of a device key, a pass."""

    def __init__(self, whole: int, each: int) -> None:
        self._whole, self._each = Budget(whole), each
        self._held: dict[str, tuple[int, Budget]] = {}

    @asynccontextmanager
    async def of(self, sender: str) -> AsyncIterator[AsyncExitStack]:
        """For one body: `more` slices go into the stack; all are free after the block."""
        users, own = self._held.get(sender, (0, Budget(self._each)))
        self._held[sender] = (users + 1, own)
        try:
            async with AsyncExitStack() as stack:
                yield stack
        finally:
            users, own = self._held.pop(sender)
            if users > 1:
                self._held[sender] = (users - 1, own)

    async def more(self, sender: str, stack: AsyncExitStack, size: int) -> None:
        """So much more: first of the share of the sender, so that its waiting costs others none."""
        await stack.enter_async_context(self._held[sender][1].hold(size))
        await stack.enter_async_context(self._whole.hold(size))

    @asynccontextmanager
    async def hold(self, sender: str, size: int) -> AsyncIterator[None]:
        """Room for a body whose length is known, while the block runs."""
        async with self.of(sender) as stack:
            await self.more(sender, stack, size)
            yield
