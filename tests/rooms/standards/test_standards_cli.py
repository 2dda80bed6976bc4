# SPDX-License-Identifier: Apache-2.0
"""The commands: exit codes, JSON, words for a person."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.rooms.standards.bad_files import GOOD, HEADER, STANDARD

from mingjing.kernel.errors import PlatformError
from mingjing.standards.cli import standards

SMALL_BENCH = ["bench", "--rows", "3000", "--peer-rows", "1000", "--repeat", "1"]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "shops.odcs.yaml").write_text(STANDARD, encoding="utf-8")
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "some.csv").write_text(f"{HEADER}\n1,a,\n1,b,\n", encoding="utf-8")
    (tmp_path / "ragged.csv").write_text(f"{HEADER}\n1\n", encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("a: [", encoding="utf-8")
    return tmp_path


def run(*arguments: object, language: str = "en_US.UTF-8") -> Result:
    return CliRunner(env={"LANG": language}).invoke(standards, [str(a) for a in arguments])


def test_it_ends_with_0_when_every_row_is_accepted(files: Path) -> None:
    answer = run("check", files / "shops.odcs.yaml", files / "good.csv")
    assert answer.exit_code == 0, answer.output
    assert "Every row is accepted" in answer.stdout


def test_it_ends_with_1_when_rows_are_refused_and_says_which(files: Path) -> None:
    answer = run("check", files / "shops.odcs.yaml", files / "some.csv")
    assert answer.exit_code == 1
    assert "shop_no.unique" in answer.stdout


def test_it_ends_with_1_when_the_file_is_refused(files: Path) -> None:
    answer = run("check", files / "shops.odcs.yaml", files / "ragged.csv")
    assert answer.exit_code == 1
    assert "standards.rows_ragged" in answer.stderr
    assert "Row 1" in answer.stderr


def test_it_ends_with_2_when_the_standard_is_unsound(files: Path) -> None:
    answer = run("check", files / "broken.yaml", files / "good.csv")
    assert answer.exit_code == 2
    assert "line 1" in answer.stderr


def test_it_ends_with_2_when_there_is_no_such_file(files: Path) -> None:
    assert run("check", files / "shops.odcs.yaml", files / "nowhere.csv").exit_code == 2


def test_it_speaks_chinese(files: Path) -> None:
    answer = run("check", files / "shops.odcs.yaml", files / "some.csv", language="zh_CN.UTF-8")
    assert "规范性" in answer.stdout


def test_json_carries_the_whole_report(files: Path) -> None:
    answer = run("check", files / "shops.odcs.yaml", files / "some.csv", "--json")
    report = json.loads(answer.stdout)
    assert (report["rows"], report["accepted"], report["rejected"]) == (2, 1, 1)
    assert report["sample"][0]["row_no"] == 2
    assert {item["dimension"] for item in report["dimensions"]} >= {"conformity", "accuracy"}


def test_json_carries_a_refusal(files: Path) -> None:
    answer = run("check", files / "shops.odcs.yaml", files / "ragged.csv", "--json")
    problem = json.loads(answer.stdout)
    assert problem["code"] == "standards.rows_ragged"
    assert problem["where"]["row"] == 1


def test_rows_bounds_what_is_shown(files: Path) -> None:
    answer = run("check", files / "shops.odcs.yaml", files / "some.csv", "--json", "--rows", "0")
    assert json.loads(answer.stdout)["sample"] == []


def test_into_keeps_both_files(files: Path) -> None:
    run("check", files / "shops.odcs.yaml", files / "some.csv", "--into", files / "out")
    kept = sorted(path.name for path in (files / "out").iterdir())
    assert kept == ["bad.parquet", "good.parquet"]


def test_show_reads_a_document(files: Path) -> None:
    answer = run("show", files / "shops.odcs.yaml")
    assert "开业日期" in answer.stdout
    assert json.loads(run("show", files / "shops.odcs.yaml", "--json").stdout)["table"] == "shops"
    assert run("show", files / "shops.odcs.yaml", "--document").stdout == STANDARD


def test_elements_lists_the_library() -> None:
    assert "usc_code" in run("elements").stdout
    assert len(json.loads(run("elements", "--json").stdout)) > 10


@pytest.mark.django_db
def test_register_list_show_and_status_go_together(files: Path) -> None:
    document = files / "shops.odcs.yaml"
    dry = json.loads(run("register", document, "--dry-run", "--json").stdout)
    assert dry["registered"] is False
    assert json.loads(run("list", "--json").stdout) == []
    assert run("register", document).stdout.startswith("test.shops 1.0.0 ")
    assert "门店" in run("list").stdout
    assert json.loads(run("list", "--json").stdout)[0]["status"] == "candidate"
    assert "开业日期" in run("show", "test.shops").stdout
    dry_status = run("set-status", "test.shops", "1.0.0", "recorded", "--dry-run").stdout
    assert "candidate -> recorded" in dry_status
    moved = run("set-status", "test.shops", "1.0.0", "recorded", "--json").stdout
    assert json.loads(moved)["to"] == "recorded"
    assert json.loads(run("list", "--json").stdout)[0]["status"] == "recorded"


@pytest.mark.django_db
def test_a_refusal_goes_up_to_the_edge(files: Path) -> None:
    assert isinstance(run("show", "nowhere").exception, PlatformError)


def test_bench_finds_exactly_the_seeded_defects(tmp_path: Path) -> None:
    found = json.loads(run(*SMALL_BENCH, "--into", tmp_path, "--json").stdout)
    assert (found["columns"], found["rules"], found["agrees"]) == (20, 25, True)
    assert {peer["tool"] for peer in found["peers"]} == {"datacontract", "frictionless"}
    assert all(peer["note"] == "not installed" for peer in found["peers"])
    assert "not installed" in run(*SMALL_BENCH).stdout
