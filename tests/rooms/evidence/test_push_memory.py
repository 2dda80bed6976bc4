# SPDX-License-Identifier: Apache-2.0
"""Memory and patience of the push door by themselves: shares, the stall, the longest time."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from mingjing.evidence.door.pushes import bodies
from mingjing.evidence.door.pushes.bodies import taken
from mingjing.evidence.door.shares import Shares
from mingjing.evidence.types import BodyStalled
from mingjing.evidence.types.pushes import PushSlow

MIB = 1024 * 1024


async def sent(*parts: bytes, pause: float = 0) -> AsyncIterator[bytes]:
    for part in parts:
        await asyncio.sleep(pause)
        yield part


async def endless(pause: float) -> AsyncIterator[bytes]:
    while True:
        await asyncio.sleep(pause)
        yield b"x"


async def hold(shares: Shares, code: str, size: int, free: asyncio.Event, said: int = 0) -> None:
    async with taken(sent(bytes(MIB), bytes(size - MIB)), said, code, shares) as content:
        assert len(content) == size
        await free.wait()


def test_a_pass_that_takes_all_it_can_leaves_the_others_their_memory() -> None:
    async def run() -> None:
        shares, free, now = Shares(6 * MIB, 4 * MIB), asyncio.Event(), asyncio.Event()
        now.set()
        taking = (hold(shares, "greedy", 2 * MIB, free, 2 * MIB) for _ in range(4))
        greedy = [asyncio.create_task(one) for one in taking]
        await asyncio.sleep(0.05)
        await asyncio.wait_for(hold(shares, "other", 2 * MIB, now), 1)
        assert not any(task.done() for task in greedy)
        free.set()
        await asyncio.gather(*greedy)
        await asyncio.wait_for(hold(shares, "greedy", 4 * MIB, now), 1)  # all of it is free again
        assert shares._held == {}

    asyncio.run(run())


def test_who_waits_for_memory_is_not_called_stalled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "STALL_SECONDS", 0.1)

    async def run() -> None:
        shares, free = Shares(MIB, MIB), asyncio.Event()
        first = asyncio.create_task(hold(shares, "one", MIB, free))
        await asyncio.sleep(0)
        second = asyncio.create_task(hold(shares, "two", MIB, free))
        await asyncio.sleep(0.4)
        assert not second.done()
        free.set()
        await asyncio.gather(first, second)

    asyncio.run(run())


def test_a_sender_that_says_nothing_is_called_stalled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "STALL_SECONDS", 0.1)

    async def run() -> None:
        async with taken(sent(b"x", b"y", pause=0.3), 0, "one", Shares(MIB, MIB)):
            pass

    with pytest.raises(BodyStalled):
        asyncio.run(run())


def test_a_sender_that_dribbles_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "LONGEST_SECONDS", 0.3)

    async def run() -> None:
        async with asyncio.timeout(5), taken(endless(0.02), 0, "one", Shares(MIB, MIB)):
            pass

    with pytest.raises(PushSlow):
        asyncio.run(run())


def test_bodies_that_say_their_length_do_not_wait_for_each_other_in_their_middle() -> None:
    async def run() -> None:
        shares, free = Shares(8 * MIB, 4 * MIB), asyncio.Event()
        free.set()
        four = [hold(shares, "one", 3 * MIB, free, 3 * MIB) for _ in range(4)]
        await asyncio.wait_for(asyncio.gather(*four), 2)

    asyncio.run(run())
