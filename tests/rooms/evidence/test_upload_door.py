# SPDX-License-Identifier: Apache-2.0
"""The upload door in the house: passes, receipts, the store, what a kill leaves, the pulse."""

import base64
import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from tests.rooms.evidence.door import Answer, Town

OFFSET = "application/offset+octet-stream"
PNG = b"\x89PNG\r\n\x1a\n"
DAY = 86_400


def fresh(beginning: bytes = b"") -> bytes:
    """A content that no other test has."""
    return beginning + os.urandom(4000)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def headers(word: str, **more: object) -> dict[str, str]:
    named = {name.replace("_", "-"): str(value) for name, value in more.items()}
    return {"Tus-Resumable": "1.0.0", "Authorization": f"Bearer {word}", **named}


def said(**pairs: str) -> str:
    values = {key: base64.b64encode(text.encode()).decode() for key, text in pairs.items()}
    return ",".join(f"{key} {value}" for key, value in values.items())


def create(door: Town, word: str, length: int, **pairs: str) -> Answer:
    sent = headers(word, Upload_Length=length, Upload_Metadata=said(**pairs))
    return door.request("POST", "/files/", headers=sent)


def append(door: Town, word: str, place: str, body: bytes, offset: int = 0) -> Answer:
    sent = headers(word, Upload_Offset=offset, Content_Type=OFFSET)
    return door.request("PATCH", place, body, sent)


def upload(door: Town, word: str, content: bytes, **pairs: str) -> str:
    place = create(door, word, len(content), **pairs).headers["location"]
    assert append(door, word, place, content).status == 204
    return place


def receipts(door: Town, content: bytes) -> dict[str, Any]:
    return door.ask("receipts", sha256=digest(content))


@pytest.fixture(scope="module")
def word(door: Town) -> str:
    text: str = door.ask("upload_pass", who="zhao")["pass"]
    return text


def test_a_whole_file_is_receipted_by_its_digest(door: Town, word: str) -> None:
    content = fresh(PNG)
    place = upload(door, word, content, filename="../../店面 照片.png")
    found = receipts(door, content)
    assert found["rows"] == [["店面 照片.png", "image/png", 4008, door.accounts["zhao"], ""]]
    assert found["ids"] == [place.rpartition("/")[2]]
    assert found["acts"] == ["evidence.file_received"]
    assert found["held"] == 4008
    kept = door.home / "evidence" / "files" / digest(content)[:2] / digest(content)
    if not os.environ.get("MINGJING_OBJECTS_URL"):
        assert kept.read_bytes() == content
        assert kept.stat().st_nlink == 1  # the draft went, the object stays: nothing was copied


def test_the_same_bytes_twice_are_one_object_and_two_receipts(door: Town, word: str) -> None:
    content = fresh()
    upload(door, word, content, filename="a.bin")
    upload(door, word, content, filename="b.bin")
    found = receipts(door, content)
    assert [row[0] for row in found["rows"]] == ["a.bin", "b.bin"]
    assert [row[1] for row in found["rows"]] == ["application/octet-stream"] * 2


def test_what_is_kept_cannot_be_taken_back(door: Town, word: str) -> None:
    content = fresh()
    place = upload(door, word, content)
    answer = door.request("DELETE", place, headers=headers(word))
    assert (answer.status, answer.code) == (403, "evidence.upload_kept")
    assert receipts(door, content)["held"] == len(content)


def test_what_policy_deleted_is_gone_for_its_sender_too(door: Town, word: str) -> None:
    content = fresh()
    place = upload(door, word, content)
    (kept,) = receipts(door, content)["ids"]
    day = door.ask("delete", kind="received_file", kept=kept)["day"]
    assert receipts(door, content)["held"] is None
    answer = door.request("DELETE", place, headers=headers(word))
    assert (answer.status, answer.code) == (410, "evidence.bodies_deleted")
    assert day in answer.json["detail"]
    asked = door.request("HEAD", place, headers=headers(word))  # the receipt was given, and stays
    assert (asked.status, asked.headers["upload-offset"]) == (200, str(len(content)))
    assert len(receipts(door, content)["rows"]) == 1


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer nonsense", "Basic emhhbzp4"])
def test_without_a_pass_nothing_begins(door: Town, given: str) -> None:
    sent = {"Tus-Resumable": "1.0.0", "Upload-Length": "3", "Authorization": given}
    answer = door.request("POST", "/files/", headers=sent)
    assert (answer.status, answer.code) == (403, "evidence.upload_not_yours")


def test_a_pass_to_watch_or_one_that_ran_out_does_not_upload(door: Town) -> None:
    old = door.ask("upload_pass", who="zhao", later=-4 * DAY)["pass"]
    assert create(door, old, 3).status == 403


def test_an_upload_is_its_senders_alone(door: Town, word: str) -> None:
    place = create(door, word, 10).headers["location"]
    other = door.ask("upload_pass", who="wang")["pass"]
    assert append(door, other, place, b"x").status == 403
    assert door.request("HEAD", place, headers=headers(other)).status == 403


def test_an_empty_file_is_refused(door: Town, word: str) -> None:
    answer = create(door, word, 0, filename="nothing.mp4")
    assert (answer.status, answer.code) == (422, "evidence.file_empty")


def test_a_dock_uploads_for_the_recorders_on_its_list(door: Town) -> None:
    made = door.ask("dock", name="Dock 1", recorders=["REC-7", "REC-8"])
    content = fresh()
    answer = create(door, made["pass"], len(content), filename="1.mp4", recorder="REC-9")
    assert (answer.status, answer.code) == (403, "evidence.recorder_not_listed")
    upload(door, made["pass"], content, filename="1.mp4", recorder="REC-7")
    found = receipts(door, content)["rows"]
    assert found == [["1.mp4", "application/octet-stream", 4000, made["dock"], "REC-7"]]


def test_a_renewed_or_withdrawn_dock_leaves_its_old_pass_worthless(door: Town) -> None:
    old = door.ask("dock", name="Dock 2", recorders=["REC-1"])
    new = door.ask("dock", name="Dock 2", recorders=["REC-1"])
    assert new["dock"] == old["dock"]
    assert create(door, old["pass"], 3, recorder="REC-1").status == 403
    assert create(door, new["pass"], 3, recorder="REC-1").status == 201
    door.ask("end_dock", dock=new["dock"])
    assert create(door, new["pass"], 3, recorder="REC-1").status == 403


def stopped_before_its_receipt(door: Town, word: str, content: bytes) -> str:
    """What a kill leaves between the last byte and the receipt."""
    place = create(door, word, len(content), filename="late.bin").headers["location"]
    (door.home / "uploads" / place.rpartition("/")[2] / "data").write_bytes(content)
    return place


def test_who_asks_after_a_kill_gets_the_receipt(door: Town, word: str) -> None:
    content = fresh()
    place = stopped_before_its_receipt(door, word, content)
    for _ in range(2):  # asked twice, received once
        answer = door.request("HEAD", place, headers=headers(word))
        assert (answer.status, answer.headers["upload-offset"]) == (200, "4000")
    assert [row[0] for row in receipts(door, content)["rows"]] == ["late.bin"]


def test_the_pulse_receives_what_nobody_asks_for(door: Town, word: str) -> None:
    content = fresh()
    place = stopped_before_its_receipt(door, word, content)
    assert door.ask("sweep_files")["received"] == 0  # the door may be at it
    assert door.ask("sweep_files", later=900)["received"] == 1
    assert door.ask("sweep_files", later=900)["received"] == 0
    assert len(receipts(door, content)["rows"]) == 1
    assert door.request("DELETE", place, headers=headers(word)).code == "evidence.upload_kept"


def test_killed_between_store_and_receipt_the_retry_finds_the_object(door: Town, word: str) -> None:
    content = fresh()
    place = stopped_before_its_receipt(door, word, content)
    kept = door.home / "evidence" / "files" / digest(content)[:2] / digest(content)
    kept.parent.mkdir(parents=True, exist_ok=True)
    draft = door.home / "uploads" / place.rpartition("/")[2]
    os.link(draft / "data", kept)
    (draft / "doubt").write_text("10")  # the power cut brought an old note back
    assert door.request("HEAD", place, headers=headers(word)).status == 200
    assert kept.read_bytes() == content
    assert len(receipts(door, content)["rows"]) == 1


def test_an_unfinished_upload_runs_out(door: Town, word: str) -> None:
    place = create(door, word, 10).headers["location"]
    assert append(door, word, place, b"half").status == 204
    assert door.ask("sweep_files", later=8 * DAY)["ended"] >= 1
    assert door.request("HEAD", place, headers=headers(word)).status == 410
    left = {path.name for path in (door.home / "uploads" / place.rpartition("/")[2]).iterdir()}
    assert left == {"gone"}


def test_the_pages_of_the_site_may_ask(door: Town) -> None:
    answer = door.request(
        "OPTIONS",
        "/files/",
        headers={
            "Origin": "http://127.0.0.1:8000",
            "Access-Control-Request-Method": "PATCH",
            "Access-Control-Request-Headers": "authorization,tus-resumable,upload-offset",
        },
    )
    assert answer.status == 200
    assert "PATCH" in answer.headers["access-control-allow-methods"]
    plain = door.request("OPTIONS", "/files/", headers={"Origin": "http://127.0.0.1:8000"})
    assert plain.headers["tus-version"] == "1.0.0"
    assert "Upload-Offset" in plain.headers["access-control-expose-headers"]


def test_the_note_of_an_upload_keeps_no_bytes(door: Town, word: str) -> None:
    place = upload(door, word, fresh(), filename="x.bin")
    note: Path = door.home / "uploads" / place.rpartition("/")[2]
    assert sorted(path.name for path in note.iterdir()) == ["info.json", "synced"]


def test_after_a_power_cut_what_the_disk_had_not_yet_is_sent_again(door: Town, word: str) -> None:
    content = fresh()
    place = create(door, word, len(content), filename="cut.bin").headers["location"]
    append(door, word, place, content[:3000])
    note = door.home / "uploads" / place.rpartition("/")[2] / "synced"
    note.write_text("another-run-of-the-machine 1000")
    answer = door.request("HEAD", place, headers=headers(word))
    assert answer.headers["upload-offset"] == "1000"
    assert append(door, word, place, content[1000:], offset=1000).status == 204
    assert receipts(door, content)["held"] == len(content)
