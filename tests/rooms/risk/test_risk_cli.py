# SPDX-License-Identifier: Apache-2.0
"""Commands of the room: JSON for machines, tables for people, refusals as errors of the house."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.rooms.risk.conftest import Lake
from tests.rooms.risk.tiny import EVALUATION, Learning

from mingjing.risk.cli import risk
from mingjing.risk.types import ModelNotEvaluated, ModelView, ScoreRunMissing, ScoreRunView

DAY = ("--as-of", "2026-11-01")


def run(*args: str) -> str:
    result = CliRunner().invoke(risk, args, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def ask(*args: str) -> Any:
    return json.loads(run(*args, "--json"))


def test_it_goes_from_training_to_scores(lake: Lake, learning: Learning) -> None:
    model = ask("train", *DAY)
    assert (model["status"], model["is_repeat"]) == ("draft", False)
    assert ask("activate", model["model_id"])["status"] == "active"
    scored = ask("score", *DAY)
    assert scored["count"] == 3
    assert ask("check") == {
        "run_id": scored["run_id"],
        "verdict": "whole",
        "count": 3,
        "digest": scored["digest"],
    }
    shown = ask("show")
    assert [row["model_id"] for row in shown["models"]] == [model["model_id"]]
    assert shown["latest_run"]["run_id"] == scored["run_id"]


def test_it_repeats_nothing(scored: ScoreRunView, learning: Learning) -> None:
    assert "nothing repeated" in run("train", *DAY)
    assert "nothing repeated" in run("score", *DAY)
    assert (learning.fits, learning.predictions) == (1, 1)


def test_it_prints_tables_for_people(scored: ScoreRunView) -> None:
    text = run("show", scored.model_id)
    assert "Hand-made points" in text
    assert "9.00 ± 1.00" in text
    assert scored.run_id in run("show")
    assert scored.digest in run("check", scored.run_id)


def test_it_shows_the_card_as_json(trained: ModelView) -> None:
    card = ask("show", trained.model_id)
    assert card["model"]["mean"]["days_earlier"] == 9.0
    assert card["view"]["as_of"] == "2026-11-01"


def test_it_rehearses_without_writing(trained: ModelView, learning: Learning) -> None:
    assert json.loads(run("train", *DAY, "--dry-run"))["would_train"] is False
    assert json.loads(run("train", "--as-of", "2026-10-01", "--dry-run"))["would_train"] is True
    assert json.loads(run("score", *DAY, "--dry-run"))["model"] is None
    assert "Draft" in run("activate", trained.model_id, "--dry-run")
    assert learning.fits == 1


def test_it_says_so_when_there_is_no_evaluation(lake: Lake, learning: Learning) -> None:
    learning.evaluation = {}
    assert "no evaluation" in run("train", *DAY)
    model_id = ask("show")["models"][0]["model_id"]
    with pytest.raises(ModelNotEvaluated):
        run("activate", model_id)


def test_it_refuses_a_day_that_is_none() -> None:
    result = CliRunner().invoke(risk, ["train", "--as-of", "yesterday"])
    assert result.exit_code == 2
    assert "is not a day" in result.output


def test_it_refuses_to_check_what_there_is_not(db: None) -> None:
    with pytest.raises(ScoreRunMissing):
        run("check")


def test_it_evaluates_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {"published": {"days_earlier": 7.438}, **EVALUATION}
    monkeypatch.setattr("mingjing.risk.learning.evaluate.evaluate_example", lambda *_, **__: found)
    assert ask("evaluate", str(tmp_path)) == found
    text = run("evaluate", str(tmp_path))
    assert "7.438" in text
    assert "9.00 ± 1.00" in text
    assert "2026-09-01" in text


def test_it_says_so_when_a_folder_has_too_few_visits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingjing.risk.learning.evaluate.evaluate_example", lambda *_, **__: {})
    assert "too few visits" in run("evaluate", str(tmp_path))
