# SPDX-License-Identifier: Apache-2.0
"""Writing a mapping as SQL: words of the folder become literals and quoted names, nothing else."""

from typing import Any

import pytest

from mingjing.catalog.rules.reading import read_maps
from mingjing.catalog.rules.writing import (
    Origin,
    Source,
    compared_columns,
    complete_sql,
    counted_sql,
    index_sql,
    mapped_sql,
    record_sql,
    same_as_sql,
    unmapped_sql,
)
from mingjing.catalog.types import DuplicateRule

ORIGIN = Origin("visits", "batch_1")
HOSTILE = "x'); DROP TABLE numbered; --"


def sql(where: object = (), **columns: Any) -> str:
    raw = {
        "table": "premises",
        "where": list(where) if isinstance(where, tuple) else where,
        "columns": {"name": "Name", "observed_on": "Day", **columns},
    }
    (spec,) = read_maps([raw], resource="visits", file="example.toml")
    return mapped_sql(spec, ORIGIN, "numbered")


@pytest.mark.parametrize(
    "columns",
    [
        {"address": {"value": HOSTILE}},
        {"address": {"column": "A", "map": {HOSTILE: HOSTILE}}},
        {"address": {"column": "A", "default": HOSTILE}},
        {"address": {"column": "A", "null_if": [HOSTILE]}},
        {"address": {"concat": ["A", "B"], "separator": HOSTILE}},
        {"address": {"flags": {HOSTILE: "A"}, "when": HOSTILE}},
        {"where": {"column": "A", "is": HOSTILE}},
        {"where": {"column": "A", "not": [HOSTILE]}},
    ],
)
def test_hostile_words_become_literals(columns: dict[str, Any]) -> None:
    text = sql(**columns)
    assert HOSTILE.replace("'", "''") in text
    assert HOSTILE not in text


def test_hostile_names_of_columns_are_quoted() -> None:
    assert '"a""; DROP TABLE x; --"' in sql(address='a"; DROP TABLE x; --')


def test_every_canonical_column_is_there_in_order_with_its_type() -> None:
    text = sql()
    assert text.index('AS "record_id"') < text.index('AS "name"') < text.index('AS "usc_code"')
    assert 'CAST(NULL AS DOUBLE) AS "lat"' in text


def test_a_key_names_the_record_else_the_whole_row_does() -> None:
    keyed = record_sql(Source("accepted", ("No", "Day"), ("No",), ("Day",)))
    assert "concat_ws('|'" in keyed
    assert "sha256(" in keyed
    keyless = record_sql(Source("accepted", ("No", "Day"), (), ("Day",)))
    assert "concat_ws('|'" not in keyless


def test_visits_are_compared_by_their_number_without_the_resource() -> None:
    text = same_as_sql(
        DuplicateRule("canvass", ("visit_id",), (("purpose", ("canvass",)),)), "raw", "resolved"
    )
    assert "instr(o.visit_id, ':')" in text
    assert "o.\"purpose\" IN ('canvass')" in text
    text = same_as_sql(DuplicateRule("canvass", ("licence_no",)), "raw", "resolved")
    assert 'o."licence_no" = t."licence_no"' in text


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ({"record": True}, '"@pk"'),
        ({"first": ["A", "B"]}, 'coalesce("A", "B")'),
        ({"column": "A", "null_if": ["-"]}, "NOT IN ('-')"),
        ({"column": "A", "extract": "x(.)"}, "regexp_extract(\"A\", 'x(.)', 1)"),
        ({"column": "A", "extract": "x"}, "regexp_extract(\"A\", 'x', 0)"),
        ({"column": "A", "map": {"X": "y"}, "ignore_case": True}, "WHEN 'x' THEN 'y'"),
        ({"column": "A", "patterns": [["x", "y"]]}, "regexp_matches(\"A\", 'x', 'c')"),
        ({"column": "A", "patterns": [["x", "y"]], "ignore_case": True}, "'x', 'i')"),
    ],
)
def test_each_word_has_its_expression(value: dict[str, Any], part: str) -> None:
    assert part in sql(address=value)


def test_numbers_days_and_codes_are_converted_never_guessed() -> None:
    assert 'TRY_CAST("A" AS DOUBLE)' in sql(lat="A")
    assert "try_strptime(\"Day\", '%d.%m.%Y')" in sql(
        observed_on={"column": "Day", "format": "%d.%m.%Y"}
    )
    raw = {
        "table": "finding",
        "each": {"column": "Codes", "separator": ";"},
        "columns": {
            "visit_id": {"column": "No", "of": "canvass"},
            "item_code": {"each": True},
            "severity": "Grade",
            "count": {"value": "1"},
        },
    }
    (spec,) = read_maps([raw], resource="visits", file="example.toml")
    text = mapped_sql(spec, ORIGIN, "numbered")
    assert "'canvass:' || \"No\"" in text
    assert "IN ('critical', 'serious', 'minor')" in text
    assert "string_split(\"Codes\", ';')" in text
    assert '"Grade" IS NOT NULL' in unmapped_sql(spec, "numbered", "severity", 5)
    assert "string_split" in unmapped_sql(spec, "numbered", "severity", 5)
    assert 'FILTER (WHERE "severity" IS NULL)' in counted_sql(spec, "mapped_0")
    assert complete_sql(spec, "mapped_0").endswith("ORDER BY record_id, row_no")
    assert "'visits:'" in index_sql(ORIGIN, "numbered")


@pytest.mark.parametrize(
    ("where", "part"),
    [
        ({"column": "A", "present": True}, '"A" IS NOT NULL'),
        ({"column": "A", "present": False}, '"A" IS NULL'),
        ({"column": "A", "is": "X", "ignore_case": True}, "lower(\"A\") IN ('x')"),
        ({"column": "A", "not": ["X"]}, "\"A\" NOT IN ('X')"),
    ],
)
def test_each_condition_has_its_test(where: dict[str, Any], part: str) -> None:
    assert part in sql(where=where)


def test_corrected_rows_carry_a_suffix() -> None:
    source = Source("accepted", ("No",), ("No",), ())
    assert "|| '~'" in record_sql(source, suffix="'~'")


def test_duplicate_rules_look_at_few_columns() -> None:
    rules = [DuplicateRule("a", ("licence_no",), (("purpose", ("task",)),))]
    assert compared_columns(rules) == ("visit_id", "resource_id", "licence_no", "purpose")


def test_unmapped_values_are_looked_for_without_items_too() -> None:
    raw = {
        "table": "visit",
        "columns": {
            "visit_id": "No",
            "visited_on": "Day",
            "purpose": {"column": "Kind", "map": {"x": "task"}},
            "outcome": {"value": "pass"},
        },
    }
    (spec,) = read_maps([raw], resource="visits", file="example.toml")
    assert "string_split" not in unmapped_sql(spec, "numbered", "purpose", 5)
