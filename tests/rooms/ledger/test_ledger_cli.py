# SPDX-License-Identifier: Apache-2.0
"""The commands of the ledger."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.rooms.ledger.ledger_acts import NOW, write

from mingjing.kernel.canonical import canonical_json
from mingjing.ledger.cli import ledger
from mingjing.ledger.public import Follower, follow, sequence
from mingjing.ledger.types import LogBroken, LogUnreachable, ProofBroken

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> Result:
    return CliRunner().invoke(ledger, [str(argument) for argument in arguments])


def run_json(*arguments: object) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    value: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])  # after log events
    return value


@pytest.fixture
def vkey(home: Path) -> Path:
    """A log of 300 entries; its key as the operator hands it out."""
    write(300)
    sequence(NOW)
    return home / "keys" / "ledger.vkey"


def test_verify_confirms_a_folder(home: Path, vkey: Path) -> None:
    found = run_json("verify", home / "ledger", "--vkey", vkey)
    assert (found["verified"], found["size"], found["key_from"]) == (True, 300, "argument")
    text = run("verify", home / "ledger", "--vkey", vkey.read_text().strip())
    assert text.stdout.startswith("whole: 300 entries")


def test_verify_says_when_the_key_came_from_the_log_itself(home: Path, vkey: Path) -> None:
    result = run("verify", home / "ledger")
    assert result.exit_code == 0
    assert "not who signed it" in result.stderr
    assert run_json("verify", home / "ledger")["key_from"] == "log"


def test_verify_holds_the_log_to_an_earlier_checkpoint(
    home: Path, vkey: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    kept = tmp_path_factory.mktemp("kept") / "checkpoint"
    kept.write_bytes((home / "ledger" / "checkpoint").read_bytes())
    write(5)
    sequence(NOW)
    assert run_json("verify", home / "ledger", "--vkey", vkey, "--known", kept)["known"] == 1


def test_verify_refuses_a_broken_log_and_says_where(home: Path, vkey: Path) -> None:
    (home / "ledger/tile/0/000").write_bytes(b"x" * 8192)
    result = run("verify", home / "ledger", "--vkey", vkey, "--json")
    assert isinstance(result.exception, LogBroken)
    assert json.loads(result.stdout) == {
        "verified": False,
        "reason": "leaf_differs",
        "where": "tile/0/000",
    }


def test_verify_refuses_a_place_that_is_not_there(home: Path) -> None:
    assert isinstance(run("verify", home / "nowhere").exception, LogUnreachable)


@pytest.mark.parametrize("arguments", [["--vkey", "no such file"], []])
def test_verify_asks_for_a_key(tmp_path: Path, arguments: list[str]) -> None:
    assert run("verify", tmp_path, *arguments).exit_code == 2


def test_a_proof_goes_out_and_is_verified(
    home: Path, vkey: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("outside")
    ref = write(1, kind="plan")[0]
    sequence(NOW)
    run("proof", ref.entry_id, "--out", folder / "a.tlog-proof")
    assert run("proof", ref.entry_id).stdout == (folder / "a.tlog-proof").read_text()
    (folder / "payload").write_bytes(canonical_json({"n": 0}))
    found = run_json(
        "verify-proof", folder / "a.tlog-proof", "--vkey", vkey, "--payload", folder / "payload"
    )
    assert (found["index"], found["entry"]["object"], found["payload"]) == (300, "plan_0", True)
    text = run("verify-proof", folder / "a.tlog-proof", "--vkey", vkey)
    assert "object: plan_0" in text.stdout


def test_verify_proof_refuses_another_payload(
    home: Path, vkey: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("outside")
    ref = write(1)[0]
    sequence(NOW)
    run("proof", ref.entry_id, "--out", folder / "a.tlog-proof")
    (folder / "payload").write_bytes(b"{}")
    result = run(
        "verify-proof", folder / "a.tlog-proof", "--vkey", vkey, "--payload", folder / "payload",
        "--json",
    )  # fmt: skip
    assert isinstance(result.exception, ProofBroken)
    assert json.loads(result.stdout)["reason"] == "payload_differs"


def test_sequence_publishes_and_dry_run_only_counts(home: Path) -> None:
    write(3)
    assert run("sequence", "--dry-run").stdout == "waiting: 3; the log has 0 entries\n"
    assert run_json("sequence", "--dry-run") == {"sequenced": 0, "waiting": 3, "size": 0}
    assert run_json("sequence") == {"sequenced": 3, "waiting": 0, "size": 3}
    assert run("sequence").stdout == "published: 0; the log has 3 entries\n"


def test_status_tells_head_waiting_and_followers(home: Path) -> None:
    assert "nothing published" in run("status").stdout
    write(3)
    sequence(NOW)
    follow([Follower("mirror", lambda entry: None)], NOW)
    write(2)
    found = run_json("status")
    assert (found["size"], found["waiting"]) == (3, 2)
    assert found["followers"] == [{"name": "mirror", "position": 3, "failure": ""}]
    text = run("status").stdout
    assert "waiting: 2" in text
    assert "follower mirror: at 3" in text


def test_follow_runs_the_wired_followers(home: Path) -> None:
    write(3)
    sequence(NOW)

    def wired() -> list[Follower]:
        return [Follower("mirror", lambda entry: None)]

    result = CliRunner().invoke(ledger, ["follow"], obj=wired)
    assert result.stdout == "mirror: 3 handled, at 3\n"
    found = json.loads(CliRunner().invoke(ledger, ["follow", "--json"], obj=wired).stdout)
    assert found["followers"][0]["position"] == 3
    assert run("follow").exit_code == 2


def test_audit_compares_database_and_log(home: Path, vkey: Path) -> None:
    assert run_json("audit") == {"agrees": True, "entries": 300}
    assert "300 entries" in run("audit").stdout


def test_every_command_has_help_with_an_example() -> None:
    for name, command in ledger.commands.items():
        assert f"Example: mingjing ledger {name}" in (command.help or "")
