# SPDX-License-Identifier: Apache-2.0
"""What was acknowledged is there: after kill -9, with the store full, with the store away."""

import hashlib
import http.client
import secrets
import threading
import time
from collections.abc import Iterator

import pytest
from tests.recorder import Link, Recorder
from tests.rooms.evidence.door import Town, town

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("door_durable")]
SENDERS = 6
KILLS = 3
MEBIBYTE = 1024 * 1024


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A door that may be killed."""
    with town(tmp_path_factory.mktemp("durable")) as made:
        yield made


class Sender(threading.Thread):
    """Sends a recording as fast as it can; remembers what was acknowledged, tries again."""

    def __init__(self, place: Town, recorder: Recorder) -> None:
        super().__init__(daemon=True)
        self.place, self.recorder = place, recorder
        self.acknowledged: list[Link] = []
        self.stopping = threading.Event()

    def run(self) -> None:
        recorder = self.recorder
        while not self.stopping.is_set():
            if not recorder.links:
                link = recorder.open()
            elif len(recorder.links) == 1:
                link = recorder.init()
            else:
                link = recorder.media(secrets.token_bytes(30_000))
            self.send(link)

    def send(self, link: Link) -> None:
        while not self.stopping.is_set():
            try:
                answer = self.place.put(link)
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)  # the door is away
                continue
            if answer.status == 429:
                time.sleep(0.02)
                continue
            assert answer.status in (200, 201), answer.content
            self.acknowledged.append(link)
            return


def test_everything_acknowledged_outlives_being_killed_again_and_again(own: Town) -> None:
    senders = [Sender(own, own.recorder()) for _ in range(SENDERS)]
    for sender in senders:
        sender.start()
    for number in range(KILLS):
        time.sleep(0.6 + 0.17 * number)
        own.kill()
        own.start()
    time.sleep(0.5)
    for sender in senders:
        sender.stopping.set()
    for sender in senders:
        sender.join()
    assert sum(len(sender.acknowledged) for sender in senders) > 20 * KILLS
    for sender in senders:
        facts = own.facts(sender.recorder)
        held = dict(zip(facts["links"], facts["digests"], strict=True))
        for link in sender.acknowledged:
            assert held[link.value["seq"]] == link.digest
            if link.body:
                assert kept(own, sender.recorder, link) == link.body
        assert facts["held"] == len(held)
        assert facts["highest"] == max(held)
        assert facts["bytes"] == sum(sender.recorder.links[seq].value["len"] for seq in held)


def kept(own: Town, recorder: Recorder, link: Link) -> bytes:
    """The bytes that are in the store."""
    sha256 = hashlib.sha256(link.body).hexdigest()
    return (own.home / "evidence" / "recordings" / recorder.id / sha256).read_bytes()


def test_a_full_store_is_said_and_nothing_is_half_kept(own: Town) -> None:
    recorder = own.recorder()
    own.put(recorder.open())
    own.put(recorder.init())
    big = recorder.media(secrets.token_bytes(9 * MEBIBYTE))
    own.kill()
    own.start(most_bytes=8 * MEBIBYTE)
    answer = own.put(big)
    assert (answer.status, answer.code) == (507, "evidence.store_full")
    assert answer.headers["retry-after"] == "1"
    assert own.facts(recorder)["held"] == 2
    folder = own.home / "evidence" / "recordings" / recorder.id
    assert sorted(path.stat().st_size for path in folder.iterdir()) == [0, len(b"ftyp+moov")]
    own.kill()
    own.start()
    assert own.put(big).status == 201
    assert kept(own, recorder, big) == big.body


def test_a_store_that_is_away_is_said_and_the_recorder_tries_again(own: Town) -> None:
    recorder = own.recorder()
    own.put(recorder.open())
    own.put(recorder.init())
    store, away = own.home / "evidence", own.home / "elsewhere"
    store.rename(away)
    store.write_text("not a folder")
    link = recorder.media(b"a second")
    answer = own.put(link)
    assert (answer.status, answer.code) == (503, "evidence.store_away")
    assert own.facts(recorder)["held"] == 2
    store.unlink()
    away.rename(store)
    assert own.put(link).status == 201
