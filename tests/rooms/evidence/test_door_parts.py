# SPDX-License-Identifier: Apache-2.0
"""Parts of the door by themselves: rate, memory, budget, and a group that fails."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DataError, OperationalError

from mingjing.evidence.door import bodies, hints, writer
from mingjing.evidence.door.bodies import Budget
from mingjing.evidence.door.hints import Rate, Remembered
from mingjing.evidence.queries.server_key import door_key
from mingjing.evidence.types import (
    BodyStalled,
    DigestDiffers,
    DoorKeyUnusable,
    StoreAway,
    StoreFull,
)
from mingjing.evidence.types.pushes import PushSlow
from mingjing.kernel.canonical import sha256_hex


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A monotonic clock that the test sets."""
    made = SimpleNamespace(now=100.0)
    monkeypatch.setattr("mingjing.evidence.door.hints.time.monotonic", lambda: made.now)
    return made


def test_a_key_may_send_so_many_links_a_second_and_others_do_not_suffer(
    clock: SimpleNamespace,
) -> None:
    rate = Rate(50)
    assert [rate.admits("a") for _ in range(51)] == [True] * 50 + [False]
    assert rate.admits("b")
    clock.now += 0.03
    assert [rate.admits("a") for _ in range(2)] == [True, False]
    clock.now += 10
    assert sum(rate.admits("a") for _ in range(60)) == 50


def test_a_hint_is_forgotten_after_seconds_and_when_there_are_too_many(
    clock: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hints, "_MOST", 2)
    held: Remembered[int] = Remembered()
    for number, name in enumerate("abc"):
        held.put(name, number, clock.now)
    assert [held.get(name) for name in "abc"] == [None, 1, 2]
    clock.now += 5
    assert held.get("c") is None


def test_a_hint_that_is_used_all_the_time_is_read_anew_all_the_same(
    clock: SimpleNamespace,
) -> None:
    """Else a device that was revoked would go on as long as it sends."""
    held: Remembered[float] = Remembered()

    async def read() -> float:
        clock.now += 1  # takes a second: the hint is as old as the question
        return float(clock.now)

    async def seen() -> list[float | None]:
        found = []
        for _ in range(6):
            found.append(await held.of("key", read))
            clock.now += 1
        return found

    assert asyncio.run(seen()) == [101.0, 101.0, 101.0, 101.0, 106.0, 106.0]


def test_what_is_not_there_is_asked_for_again() -> None:
    held: Remembered[int] = Remembered()
    answers = iter([None, 7])

    async def read() -> int | None:
        return next(answers)

    assert [asyncio.run(held.of("key", read)) for _ in range(3)] == [None, 7, 7]


def test_bodies_wait_for_room() -> None:
    order: list[str] = []

    async def hold(budget: Budget, name: str, size: int, until: asyncio.Event) -> None:
        async with budget.hold(size):
            order.append(name)
            await until.wait()

    async def run() -> None:
        budget, free = Budget(10), asyncio.Event()
        now = asyncio.Event()
        now.set()
        first = asyncio.create_task(hold(budget, "first", 8, free))
        await asyncio.sleep(0)
        second = asyncio.create_task(hold(budget, "second", 8, now))
        third = asyncio.create_task(hold(budget, "third", 2, now))
        await third
        assert order == ["first", "third"]
        free.set()
        await asyncio.gather(first, second)

    asyncio.run(run())
    assert order == ["first", "third", "second"]


class Failing:
    """A group that fails when a given link is in it."""

    error: Exception

    def __init__(self, arrivals: Sequence[Any], key: object, known: object) -> None:
        self.arrivals = arrivals

    def commit(self) -> list[Any]:
        if "bad" in self.arrivals:
            raise self.error
        return [f"kept {arrival}" for arrival in self.arrivals]


@pytest.fixture
def thread(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(writer, "Group", Failing)
    monkeypatch.setattr("mingjing.evidence.door.writer.connection.close", lambda: None)
    return writer.Writer(key=None, tell=lambda _: None)  # type: ignore[arg-type]


def test_one_link_that_fails_does_not_take_the_others_along(
    thread: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Failing, "error", ValueError("odd"), raising=False)
    answers = thread._commit(["a", "bad", "b"])
    assert answers[0] == "kept a"
    assert answers[2] == "kept b"
    assert isinstance(answers[1], ValueError)
    monkeypatch.setattr(Failing, "error", DataError("odd"), raising=False)
    assert isinstance(thread._commit(["bad"])[0], StoreAway)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("database or disk is full", StoreFull),
        ("could not extend file: No space left on device", StoreFull),
        ("database is locked", StoreAway),
        ("connection refused", StoreAway),
    ],
)
def test_a_database_that_is_full_or_away_is_told_to_all(
    thread: Any, monkeypatch: pytest.MonkeyPatch, text: str, refusal: type[Exception]
) -> None:
    monkeypatch.setattr(Failing, "error", OperationalError(text), raising=False)
    assert [type(answer) for answer in thread._commit(["a", "bad"])] == [refusal] * 2


def test_the_servers_key_is_made_once_and_must_be_its_owners_alone(tmp_path: Path) -> None:
    first = door_key(tmp_path)
    door_key.cache_clear()
    assert door_key(tmp_path).id == first.id
    path = tmp_path / "keys" / "door.key"
    assert path.stat().st_mode & 0o777 == 0o600
    for spoil in (lambda: path.chmod(0o644), lambda: path.write_text("nonsense")):
        door_key.cache_clear()
        spoil()
        with pytest.raises(DoorKeyUnusable):
            door_key(tmp_path)


def test_a_body_that_stalls_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "STALL_SECONDS", 0.01)

    async def stalled() -> AsyncIterator[bytes]:
        yield b"some"
        await asyncio.Event().wait()

    header = SimpleNamespace(len=10, sha256="")
    with pytest.raises(BodyStalled):
        asyncio.run(bodies.take_body(stalled(), header))  # type: ignore[arg-type]


def test_a_body_that_dribbles_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "LONGEST_SECONDS", 0.2)
    monkeypatch.setattr(bodies, "_LOOK_SECONDS", 0.0)

    async def dribble() -> AsyncIterator[bytes]:
        while True:
            await asyncio.sleep(0.02)
            yield b"x"

    header = SimpleNamespace(len=10**6, sha256="")

    async def run() -> None:
        async with asyncio.timeout(5):
            await bodies.take_body(dribble(), header)  # type: ignore[arg-type]

    with pytest.raises(PushSlow):
        asyncio.run(run())


def test_what_a_refused_sender_still_sends_is_read_up_to_a_limit() -> None:
    read: list[bytes] = []

    async def parts() -> AsyncIterator[bytes]:
        for _ in range(10):
            read.append(b"x" * 10)
            yield read[-1]

    asyncio.run(bodies.drain(parts(), 1000))
    assert len(read) == 10
    read.clear()
    asyncio.run(bodies.drain(parts(), 25))
    assert len(read) == 3


def test_a_whole_body_of_another_digest_is_not_kept() -> None:
    header = SimpleNamespace(sha256=sha256_hex(b"these"))
    bodies.demand_digest(b"these", header)  # type: ignore[arg-type]
    with pytest.raises(DigestDiffers):
        bodies.demand_digest(b"those", header)  # type: ignore[arg-type]


def test_links_that_come_close_together_share_a_commit_and_a_lone_one_does_not_wait(
    thread: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, slept = SimpleNamespace(now=100.0), []

    def sleep(seconds: float) -> None:
        slept.append(round(seconds, 3))
        thread.put("third", None)  # comes while the writer waits

    monkeypatch.setattr(
        writer, "time", SimpleNamespace(sleep=sleep, monotonic=lambda: clock.now), raising=True
    )
    thread.put("first", None)
    assert thread._group(due=99.0) == ([("first", None)], True)
    assert slept == []
    thread.put("second", None)
    assert thread._group(due=100.01) == ([("second", None), ("third", None)], True)
    assert slept == [0.01]
