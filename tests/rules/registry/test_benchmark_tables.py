# SPDX-License-Identifier: Apache-2.0
"""Hit policies and ranges, case by case from a file that a lawyer reads."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.rules.registry.tables import table

from mingjing.kernel.errors import PlatformError
from mingjing.registry.rules.discretion.facts import asked_for
from mingjing.registry.rules.discretion.tables import evaluate
from mingjing.registry.types import FactInvalid, FactorKind, Outcome

CASES = yaml.safe_load(
    Path(__file__).with_name("hit_policy_cases.yaml").read_text(encoding="utf-8")
)


def _fen(yuan: object) -> int:
    return int(Decimal(str(yuan)) * 100)


def _check(outcome: Outcome, expected: dict[str, Any]) -> None:
    tier = "无" if outcome.tier is None else outcome.tier.zh
    assert tier == expected["tier"]
    for name, found in (("low", outcome.low_fen), ("high", outcome.high_fen)):
        if name in expected:
            assert found == _fen(expected[name]), name
    if "row" in expected:
        assert outcome.row_no == expected["row"]
    if "rows" in expected:
        assert [hit.row_no for hit in outcome.hits] == expected["rows"]
    if "count" in expected:
        assert outcome.count == expected["count"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
@pytest.mark.law("APL-034")
def test_a_table_answers_as_the_file_says(case: dict[str, Any]) -> None:
    made = table(case["sheet"])
    for one in case["try"]:
        if "refused" not in one:
            _check(evaluate(made, one["facts"]), one)
            continue
        with pytest.raises(PlatformError) as refusal:
            evaluate(made, one["facts"])
        assert refusal.value.code == one["refused"], one


def test_the_trace_says_of_every_cell_whether_it_matched() -> None:
    outcome = evaluate(table(), {"货值金额": 9000, "情节": "一般"})
    assert outcome.row_no == 2
    assert [row.matched for row in outcome.trace] == [False, True, False, False, False, False]
    first = outcome.trace[0].cells
    assert [(c.factor, c.cell, c.fact, c.matched) for c in first] == [
        ("货值金额", "< 10000", "9000", True),
        ("情节", '"轻微"', "一般", False),
    ]


def test_a_row_carries_its_article_into_the_outcome() -> None:
    assert evaluate(table(), {"货值金额": 1, "情节": "严重"}).article == "食品安全法 124"


def test_a_base_that_is_no_factor_is_asked_for_too() -> None:
    made = table("情节（选项：甲/乙）,阶次,幅度,依据\n甲,一般,年销售额1%以上2%以下,乙法 2\n")
    assert [(f.name, f.kind) for f in asked_for(made)] == [
        ("情节", FactorKind.CHOICE),
        ("年销售额", FactorKind.MONEY),
    ]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("数字", True),
        ("数字", 0.1),
        ("数字", "1e99"),
        ("数字", "NaN"),
        ("是否", "也许"),
        ("是否", 1),
        ("日期", "2026-13-01"),
        ("日期", datetime(2026, 1, 1, tzinfo=UTC)),
        ("选项：甲/乙", 5),
    ],
)
def test_a_fact_of_another_kind_is_refused(kind: str, value: object) -> None:
    made = table(f"x（{kind}）,阶次,幅度,依据\n-,一般,1元,法 1\n")
    with pytest.raises(FactInvalid):
        evaluate(made, {"x": value})


def test_the_refusal_names_the_factor_as_the_form_does() -> None:
    made = table("x（数字）,阶次,幅度,依据\n-,一般,1元,法 1\n")
    named = replace(made, factors=(replace(made.factors[0], zh="货值金额", en="Value of goods"),))
    with pytest.raises(FactInvalid) as refused:
        evaluate(named, {"x": "很多"})
    assert "“货值金额”" in refused.value.message("zh")
    assert "“Value of goods”" in refused.value.message("en")


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        ("数字", "1,234.5", "1234.5"),
        ("是否", "是", "是"),
        ("是否", "false", "否"),
        ("日期", "2026-01-01", 'date("2026-01-01")'),
        ("选项：甲/乙", "甲", "甲"),
        ("整数；至少1；至多9", "9", "9"),
    ],
)
def test_facts_are_read_from_text_as_a_form_sends_them(kind: str, value: str, cell: str) -> None:
    made = table(
        f'x（{kind}）,阶次,幅度,依据\n"{cell.replace(chr(34), chr(34) * 2)}",一般,1元,法 1\n'
    )
    assert evaluate(made, {"x": value, "另外": 3}).row_no == 1


def test_facts_beside_the_factors_serve_cells_that_ask_for_them() -> None:
    made = table("x（数字）,y（数字）,阶次,幅度,依据\n> y,-,一般,1元,法 1\n")
    assert evaluate(made, {"x": 3, "y": 2, "day": date(2026, 1, 1), "what": [1]}).row_no == 1
