# SPDX-License-Identifier: Apache-2.0
"""The library of data elements (数据元目录), read once from `data/standards/elements.yaml`."""

from functools import cache
from typing import Any

from mingjing.kernel.code_tables import read_table
from mingjing.kernel.resources import load_yaml
from mingjing.standards.types import DataElement, ElementUnknown, LogicalType, StandardStatus

URN = "urn:mingjing:element:"


@cache
def elements() -> tuple[DataElement, ...]:
    """All elements, in the order of the file."""
    rows = load_yaml("standards", "elements.yaml")["elements"]
    return tuple(_element(row) for row in rows)


def element(element_id: str) -> DataElement:
    """One element. Raises: ElementUnknown."""
    for candidate in elements():
        if candidate.element_id == element_id:
            return candidate
    raise ElementUnknown(element_id=element_id)


@cache
def code_list(name: str) -> tuple[str, ...]:
    """The codes of a packaged list, sorted. Raises: KeyError for a list that is not packaged."""
    if name not in CODE_LISTS:
        raise KeyError(name)
    return tuple(sorted({row["code"] for row in read_table(f"{name}.csv")}))


CODE_LISTS = {"divisions": "GB/T 2260", "industries": "GB/T 4754"}
"""Packaged code lists and the standard that each comes from."""


def _element(row: dict[str, Any]) -> DataElement:  # a row of our own YAML file
    precision = row.get("precision")
    return DataElement(
        element_id=row["id"],
        version=row["version"],
        status=StandardStatus(row["status"]),
        zh=row["zh"],
        en=row["en"],
        definition_zh=row["definition_zh"],
        definition_en=row["definition_en"],
        logical_type=LogicalType(row["type"]),
        pattern=row.get("pattern", ""),
        min_length=row.get("min_length"),
        max_length=row.get("max_length"),
        minimum=row.get("minimum"),
        maximum=row.get("maximum"),
        precision=(precision[0], precision[1]) if precision else None,
        check=row.get("check", ""),
        note_check=row.get("note_check", ""),
        code_list=row.get("code_list", ""),
        is_personal=row.get("is_personal", False),
        cites=row.get("cites", ""),
        examples=tuple(row.get("examples", ())),
    )
