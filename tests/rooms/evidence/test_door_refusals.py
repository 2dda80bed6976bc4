# SPDX-License-Identifier: Apache-2.0
"""What the door refuses: each with its code, and the recording stays as it was."""

import hashlib
import secrets
import time
from collections.abc import Iterator

import pytest
from tests.recorder import Key, Recorder, byte_sequence, signed
from tests.rooms.evidence.door import Town

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("door")]
HOUR = 3_600_000


@pytest.fixture
def begun(door: Town) -> Recorder:
    """A recording with its first two links."""
    recorder = door.recorder()
    for link in (recorder.open(), recorder.init()):
        assert door.put(link).status == 201
    return recorder


@pytest.fixture(autouse=True)
def unchanged(door: Town, request: pytest.FixtureRequest) -> Iterator[None]:
    """A refusal leaves the recording as it was."""
    recorder = request.getfixturevalue("begun") if "begun" in request.fixturenames else None
    before = door.facts(recorder) if recorder else {}
    yield
    if recorder:
        after = door.facts(recorder)
        assert {n: after[n] for n in ("state", "links", "held", "bytes", "digests")} == {
            n: before[n] for n in ("state", "links", "held", "bytes", "digests")
        }


def test_a_link_of_a_recording_that_has_not_begun(door: Town) -> None:
    recorder = door.recorder()
    recorder.open()
    answer = door.put(recorder.init())
    assert (answer.status, answer.code) == (404, "evidence.recording_unknown")


@pytest.mark.parametrize("field", ["mingjing_link", "mingjing_signature"])
@pytest.mark.parametrize("value", ["", ":*:", "plain", ":" + "A" * 9000 + ":"])
def test_fields_that_cannot_be_read(door: Town, begun: Recorder, field: str, value: str) -> None:
    answer = door.put(begun.media(b"body"), **{field: value})
    assert (answer.status, answer.code) == (400, "evidence.link_malformed")
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_a_header_that_is_not_canonical(door: Town, begun: Recorder) -> None:
    link = begun.media(b"body")
    answer = door.put(link, mingjing_link=byte_sequence(link.raw.replace(b":", b": ", 1)))
    assert (answer.status, answer.code) == (400, "evidence.link_malformed")


def test_a_scene_of_more_than_a_day(door: Town, begun: Recorder) -> None:
    answer = door.put(begun.media(b"body", dur=24 * HOUR + 1))
    assert (answer.status, answer.code) == (400, "evidence.link_malformed")


@pytest.mark.parametrize(
    ("recording", "seq"),
    [
        ("recording_" + "0" * 32, "2"),
        ("..%2f..%2fkeys", "2"),
        ("recording_%00", "2"),
        (None, "3"),
        (None, "-1"),
        (None, "2%2f..%2f0"),
        (None, "02"),
    ],
)
def test_an_address_that_is_not_the_links_own(
    door: Town, begun: Recorder, recording: str | None, seq: str
) -> None:
    link = begun.media(b"body")
    address = f"/recordings/{recording or begun.id}/segments/{seq}"
    answer = door.request("PUT", address, link.body, link.fields())
    assert answer.status in (400, 404)
    assert answer.code in ("evidence.link_malformed", "evidence.address_missing")


def test_a_body_that_is_not_what_was_said(door: Town, begun: Recorder) -> None:
    link = begun.media(b"body")
    for body in (b"bodx", b"bod"):
        answer = door.put(link, body)
        assert (answer.status, answer.code) == (400, "evidence.digest_differs")
    wrong = byte_sequence(hashlib.sha256(b"bodx").digest())
    answer = door.put(link, content_digest=f"sha-256={wrong}")
    assert (answer.status, answer.code) == (400, "evidence.digest_differs")
    answer = door.put(link, content_digest="md5=:AAAA:")
    assert (answer.status, answer.code) == (400, "evidence.digest_differs")


def test_a_body_that_is_longer_than_was_said_also_in_pieces(door: Town, begun: Recorder) -> None:
    link = begun.media(b"body")
    assert door.put(link, b"body and more").code == "evidence.segment_too_large"
    pieces = iter([b"bo", b"dy", b" and more"])
    answer = door.put(link, pieces)
    assert (answer.status, answer.code) == (413, "evidence.segment_too_large")


def test_more_than_the_most_bytes(door: Town, begun: Recorder) -> None:
    value = begun.value("media", b"x", init=begun.init_sha256)
    link = signed(begun.key, value | {"len": 16 * 1024 * 1024 + 1}, b"x")
    assert (door.put(link).status, door.put(link).code) == (413, "evidence.segment_too_large")


def test_a_body_where_the_kind_has_none(door: Town, begun: Recorder) -> None:
    link = begun.mark()
    assert (door.put(link, b"x").status, door.put(link, b"x").code) == (
        413,
        "evidence.segment_too_large",
    )


def test_a_signature_of_another_key(door: Town, begun: Recorder) -> None:
    link = begun.media(b"body")
    forged = Key().sign(b"mingjing/link/v1\n" + link.raw)
    answer = door.put(link, mingjing_signature=byte_sequence(forged))
    assert (answer.status, answer.code) == (401, "evidence.signature_wrong")


def test_a_key_that_nobody_registered(door: Town) -> None:
    stranger = Recorder(Key(), door.accounts["zhao"], "0" * 32, int(time.time() * 1000))
    answer = door.put(stranger.open())
    assert (answer.status, answer.code) == (403, "evidence.key_unknown")


def test_an_opening_in_another_officers_name(door: Town) -> None:
    recorder = door.recorder()
    answer = door.put(recorder.open(officer=door.accounts["wang"]))
    assert (answer.status, answer.code) == (403, "evidence.key_unknown")
    assert door.facts(recorder)["state"] is None


def test_a_key_that_was_withdrawn_at_once_and_whatever_the_door_remembers(
    door: Town, begun: Recorder
) -> None:
    door.ask("revoke", who="zhao", key=begun.key.id)
    answer = door.put(begun.media(b"body"))
    assert (answer.status, answer.code) == (403, "evidence.key_revoked")


def test_a_key_past_its_last_day(door: Town, begun: Recorder) -> None:
    door.ask("expire", key=begun.key.id)
    answer = door.put(begun.media(b"body"))
    assert (answer.status, answer.code) == (403, "evidence.key_expired")


def test_a_link_for_a_recording_of_another(door: Town, begun: Recorder) -> None:
    other = door.recorder(Key(), "wang")
    value = begun.value("media", b"body", init=begun.init_sha256, key=other.key.id)
    answer = door.put(signed(other.key, value, b"body"))
    assert (answer.status, answer.code) == (403, "evidence.not_your_recording")


def test_another_opening_under_the_id_of_a_recording(door: Town, begun: Recorder) -> None:
    thief = door.recorder(Key(), "wang", id=begun.id)
    answer = door.put(thief.open())
    assert (answer.status, answer.code) == (403, "evidence.not_your_recording")


def test_another_link_under_the_same_number_is_an_alarm_once(door: Town, begun: Recorder) -> None:
    forged = signed(begun.key, begun.links[1].value | {"wall": begun.wall + 1}, begun.links[1].body)
    answers = [door.put(forged) for _ in range(3)]
    assert {(a.status, a.code) for a in answers} == {(409, "evidence.link_conflict")}
    facts = door.facts(begun)
    assert facts["alarms"] == 1
    assert facts["acts"].count("evidence.alarm_raised") == 1


@pytest.mark.parametrize("wanted", ["before", "after"])
def test_a_link_that_does_not_fit_its_neighbour(door: Town, wanted: str) -> None:
    recorder = door.recorder()
    door.put(recorder.open())
    door.put(recorder.init())
    if wanted == "before":
        bad = signed(recorder.key, recorder.value("mark", prev="1" * 64, says=MARK))
    else:
        gone = recorder.mark()
        assert door.put(recorder.mark()).status == 201
        bad = signed(recorder.key, gone.value | {"wall": recorder.wall + 5})
    answer = door.put(bad)
    assert (answer.status, answer.code) == (409, "evidence.chain_broken")


MARK = {"label": "note", "at": 1, "note": ""}


def test_a_link_behind_the_end_and_an_end_before_what_is_held(door: Town) -> None:
    recorder = door.recorder()
    for link in recorder.scene(1):
        door.put(link)
    answer = door.put(recorder.mark())
    assert (answer.status, answer.code) == (409, "evidence.recording_ended")
    other = door.recorder()
    door.put(other.open())
    missing = other.mark()
    door.put(other.mark())
    early = signed(other.key, missing.value | END)
    answer = door.put(early)
    assert (answer.status, answer.code) == (409, "evidence.chain_broken")


END = {"kind": "end", "says": {"links": 2, "reason": "finished"}}


def test_an_opening_that_is_replayed_or_whose_ticket_is_of_another_key(door: Town) -> None:
    recorder = door.recorder()
    assert door.put(recorder.open()).status == 201
    again = Recorder(recorder.key, recorder.account, recorder.nonce, recorder.wall)
    answer = door.put(again.open())
    assert (answer.status, answer.code) == (409, "evidence.nonce_used")
    ticket = door.recorder().nonce
    other = Recorder(recorder.key, recorder.account, ticket, recorder.wall)
    assert door.put(other.open()).code == "evidence.nonce_used"
    unheard = Recorder(recorder.key, recorder.account, secrets.token_hex(16), recorder.wall)
    assert door.put(unheard.open()).code == "evidence.nonce_used"


@pytest.mark.parametrize("hours", [-25, 25])
def test_a_clock_that_is_off(door: Town, hours: int) -> None:
    recorder = door.recorder(wall=int(time.time() * 1000) + hours * HOUR)
    answer = door.put(recorder.open())
    assert (answer.status, answer.code) == (410, "evidence.clock_off")
    recorder.wall = int(time.time() * 1000)
    recorder.links.clear()
    assert door.put(recorder.open()).status == 201  # the ticket was not spent


def test_a_type_that_is_not_on_the_list(door: Town) -> None:
    recorder = door.recorder()
    answer = door.put(recorder.open(mime="application/x-executable"))
    assert (answer.status, answer.code) == (415, "evidence.media_unknown")


def test_too_many_links_in_a_second_from_one_key(door: Town) -> None:
    recorder = door.recorder()
    link = recorder.open()
    began = time.monotonic()
    answers = [door.put(link) for _ in range(120)]
    refused = [answer for answer in answers if answer.status == 429]
    assert {answer.code for answer in refused} <= {"evidence.too_fast"}
    assert len(answers) - len(refused) <= 50 + 50 * (time.monotonic() - began) + 1
    assert all(answer.headers["retry-after"] == "1" for answer in refused)


def test_an_address_that_is_not_there_and_another_method(door: Town) -> None:
    assert door.request("GET", "/etc/passwd").code == "evidence.address_missing"
    for method in ("DELETE", "GET", "POST"):
        answer = door.request(method, "/recordings/x/segments/0")
        assert (answer.status, answer.headers["allow"]) == (405, "PUT")


def test_refusals_are_said_in_chinese_to_whoever_asks(door: Town) -> None:
    answer = door.request("GET", "/nothing", headers={"Accept-Language": "zh-CN"})
    assert "接口" in answer.json["detail"]
    assert answer.json["remedy"]


def test_only_pages_of_the_site_may_call_it(door: Town) -> None:
    asked = {"Access-Control-Request-Method": "PUT"}
    for origin, allowed in (
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1:8010", None),
        ("https://elsewhere.example", None),
    ):
        answer = door.request("OPTIONS", "/recordings/x/live", headers={"Origin": origin, **asked})
        assert answer.headers.get("access-control-allow-origin") == allowed, origin
        assert "access-control-allow-credentials" not in answer.headers
