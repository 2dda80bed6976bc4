# SPDX-License-Identifier: Apache-2.0
"""Requests of one stream are done in the order in which they began (按到达次序处理).

A pusher like ffmpeg closes its connection without waiting for the answer, so the next piece may
arrive before the one before is on the disk; a list may arrive before the last piece.
"""

import asyncio

Line = tuple[str, str]
"""Pass and stream; with an empty stream all streams of the pass."""


class Turns:
    """Who stands before whom, in this process."""

    def __init__(self) -> None:
        self._waiting: dict[Line, list[asyncio.Event]] = {}

    def stand(self, line: Line) -> "Place":
        """Take the next place of a line; whoever takes one leaves it."""
        before = [
            one
            for (code, stream), waiting in self._waiting.items()
            if code == line[0] and (line[1] in ("", stream) or not stream)
            for one in waiting
        ]
        mine = asyncio.Event()
        self._waiting.setdefault(line, []).append(mine)
        return Place(self, line, mine, before)

    def leave(self, line: Line, mine: asyncio.Event) -> None:
        """A place is free."""
        mine.set()
        waiting = self._waiting.get(line, [])
        if mine in waiting:
            waiting.remove(mine)
        if not waiting:
            self._waiting.pop(line, None)


class Place:
    """A place in the line."""

    def __init__(
        self, turns: Turns, line: Line, mine: asyncio.Event, before: list[asyncio.Event]
    ) -> None:
        self._turns, self._line, self._mine, self._before = turns, line, mine, before

    async def come(self) -> None:
        """Wait until all who began before are done."""
        for one in self._before:
            await one.wait()

    def leave(self) -> None:
        """Done, or let others go first; leaving twice is fine."""
        self._turns.leave(self._line, self._mine)

    def again(self) -> "Place":
        """A new place, behind whoever stands there now."""
        self.leave()
        return self._turns.stand(self._line)
