# SPDX-License-Identifier: Apache-2.0
"""Wakes who watches a recording when a link of it is committed (观看唤醒).

A call is a hint to look; what there is to see is read from the database.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from mingjing.evidence.door.commit import Arrival

_LOOK_AGAIN_SECONDS = 1.0


class Hub:
    """Who waits for which recording, in this process."""

    def __init__(self) -> None:
        self._watching: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    def tell(self, arrivals: Sequence[Arrival]) -> None:
        """Links were committed; called on the event loop."""
        for arrival in arrivals:
            for event in self._watching.get(arrival.header.recording, ()):
                event.set()

    @asynccontextmanager
    async def watching(self, recording_id: str) -> AsyncIterator["Watch"]:
        """Watch a recording while the block runs."""
        event = asyncio.Event()
        self._watching[recording_id].add(event)
        try:
            yield Watch(event)
        finally:
            self._watching[recording_id].discard(event)
            if not self._watching[recording_id]:
                del self._watching[recording_id]


class Watch:
    """One who watches."""

    def __init__(self, event: asyncio.Event) -> None:
        self._event = event

    async def wait(self) -> None:
        """Until a link was committed here, or long enough that another node may have one."""
        try:
            await asyncio.wait_for(self._event.wait(), _LOOK_AGAIN_SECONDS)
        except TimeoutError:
            return
        self._event.clear()
