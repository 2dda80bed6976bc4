# SPDX-License-Identifier: Apache-2.0
"""What the push door remembers of a chain when making or keeping a link fails."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from mingjing.evidence.door.pushes.pusher import Pusher, Streams
from mingjing.evidence.queries.sources import courses
from mingjing.evidence.rules.pushes import Course, Made


class Receiver:
    """Keeps headers; what it is told to keep third fails."""

    def __init__(self) -> None:
        self.kept: list[Any] = []

    async def keep(self, header: Any, _signature: bytes, _body: bytes) -> Any:
        if len(self.kept) == 2:
            raise OSError("away")
        self.kept.append(header)
        return header


@pytest.fixture
def streams() -> Streams:
    course = Course(f"recording_{1:032x}", "a" * 64, "b" * 32)
    key: Any = SimpleNamespace(sign=lambda raw: b"")
    source: Any = SimpleNamespace(key="a" * 64)
    return Streams(source, key, {"0": course}, 0.0)


def put(made: Pusher, streams: Streams, make: Any) -> Any:
    return asyncio.run(made._put(streams, "0", make, b"film"))


@pytest.fixture
def made() -> Pusher:
    found = Pusher.__new__(Pusher)
    found._receiver = Receiver()  # type: ignore[assignment]
    found._media = frozenset({"video/mp4"})
    return found


def links(count: int) -> list[Made]:
    course = Course(f"recording_{1:032x}", "a" * 64, "b" * 32, seq=3, prev="c" * 64)
    return [course.end(1_795_437_000_000, n)[0] for n in range(count)]


def test_a_link_that_cannot_be_made_leaves_the_stream_in_doubt(
    made: Pusher, streams: Streams
) -> None:
    def fails() -> list[Made]:
        streams.courses["0"].seq += 1  # a gap was made, and the piece behind it was not
        raise ValueError("a number that no header can hold")

    with pytest.raises(ValueError, match="no header"):
        put(made, streams, fails)
    assert streams.doubtful == {"0"}


def test_the_stream_is_sure_again_when_the_last_link_is_kept(
    made: Pusher, streams: Streams
) -> None:
    put(made, streams, lambda: links(2))
    assert streams.doubtful == set()
    with pytest.raises(OSError, match="away"):
        put(made, streams, lambda: links(1))
    assert streams.doubtful == {"0"}


def test_what_is_in_doubt_is_read_again(
    made: Pusher, streams: Streams, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_record = Course(f"recording_{1:032x}", "a" * 64, "b" * 32, seq=4)

    async def read(ask: Any, *_arguments: Any) -> dict[str, Course]:
        assert ask is courses
        return {"0": on_record}

    made._receiver = SimpleNamespace(read=read)  # type: ignore[assignment]
    made._clock = "b" * 32
    streams.courses["0"].seq = 5
    streams.doubtful.add("0")
    assert asyncio.run(made._course(streams, "0")) is on_record
    assert streams.doubtful == set()
