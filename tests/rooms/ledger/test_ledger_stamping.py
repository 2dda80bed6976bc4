# SPDX-License-Identifier: Apache-2.0
"""Timestamps by RFC 3161: checked before they are kept, published, judged by two verifiers."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography.x509 import load_pem_x509_certificate
from pytest_django.fixtures import Settings
from tests.pages import PageClient, parse, text_of
from tests.rooms.ledger.attesters import Answering, Authority, make_authority, serving
from tests.rooms.ledger.ledger_acts import NOW, look, write

from mingjing.entry.doctor import CHECKS
from mingjing.ledger.cli import ledger
from mingjing.ledger.models import Checkpoint, Stamp
from mingjing.ledger.public import sequence, stamp, stamps, verifier_key
from mingjing.ledger.publish.stamps import check_reply, make_query
from mingjing.ledger.types import StampBroken, Trouble
from mingjing_verify.log.errors import Broken

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=10)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("tsa") / "authority")


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Another authority, with a root of its own."""
    return make_authority(tmp_path_factory.mktemp("other") / "authority")


@pytest.fixture
def log(home: Path, settings: Settings, authority: Authority) -> Iterator[Path]:
    """A log of ten entries that has an authority."""
    write(10)
    sequence(NOW)
    with serving(authority.answer) as url:
        settings.MINGJING_TSA_URL, settings.MINGJING_TSA_CA = url, str(authority.ca)
        yield home / "ledger"


def standing() -> tuple[int, Trouble]:
    """Size of the newest stamp, and the trouble."""
    found = stamps()
    assert found is not None
    return found.newest.size if found.newest else 0, found.trouble


def verify_stamp(folder: Path, ca: Path, *arguments: str) -> Any:
    paths = [str(folder / "stamp" / name) for name in ("10.checkpoint", "10.tsr")]
    return CliRunner().invoke(ledger, ["verify-stamp", *paths, "--ca", str(ca), *arguments])


def test_a_checkpoint_is_stamped_and_published_and_both_verifiers_agree(
    log: Path, authority: Authority
) -> None:
    assert stamp(NOW) == 1
    assert standing() == (10, Trouble.NONE)
    assert (log / "stamp/10.checkpoint").read_text() == Checkpoint.objects.get().note
    assert authority.verifies(log / "stamp/10.checkpoint", log / "stamp/10.tsr")
    result = verify_stamp(log, authority.ca, "--vkey", verifier_key(), "--json")
    found = json.loads(result.stdout)
    assert (found["verified"], found["authority"]) == (True, "CN=Test Authority")
    assert abs(datetime.fromisoformat(found["at"]) - Stamp.objects.get().at) < timedelta(seconds=1)


def place_of(what: str, note: bytes, reply: bytes) -> int:
    """Where the byte lies that is altered."""
    places = {"note": 40, "digest": reply.find(sha256(note).digest()), "signature": len(reply) - 1}
    return places[what]


@pytest.mark.parametrize("what", ["note", "digest", "signature"])
def test_one_altered_byte_is_refused_by_both_verifiers(
    log: Path, authority: Authority, what: str
) -> None:
    stamp(NOW)
    note, reply = log / "stamp/10.checkpoint", log / "stamp/10.tsr"
    path = note if what == "note" else reply
    raw = bytearray(path.read_bytes())
    raw[place_of(what, note.read_bytes(), reply.read_bytes())] ^= 1
    path.write_bytes(raw)
    assert not authority.verifies(log / "stamp/10.checkpoint", log / "stamp/10.tsr")
    assert isinstance(verify_stamp(log, authority.ca).exception, StampBroken)


def test_an_authority_under_another_root_is_refused_by_both_verifiers(
    log: Path, stranger: Authority
) -> None:
    stamp(NOW)
    assert not stranger.verifies(log / "stamp/10.checkpoint", log / "stamp/10.tsr")
    assert isinstance(verify_stamp(log, stranger.ca).exception, StampBroken)


def test_the_whole_log_is_verified_with_its_stamps(log: Path, home: Path) -> None:
    stamp(NOW)
    write(5)
    sequence(LATER)
    stamp(LATER)
    assert look(home).stamped == 2


def test_a_stamped_checkpoint_of_another_history_is_found(log: Path, home: Path) -> None:
    stamp(NOW)
    write(5)
    sequence(NOW)
    newer = Checkpoint.objects.get(size=15).note
    path = log / "stamp/10.checkpoint"
    path.write_text(newer)
    with pytest.raises(Broken):
        look(home)


def test_one_stamp_in_so_many_minutes_and_none_without_growth(log: Path) -> None:
    assert [stamp(NOW), stamp(NOW), stamp(LATER)] == [1, 0, 0]
    write(1)
    sequence(NOW)
    assert stamp(LATER - timedelta(seconds=1)) == 0
    assert stamp(LATER) == 1
    assert standing() == (11, Trouble.NONE)


def test_what_a_crash_left_out_is_published_by_the_next_round(log: Path) -> None:
    stamp(NOW)
    raw = (log / "stamp/10.tsr").read_bytes()
    (log / "stamp/10.tsr").unlink()
    assert stamp(NOW) == 0
    assert (log / "stamp/10.tsr").read_bytes() == raw


def old_reply(authority: Authority) -> Answering:
    """An authority that always sends its reply to another request on the same bytes."""
    query = make_query(Checkpoint.objects.get().note.encode())
    reply = authority.reply(query.raw)
    return lambda path, body: (200, "application/timestamp-reply", reply)


@pytest.mark.parametrize(
    ("case", "trouble"),
    [
        ("status", Trouble.AWAY),
        ("type", Trouble.BAD_ANSWER),
        ("junk", Trouble.BAD_ANSWER),
        ("stranger", Trouble.BAD_ANSWER),
        ("replayed", Trouble.BAD_ANSWER),
    ],
)
def test_a_wrong_answer_is_not_kept(
    log: Path,
    settings: Settings,
    authority: Authority,
    stranger: Authority,
    case: str,
    trouble: Trouble,
) -> None:
    answers: dict[str, Answering] = {
        "status": lambda path, body: (503, "text/plain", b""),
        "type": lambda path, body: (200, "text/html", authority.reply(body)),
        "junk": lambda path, body: (200, "application/timestamp-reply", b"\x30\x03\x02\x01\x02"),
        "stranger": stranger.answer,
        "replayed": old_reply(authority),
    }
    with serving(answers[case]) as url:
        settings.MINGJING_TSA_URL = url
        assert stamp(NOW) == 0
    assert standing() == (0, trouble)
    assert not (log / "stamp").exists()


def test_failure_never_blocks_and_is_tried_again_later(
    log: Path, settings: Settings, home: Path
) -> None:
    url, settings.MINGJING_TSA_URL = settings.MINGJING_TSA_URL, "http://127.0.0.1:9"
    assert stamp(NOW) == 0
    assert standing() == (0, Trouble.AWAY)
    (finding,) = [f for f in (check() for check in CHECKS) if f.what == "timestamps"]
    assert not finding.is_well
    write(1)
    assert sequence(NOW) == 1
    settings.MINGJING_TSA_URL = url
    assert stamp(NOW) == 0
    assert stamp(LATER) == 1
    (finding,) = [f for f in (check() for check in CHECKS) if f.what == "timestamps"]
    assert finding.is_well


@pytest.mark.parametrize("content", [None, "", "no certificate"])
def test_without_a_root_nothing_is_asked(
    log: Path, settings: Settings, tmp_path: Path, content: str | None
) -> None:
    settings.MINGJING_TSA_CA = str(tmp_path / "none.pem")
    if content is not None:
        (tmp_path / "none.pem").write_text(content)
    assert stamp(NOW) == 0
    assert standing() == (0, Trouble.CA_UNUSABLE)


def test_without_the_extra_it_says_so(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "rfc3161_client", None)
    assert stamp(NOW) == 0
    assert standing() == (0, Trouble.NO_ADAPTER)


def test_a_reply_to_other_bytes_does_not_hold(authority: Authority) -> None:
    trusted = [load_pem_x509_certificate(authority.ca.read_bytes())]
    query = make_query(b"these bytes")
    reply = authority.reply(query.raw)
    assert check_reply(reply, b"these bytes", trusted, query).at <= datetime.now(UTC)  # noqa: TID251
    with pytest.raises(StampBroken):
        check_reply(reply, b"other bytes", trusted, query)
    with pytest.raises(StampBroken):
        check_reply(reply, b"these bytes", [], query)


def test_page_api_and_command_show_the_stamp(log: Path, page_client: PageClient) -> None:
    page_client.speak("en")
    assert "none yet" in text_of(parse(page_client.get("/ledger/")))
    stamp(NOW)
    assert "CN=Test Authority" in text_of(parse(page_client.get("/ledger/")))
    assert page_client.get("/api/v1/ledger/head").json()["stamp"]["size"] == 10
    answer = page_client.get("/ledger/log/stamp/10.tsr")
    assert answer["Content-Type"] == "application/timestamp-reply"
    assert answer.getvalue() == (log / "stamp/10.tsr").read_bytes()
    kept = page_client.get("/ledger/log/stamp/10.checkpoint").getvalue()
    assert kept == (log / "stamp/10.checkpoint").read_bytes()
    told = CliRunner().invoke(ledger, ["status"]).stdout
    assert "CN=Test Authority" in told
    assert json.loads(CliRunner().invoke(ledger, ["stamp", "--json"]).stdout)["stamped"] == 0
