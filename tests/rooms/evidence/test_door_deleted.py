# SPDX-License-Identifier: Apache-2.0
"""The door and a recording whose bodies were deleted: each way in says so, nothing comes back."""

import hashlib

import pytest
from tests.recorder import Recorder
from tests.rooms.evidence.door import Town

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("door")]
WAYS = ("live", "playlist.m3u8", "bodies/" + hashlib.sha256(b"second 1").hexdigest())


def whole(door: Town) -> Recorder:
    """A complete recording of two seconds."""
    recorder = door.recorder()
    recorder.open()
    recorder.init(b"the init")
    for number in range(2):
        recorder.media(b"second %d" % number)
    recorder.end()
    for link in recorder.links:
        assert door.put(link).status == 201
    door.ask("sweep")
    assert door.facts(recorder)["state"] == "complete"
    return recorder


@pytest.mark.parametrize("is_carried_out", [True, False])
def test_who_was_let_in_before_is_told_that_it_is_gone(door: Town, *, is_carried_out: bool) -> None:
    recorder = whole(door)
    word = door.ask("let_in", who="zhao", recording=recorder.id)["pass"]
    assert [door.get(recorder, way, word).status for way in WAYS] == [200, 200, 200]
    said = {"kind": "recording", "kept": recorder.id, "is_carried_out": is_carried_out}
    day = door.ask("delete", **said)["day"]
    left = door.ask("bodies", recording=recorder.id)["names"]
    assert len(left) == (0 if is_carried_out else 3)
    for way in WAYS:
        answer = door.get(recorder, way, word)
        assert (answer.status, answer.code) == (410, "evidence.bodies_deleted")
        assert day in answer.json["detail"]


def test_a_recorder_that_sends_again_gets_its_old_acknowledgement_and_nothing_comes_back(
    door: Town,
) -> None:
    recorder = whole(door)
    first = door.put(recorder.links[2]).json["ack"]
    door.ask("delete", kind="recording", kept=recorder.id)
    door.kill()  # what it remembers of a recording is seconds old at most, never a term
    door.start()
    answer = door.put(recorder.links[2])
    assert (answer.status, answer.json["state"]) == (200, "complete")
    assert answer.json["ack"] == first
    assert door.ask("bodies", recording=recorder.id)["names"] == []


def test_the_body_of_a_link_that_was_refused_goes_with_the_others(door: Town) -> None:
    recorder = door.recorder()
    for link in (recorder.open(), recorder.init(b"the init"), recorder.media(b"second 0")):
        door.put(link)
    other = recorder.links.pop()
    changed = recorder.media(b"another second")
    assert door.put(changed).code == "evidence.link_conflict"
    recorder.links[-1] = other
    door.put(recorder.end())
    door.ask("sweep")
    assert len(door.ask("bodies", recording=recorder.id)["names"]) == 3
    door.ask("delete", kind="recording", kept=recorder.id)
    assert door.ask("bodies", recording=recorder.id)["names"] == []
