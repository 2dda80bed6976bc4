# SPDX-License-Identifier: Apache-2.0
"""The canonical model: one source, told by the reference page."""

from pathlib import Path

from mingjing.catalog.rules.canonical import PROVENANCE, TABLES, all_columns
from mingjing.catalog.rules.reference_page import canonical_page
from mingjing.catalog.types import ColumnType

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "canonical-model.md"


def test_the_reference_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == canonical_page(), "mingjing catalog model > " + str(
        PAGE
    )


def test_it_has_the_tables_that_the_design_promises() -> None:
    promised = {
        "subject", "premises", "licence", "visit", "finding", "test", "penalty", "complaint",
        "production", "shipment", "credit_event",
    }  # fmt: skip
    assert promised <= set(TABLES)


def test_column_names_are_unique_and_speak_both_languages() -> None:
    for table in TABLES.values():
        names = [column.name for column in all_columns(table)]
        assert len(set(names)) == len(names)
        assert all(column.zh and column.en for column in all_columns(table))
        assert [column.name for column in all_columns(table)[:4]] == [c.name for c in PROVENANCE]


def test_codes_name_their_list_and_days_their_column() -> None:
    for table in TABLES.values():
        for column in table.columns:
            assert (column.kind is ColumnType.CODE) == (column.codes is not None)
        if table.dated_by:
            dated = table.column(table.dated_by)
            assert dated is not None
            assert dated.kind is ColumnType.DATE


def test_what_the_platform_fills_is_not_mappable() -> None:
    visit = TABLES["visit"]
    assert "same_as" not in {column.name for column in visit.mappable}
    assert visit.required == ("visit_id", "visited_on", "purpose", "outcome")
