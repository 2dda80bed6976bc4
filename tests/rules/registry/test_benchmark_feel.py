# SPDX-License-Identifier: Apache-2.0
"""Cells of a benchmark, case by case from a file that a lawyer reads (feel_cases.yaml)."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.registry.tables import random_cells

from mingjing.registry.rules.discretion.expressions import (
    Arithmetic,
    Expression,
    Literal,
    Name,
    Negative,
)
from mingjing.registry.rules.discretion.feel import (
    Compare,
    Span,
    UnaryTests,
    canonical,
    matches,
    parse,
    write_cell_text,
)
from mingjing.registry.rules.discretion.tokens import MAX_CELL
from mingjing.registry.types import FactValue, FeelInvalid

CASES = yaml.safe_load(Path(__file__).with_name("feel_cases.yaml").read_text(encoding="utf-8"))


def fact(value: Any) -> FactValue:  # a YAML scalar
    """A fact as the file writes it: d3.01 is a decimal, everything else is what YAML says."""
    if isinstance(value, str) and value[:1] == "d" and value[1:2].isdecimal():
        return Decimal(value[1:])
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return value  # type: ignore[no-any-return] # text, date, true, false, null


@pytest.mark.parametrize("case", CASES["matching"], ids=lambda case: case["about"])
def test_a_cell_lets_through_what_the_file_says(case: dict[str, Any]) -> None:
    facts = {name: fact(value) for name, value in case.get("facts", {}).items()}
    for value in case.get("yes", ()):
        assert matches(case["cell"], fact(value), facts), value
    for value in case.get("no", ()):
        assert not matches(case["cell"], fact(value), facts), value


@pytest.mark.parametrize("case", CASES["matching"], ids=lambda case: case["about"])
def test_the_plain_form_of_a_cell_means_the_same(case: dict[str, Any]) -> None:
    assert parse(canonical(case["cell"])) == parse(case["cell"])


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["cell"] or "nothing")
def test_what_is_no_cell_is_refused_with_its_place(case: dict[str, Any]) -> None:
    with pytest.raises(FeelInvalid) as refusal:
        parse(case["cell"])
    assert refusal.value.detail["position"] == case["position"]


def test_an_endless_cell_is_refused() -> None:
    with pytest.raises(FeelInvalid):
        parse("1," * MAX_CELL + "1")


def test_numbers_have_34_digits() -> None:
    third = Decimal("0." + "3" * 34)
    assert matches("1 / 3", third, {})


def test_what_has_no_value_is_null() -> None:
    for cell in ('"a" - 1', "-true", "x + 1", "0 ** -1", "10 ** 9999 ** 9", '-"a"'):
        assert matches(cell, None, {}), cell
    assert matches('"a" + "b"', "ab", {})


_numbers = st.decimals(-(10**6), 10**6, places=3).map(Literal)
_names = st.sampled_from(["违法所得", "x", "货值金额_1"]).map(Name)
_values: st.SearchStrategy[Expression] = st.recursive(
    _numbers | _names,
    lambda inner: (
        st.builds(Arithmetic, st.sampled_from(["+", "-", "*", "/", "**"]), inner, inner)
        | _names.map(Negative)
    ),
    max_leaves=6,
)
_tests = st.builds(
    Compare, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), _values
) | st.builds(Span, _values, _values, st.booleans(), st.booleans())


@given(st.builds(UnaryTests, st.lists(_tests, min_size=1, max_size=4).map(tuple), st.booleans()))
def test_whatever_is_read_is_written_and_read_again(tests: UnaryTests) -> None:
    assert parse(write_cell_text(tests)) == tests


@given(random_cells())
def test_a_cell_and_its_plain_form_agree(cell: str) -> None:
    assert parse(canonical(cell)) == parse(cell)
    assert canonical(canonical(cell)) == canonical(cell)
