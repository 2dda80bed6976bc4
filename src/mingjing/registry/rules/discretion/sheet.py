# SPDX-License-Identifier: Apache-2.0
"""A table as CSV (裁量基准表格), the form that a lawyer fills in.

First lines that begin with # are settings: #命中策略, #汇总方式, #阶次优先, #法定幅度, #名称.
Then the heads, then a line per row. Everything of a table comes back but what a DMN tool left.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from mingjing.kernel.labels import LabelledEnum
from mingjing.kernel.spreadsheets import guarded, unguarded
from mingjing.registry.rules.discretion.range_text import write_range
from mingjing.registry.rules.discretion.sheet_words import (
    read_cell,
    read_head,
    write_cell,
    write_head,
)
from mingjing.registry.rules.discretion.table_json import range_from_text
from mingjing.registry.rules.discretion.table_shape import demand_shape, wrong
from mingjing.registry.types.benchmarks import (
    HEAVIEST_FIRST,
    Aggregation,
    DecisionTable,
    Factor,
    HitPolicy,
    PenaltyRange,
    RangeUnit,
    StatutoryBounds,
    TableRow,
    Tier,
)

L = TypeVar("L", bound=LabelledEnum)
_OUTPUTS = {"裁量阶次": "tier", "阶次": "tier", "幅度": "range", "依据": "article", "备注": "note"}
_HEADS = ("裁量阶次", "幅度", "依据", "备注")
_FEN_PER_YUAN = 100
MAX_BYTES = 2_000_000


def table_from_csv(data: bytes) -> DecisionTable:
    """The table in a CSV file, UTF-8 or GB 18030.

    Raises: TableInvalid, by row and column.
    """
    if len(data) > MAX_BYTES:
        raise wrong(0, "-", "文件过大", "the file is too large")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    if "\0" in text or "\ufffd" in text:
        raise wrong(0, "-", "不是 UTF-8 或 GB 18030 的文本文件", "not UTF-8 or GB 18030 text")
    return table_from_lines(csv.reader(io.StringIO(text)))


def table_from_lines(lines: Iterable[Sequence[str]]) -> DecisionTable:
    """The table in lines of cells, as a CSV file or a worksheet holds them.

    Raises: TableInvalid.
    """
    filled = [[unguarded(cell.strip()) for cell in line] for line in lines]
    filled = [line for line in filled if any(line)]
    settings = [line for line in filled if line[0].startswith("#")]
    body = [line for line in filled if not line[0].startswith("#")]
    if len(body) < 2:
        raise wrong(0, "-", "缺少表头或者没有数据行", "heads or rows are missing")
    factors, places = _heads(body[0])
    rows = tuple(_row(line, no, factors, places) for no, line in enumerate(body[1:], 1))
    table = DecisionTable(tuple(factors.values()), rows)
    for line in settings:
        table = _setting(table, line[0].lstrip("#").strip(), [cell for cell in line[1:] if cell])
    return demand_shape(table)


def _heads(line: Sequence[str]) -> tuple[dict[int, Factor], dict[str, int]]:
    factors: dict[int, Factor] = {}
    places: dict[str, int] = {}
    for place, head in enumerate(line):
        output = _OUTPUTS.get(head, head if head in _OUTPUTS.values() else "")
        if output:
            places[output] = place
        elif head:
            factors[place] = read_head(head)
    for output in ("tier", "range", "article"):
        if output not in places:
            zh = next(name for name, what in _OUTPUTS.items() if what == output)
            raise wrong(0, zh, "缺少这一列", "the column is missing")
    return factors, places


def _row(
    line: Sequence[str], no: int, factors: dict[int, Factor], places: dict[str, int]
) -> TableRow:
    def cell(place: int | None) -> str:
        return "" if place is None or place >= len(line) else line[place]

    cells = tuple(cell(place) for place in factors)
    results = tuple(cell(places.get(name)) for name in ("tier", "range", "article", "note"))
    return row_from_texts(tuple(factors.values()), cells, results, no=no)


def row_from_texts(
    factors: Sequence[Factor], cells: Sequence[str], results: Sequence[str], *, no: int
) -> TableRow:
    """A row from what a lawyer wrote: a cell per factor; tier, range, article and note.

    Raises: TableInvalid.
    """
    tier, allowed, article, note = results
    return TableRow(
        cells=tuple(read_cell(*pair) for pair in zip(factors, cells, strict=True)),
        tier=read_label(Tier, tier, no, "裁量阶次"),
        range=range_from_text(allowed, no),
        article=article,
        note=note,
    )


def read_label(kind: type[L], text: str, no: int, column: str) -> L:
    """The member of a code list that a text names, by code, Chinese or English name.

    Raises: TableInvalid.
    """
    for member in kind:
        if text in (member.value, member.zh, member.en):
            return member
    names = "、".join(member.zh for member in kind)
    codes = ", ".join(member.value for member in kind)
    raise wrong(no, column, f"“{text}”应为{names}之一", f"“{text}” is none of {codes}")


def _setting(table: DecisionTable, name: str, values: list[str]) -> DecisionTable:
    first = values[0] if values else ""
    if name in ("命中策略", "hit_policy"):
        return replace(table, hit_policy=read_label(HitPolicy, first, 0, name))
    if name in ("汇总方式", "aggregation"):
        return replace(table, aggregation=read_label(Aggregation, first, 0, name))
    if name in ("阶次优先", "priority"):
        priority = tuple(read_label(Tier, value, 0, name) for value in values)
        return replace(table, priority=priority)
    if name in ("法定幅度", "bounds"):
        return replace(table, bounds=_bounded(table.bounds, range_from_text(first, 0)))
    if name in ("名称", "label") and len(values) in (2, 3):
        return replace(table, factors=tuple(_named(factor, values) for factor in table.factors))
    raise wrong(0, name, "看不懂这一项设置", "the setting is not understood")


def _named(factor: Factor, values: list[str]) -> Factor:
    if factor.name != values[0]:
        return factor
    return replace(factor, zh=values[1], en=values[2] if len(values) > 2 else "")


def _bounded(bounds: StatutoryBounds, allowed: PenaltyRange) -> StatutoryBounds:
    if allowed.unit == RangeUnit.YUAN:
        low, high = (int(n * _FEN_PER_YUAN) for n in (allowed.low, allowed.high))
        return replace(bounds, low_fen=low or None, high_fen=high)
    low_end = allowed.low or None
    if allowed.unit == RangeUnit.MULTIPLE:
        return replace(bounds, low_multiple=low_end, high_multiple=allowed.high)
    return replace(bounds, low_ratio=low_end, high_ratio=allowed.high)


def table_to_csv(table: DecisionTable) -> str:
    """The table as CSV text, which `table_from_csv` reads back.

    Raises: TableInvalid when a choice holds a sign that the heads need.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")

    def write(line: Iterable[str]) -> None:
        writer.writerow([guarded(cell) for cell in line])

    for line in _settings(table):
        write(line)
    write([*(write_head(factor) for factor in table.factors), *_HEADS])
    for row in table.rows:
        texts = (row.tier.zh, write_range(row.range), row.article, row.note)
        cells = zip(table.factors, row.cells, strict=True)
        write([*(write_cell(*pair) for pair in cells), *texts])
    return out.getvalue()


def _settings(table: DecisionTable) -> Iterable[list[str]]:
    yield ["#命中策略", table.hit_policy.zh]
    if table.aggregation != Aggregation.NONE:
        yield ["#汇总方式", table.aggregation.zh]
    if table.priority != HEAVIEST_FIRST:
        yield ["#阶次优先", *(tier.zh for tier in table.priority)]
    for allowed in bounds_as_ranges(table.bounds):
        yield ["#法定幅度", write_range(allowed)]
    for factor in table.factors:
        if factor.zh != factor.name or factor.en:
            yield ["#名称", factor.name, factor.zh, factor.en]


def bounds_as_ranges(bounds: StatutoryBounds) -> Iterable[PenaltyRange]:
    """What the parent article allows, as ranges that can be written in words."""
    yuan = [
        None if n is None else Decimal(n) / _FEN_PER_YUAN for n in (bounds.low_fen, bounds.high_fen)
    ]
    ends: tuple[tuple[StrEnum, Decimal | None, Decimal | None], ...] = (
        (RangeUnit.YUAN, yuan[0], yuan[1]),
        (RangeUnit.MULTIPLE, bounds.low_multiple, bounds.high_multiple),
        (RangeUnit.PERCENT, bounds.low_ratio, bounds.high_ratio),
    )
    for unit, low, high in ends:
        if high is not None:
            base = "" if unit == RangeUnit.YUAN else "基数"
            yield PenaltyRange(RangeUnit(unit), low or Decimal(0), high, base)
