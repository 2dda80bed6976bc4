# SPDX-License-Identifier: Apache-2.0
"""The side tables of the Chicago folder are what its script makes of the data."""

import csv
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

CHICAGO = Path(__file__).resolve().parents[3] / "examples" / "chicago"


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_tables", CHICAGO / "make_tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines(name: str) -> list[list[str]]:
    with (CHICAGO / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))[1:]


def test_titles_and_sections_are_those_of_the_inspectors(script: ModuleType) -> None:
    found = script.violations()
    stored = {int(code): (title, section) for code, _, title, section in lines("violations.csv")}
    assert {c: (t or f"Violation {c}", s) for c, (t, s) in found.items()} == stored
    assert stored[3][1] == "7-38-005"
    made = [[str(cell) for cell in row] for row in script.item_rows(found)]
    assert made == lines("items.csv")


def test_every_item_has_a_legal_basis_and_every_violation_an_item(script: ModuleType) -> None:
    items = lines("items.csv")
    assert all(row[3].startswith("Municipal Code of Chicago § 7-") for row in items)
    checked = [code for row in items for code in row[10].split()]
    assert sorted(map(int, checked)) == [int(row[0]) for row in lines("violations.csv")]


def test_officers_say_that_they_are_synthetic(script: ModuleType) -> None:
    officers = lines("officers.csv")
    assert len(officers) == 24
    assert {row[-1] for row in officers} == {"synthetic"}
    assert [list(row) for row in script.officer_rows()] == officers
