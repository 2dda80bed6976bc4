# SPDX-License-Identifier: Apache-2.0
"""Commands of the catalogue."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from mingjing.catalog.cli import catalog
from mingjing.catalog.public import canonical_page
from mingjing.catalog.types import Connected


def run(*words: str) -> Result:
    result = CliRunner().invoke(catalog, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


def answer(*words: str) -> object:
    value: object = json.loads(run(*words, "--json").stdout)
    return value


def test_connect_tells_what_came_in_and_repeats_nothing(db: None, home: Path, town: Path) -> None:
    assert "10 rows, 6 accepted, 4 in quarantine" in run("connect", str(town)).stdout
    assert "nothing repeated" in run("connect", str(town)).stdout
    again = answer("connect", str(town))
    assert isinstance(again, dict)
    assert again["new_batches"] == 0


def test_connect_can_be_rehearsed(db: None, home: Path, town: Path) -> None:
    assert json.loads(run("connect", str(town), "--dry-run").stdout) == {
        "example": "harbourton",
        "resources": ["inspections", "hotline"],
    }
    assert answer("list") == []


def test_list_and_show_say_what_there_is(connected: Connected) -> None:
    listed = answer("list")
    assert isinstance(listed, list)
    assert [(row["resource_id"], row["rows"]) for row in listed] == [
        ("hotline", 3),
        ("inspections", 6),
    ]
    assert "Harbourton Health Office" in run("show", "inspections").stdout
    shown = answer("show", "hotline")
    assert isinstance(shown, dict)
    assert shown["batches"][0]["accepted"] == 3
    assert "Hotline calls" in run("list").stdout


def test_take_in_rehearses_and_takes_in(connected: Connected, town: Path) -> None:
    file = town / "more.csv"
    file.write_text(
        "Ticket,Opened,Closed,Topic,Place,InspectionDay,Permit\nT-5,2025-02-03,,damp,x,,\n"
    )
    assert json.loads(run("take-in", "hotline", str(file), "--dry-run").stdout)["accepted"] == 1
    assert "1 rows, 1 accepted" in run("take-in", "hotline", str(file)).stdout
    again = answer("take-in", "hotline", str(file))
    assert isinstance(again, dict)
    assert again["is_new"] is False


def test_quarantine_names_rows_and_reasons(connected: Connected) -> None:
    batch = connected.intakes[0].batch.batch_id
    assert "row 4:" in run("quarantine", batch).stdout
    rows = answer("quarantine", batch)
    assert isinstance(rows, list)
    assert [row["row_no"] for row in rows] == [4, 5, 7, 8]


def test_a_steward_takes_rows_out_and_hands_them_in(
    connected: Connected, people: tuple[str, ...], tmp_path: Path
) -> None:
    batch = connected.intakes[0].batch.batch_id
    text = run("quarantine", batch, "--csv", "--user", "zhao").stdout
    file = tmp_path / "right.csv"
    file.write_text(text.replace("31.02.2025", "28.02.2025"), encoding="utf-8", newline="")
    assert "4 rows, 1 accepted, 3" in run("correct", batch, str(file), "--user", "zhao").stdout
    again = answer("correct", batch, str(file), "--user", "zhao")
    assert isinstance(again, dict)
    assert again["is_new"] is False


def test_the_reference_page_and_the_tidying_have_commands(connected: Connected) -> None:
    assert run("model").stdout == canonical_page()
    assert answer("tidy") == {"removed": []}
    assert "0 files" in run("tidy").stdout
