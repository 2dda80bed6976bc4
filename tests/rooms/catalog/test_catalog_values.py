# SPDX-License-Identifier: Apache-2.0
"""What each word of a mapping does to a cell: cells in, canonical value out."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mingjing.catalog.queries.compiling import Accepted, compile_batch
from mingjing.catalog.rules.reading import read_maps
from mingjing.catalog.rules.writing import Origin
from mingjing.engines.batch import open_local_engine
from mingjing.kernel.progress import silent

COLUMNS = ("No", "Day", "Kind", "Name", "Other", "Codes", "Bar", "Terrace", "Lat")
ROWS: dict[str, list[Any]] = {
    "No": ["1", "2", "2"],
    "Day": ["03.02.2025", "2025-02-04", "40.02.2025"],
    "Kind": ["Re-Inspection of Kitchen", "ROUTINE", None],
    "Name": ["  Blue\u3000Anchor \u00a0", "-", ""],
    "Other": ["x", "Second name", "0164A.0"],
    "Codes": ["H1; T3;", "", None],
    "Bar": ["1", "0", "1"],
    "Terrace": ["1", "1", None],
    "Lat": ["41.5", "north", "1e1"],
}
DAY = {"column": "Day", "format": "%d.%m.%Y"}


def compiled(
    tmp_path: Path, table: str, columns: dict[str, Any], **more: Any
) -> list[dict[str, Any]]:
    """The canonical rows that a mapping makes of the rows above."""
    source = tmp_path / "accepted.parquet"
    pq.write_table(pa.table({"row_no": [1, 2, 3], **ROWS}), source)
    key = more.pop("key", ("No",))
    is_apart = more.pop("is_apart", False)
    maps = read_maps([{"table": table, "columns": columns, **more}], resource="src", file="x")
    with open_local_engine() as engine:
        made = compile_batch(
            engine,
            Accepted(source, COLUMNS, key, is_apart),
            maps,
            origin=Origin("src", "batch_1"),
            target=tmp_path / "out",
            progress=silent,
        )
        table_ = engine.arrow(
            f"SELECT * FROM read_parquet('{made.files[table]}') ORDER BY row_no"  # noqa: S608
        )
    rows: list[dict[str, Any]] = table_.to_pylist()
    return rows


@pytest.mark.parametrize(
    ("value", "cells"),
    [
        ("Name", ["Blue\u3000Anchor", "-", None]),
        ({"column": "Name", "null_if": ["-"]}, ["Blue\u3000Anchor", None, None]),
        ({"column": "Other", "extract": "^([0-9]+)"}, [None, None, "0164"]),
        ({"column": "Other", "extract": "[0-9]+"}, [None, None, "0164"]),
        ({"column": "Kind", "map": {"ROUTINE": "r"}}, [None, "r", None]),
        ({"column": "Kind", "map": {"routine": "r"}}, [None, None, None]),
        ({"column": "Kind", "map": {"routine": "r"}, "ignore_case": True}, [None, "r", None]),
        ({"column": "Kind", "map": {"ROUTINE": "r"}, "default": "d"}, ["d", "r", "d"]),
        ({"column": "Kind", "patterns": [["Re-?Insp", "a"], ["K", "b"]]}, ["a", None, None]),
        (
            {"column": "Kind", "patterns": [["re-?insp", "a"], ["rout", "b"]], "ignore_case": True},
            ["a", "b", None],
        ),
        ({"first": [{"column": "Name", "null_if": ["-"]}, "Other"]}, None),
        ({"concat": ["No", "Other"], "separator": "/"}, ["1/x", "2/Second name", "2/0164A.0"]),
        (
            {"concat": ["Name", "Kind"]},
            ["Blue\u3000Anchor Re-Inspection of Kitchen", "- ROUTINE", None],
        ),
        ({"flags": {"b": "Bar", "t": "Terrace"}}, ["b t", "t", "b"]),
        ({"flags": ["Bar", "Terrace"], "separator": ","}, ["Bar,Terrace", "Terrace", "Bar"]),
        ({"flags": ["Bar"], "when": "0"}, [None, "Bar", None]),
        ({"value": "it's"}, ["it's", "it's", "it's"]),
        ({"record": True}, ["1", "2", "2#2"]),
    ],
)
def test_it_shapes_a_text(tmp_path: Path, value: Any, cells: list[str | None] | None) -> None:
    rows = compiled(
        tmp_path,
        "premises",
        {"name": {"value": "n"}, "observed_on": {"value": "2025-01-01"}, "address": value},
    )
    wanted = cells or ["Blue\u3000Anchor", "Second name", "0164A.0"]
    assert [row["address"] for row in rows] == wanted


def test_it_reads_days_in_the_stated_format_and_in_iso(tmp_path: Path) -> None:
    rows = compiled(tmp_path, "premises", {"name": {"value": "n"}, "observed_on": DAY})
    assert [str(row["observed_on"]) for row in rows] == ["2025-02-03", "2025-02-04"]


def test_a_number_that_is_none_is_no_value(tmp_path: Path) -> None:
    rows = compiled(
        tmp_path,
        "premises",
        {"name": {"value": "n"}, "observed_on": {"value": "2025-01-01"}, "lat": "Lat"},
    )
    assert [row["lat"] for row in rows] == [41.5, None, 10.0]


def test_each_item_of_a_cell_becomes_a_row_of_the_same_record(tmp_path: Path) -> None:
    rows = compiled(
        tmp_path,
        "finding",
        {
            "visit_id": "No",
            "item_code": {"each": True},
            "severity": {"each": True, "map": {"H1": "critical"}, "default": "minor"},
            "count": {"value": "1"},
        },
        each={"column": "Codes", "separator": ";"},
    )
    found = [(row["record_id"], row["visit_id"], row["item_code"], row["severity"]) for row in rows]
    assert sorted(found) == [
        ("src:1", "src:1", "H1", "critical"),
        ("src:1", "src:1", "T3", "minor"),
    ]


def test_a_code_straight_from_the_source_must_be_in_the_list(tmp_path: Path) -> None:
    columns = {
        "visit_id": {"column": "No", "of": "canvass"},
        "visited_on": {"value": "2025-01-01"},
        "purpose": {"column": "Kind", "null_if": ["ROUTINE"]},
        "outcome": {"value": "pass"},
    }
    assert compiled(tmp_path, "visit", columns) == []
    columns["purpose"] = {"value": "task"}
    assert [row["visit_id"] for row in compiled(tmp_path, "visit", columns)] == [
        "canvass:1",
        "canvass:2",
        "canvass:2",
    ]


@pytest.mark.parametrize(
    ("where", "numbers"),
    [
        ({"column": "Kind", "is": "ROUTINE"}, [2]),
        ({"column": "Kind", "in": ["ROUTINE", "x"]}, [2]),
        ({"column": "Kind", "is": "routine"}, []),
        ({"column": "Kind", "is": "routine", "ignore_case": True}, [2]),
        ({"column": "Kind", "not": ["ROUTINE"]}, [1, 3]),
        ({"column": "Kind", "not": "routine", "ignore_case": True}, [1, 3]),
        ({"column": "Kind", "present": True}, [1, 2]),
        ({"column": "Kind", "present": False}, [3]),
        ([{"column": "Bar", "is": "1"}, {"column": "Terrace", "present": True}], [1]),
    ],
)
def test_it_takes_the_rows_that_meet_every_condition(
    tmp_path: Path, where: Any, numbers: list[int]
) -> None:
    columns = {"name": {"value": "n"}, "observed_on": {"value": "2025-01-01"}}
    rows = compiled(tmp_path, "premises", columns, where=where)
    assert [row["row_no"] for row in rows] == numbers


def test_rows_without_a_key_are_known_by_their_content(tmp_path: Path) -> None:
    columns = {"name": {"value": "n"}, "observed_on": {"value": "2025-01-01"}}
    first = [row["record_id"] for row in compiled(tmp_path, "premises", columns, key=())]
    again = [row["record_id"] for row in compiled(tmp_path, "premises", columns, key=())]
    assert first == again
    assert len(set(first)) == 3
    apart = compiled(tmp_path, "premises", columns, key=(), is_apart=True)
    assert [row["record_id"] for row in apart] == [f"{one}~{n + 1}" for n, one in enumerate(first)]
