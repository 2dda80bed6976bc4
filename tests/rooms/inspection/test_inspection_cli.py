# SPDX-License-Identifier: Apache-2.0
"""The commands are thin: they call the acts and print what came of it."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.rooms.inspection.conftest import END, REGION, START, Town

from mingjing.inspection import public
from mingjing.inspection.cli import inspection
from mingjing.inspection.types import Candidate, DrawDiffers, DrawFileUnreadable, NewPlan, Stage
from mingjing.registry.types import NotPermitted


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr("mingjing.inspection.cli.system_now", lambda: now)


def run(*words: str) -> Result:
    return CliRunner().invoke(inspection, list(words), catch_exceptions=True)


@pytest.fixture
def options(town: Town, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    def candidates(plan: NewPlan) -> tuple[Candidate, ...]:
        return town.candidates

    monkeypatch.setattr(public, "candidates", candidates)
    monkeypatch.setattr(public, "scored_by", lambda as_of: "model_1")
    words = ["plan", "--title", "December", "--agency", town.agency_id, "--region", REGION]
    words += ["--from", START.isoformat(), "--to", END.isoformat(), "--budget", "10"]
    return [*words, "--item", "food-hygiene", "--random", "20"]


def test_it_drafts_a_plan_and_prints_json(options: list[str]) -> None:
    body = json.loads(run(*options, "--json").stdout)
    assert (body["stage"], body["lanes"]["risk"], body["random_places"]) == ("drafted", 8, 2)


def test_it_shows_what_a_draft_would_take_without_drafting(options: list[str], town: Town) -> None:
    body = json.loads(run(*options, "--dry-run", "--json").stdout)
    assert body["lanes"]["risk"] == 8
    assert run("show").stdout == ""


@pytest.mark.parametrize("wrong", [["--from", "soon"], ["--random", "some"]])
def test_it_calls_wrong_words_a_usage_error(options: list[str], wrong: list[str]) -> None:
    assert run(*options, *wrong).exit_code == 2


def test_it_lets_the_system_draft_but_not_confirm(drafted: str) -> None:
    assert isinstance(run("freeze", drafted).exception, NotPermitted)
    assert public.plan(drafted).stage == Stage.DRAFTED


def test_it_shows_plans(drafted: str) -> None:
    assert drafted in run("show").stdout
    assert json.loads(run("show", "--json").stdout)[0]["plan_id"] == drafted
    assert "stage: drafted" in run("show", drafted).stdout


@pytest.fixture
def file(drawn: str, tmp_path: Path) -> Path:
    path = tmp_path / "draw.json"
    path.write_bytes(public.draw_file(drawn))
    return path


def test_it_replays_a_file(file: Path, drawn: str) -> None:
    done = run("replay", str(file))
    assert done.exit_code == 0
    assert "replays: 10 visits from 20 objects and 4 officers" in done.stdout
    assert "give --vkey" in done.stderr


def test_it_replays_with_the_key_from_a_file(file: Path, home: Path) -> None:
    done = run("replay", str(file), "--vkey", str(home / "ledger" / "vkey"), "--json")
    body = json.loads(done.stdout)
    assert (body["verdict"], body["is_key_given"]) == ("replays", True)
    assert run("replay", str(file), "--vkey", "nowhere").exit_code == 2


def test_it_ends_with_four_and_names_what_differs(file: Path) -> None:
    body: dict[str, Any] = json.loads(file.read_bytes())
    body["seed"] = "0" * 64
    file.write_text(json.dumps(body))
    assert isinstance(run("replay", str(file)).exception, DrawDiffers)
    done = run("replay", str(file), "--json")
    assert done.exit_code == 4
    assert json.loads(done.stdout) == {"verdict": "differs", "differs_in": "seed"}


def test_it_refuses_a_file_that_is_no_draw(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("hello")
    assert isinstance(run("replay", str(path)).exception, DrawFileUnreadable)


def test_it_freezes_and_draws_in_the_name_of_an_account(
    town: Town, drafted: str, now: datetime, transactional_ledger: Any, system: Any
) -> None:
    from tests.rooms.inspection.test_inspection_pages import sign_in

    sign_in(town, system, now, "planner")
    words = ["freeze", drafted, "--as", "planner", "--json"]
    rehearsed = json.loads(run(*words, "--dry-run").stdout)["pool_digest"]
    assert public.plan(drafted).stage == Stage.DRAFTED
    digest = json.loads(run(*words).stdout)["pool_digest"]
    assert digest == rehearsed
    transactional_ledger()
    body = json.loads(run("draw", drafted, "--as", "planner", "--json").stdout)
    assert (body["pool_digest"], body["stage"], body["planned"]) == (digest, "drawn", 10)
