# SPDX-License-Identifier: Apache-2.0
"""What a poll of the newest minutes reads, and whom it keeps waiting; without a door in between."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.conftest import NOW
from tests.recorder import Recorder
from tests.rooms.evidence.custody import person
from tests.rooms.evidence.whole import registered, taken_in

from mingjing.evidence.door import playlists
from mingjing.evidence.door.commit import Kept
from mingjing.evidence.door.playlists import Playlists
from mingjing.evidence.types import LinkKind, RecordingState

MANY = 60


class Sending:
    """A recorder whose links come one group after the other, a second apart."""

    def __init__(self, recorder: Recorder, home: Path) -> None:
        self.recorder, self.home, self.now = recorder, home, NOW

    def come(self, *numbers: int) -> None:
        self.now += timedelta(seconds=1)
        links = [self.recorder.links[number] for number in numbers]
        outcomes = taken_in(links, self.now, self.home)
        assert all(isinstance(one, Kept) for one in outcomes), outcomes

    def media(self, count: int, init: str = "") -> range:
        begin = len(self.recorder.links)
        for number in range(begin, begin + count):
            needs = init or self.recorder.init_sha256
            self.recorder.add("media", b"piece %d" % number, init=needs, dur=500)
        return range(begin, begin + count)

    def told(self, lists: Playlists) -> str:
        return lists.text(self.recorder.id, self.now, is_whole=False)


@pytest.fixture
def sending(people: None, home: Path) -> Sending:
    """Link 0 and an `init` have come."""
    made = Sending(registered(person("zhao"), NOW), home)
    made.recorder.open()
    made.recorder.init()
    made.come(0, 1)
    return made


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the links that are read from the database."""
    numbers: list[int] = []
    real = playlists._piece

    def counted(seq: int, kind: LinkKind, raw: bytes) -> object:
        numbers.append(seq)
        return real(seq, kind, raw)

    monkeypatch.setattr(playlists, "_piece", counted)
    return numbers


@pytest.mark.django_db
def test_pieces_whose_init_never_comes_are_read_once(sending: Sending, read: list[int]) -> None:
    lists = Playlists()
    sending.come(*sending.media(MANY, init="c" * 64))
    sending.told(lists)
    assert sorted(read) == list(range(MANY + 2))
    read.clear()
    sending.told(lists)
    assert read == []
    sending.come(*sending.media(1, init="c" * 64))
    sending.told(lists)
    assert read == [MANY + 2]


@pytest.mark.django_db
def test_what_comes_late_is_read_once(sending: Sending, read: list[int]) -> None:
    lists = Playlists()
    lost, shown = sending.media(MANY), sending.media(MANY)
    sending.come(*shown)
    before = sending.told(lists)
    read.clear()
    sending.come(*lost[:5])
    sending.come(*lost[5:])
    assert sending.told(lists) == before
    assert sorted(read) == list(lost)
    read.clear()
    sending.told(lists)
    assert read == []


@pytest.mark.django_db
def test_an_init_that_came_late_is_known_to_the_pieces_behind_it(sending: Sending) -> None:
    """The list that was asked for all the time says what one says that reads all at once."""
    lists = Playlists()
    init = sending.recorder.init(b"ftyp+moov again").value["seq"]
    passed, shown = sending.media(8), sending.media(3)
    for numbers in (passed, [init], shown):
        sending.come(*numbers)
        sending.told(lists)
    told = sending.told(lists)
    bodies = [sending.recorder.links[number].value["sha256"] for number in shown]
    assert all(f"bodies/{one}\n" in told for one in bodies)
    assert sending.told(Playlists()) == told


def test_nobody_waits_for_the_list_of_another_recording(monkeypatch: pytest.MonkeyPatch) -> None:
    free, is_read = threading.Event(), threading.Event()

    def arrived(recording_id: str, _known: object) -> list[object]:
        if recording_id == "slow":
            is_read.set()
            assert free.wait(20)
        return []

    def row(recording_id: str) -> object:
        return SimpleNamespace(recording_id=recording_id, state=RecordingState.OPEN, ended_at=None)

    monkeypatch.setattr(playlists, "demand_bodies", lambda _id: None)
    monkeypatch.setattr(playlists, "recording_row", row)
    monkeypatch.setattr(playlists, "_arrived", arrived)
    lists = Playlists()
    with ThreadPoolExecutor(2) as threads:
        slow = threads.submit(lists.text, "slow", NOW, is_whole=False)
        assert is_read.wait(10)
        try:
            other = threads.submit(lists.text, "other", NOW, is_whole=False)
            assert other.result(timeout=5).startswith("#EXTM3U")
        finally:
            free.set()
        assert slow.result(timeout=5).startswith("#EXTM3U")
