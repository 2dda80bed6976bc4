# SPDX-License-Identifier: Apache-2.0
"""Watching through the door: passes, the live stream, the playlist, and after completion."""

import hashlib
import http.client
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from tests.recorder import Recorder, signed
from tests.rooms.evidence.door import Town

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("door")]

WHOLE = "playlist.m3u8?from=start"


def sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


@pytest.fixture
def begun(door: Town) -> Recorder:
    """A recording that goes on: three seconds so far."""
    recorder = door.recorder()
    recorder.open()
    recorder.init(b"the init")
    for number in range(3):
        recorder.media(b"second %d" % number)
    for link in recorder.links:
        door.put(link)
    return recorder


def test_without_a_pass_or_with_one_of_another_recording_nothing_is_shown(
    door: Town, begun: Recorder
) -> None:
    word = door.ask("let_in", who="zhao", recording=begun.id)["pass"]
    other = door.recorder()
    door.put(other.open())
    for what in ("live", "playlist.m3u8", f"bodies/{sha256(b'the init')}"):
        for recorder, told in ((begun, ""), (begun, word[:-2] + "xx"), (other, word)):
            answer = door.get(recorder, what, told)
            assert (answer.status, answer.code) == (401, "evidence.pass_wrong")


def test_each_pass_leaves_an_entry(door: Town, begun: Recorder) -> None:
    assert door.ask("let_in", who="zhao", recording=begun.id)["accesses"] == 1
    assert door.facts(begun)["acts"][-1] == "evidence.pass_issued"


class Viewer(threading.Thread):
    """Reads the live stream until it ends."""

    def __init__(self, door: Town, recorder: Recorder) -> None:
        super().__init__(daemon=True)
        word = door.ask("let_in", who="zhao", recording=recorder.id)["pass"]
        self.connection = http.client.HTTPConnection("127.0.0.1", door.port, timeout=60)
        headers = {"Authorization": f"Bearer {word}"}
        self.connection.request("GET", f"/recordings/{recorder.id}/live", headers=headers)
        self.answer = self.connection.getresponse()
        self.seen = b""
        self.times: list[float] = []

    def run(self) -> None:
        while part := self.answer.read1(65536):
            self.seen += part
            self.times.append(time.monotonic())
        self.connection.close()

    def wait_for(self, body: bytes) -> None:
        until = time.monotonic() + 30
        while body not in self.seen and time.monotonic() < until:
            time.sleep(0.01)
        assert body in self.seen


@pytest.fixture
def viewer(door: Town, begun: Recorder) -> Iterator[Viewer]:
    made = Viewer(door, begun)
    made.start()
    yield made
    made.join(30)


def test_live_begins_with_the_newest_goes_on_and_ends_with_the_recording(
    door: Town, begun: Recorder, viewer: Viewer
) -> None:
    viewer.wait_for(b"second 2")
    sent = time.monotonic()
    door.put(begun.media(b"second 3"))
    viewer.wait_for(b"second 3")
    assert viewer.times[-1] - sent < 5  # a floor for a loaded machine; the benchmark measures
    door.put(begun.mark())
    door.put(begun.media(b"second 4"))
    viewer.wait_for(b"second 4")
    door.put(begun.end())
    viewer.join(30)
    assert not viewer.is_alive()
    assert viewer.seen == b"the initsecond 2second 3second 4"


def test_live_says_which_init_it_is_of_and_begins_behind_a_new_one(
    door: Town, begun: Recorder
) -> None:
    first = Viewer(door, begun)
    first.start()
    assert first.answer.headers["Mingjing-Init"] == sha256(b"the init")
    door.put(begun.gap(4000))
    door.put(begun.init(b"another init"))
    late = threading.Timer(0.5, door.put, [begun.media(b"new second")])
    late.start()  # the answer begins with it
    second = Viewer(door, begun)
    second.start()
    assert second.answer.headers["Mingjing-Init"] == sha256(b"another init")
    late.join()
    door.put(begun.end())
    second.join(30)
    assert second.seen == b"another initnew second"
    first.join(30)


def test_the_state_says_how_it_stands_and_since_when(door: Town, begun: Recorder) -> None:
    assert door.get(begun, "state", "no pass").code == "evidence.pass_wrong"
    going = {"state": "open", "since": None, "behind": 4, "missing": 0}
    assert door.get(begun, "state").json == going
    begun.media(b"lost for now")
    before = int(time.time() * 1000)
    door.put(begun.end())
    told = door.get(begun, "state").json
    assert (told["state"], told["behind"], told["missing"]) == ("sealed", 6, 1)
    assert before <= told["since"] <= int(time.time() * 1000)


def test_live_ends_when_a_new_init_begins(door: Town, begun: Recorder, viewer: Viewer) -> None:
    viewer.wait_for(b"second 2")
    door.put(begun.gap(4000))
    door.put(begun.init(b"another init"))
    viewer.join(30)
    assert viewer.seen == b"the initsecond 2"


def test_live_does_not_show_the_backlog_behind_an_outage(
    door: Town, begun: Recorder, viewer: Viewer
) -> None:
    viewer.wait_for(b"second 2")
    late = [begun.media(b"late %d" % n) for n in range(6)]
    door.put(late[5])
    viewer.wait_for(b"late 5")
    for link in (late[0], late[1], late[4]):
        door.put(link)
    viewer.wait_for(b"late 4")
    door.put(begun.end())
    viewer.join(30)
    assert viewer.seen == b"the initsecond 2late 5late 4"


def test_the_playlist_tells_gaps_and_holes(door: Town, begun: Recorder) -> None:
    door.put(begun.gap(4000))
    door.put(begun.init(b"another init"))
    door.put(begun.media(b"after the gap", 1500))
    lost = begun.media(b"lost for now")
    door.put(begun.media(b"behind the hole"))
    text = door.get(begun, WHOLE).content.decode()
    assert text.splitlines() == [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        "#EXT-X-TARGETDURATION:2",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-PLAYLIST-TYPE:EVENT",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        f'#EXT-X-MAP:URI="bodies/{sha256(b"the init")}"',
        "#EXTINF:1.000,",
        f"bodies/{sha256(b'second 0')}",
        "#EXTINF:1.000,",
        f"bodies/{sha256(b'second 1')}",
        "#EXTINF:1.000,",
        f"bodies/{sha256(b'second 2')}",
        "#EXT-X-DISCONTINUITY",
        f'#EXT-X-MAP:URI="bodies/{sha256(b"another init")}"',
        "#EXTINF:1.500,",
        f"bodies/{sha256(b'after the gap')}",
        "#EXT-X-DISCONTINUITY",
        "#EXTINF:1.000,",
        f"bodies/{sha256(b'behind the hole')}",
    ]
    door.put(begun.media(b"and on"))
    grown = door.get(begun, WHOLE).content.decode()
    assert grown == text + f"#EXTINF:1.000,\nbodies/{sha256(b'and on')}\n"
    door.put(lost)
    door.put(begun.end())
    text = door.get(begun, WHOLE).content.decode()
    assert "#EXT-X-PLAYLIST-TYPE:VOD" in text
    assert text.endswith("#EXT-X-ENDLIST\n")
    assert text.count("#EXT-X-DISCONTINUITY\n") == 1


def test_a_complete_recording_is_one_object_and_answers_as_before(
    door: Town, begun: Recorder
) -> None:
    acks = [door.put(link).json["ack"] for link in (begun.media(b"last"), begun.end())]
    before = door.get(begun, "playlist.m3u8").content
    door.ask("sweep")
    facts = door.facts(begun)
    assert facts["state"] == "complete"
    assert facts["links"] == []
    assert facts["held"] == len(begun.links)
    assert facts["acts"][-1] == "evidence.recording_completed"
    assert facts["root"] == root([link.raw for link in begun.links])
    assert door.get(begun, "playlist.m3u8").content == before
    again = [door.put(link) for link in begun.links[-2:]]
    assert [(a.status, a.json["ack"], a.json["state"]) for a in again] == [
        (200, ack, "complete") for ack in acks
    ]
    other = signed(begun.key, begun.links[2].value | {"wall": 5}, begun.links[2].body)
    assert [door.put(other).code for _ in range(2)] == ["evidence.link_conflict"] * 2
    assert door.facts(begun)["alarms"] == 1
    assert door.put(begun.mark()).code == "evidence.recording_ended"
    assert door.get(begun, "live").content == b""


def root(leaves: list[bytes]) -> str:
    """RFC 6962 as the RFC says it."""

    def tree(part: list[bytes]) -> bytes:
        if len(part) == 1:
            return hashlib.sha256(b"\0" + part[0]).digest()
        split = 1
        while split * 2 < len(part):
            split *= 2
        return hashlib.sha256(b"\1" + tree(part[:split]) + tree(part[split:])).digest()

    return tree(leaves).hex()


def test_the_pulse_anchors_heads_that_have_grown(door: Town, begun: Recorder) -> None:
    door.ask("sweep")
    assert door.facts(begun)["anchors"] == 1
    door.ask("sweep")
    assert door.facts(begun)["anchors"] == 1
    door.put(begun.media(b"more"))
    door.ask("sweep")
    facts = door.facts(begun)
    assert facts["anchors"] == 2
    assert facts["acts"][-1] == "evidence.recording_anchored"


def test_a_silent_recording_is_broken_off_and_a_late_link_opens_it_again(
    door: Town, begun: Recorder
) -> None:
    at = (datetime.now(tz=UTC) - timedelta(minutes=20)).isoformat()  # noqa: TID251 - real process
    door.ask("silence", recording=begun.id, at=at)
    door.ask("sweep")
    facts = door.facts(begun)
    assert (facts["state"], facts["broken_off_at"]) == ("broken_off", 4)
    answer = door.put(begun.media(b"late"))
    assert (answer.status, answer.json["state"]) == (201, "open")
    assert door.facts(begun)["acts"] == [
        "evidence.recording_opened",
        "evidence.recording_broken_off",
        "evidence.recording_anchored",
        "evidence.recording_resumed",
    ]
