# SPDX-License-Identifier: Apache-2.0
"""Files of lists: CSV and JSON, read whole with every problem named, written so as to read back."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from mingjing.kernel.errors import PlatformError
from mingjing.registry.rules.lists.columns import COLUMNS, ITEMS_AT_MOST, CellKind, Column
from mingjing.registry.rules.lists.rows import read_row, row_of
from mingjing.registry.types.list_items import ListItem
from mingjing.registry.types.list_refusals import (
    ListColumnMissing,
    ListColumnUnknown,
    ListFileUnreadable,
    ListTooLong,
)
from mingjing.registry.types.list_views import ListProblem, ListReading
from mingjing.registry.types.lists import ListKind

FORMAT: Final = "mingjing-list-1"
_BYTES_AT_MOST: Final = 8 * 1024 * 1024
_MANY = frozenset({CellKind.CODES, CellKind.ARTICLES})


def read_file(kind: ListKind, content: bytes) -> ListReading:
    """The items of a CSV or JSON file; a file that opens with { or [ is JSON.

    Rows count from 1, the heading not counted.
    Raises: ListFileUnreadable, ListTooLong.
    """
    text = _decoded(content)
    rows = _json_rows(kind, text) if text.lstrip()[:1] in ("{", "[") else _csv_rows(kind, text)
    if isinstance(rows, ListReading):
        return rows
    if len(rows) > ITEMS_AT_MOST:
        raise ListTooLong(count=len(rows), longest=ITEMS_AT_MOST)
    items, problems = [], []
    for number, cells in enumerate(rows, start=1):
        item, wrong = read_row(kind, cells, number)
        items += [item] if item else []
        problems += wrong
    return ListReading(tuple(items), tuple(problems))


def _decoded(content: bytes) -> str:
    if len(content) > _BYTES_AT_MOST:
        size = f"{_BYTES_AT_MOST // 1024 // 1024} MB"
        raise ListFileUnreadable(zh_reason=f"超过 {size}", en_reason=f"more than {size}")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ListFileUnreadable(
        zh_reason="既不是 UTF-8 也不是 GB18030 编码", en_reason="neither UTF-8 nor GB18030"
    )


def _csv_rows(kind: ListKind, text: str) -> list[dict[str, str]] | ListReading:
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise ListFileUnreadable(zh_reason=f"不是 CSV（{error}）", en_reason=f"{error}") from error
    while table and not any(cell.strip() for cell in table[-1]):
        table.pop()
    if not table:
        raise ListFileUnreadable(zh_reason="文件为空", en_reason="it is empty")
    names = [_column_name(kind, cell) for cell in table[0]]
    problems = list(_heading_problems(kind, table[0], names))
    for number, row in enumerate(table[1:], start=1):
        if any(cell.strip() for cell in row[len(names) :]):
            problems.append(_too_wide(number))
    if problems:
        return ListReading((), tuple(problems))
    return [dict(zip(names, row, strict=False)) for row in table[1:]]


def _too_wide(number: int) -> ListProblem:
    error = ListFileUnreadable(
        zh_reason=f"第 {number} 行的单元格多于表头",
        en_reason=f"row {number} is wider than its heading",
    )
    return ListProblem(number, "", error)


def _column_name(kind: ListKind, heading: str) -> str:
    """The name of the column that a heading means: the name itself, or either label."""
    wanted = " ".join(heading.split()).casefold()
    for column in COLUMNS[kind]:
        if wanted in (column.name, column.zh.casefold(), column.en.casefold()):
            return column.name
    return ""


def _heading_problems(
    kind: ListKind, headings: Sequence[str], names: Sequence[str]
) -> Iterator[ListProblem]:
    for place, (heading, name) in enumerate(zip(headings, names, strict=True)):
        if not name or name in names[:place]:
            yield ListProblem(0, heading, ListColumnUnknown(column=heading[:60]))
    yield from _missing_columns(kind, names)


def _missing_columns(kind: ListKind, names: Iterable[str]) -> Iterator[ListProblem]:
    given = set(names)
    for column in COLUMNS[kind]:
        if column.is_required and column.name not in given:
            yield ListProblem(0, column.name, ListColumnMissing(column=column.name))


def _json_rows(kind: ListKind, text: str) -> list[dict[str, str]] | ListReading:
    try:
        body = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise ListFileUnreadable(zh_reason=f"不是 JSON（{error}）", en_reason=f"{error}") from error
    if isinstance(body, dict) and body.get("kind", kind.value) != kind.value:
        raise ListFileUnreadable(
            zh_reason=f"文件是另一类清单，不是{kind.zh}", en_reason=f"it is no “{kind.en}”"
        )
    items = body.get("items") if isinstance(body, dict) else body
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise ListFileUnreadable(
            zh_reason="JSON 中没有条目数组 items", en_reason="its JSON has no array “items”"
        )
    return _json_cells(kind, items)


def _json_cells(
    kind: ListKind, items: list[dict[str, object]]
) -> list[dict[str, str]] | ListReading:
    columns = {column.name: column for column in COLUMNS[kind]}
    rows: list[dict[str, str]] = []
    problems: list[ListProblem] = []
    for number, item in enumerate(items, start=1):
        cells = {}
        for name, value in item.items():
            try:
                cells[name] = _json_cell(columns.get(name), name, value)
            except PlatformError as error:
                problems.append(ListProblem(number, name, error))
        rows.append(cells)
    return ListReading((), tuple(problems)) if problems else rows


def _json_cell(column: Column | None, name: str, value: object) -> str:
    """The text of a JSON value; an array only where the column holds many."""
    if column is None:
        raise ListColumnUnknown(column=name[:60])
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    is_array = isinstance(value, list) and all(isinstance(part, str) for part in value)
    if isinstance(value, list) and is_array and column.kind in _MANY:
        return ";".join(value)
    raise ListFileUnreadable(zh_reason=f"“{name}”应为文字", en_reason=f"“{name}” should be a text")


def write_csv(kind: ListKind, items: Iterable[ListItem]) -> str:
    """The items as CSV, every column of the kind in order; `read_file` reads it back."""
    stream = io.StringIO(newline="")
    names = [column.name for column in COLUMNS[kind]]
    writer = csv.DictWriter(stream, names, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(row_of(kind, item) for item in items)
    return stream.getvalue()


def write_json(kind: ListKind, items: Iterable[ListItem], about: Mapping[str, str]) -> str:
    """The items as JSON with what the list is; `read_file` reads it back."""
    body = {
        "format": FORMAT,
        "kind": kind.value,
        **about,
        "items": [_json_item(kind, item) for item in items],
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _json_item(kind: ListKind, item: ListItem) -> dict[str, str | list[str]]:
    cells = row_of(kind, item)
    return {
        column.name: cells[column.name].split(";") if column.kind in _MANY else cells[column.name]
        for column in COLUMNS[kind]
        if cells[column.name]
    }
