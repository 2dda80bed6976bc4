# SPDX-License-Identifier: Apache-2.0
"""Commands of benchmarks: check, try, convert on files; show on the register."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.rules.registry.tables import FOOD, table

from mingjing.registry.cli import registry
from mingjing.registry.public import table_from_file


@pytest.fixture
def food(tmp_path: Path) -> str:
    path = tmp_path / "food.csv"
    path.write_text(FOOD, encoding="utf-8")
    return str(path)


def run(*words: str, language: str = "zh_CN") -> tuple[int, str, str]:
    result = CliRunner().invoke(registry, ["benchmark", *words], env={"LANG": language})
    return result.exit_code, result.stdout, result.stderr


def test_a_sound_table_passes(food: str) -> None:
    assert run("check", food)[:2] == (0, "0 problems, 0 notes\n")


def test_a_table_with_a_hole_is_refused_with_the_facts(tmp_path: Path) -> None:
    path = tmp_path / "hole.csv"
    path.write_text(FOOD.replace("不满1万元,一般", "不满9000元,一般"), encoding="utf-8")
    code, out, _ = run("check", str(path))
    assert code == 1
    assert '没有任何一行适用于：{货值金额: [9000..10000); 情节: "一般"}' in out
    found = json.loads(run("check", str(path), "--json", language="C")[1])
    assert [one["code"] for one in found] == ["registry.benchmark.gap"]
    assert found[0]["message"].startswith("No row applies to")


def test_the_cap_may_be_given(food: str) -> None:
    code, out, _ = run("check", food, "--cap-fen", "14000000")
    assert code == 1
    assert "第 3 行的幅度" in out


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.dmn"
    path.write_bytes(b"<!DOCTYPE x><definitions/>")
    code, _, err = run("check", str(path))
    assert code == 1
    assert "DOCTYPE" in err


def test_facts_are_tried_on_a_file(food: str) -> None:
    facts = ("--fact", "货值金额=9000", "--fact", "情节=轻微")
    code, out, _ = run("try", food, *facts)
    assert code == 0
    assert out.startswith("从轻\t50,000.00 – 80,000.00\trow 1\t食品安全法 124")
    assert "→ 1" in out
    said = json.loads(run("try", food, *facts, "--json")[1])
    assert (said["tier"], said["low_fen"], said["high_fen"]) == ("lighter", 5_000_000, 8_000_000)


def test_facts_left_out_are_refused_and_unknown_ones_are_not(food: str) -> None:
    code, _, err = run("try", food, "--fact", "货值金额=9000")
    assert code == 1
    assert "情节" in err
    code, out, _ = run("try", food, "--fact", "货值金额=9000", "--fact", "情节=?")
    assert (code, out.splitlines()[0]) == (0, "-\t-\trow -\t")
    assert run("try", food, "--fact", "货值金额")[0] == 2
    assert run("try", "/no/such/file", "--fact", "a=1")[0] == 2


@pytest.mark.parametrize("kind", ["dmn", "csv", "json"])
def test_a_file_is_converted_and_says_the_same(food: str, kind: str) -> None:
    code, out, _ = run("convert", food, "--to", kind)
    assert code == 0
    assert table_from_file(out.encode()) == table()


@pytest.mark.django_db
def test_without_a_benchmark_show_says_so() -> None:
    code, _, err = run("show", "food-124-1", "--region", "330100", "--on", "2026-07-01")
    assert code == 1
    assert "2026-07-01" in err
    assert run("try", "benchmark_x", "--fact", "a=1")[0] == 1
