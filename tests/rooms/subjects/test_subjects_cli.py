# SPDX-License-Identifier: Apache-2.0
"""Commands of the subjects."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.rooms.subjects.town import Lake

from mingjing.subjects.cli import subjects
from mingjing.subjects.public import subject_of

pytestmark = pytest.mark.django_db
TOWN = Path(__file__).resolve().parents[2] / "data" / "example_small"


def run(*words: str) -> Result:
    result = CliRunner().invoke(subjects, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


def test_resolve_tells_what_it_did_and_repeats_nothing(lake: Lake) -> None:
    assert json.loads(run("resolve", "--dry-run", "--json").stdout) == {"due": True}
    first = json.loads(run("resolve", "--json").stdout)
    assert (first["premises"], first["entities"], first["is_repeat"]) == (5, 2, False)
    assert run("resolve").stdout.startswith("nothing new: 13 records, 5 premises")
    assert run("resolve", "--dry-run").stdout == "nothing new\n"


def test_search_and_show_speak_text_and_json(lake: Lake) -> None:
    run("resolve")
    wok = subject_of("register:1")
    assert wok is not None
    assert wok in run("search", "golden wok").stdout
    found = json.loads(run("search", "golden wok", "--json").stdout)
    assert found["total"] >= 1
    shown = json.loads(run("show", wok, "--json").stdout)
    assert shown["subject"]["name"] == "GOLDEN WOK"
    assert {link["record_id"] for link in shown["links"]} == {"register:1", "visits:1", "visits:2"}
    assert "GOLDEN WOK" in run("show", wok).stdout


def test_evaluate_and_train_read_an_example_folder(tmp_path: Path) -> None:
    found = json.loads(run("evaluate", str(TOWN), "--json").stdout)
    assert [row["test"] for row in found["tests"]] == ["records", "sources"]
    assert "accept from" in run("evaluate", str(TOWN), "--accept", "2").stdout
    target = tmp_path / "model.json"
    run("train", str(TOWN), "--dry-run", "--out", str(target))
    assert not target.exists()
    run("train", str(TOWN), "--out", str(target))
    assert json.loads(target.read_text())["trained_on"]["example"] == "example_small"
