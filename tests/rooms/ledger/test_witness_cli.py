# SPDX-License-Identifier: Apache-2.0
"""The commands of the witness need its folder and nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.rooms.ledger.witness_logs import AskedWitness, growth, history
from tests.rooms.ledger.witness_process import WitnessProcess
from tests.rules.ledger.ledger_trees import KEY

from mingjing.ledger.cli import ledger
from mingjing.ledger.rules.notes import LogKey
from mingjing.ledger.types import (
    WitnessExists,
    WitnessPortTaken,
    WitnessStoreBroken,
    WitnessWrong,
)
from mingjing.ledger.witness.store import open_store

OTHER = LogKey(name="other.example/ledger", seed=b"\x08" * 32)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(ledger, ["witness", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ledger.vkey").write_text(KEY.vkey() + "\n")
    result = run(
        "init", tmp_path / "w", "--name", "court.example/w1", "--log", tmp_path / "ledger.vkey"
    )
    assert result.exit_code == 0, result.output
    return tmp_path / "w"


def test_init_makes_a_private_key_and_hands_out_the_public_one(folder: Path) -> None:
    assert (folder / "witness.key").stat().st_mode & 0o777 == 0o600
    shown = json.loads(run("show", folder, "--json").stdout)
    assert shown["vkey"] == (folder / "witness.vkey").read_text().strip()
    assert [(log["origin"], log["size"]) for log in shown["logs"]] == [(KEY.name, 0)]


def test_show_tells_how_far_and_what_was_refused(folder: Path) -> None:
    witness = AskedWitness(open_store(folder))
    witness.ask(growth(0, history(10)))
    witness.ask(growth(10, history(10, fork_at=3)))
    text = run("show", folder).stdout
    assert "cosigned up to 10" in text
    assert "refused: 1 forks, 0 without proof" in text


def test_trust_adds_a_log(folder: Path) -> None:
    assert run("trust", folder, "--log", OTHER.vkey()).exit_code == 0
    shown = json.loads(run("show", folder, "--json").stdout)
    assert [log["origin"] for log in shown["logs"]] == [OTHER.name, KEY.name]


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        (("init", "w", "--name", "court.example/w2"), WitnessExists),
        (("init", "new", "--name", "two words"), WitnessWrong),
        (("init", "new", "--name", "a+b"), WitnessWrong),
        (("init", "new", "--name", "a", "--log", "a+b+c"), WitnessWrong),
        (("init", "new", "--name", "a", "--log", "no-such-file"), WitnessWrong),
        (("trust", "w", "--log", "a+b+c"), WitnessWrong),
        (("show", "nowhere"), WitnessStoreBroken),
        (("serve", "nowhere"), WitnessStoreBroken),
    ],
)
def test_it_refuses_what_is_wrong_and_leaves_nothing_behind(
    folder: Path, arguments: tuple[str, ...], refusal: type[Exception]
) -> None:
    verb, place, *rest = arguments
    before = (folder / "witness.key").read_bytes()
    result = run(verb, folder.parent / place, *rest)
    assert isinstance(result.exception, refusal)
    assert (folder / "witness.key").read_bytes() == before
    assert not (folder.parent / "new").exists()


def test_it_needs_no_home_no_settings_and_no_database(folder: Path, tmp_path: Path) -> None:
    outside = {k: v for k, v in os.environ.items() if not k.startswith(("MINGJING", "DJANGO"))}
    wrong = {"MINGJING_HOME": "/dev/null/home", "MINGJING_DATABASE_URL": "mysql://x/y"}
    done = subprocess.run(
        [sys.executable, "-m", "mingjing.entry", "ledger", "witness", "show", str(folder)],
        env={**outside, **wrong},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "court.example/w1" in done.stdout) == (0, True), done.stderr


def test_a_served_witness_loads_no_django(folder: Path) -> None:
    code = (
        "import sys; from mingjing.ledger.witness.serving import served_application;"
        "served_application(); sys.exit('django' in sys.modules)"
    )
    environment = {**os.environ, "MINGJING_WITNESS_STORE": str(folder)}
    assert (
        subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
    )


def test_serve_answers_over_http(folder: Path) -> None:
    process = WitnessProcess(folder)
    process.start()
    try:
        status, line = process.ask(growth(0, history(3)))
        assert (status, line.startswith("— court.example/w1 ")) == (200, True)
        assert process.ask(growth(0, history(5))) == (409, "3\n")
        second = run("serve", folder, "--port", process.port)
        assert isinstance(second.exception, WitnessPortTaken)
    finally:
        process.kill()
