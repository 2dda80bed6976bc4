# SPDX-License-Identifier: Apache-2.0
"""The log's side of witnessing: asked, kept, published, shown, and never in the way."""

import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from pytest_django.fixtures import Settings
from tests.pages import PageClient, parse, text_of
from tests.rooms.ledger.attesters import served, serving
from tests.rooms.ledger.ledger_acts import NOW, look, write
from tests.rooms.ledger.witness_logs import AskedWitness

from mingjing.entry.doctor import CHECKS
from mingjing.ledger.cli import ledger
from mingjing.ledger.models import Checkpoint, Cosignature
from mingjing.ledger.public import cosign, first_proof, proof, sequence, verifier_key, witnesses
from mingjing.ledger.types import LogBroken, Trouble, WitnessAddress
from mingjing.ledger.witness.store import make_store
from mingjing_verify.log.errors import Broken, Reason
from mingjing_verify.log.notes import parse_vkey, parse_witness_vkey
from mingjing_verify.log.proofs import verify_proof

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)


class Court:
    """A witness behind HTTP that the log knows."""

    def __init__(self, witness: AskedWitness, address: WitnessAddress) -> None:
        self.witness = witness
        self.address = address

    @property
    def size(self) -> int:
        (log,) = self.witness.store.logs()
        return log.head().size


@pytest.fixture
def court(
    home: Path, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Court]:
    """The log has ten entries; the witness has its key from the operator."""
    write(10)
    sequence(NOW)
    folder = tmp_path_factory.mktemp("court") / "witness"
    witness = AskedWitness(make_store(folder, "court.example/w1", [verifier_key()]))
    with served(witness) as address:
        settings.MINGJING_WITNESSES = (address,)
        yield Court(witness, address)


def published(home: Path) -> str:
    return (home / "ledger" / "checkpoint").read_text()


def run(*arguments: object) -> dict[str, Any]:
    result = CliRunner().invoke(ledger, [*map(str, arguments), "--json"])
    assert result.exit_code == 0, result.output
    value: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return value


def test_new_checkpoints_are_cosigned_and_published(home: Path, court: Court) -> None:
    for count in (1, 300, 7):
        write(count)
        sequence(NOW)
        assert cosign(NOW) == 1
        assert cosign(NOW) == 0
        (standing,) = witnesses()
        assert standing.size == court.size == look(home).size
        assert "court.example/w1" in published(home)
    found = run("verify", home / "ledger", "--witness", court.address.vkey)
    assert [one["witness"] for one in found["cosigned"]] == ["court.example/w1"]


def test_the_sequencer_goes_on_from_a_cosigned_checkpoint(home: Path, court: Court) -> None:
    cosign(NOW)
    sequence(NOW)
    assert "court.example/w1" in published(home)
    write(3)
    assert sequence(NOW) == 3
    assert "court.example/w1" not in published(home)  # public before the witness was asked


def test_verify_demands_the_witness(home: Path, court: Court) -> None:
    result = CliRunner().invoke(
        ledger, ["verify", str(home / "ledger"), "--witness", court.address.vkey]
    )
    assert isinstance(result.exception, LogBroken)
    assert "court.example/w1" in str(result.exception)


def test_proofs_carry_the_cosignature(court: Court) -> None:
    ref = write(1)[0]
    sequence(NOW)
    cosign(NOW)
    keys = [parse_witness_vkey(court.address.vkey)]
    for text in (proof(ref.entry_id), first_proof(ref.entry_id)):
        proven = verify_proof(text.encode(), parse_vkey(verifier_key()), witnesses=keys)
        assert [one.witness for one in proven.cosigned] == ["court.example/w1"]


def test_a_proof_prefers_the_checkpoint_that_was_cosigned(court: Court) -> None:
    ref = write(1)[0]
    sequence(NOW)
    cosign(NOW)
    late = write(1)[0]
    sequence(NOW)
    key, keys = parse_vkey(verifier_key()), [parse_witness_vkey(court.address.vkey)]
    assert verify_proof(proof(ref.entry_id).encode(), key, witnesses=keys).head.size == 11
    with pytest.raises(Broken) as refused:
        verify_proof(proof(late.entry_id).encode(), key, witnesses=keys)
    assert refused.value.reason is Reason.NOT_COSIGNED


def test_what_a_crash_left_out_is_published_by_the_next_round(home: Path, court: Court) -> None:
    cosign(NOW)
    row = Checkpoint.objects.get()
    (home / "ledger" / "checkpoint").write_text(row.note)
    cosign(NOW)
    assert "court.example/w1" in published(home)


def test_a_witness_that_knows_more_of_us_than_we_remember_is_asked_from_there(
    court: Court,
) -> None:
    cosign(NOW)
    write(5)
    sequence(NOW)
    assert court.size == 10
    (standing,) = witnesses()
    assert standing.size == 10
    from mingjing.ledger.models import AttesterState

    AttesterState.objects.all().delete()  # an older backup of the database
    assert cosign(NOW) == 1
    assert court.size == 15


def test_a_witness_that_is_away_is_shown_and_asked_again_later(
    home: Path, court: Court, settings: Settings
) -> None:
    settings.MINGJING_WITNESSES = (WitnessAddress(court.address.vkey, "http://127.0.0.1:9"),)
    assert cosign(NOW) == 0
    (standing,) = witnesses()
    assert (standing.trouble, standing.failed_at, standing.size) == (Trouble.AWAY, NOW, 0)
    settings.MINGJING_WITNESSES = (court.address,)
    assert cosign(NOW) == 0  # not yet
    write(2)
    assert sequence(NOW) == 2
    assert cosign(LATER) == 1
    assert witnesses()[0].trouble is Trouble.NONE


def test_each_witness_signs_for_itself(
    court: Court, settings: Settings, home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = make_store(tmp_path_factory.mktemp("x") / "w", "audit.example/w1", [verifier_key()])
    away = WitnessAddress(store.key.vkey(), "http://127.0.0.1:9")
    settings.MINGJING_WITNESSES = (away, court.address)
    assert cosign(NOW) == 1
    with served(AskedWitness(store)) as address:
        settings.MINGJING_WITNESSES = (address, court.address)
        assert cosign(LATER) == 1
    assert published(home).count("—") == 3
    keys = [store.key.vkey(), court.address.vkey]
    found = run("verify", home / "ledger", "--witness", keys[0], "--witness", keys[1])
    assert len(found["cosigned"]) == 2


@pytest.mark.parametrize(
    ("status", "kind", "body", "trouble"),
    [
        (500, "text/plain", b"", Trouble.AWAY),
        (403, "text/plain", b"", Trouble.UNKNOWN_KEY),
        (404, "text/plain", b"", Trouble.UNKNOWN_LOG),
        (422, "text/plain", b"", Trouble.FORKED),
        (400, "text/plain", b"", Trouble.BAD_ANSWER),
        (302, "text/plain", b"", Trouble.BAD_ANSWER),
        (200, "text/plain", b"", Trouble.BAD_ANSWER),
        (200, "text/plain", b"\xff", Trouble.BAD_ANSWER),
        (200, "text/plain", "— court.example/w1 AAAA\n".encode(), Trouble.BAD_ANSWER),
        (200, "text/plain", b"x" * (1 << 17), Trouble.AWAY),
        (409, "text/plain", b"10\n", Trouble.BAD_ANSWER),
        (409, "text/x.tlog.size", b"ten\n", Trouble.BAD_ANSWER),
        (409, "text/x.tlog.size", b"4\n", Trouble.BAD_ANSWER),
        (409, "text/x.tlog.size", b"10\n", Trouble.FORKED),
        (409, "text/x.tlog.size", b"11\n", Trouble.AHEAD),
    ],
)
def test_each_answer_has_its_meaning(
    court: Court, settings: Settings, status: int, kind: str, body: bytes, trouble: Trouble
) -> None:
    with serving(lambda path, sent: (status, kind, body)) as url:
        settings.MINGJING_WITNESSES = (WitnessAddress(court.address.vkey, url),)
        assert cosign(NOW) == 0
    assert witnesses()[0].trouble is trouble
    assert not Cosignature.objects.exists()


def test_a_signature_on_another_checkpoint_is_not_kept(court: Court, settings: Settings) -> None:
    line = court.witness.store.key.cosign("other\n", 1).encode()
    with serving(lambda path, sent: (200, "text/plain", line)) as url:
        settings.MINGJING_WITNESSES = (WitnessAddress(court.address.vkey, url),)
        cosign(NOW)
    assert witnesses()[0].trouble is Trouble.BAD_ANSWER
    assert not Cosignature.objects.exists()


def rewrite(home: Path, count: int) -> None:
    """Somebody who rules the machine begins the log anew, under the same key."""
    with connection.cursor() as cursor:
        for table in ("cosignature", "attesterstate", "stamp", "checkpoint", "entry"):
            cursor.execute(f"DELETE FROM ledger_{table}")  # noqa: S608 - our own words
    shutil.rmtree(home / "ledger")
    write(count, kind="other")
    sequence(NOW)


@pytest.mark.parametrize(
    ("count", "trouble"), [(4, Trouble.AHEAD), (10, Trouble.FORKED), (25, Trouble.FORKED)]
)
def test_a_rewritten_log_is_refused_and_page_command_and_doctor_say_so(
    home: Path, court: Court, page_client: PageClient, count: int, trouble: Trouble
) -> None:
    cosign(NOW)
    rewrite(home, count)
    look(home)  # by itself the new log is whole: only the witness tells
    told = run("cosign")
    assert told["cosigned"] == 0
    assert told["witnesses"][0]["trouble"] == trouble
    assert court.size == 10
    assert "court.example/w1" not in published(home)
    page_client.speak("en")
    text = text_of(parse(page_client.get("/ledger/")))
    assert "A witness refuses this log" in text
    assert trouble.en in text
    assert trouble.en in CliRunner().invoke(ledger, ["status"]).stdout
    (finding,) = [f for f in (check() for check in CHECKS) if f.what == "witnesses"]
    assert (finding.is_well, trouble.en in finding.seen) == (False, True)


def test_the_page_shows_who_cosigned_up_to_where(
    home: Path, court: Court, page_client: PageClient
) -> None:
    page_client.speak("en")
    assert "has not cosigned yet" in text_of(parse(page_client.get("/ledger/")))
    cosign(NOW)
    text = text_of(parse(page_client.get("/ledger/")))
    assert "cosigned up to 10" in text
    assert f'--witness "{court.address.vkey}"' in text
    head = page_client.get("/api/v1/ledger/head").json()
    assert [(w["name"], w["size"], w["trouble"]) for w in head["witnesses"]] == [
        ("court.example/w1", 10, "")
    ]
    assert "court.example/w1" in head["note"]


def test_a_witness_that_hangs_does_not_hold_up_the_sequencer(
    home: Path, court: Court, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()
    monkeypatch.setattr("mingjing.ledger.publish.asking._TIMEOUT_SECONDS", 0.2)

    def hang(path: str, body: bytes) -> tuple[int, str, bytes]:
        over.wait(20)
        return 500, "text/plain", b""

    with ExitStack() as stack:
        url = stack.enter_context(serving(hang))
        stack.callback(over.set)
        settings.MINGJING_WITNESSES = (WitnessAddress(court.address.vkey, url),)
        assert cosign(NOW) == 0
    assert witnesses()[0].trouble is Trouble.AWAY
    write(1)
    assert sequence(NOW) == 1
