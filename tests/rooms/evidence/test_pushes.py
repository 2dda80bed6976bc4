# SPDX-License-Identifier: Apache-2.0
"""The push door over HTTP: order, doubles, gaps, restarts, ends, and everything it refuses."""

from pathlib import Path
from typing import Any

import pytest
from tests.recorder import signed
from tests.rooms.evidence.door import Town
from tests.rooms.evidence.pushing import ended, pieces, push

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("door")]
LAST = b"#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-ENDLIST\n"


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[bytes]]:
    """A start and six seconds of a synthetic picture, cut by ffmpeg."""
    return pieces(tmp_path_factory.mktemp("film"), 6)


@pytest.fixture
def source(door: Town) -> dict[str, Any]:
    return door.ask("source")


def links(door: Town, source: dict[str, Any]) -> list[dict[str, Any]]:
    said: list[list[dict[str, Any]]] = door.ask("pushed", key=source["key"])["said"]
    return said[-1] if said else []


def kinds(door: Town, source: dict[str, Any]) -> list[str]:
    return [link["kind"] for link in links(door, source)]


def begin(door: Town, source: dict[str, Any], film: tuple[bytes, list[bytes]], count: int) -> None:
    assert push(door, source["pass"], "init.mp4", film[0]).status == 201
    for number in range(count):
        assert push(door, source["pass"], f"live{number}.m4s", film[1][number]).status == 201


def test_post_is_as_good_as_put_and_answers_with_a_signed_receipt(
    door: Town, source: dict[str, Any], film: tuple[bytes, list[bytes]]
) -> None:
    answer = push(door, source["pass"], "init.mp4", film[0], "POST")
    assert answer.status == 201
    assert answer.json["ack"]["seq"] == 1
    assert answer.json["state"] == "open"
    assert len(answer.json["signature"]) == 88


def test_the_same_again_is_harmless(
    door: Town, source: dict[str, Any], film: tuple[bytes, list[bytes]]
) -> None:
    begin(door, source, film, 2)
    first = push(door, source["pass"], "live1.m4s", film[1][1])
    again = push(door, source["pass"], "live1.m4s", film[1][1])
    assert (first.status, again.status) == (200, 200)
    assert first.json["ack"] == again.json["ack"]
    assert kinds(door, source) == ["open", "init", "media", "media"]


def test_another_content_under_a_name_is_refused_with_one_alarm(
    door: Town, source: dict[str, Any], film: tuple[bytes, list[bytes]]
) -> None:
    begin(door, source, film, 2)
    for _ in range(2):
        answer = push(door, source["pass"], "live1.m4s", film[1][2])
        assert (answer.status, answer.code) == (409, "evidence.push_differs")
    recording = links(door, source)[0]["recording"]
    facts = door.ask("facts", recording=recording)
    assert facts["alarms"] == 1
    assert facts["acts"].count("evidence.alarm_raised") == 1
    assert facts["held"] == 4
    assert push(door, source["pass"], "live2.m4s", film[1][2]).status == 201


def test_a_jump_in_the_numbers_becomes_a_gap_of_the_server(
    door: Town, source: dict[str, Any], film: tuple[bytes, list[bytes]]
) -> None:
    begin(door, source, film, 2)
    assert push(door, source["pass"], "live4.m4s", film[1][4]).status == 201
    made = links(door, source)
    assert [link["kind"] for link in made][-2:] == ["gap", "media"]
    gap, media = made[-2]["says"], made[-1]
    assert (gap["reason"], gap["source"]) == ("unknown", "unsigned")
    assert "2–3" in gap["note"]
    assert gap["from"] == made[-3]["wall"]
    assert gap["to"] == max(gap["from"], media["wall"] - media["dur"])
    late = push(door, source["pass"], "live2.m4s", film[1][2])
    assert (late.status, late.code) == (409, "evidence.push_behind")


def _endless(piece: bytes) -> bytes:
    """A piece whose first track says that it lasts for 2^32 times 2^32 units."""
    most = b"\xff" * 4
    track = _box(
        b"traf",
        _box(b"tfhd", b"\0\0\0\x08" + b"\0\0\0\1" + most),
        _box(b"tfdt", bytes(8)),
        _box(b"trun", bytes(4) + most),
    )
    return _box(b"moof", _box(b"mfhd", bytes(8)), track) + piece[piece.index(b"mdat") - 4 :]


def _box(name: bytes, *parts: bytes) -> bytes:
    payload = b"".join(parts)
    return (len(payload) + 8).to_bytes(4) + name + payload


def test_a_piece_that_lasts_for_ever_is_refused_and_burns_no_number(
    door: Town, source: dict[str, Any], film: tuple[bytes, list[bytes]]
) -> None:
    begin(door, source, film, 2)
    answer = push(door, source["pass"], "live4.m4s", _endless(film[1][4]))
    assert (answer.status, answer.code) == (415, "evidence.push_malformed")
    assert push(door, source["pass"], "live5.m4s", film[1][5]).status == 201
    made = links(door, source)
    assert [link["seq"] for link in made] == list(range(len(made)))
    assert [link["kind"] for link in made][-3:] == ["media", "gap", "media"]


def test_a_source_that_begins_anew_goes_on_in_its_recording_behind_a_gap(
    door: Town, source: dict[str, Any], film: tuple[bytes, list[bytes]]
) -> None:
    begin(door, source, film, 2)
    begin(door, source, film, 2)
    wanted = ["open", "init", "media", "media", "init", "gap", "media", "media"]
    assert kinds(door, source) == wanted


def test_the_end_of_the_list_seals_and_the_next_start_is_another_recording(
    door: Town, source: dict[str, Any], film: tuple[bytes, list[bytes]]
) -> None:
    begin(door, source, film, 2)
    assert push(door, source["pass"], "live.m3u8", b"#EXTM3U\n").status == 204
    assert push(door, source["pass"], "live.m3u8", LAST).status == 204
    made = ended(door, source["key"])
    facts = door.ask("facts", recording=made["recordings"][0])
    assert facts["state"] == "sealed"
    assert push(door, source["pass"], "live.m3u8", LAST).status == 204  # nothing is open: fine
    begin(door, source, film, 1)
    assert len(door.ask("pushed", key=source["key"])["recordings"]) == 2


def test_the_door_is_killed_and_the_chain_goes_on(
    door: Town, source: dict[str, Any], film: tuple[bytes, list[bytes]]
) -> None:
    begin(door, source, film, 3)
    door.kill()
    door.start()
    assert push(door, source["pass"], "live2.m4s", film[1][2]).status == 200
    assert push(door, source["pass"], "live3.m4s", film[1][3]).status == 201
    made = links(door, source)
    assert [link["seq"] for link in made] == list(range(len(made)))
    assert [link["says"]["name"] for link in made if link["kind"] == "media"] == [
        f"live{number}.m4s" for number in range(4)
    ]
    assert len({link["clock"] for link in made}) == 2


def test_what_was_pushed_is_what_is_kept(
    door: Town, source: dict[str, Any], film: tuple[bytes, list[bytes]]
) -> None:
    begin(door, source, film, 2)
    recording = links(door, source)[0]["recording"]
    word = door.ask("let_in", who="zhao", recording=recording)["pass"]
    sha256 = links(door, source)[3]["sha256"]
    address = f"/recordings/{recording}/bodies/{sha256}"
    found = door.request("GET", address, headers={"Authorization": f"Bearer {word}"})
    assert found.content == film[1][1]


def test_a_silent_source_breaks_off_and_goes_on(
    door: Town, source: dict[str, Any], film: tuple[bytes, list[bytes]]
) -> None:
    begin(door, source, film, 2)
    recording = links(door, source)[0]["recording"]
    door.ask("sweep", later=3600)
    assert door.ask("facts", recording=recording)["state"] == "broken_off"
    assert push(door, source["pass"], "live2.m4s", film[1][2]).status == 201
    assert door.ask("facts", recording=recording)["state"] == "open"


def test_deleting_is_answered_and_deletes_nothing(
    door: Town, source: dict[str, Any], film: tuple[bytes, list[bytes]]
) -> None:
    begin(door, source, film, 2)
    assert door.request("DELETE", f"/pushes/{source['pass']}/live0.m4s").status == 204
    assert push(door, source["pass"], "live0.m4s", film[1][0]).status == 200


@pytest.mark.parametrize(
    "name",
    ["../init.mp4", "%2e%2e%2finit.mp4", "a/init.mp4", ".hidden", "a..b.m4s", "live%00.m4s",
     "init.mp4%0a", "%5c..%5cinit.mp4", "n" * 101, "%E5%BD%95.mp4"],
)  # fmt: skip
def test_a_name_that_is_no_plain_name_is_refused(
    door: Town, source: dict[str, Any], film: tuple[bytes, list[bytes]], name: str
) -> None:
    answer = push(door, source["pass"], name, film[0])
    assert (answer.status, answer.code) == (400, "evidence.push_name")
    assert kinds(door, source) == []


def _whole_mp4(film: tuple[bytes, list[bytes]]) -> bytes:
    return film[0] + film[1][0]


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("transport stream", lambda film: (b"G" + bytes(187)) * 4),
        ("whole file", _whole_mp4),
        ("text", lambda film: b"hello, this is a plain text"),
        ("nothing", lambda film: b""),
        ("cut init", lambda film: film[0][:-9]),
        ("unknown codec", lambda film: film[0].replace(b"avc1", b"zzz1")),
        ("Matroska", lambda film: b"\x1a\x45\xdf\xa3" + bytes(300)),
    ],
)
def test_what_is_no_fragmented_mp4_is_refused_with_the_option_to_use(
    door: Town, source: dict[str, Any], film: tuple[bytes, list[bytes]], name: str, make: Any
) -> None:
    answer = push(door, source["pass"], "live0.m4s", make(film))
    assert (answer.status, answer.code) == (415, "evidence.push_malformed"), name
    assert "-hls_segment_type fmp4" in answer.content.decode()
    assert kinds(door, source) == []


def test_a_piece_without_its_start_is_refused(
    door: Town, source: dict[str, Any], film: tuple[bytes, list[bytes]]
) -> None:
    answer = push(door, source["pass"], "live0.m4s", film[1][0])
    assert (answer.status, answer.code) == (409, "evidence.push_no_init")


def test_more_than_the_largest_body_is_refused(door: Town, source: dict[str, Any]) -> None:
    answer = push(door, source["pass"], "live0.m4s", bytes(16 * 1024 * 1024 + 1))
    assert (answer.status, answer.code) == (413, "evidence.segment_too_large")


def test_more_streams_than_a_pass_may_send_are_refused(
    door: Town, source: dict[str, Any], film: tuple[bytes, list[bytes]]
) -> None:
    answers = [
        push(door, source["pass"], f"init-stream{number}.m4s", film[0]) for number in range(5)
    ]
    assert [answer.status for answer in answers] == [201] * 4 + [409]
    assert answers[-1].code == "evidence.push_streams"


def test_a_pass_that_is_wrong_withdrawn_or_over_opens_nothing(
    door: Town, source: dict[str, Any], film: tuple[bytes, list[bytes]]
) -> None:
    assert push(door, "x" * 32, "init.mp4", film[0]).code == "evidence.push_pass_wrong"
    assert push(door, "x" * 3000, "init.mp4", film[0]).code == "evidence.push_pass_wrong"
    assert door.request("DELETE", "/pushes/wrong/live0.m4s").status == 403
    begin(door, source, film, 1)
    door.ask("revoke", who="zhao", key=source["key"])
    answer = push(door, source["pass"], "live1.m4s", film[1][1])  # at once, not after a while
    assert (answer.status, answer.code) == (403, "evidence.push_pass_wrong")
    other = door.ask("source")
    door.ask("expire", key=other["key"])
    assert push(door, other["pass"], "init.mp4", film[0]).code == "evidence.push_pass_wrong"


def test_a_recorder_that_signs_cannot_call_itself_unsigned(door: Town) -> None:
    recorder = door.recorder()
    link = recorder.open()
    said = {**link.value["says"], "source": "unsigned", "camera": "other"}
    again = signed(recorder.key, {**link.value, "says": said})
    answer = door.put(again)
    assert (answer.status, answer.code) == (400, "evidence.link_malformed")


def test_the_pass_stands_nowhere(
    door: Town, source: dict[str, Any], film: tuple[bytes, list[bytes]]
) -> None:
    begin(door, source, film, 1)
    assert source["pass"] not in str(links(door, source))
    code = source["pass"].encode()
    kept = [path for path in Path(door.home).rglob("*") if path.is_file()]
    assert kept
    assert not [path for path in kept if code in path.read_bytes()]
