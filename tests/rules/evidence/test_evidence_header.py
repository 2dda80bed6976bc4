# SPDX-License-Identifier: Apache-2.0
"""What one header must say: each wrong field by itself, and right ones of every kind."""

from typing import Any

import pytest
import rfc8785
from tests.recorder import MIME, Key, Recorder, signed

from mingjing.evidence.rules.header import (
    EMPTY_SHA256,
    LONGEST_SCENE,
    demand_sane_duration,
    media_type,
    parse_header,
)
from mingjing.evidence.types import LinkKind, LinkMalformed, MediaUnknown, SegmentTooLarge

MEDIA = frozenset({"video/mp4", "audio/webm"})
WALL = 1_795_437_000_000


@pytest.fixture(scope="module")
def recorder() -> Recorder:
    made = Recorder(Key(), "account_zhao", "0" * 32, WALL, {"kind": "case", "id": "case_1"})
    made.scene(1)
    made.links.pop()
    made.gap(5000, "battery", "电量不足")
    made.mark("credentials_shown", "出示证件")
    made.end()
    return made


def test_every_kind_of_a_right_chain_is_read(recorder: Recorder) -> None:
    headers = [parse_header(link.raw, MEDIA) for link in recorder.links]
    assert [header.kind for header in headers] == list(LinkKind)
    assert [header.digest for header in headers] == [link.digest for link in recorder.links]
    assert headers[3].said("note") == "电量不足"
    assert headers[3].count("to") - headers[3].count("from") == 5000


WRONG: list[tuple[int, dict[str, Any], str]] = [
    (1, {"v": 2}, "v"),
    (1, {"v": True}, "v"),
    (1, {"recording": "recording_x"}, "recording"),
    (1, {"recording": "../" + "0" * 39}, "recording"),
    (1, {"key": "A" * 64}, "key"),
    (1, {"seq": -1}, "seq"),
    (1, {"seq": "1"}, "seq"),
    (1, {"kind": "media2"}, "kind"),
    (1, {"kind": None}, "kind"),
    (1, {"len": 1.5}, "len"),
    (1, {"sha256": ""}, "sha256"),
    (1, {"prev": "0" * 63}, "prev"),
    (1, {"prev": "0" * 64}, "seq 0"),
    (1, {"init": "1" * 64}, "init"),
    (1, {"dur": 5}, "dur"),
    (1, {"wall": -5}, "wall"),
    (1, {"clock": "x"}, "clock"),
    (1, {"mono": True}, "mono"),
    (1, {"place": {}}, "place"),
    (1, {"place": {"lat": 90 * 10**7 + 1, "lon": 0, "acc": 1}}, "place.lat"),
    (1, {"place": {"lat": 0, "lon": 0.5, "acc": 1}}, "place.lon"),
    (1, {"place": {"lat": 0, "lon": 0, "acc": -1}}, "place.acc"),
    (1, {"says": []}, "says"),
    (1, {"says": {}}, "says of init"),
    (1, {"more": 1}, "fields"),
    (0, {"seq": 1}, "seq 0"),
    (0, {"says": {"nonce": "x"}}, "says of open"),
    (2, {"says": {"x": 1}}, "says of media"),
    (2, {"len": 0, "sha256": EMPTY_SHA256}, "len"),
    (2, {"len": 0}, "sha256"),
    (3, {"says": {"reason": "lunch", "from": 1, "to": 2, "note": ""}}, "reason"),
    (3, {"says": {"reason": "paused", "from": 2, "to": 1, "note": ""}}, "says.to"),
    (3, {"says": {"reason": "paused", "from": 1, "to": 1, "note": "x" * 501}}, "says.note"),
    (3, {"says": {"reason": "paused", "from": 1, "to": 1, "note": "\0"}}, "says.note"),
    (4, {"says": {"label": "dance", "at": 1, "note": ""}}, "label"),
    (5, {"says": {"links": 5, "reason": "finished"}}, "says.links"),
    (5, {"says": {"links": 6, "reason": "bored"}}, "reason"),
]  # fmt: skip


@pytest.mark.parametrize(("at", "change", "where"), WRONG)
def test_a_wrong_field_is_refused_by_name(
    recorder: Recorder, at: int, change: dict[str, Any], where: str
) -> None:
    link = signed(recorder.key, recorder.links[at].value | change)
    with pytest.raises(LinkMalformed) as refused:
        parse_header(link.raw, MEDIA)
    assert str(refused.value.detail["where"]).startswith(where)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("nonce", "Z" * 32),
        ("officer", "a b"),
        ("mode", "hologram"),
        ("software", "x" * 121),
        ("occasion", {"kind": "case"}),
        ("occasion", {"kind": "case", "id": "../x"}),
        ("occasion", "case"),
    ],
)
def test_a_wrong_opening_is_refused(recorder: Recorder, name: str, value: object) -> None:
    opening = recorder.links[0].value
    link = signed(recorder.key, opening | {"says": opening["says"] | {name: value}})
    with pytest.raises(LinkMalformed):
        parse_header(link.raw, MEDIA)


def _spaced(raw: bytes) -> bytes:
    return raw.replace(b",", b", ", 1)


def _doubled(raw: bytes) -> bytes:
    return raw[:-1] + b',"wall":1}'


@pytest.mark.parametrize(
    "spoil",
    [
        _spaced,
        _doubled,
        lambda raw: raw + b"\n",
        lambda raw: raw[:-1],
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: b"\xff" + raw,
        lambda raw: b"[" * 4000,
        lambda raw: b"{}",
        lambda raw: b"null",
        lambda raw: b"NaN",
        lambda raw: b"",
        lambda raw: raw.replace(b'"dur":0', b'"dur":0.0'),
        lambda raw: raw.replace(b'"dur":0', b'"dur":-0'),
        lambda raw: raw.replace(b'"says"', b'"\\ud800"'),
        lambda raw: raw.replace(b'"dur":0', b'"dur":9007199254740992'),
        lambda raw: raw + b" " * 4096,
    ],
)
def test_bytes_that_are_not_the_canonical_form_are_refused(recorder: Recorder, spoil: Any) -> None:
    with pytest.raises(LinkMalformed):
        parse_header(spoil(recorder.links[1].raw), MEDIA)


def test_the_longest_header_is_taken_and_one_byte_more_is_not(recorder: Recorder) -> None:
    value = recorder.links[4].value
    note = value["says"] | {"note": ""}
    room = 4096 - len(rfc8785.dumps(value | {"says": note}))
    assert room > 500  # a note is bounded before the header is
    parse_header(rfc8785.dumps(value | {"says": note | {"note": "字" * 500}}), MEDIA)


@pytest.mark.parametrize(("kind", "len_"), [("gap", 1), ("media", 16 * 1024 * 1024 + 1)])
def test_a_body_that_may_not_be_is_refused(recorder: Recorder, kind: str, len_: int) -> None:
    at = {"gap": 3, "media": 2}[kind]
    link = signed(recorder.key, recorder.links[at].value | {"len": len_})
    with pytest.raises(SegmentTooLarge):
        parse_header(link.raw, MEDIA)


@pytest.mark.parametrize("at", [0, 1])
def test_a_type_that_is_not_listed_is_refused(recorder: Recorder, at: int) -> None:
    value = recorder.links[at].value
    link = signed(recorder.key, value | {"says": value["says"] | {"mime": "text/html"}})
    with pytest.raises(MediaUnknown):
        parse_header(link.raw, MEDIA)


@pytest.mark.parametrize("dur", [LONGEST_SCENE + 1, 2**53 - 1])
def test_a_scene_of_more_than_a_day_is_not_taken_and_one_that_is_held_is_read(
    recorder: Recorder, dur: int
) -> None:
    link = signed(recorder.key, recorder.links[2].value | {"dur": dur})
    header = parse_header(link.raw, MEDIA)
    with pytest.raises(LinkMalformed) as refused:
        demand_sane_duration(header)
    assert refused.value.detail["where"] == "dur"


@pytest.mark.parametrize("dur", [0, 1, LONGEST_SCENE])
def test_a_scene_of_a_day_at_most_is_taken(recorder: Recorder, dur: int) -> None:
    link = signed(recorder.key, recorder.links[2].value | {"dur": dur})
    demand_sane_duration(parse_header(link.raw, MEDIA))


def test_a_type_is_known_without_its_parameters() -> None:
    assert media_type(MIME) == "video/mp4"
    assert media_type(" Audio/WebM ; codecs=opus") == "audio/webm"
