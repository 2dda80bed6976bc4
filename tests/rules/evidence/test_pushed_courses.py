# SPDX-License-Identifier: Apache-2.0
"""The chain that the platform makes of what is pushed: times, gaps, runs, without any I/O."""

import json
from typing import Any

import pytest

from mingjing.evidence.rules.fmp4 import Init, Stretch, Track, is_last
from mingjing.evidence.rules.header import ZEROS, parse_header
from mingjing.evidence.rules.pushes import (
    Body,
    Course,
    Made,
    demand_name,
    number_of,
    stream_of,
)
from mingjing.evidence.types import LinkMalformed, Mode
from mingjing.evidence.types.pushes import PushBehind, PushNameWrong

START = 1_795_437_000_000
INIT = Init('video/mp4; codecs="avc1.42E01E"', Mode.VIDEO, {1: Track(1000, 0, True)})
SHA = "1" * 64


def begun() -> Course:
    course = Course(f"recording_{1:032x}", "a" * 64, "b" * 32)
    course.open(
        {"nonce": "c" * 32, "officer": "account_1", "occasion": None, "mime": INIT.mime,
         "mode": "video", "software": "Lavf", "camera": "other"}, START, 1
    )  # fmt: skip
    course.begin(body("init.mp4", 0), INIT)
    return course


def body(name: str, after: int, sha256: str = SHA) -> Body:
    return Body(name, sha256, 10, START + after, 1 + after)


def add(course: Course, number: int, scene: int, after: int) -> list[dict[str, Any]]:
    """One second of scene that begins at `scene` on the encoder's clock, received at `after`."""
    made = course.go_on(body(f"live{number}.m4s", after), Stretch(scene, scene + 1000))
    return [value(one) for one in made]


def value(made: Made) -> dict[str, Any]:
    parse_header(made.raw, {"video/mp4"})
    found: dict[str, Any] = json.loads(made.raw)
    return found


def test_a_piece_that_comes_late_is_no_gap() -> None:
    course = begun()
    [first] = add(course, 0, 0, 1_000)
    [late] = add(course, 1, 1_000, 7_000)
    assert (first["wall"], late["wall"]) == (START + 1_000, START + 2_000)


@pytest.mark.parametrize(
    ("scene", "after", "is_gap"),
    [
        (2_000, 3_000, False),  # a jump of one second: under the limit of 2 s
        (3_000, 4_000, False),
        (3_001, 4_001, True),
        (1_000, 12_000, False),  # 10 s later than at its best: still a late delivery
        (1_000, 12_001, True),  # ... and one more: it had stopped
    ],
)
def test_a_hole_in_the_scene_or_a_stop_is_stated(scene: int, after: int, is_gap: bool) -> None:
    course = begun()
    add(course, 0, 0, 1_000)
    links = add(course, 1, scene, after)
    assert [one["kind"] for one in links] == (["gap", "media"] if is_gap else ["media"])
    if is_gap:
        assert links[0]["says"]["from"] == START + 1_000
        assert links[0]["says"]["to"] == links[1]["wall"] - 1_000


def test_no_scene_ends_after_it_was_received() -> None:
    course = begun()
    for number in range(20):
        [made] = add(course, number, number * 1_000, 1_000 + number)  # faster than life
        assert made["wall"] <= START + 1_000 + number


def test_a_clock_of_the_encoder_that_falls_back_is_hung_up_anew() -> None:
    course = begun()
    add(course, 0, 50_000, 1_000)
    [made] = add(course, 1, 0, 2_000)
    assert made["wall"] == START + 2_000


def test_a_number_that_is_missing_is_named_and_does_not_come_later() -> None:
    course = begun()
    add(course, 0, 0, 1_000)
    gap, _media = add(course, 3, 1_000, 2_000)
    assert "1–2" in gap["says"]["note"]
    with pytest.raises(PushBehind):
        add(course, 2, 0, 3_000)


def test_the_first_number_of_a_run_may_be_any() -> None:
    course = begun()
    assert [one["kind"] for one in add(course, 700, 0, 1_000)] == ["media"]
    assert (course.is_early("live702.m4s"), course.is_early("live701.m4s")) == (True, False)


def test_each_link_names_the_one_before_and_the_end_counts_them() -> None:
    course = begun()
    add(course, 0, 0, 1_000)
    [made] = course.end(START + 3_000, 9)
    end = value(made)
    assert (end["seq"], end["says"]["links"], end["says"]["reason"]) == (3, 4, "finished")
    assert end["prev"] != ZEROS


def test_the_same_start_is_held_only_until_a_piece_came() -> None:
    course = begun()
    assert course.held(body("init.mp4", 1)) == (1, True)
    add(course, 0, 0, 1_000)
    assert course.held(body("init.mp4", 1)) is None
    assert course.held(body("live0.m4s", 1)) == (2, True)
    assert course.held(body("live0.m4s", 1, "2" * 64)) == (2, False)


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "a\\b", "a..b", "-a", "录.mp4", "a" * 101])
def test_a_name_with_a_trick_is_refused(name: str) -> None:
    with pytest.raises(PushNameWrong):
        demand_name(name)


@pytest.mark.parametrize(
    ("name", "stream", "number"),
    [
        ("live12.m4s", "0", 12),
        ("chunk-stream1-00003.m4s", "1", 3),
        ("init-stream1.m4s", "1", 1),
        ("init.mp4", "0", None),
        ("stream1234.m4s", "0", 1234),
    ],
)
def test_what_a_name_says(name: str, stream: str, number: int | None) -> None:
    assert (stream_of(name), number_of(name)) == (stream, number)


@pytest.mark.parametrize(
    ("text", "is_end"),
    [
        (b"#EXTM3U\n#EXT-X-ENDLIST\n", True),
        (b"#EXTM3U\n#EXT-X-ENDLIST", True),
        (b"#EXTM3U\n# not #EXT-X-ENDLIST\n", False),
        (b"#EXTM3U\n" + b"\n" * 9000 + b"#EXT-X-ENDLIST\n", True),
        (b"#EXTM3U\n#EXT-X-ENDLIST\n" + b"\n" * 4096, False),  # looked for in the last 4 KiB
        (b"#EXTM3U\n# not " + b"#EXT-X-ENDLIST\n" * 2 + b"\n" * (4096 - 15), False),  # half a line
        (b'<?xml version="1.0"?>\n<MPD type="static" x="1">', True),
        (b'<?xml version="1.0"?>\n<MPD type="dynamic">\n<P type="static">', False),
    ],
)
def test_whether_a_list_is_the_last(text: bytes, is_end: bool) -> None:
    assert is_last(text) is is_end


def test_a_link_that_says_another_source_is_malformed() -> None:
    raw = begun().end(START, 9)[0].raw
    with pytest.raises(LinkMalformed):
        parse_header(raw.replace(b'"source":"unsigned"', b'"source":"device"'), {"video/mp4"})
