# SPDX-License-Identifier: Apache-2.0
"""The newest minutes at the door: they slide, stand through an outage, and end; also in ffmpeg."""

import subprocess
import time
from collections.abc import Iterator
from itertools import count

import pytest
from tests.recorder import Link, Recorder
from tests.rooms.evidence.door import Town
from tests.rooms.evidence.filmed import FPS, card_film, needs_ffmpeg, pieces
from tests.rooms.evidence.test_film_clocks import later, timescales

from mingjing.evidence.rules.live_list import PATIENCE, WINDOW

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("door")]
_LOOP = 6
_BEFORE = WINDOW // 1000 + 5


def scene() -> Iterator[bytes]:
    """The init of a test card, then seconds of it for ever, on the encoder's clock."""
    head, fragments = pieces(card_film(_LOOP, has_sound=False))
    yield head
    for number in count():
        shift = _LOOP * (number // _LOOP)
        yield later(fragments[number % _LOOP], shift, timescales(head))


def sent(door: Town, link: Link) -> None:
    """Taken in, however often the door says that it comes too fast."""
    until = time.monotonic() + 60
    while (answer := door.put(link)).status == 429 and time.monotonic() < until:
        time.sleep(0.2)
    assert answer.status == 201, answer


def number_of(text: str) -> int:
    return int(text.partition("#EXT-X-MEDIA-SEQUENCE:")[2].partition("\n")[0])


def bodies(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("bodies/")]


def going(door: Town, film: Iterator[bytes]) -> Recorder:
    """A recording that has gone on for longer than the list is long."""
    recorder = door.recorder()
    recorder.open()
    recorder.init(next(film))
    for _ in range(_BEFORE):
        recorder.media(next(film))
    for link in recorder.links:
        sent(door, link)
    return recorder


@needs_ffmpeg
def test_ffmpeg_follows_the_newest_minutes_through_an_outage_to_the_end(door: Town) -> None:
    film = scene()
    recorder = going(door, film)
    word = door.ask("let_in", who="zhao", recording=recorder.id)["pass"]
    follower = subprocess.Popen(
        [
            "ffmpeg", "-hide_banner", "-nostdin", "-loglevel", "error", "-extension_picky", "0",
            "-headers", f"Authorization: Bearer {word}\r\n",
            "-i", f"http://127.0.0.1:{door.port}/recordings/{recorder.id}/playlist.m3u8",
            "-map", "0:v", "-fps_mode", "passthrough", "-progress", "pipe:1", "-f", "null", "-",
        ],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    lost: list[Link] = []
    for second in range(14):
        link = recorder.media(next(film))
        if 4 <= second < 8:
            lost.append(link)
        else:
            sent(door, link)
        time.sleep(1)
    told = door.get(recorder, "playlist.m3u8", word).content.decode()
    for link in lost:
        sent(door, link)
    assert door.get(recorder, "playlist.m3u8", word).content.decode() == told
    assert number_of(told) == _BEFORE + 10 - WINDOW // 1000
    assert f"bodies/{lost[0].value['sha256']}" not in bodies(told)
    whole = door.get(recorder, "playlist.m3u8?from=start", word).content.decode()
    assert len(bodies(whole)) == _BEFORE + 14
    sent(door, recorder.end())
    progress, errors = follower.communicate(timeout=60)
    assert (follower.returncode, errors) == (0, "")
    frames = [int(line[6:]) for line in progress.splitlines() if line.startswith("frame=")]
    begun = (11, 12, 13)  # three seconds from the end of its first list, then every second
    assert frames[-1] in [seconds * FPS for seconds in begun]


def test_the_list_says_the_end_to_those_who_follow_and_the_whole_to_who_comes_later(
    door: Town,
) -> None:
    recorder = going(door, (b"piece %d" % number for number in count()))
    before = door.get(recorder, "playlist.m3u8").content.decode()
    assert len(bodies(before)) == WINDOW // 1000
    sent(door, recorder.end())
    closed = door.get(recorder, "playlist.m3u8").content.decode()
    assert closed == before + "#EXT-X-ENDLIST\n"
    door.ask("sweep")
    assert door.facts(recorder)["state"] == "complete"
    assert door.get(recorder, "playlist.m3u8").content.decode() == closed
    door.kill()
    door.start()
    later_on = door.get(recorder, "playlist.m3u8").content.decode()
    assert "#EXT-X-PLAYLIST-TYPE:VOD" in later_on
    assert len(bodies(later_on)) == _BEFORE


def test_numbers_stand_when_the_door_is_started_again(door: Town) -> None:
    recorder = going(door, (b"second %d" % number for number in count()))
    lost = recorder.media(b"lost for now")
    for number in range(PATIENCE + 1):
        sent(door, recorder.media(b"on %d" % number))
    sent(door, lost)
    before = door.get(recorder, "playlist.m3u8").content
    door.kill()
    door.start()
    assert door.get(recorder, "playlist.m3u8").content == before
    assert lost.value["sha256"].encode() not in before
