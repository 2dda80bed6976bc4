# SPDX-License-Identifier: Apache-2.0
"""Writing a mapping as SQL: words of the folder become literals and quoted names, nothing else."""

from typing import Any

import pytest

from mingjing.catalog.rules.reading import read_maps
from mingjing.catalog.rules.writing import Origin, mapped_sql, record_sql, same_as_sql
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
    keyed = record_sql("accepted", row_no="row_no", elements=["No", "Day"], key=["No"])
    assert "concat_ws('|'" in keyed
    assert "sha256(" in keyed
    keyless = record_sql("accepted", row_no="row_no", elements=["No", "Day"], key=[])
    assert "concat_ws('|'" not in keyless


def test_visits_are_compared_by_their_number_without_the_resource() -> None:
    text = same_as_sql(
        DuplicateRule("canvass", ("visit_id",), (("purpose", ("canvass",)),)), "raw", "resolved"
    )
    assert "instr(o.visit_id, ':')" in text
    assert "o.\"purpose\" IN ('canvass')" in text
