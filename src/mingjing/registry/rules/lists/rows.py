# SPDX-License-Identifier: Apache-2.0
"""One item of a list: from its cells to the typed item and back, and its digest."""

from collections.abc import Mapping
from typing import Any

from mingjing.kernel.canonical import digest
from mingjing.kernel.errors import Invalid
from mingjing.registry.rules.lists.cells import Value, read_cell, tidy, write_cell
from mingjing.registry.rules.lists.columns import COLUMNS, DETAIL_COLUMNS, DETAIL_NAMES, DETAILS
from mingjing.registry.types.list_items import Details, ListItem
from mingjing.registry.types.list_refusals import ListValidityInverted
from mingjing.registry.types.list_views import ListProblem
from mingjing.registry.types.lists import ListKind


def read_row(
    kind: ListKind, cells: Mapping[str, str], row: int
) -> tuple[ListItem | None, list[ListProblem]]:
    """The item that a row is, None with the problems when any cell is wrong."""
    problems: list[ListProblem] = []
    values: dict[str, Value] = {}
    for column in COLUMNS[kind]:
        try:
            value = read_cell(column, tidy(cells.get(column.name, "")), row)
        except Invalid as error:
            problems.append(ListProblem(row, column.name, error))
            continue
        if value is not None:
            values[column.name] = value
    if problems:
        return None, problems
    item = _item(kind, values)
    if item.valid_from and item.valid_to and item.valid_to < item.valid_from:
        return None, [ListProblem(row, "valid_to", ListValidityInverted(row=row))]
    return item, []


def _item(kind: ListKind, values: Mapping[str, Any]) -> ListItem:  # typed by the columns
    names = DETAIL_NAMES[kind]
    details = DETAILS[kind](**{name: values[name] for name in names & values.keys()})
    return ListItem(details=details, **{n: v for n, v in values.items() if n not in names})


def row_of(kind: ListKind, item: ListItem) -> dict[str, str]:
    """The cells of an item, one for each column, in order."""
    names = DETAIL_NAMES[kind]
    return {
        column.name: write_cell(
            column, getattr(item.details if column.name in names else item, column.name)
        )
        for column in COLUMNS[kind]
    }


def details_row(kind: ListKind, details: Details) -> dict[str, str]:
    """The cells of the details alone, empty ones left out: what the database keeps."""
    cells = {
        column.name: write_cell(column, getattr(details, column.name))
        for column in DETAIL_COLUMNS[kind]
    }
    return {name: text for name, text in cells.items() if text}


def details_from(kind: ListKind, cells: Mapping[str, str]) -> Details:
    """The details from what the database keeps.

    Raises: the `Invalid` of the first cell that is wrong.
    """
    values: dict[str, Any] = {}
    for column in DETAIL_COLUMNS[kind]:
        value = read_cell(column, cells.get(column.name, ""), 0)
        if value is not None:
            values[column.name] = value
    return DETAILS[kind](**values)


def item_digest(kind: ListKind, item: ListItem) -> str:
    """The digest of an item: of its kind and its cells."""
    return digest({"kind": kind.value, "item": row_of(kind, item)})


def list_digest(kind: ListKind, digests: list[str]) -> str:
    """The digest of a list: of its items' digests in order."""
    return digest({"kind": kind.value, "items": digests})
