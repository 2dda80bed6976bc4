# SPDX-License-Identifier: Apache-2.0
"""What the pages of benchmarks share: who may see, a table and an outcome in words."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from mingjing.engines.languages import language
from mingjing.kernel.clock import local_date
from mingjing.kernel.money import format_yuan
from mingjing.registry import public
from mingjing.registry.types import (
    BenchmarkState,
    BenchmarkUnknown,
    BenchmarkView,
    DecisionTable,
    Outcome,
    TableRow,
    Thing,
)
from mingjing.registry.web.days import asked_day

_OUT = (BenchmarkState.PUBLISHED, BenchmarkState.SUPERSEDED)
_MAKERS = (
    "registry.draft_benchmark",
    "registry.review_benchmark",
    "registry.publish_benchmark",
)


def day_of(request: HttpRequest, name: str = "on") -> date:
    """The day asked for, today when none or nonsense is asked."""
    return asked_day(request, name) or local_date(public.now_of(request))


def may_do(request: HttpRequest, action: str, view: BenchmarkView) -> bool:
    """Whether who asks may do the action to the version."""
    actor = public.signed_in_or_none(request)
    return actor is not None and public.may(actor, action, thing_of(view)).allowed


def thing_of(view: BenchmarkView) -> Thing:
    """The version as permissions see it."""
    return Thing(view.agency_id, view.region)


def makes_benchmarks(request: HttpRequest) -> bool:
    """Whether who asks has a hand in making benchmarks."""
    actor = public.signed_in_or_none(request)
    return actor is not None and any(public.may(actor, one).allowed for one in _MAKERS)


def visible(request: HttpRequest, benchmark_id: str) -> BenchmarkView:
    """The version when it is out, or when who asks has a hand in it.

    Raises: BenchmarkUnknown.
    """
    view = public.benchmark(benchmark_id)
    if view.state in _OUT or any(may_do(request, one, view) for one in _MAKERS):
        return view
    raise BenchmarkUnknown(benchmark_id=benchmark_id)


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row of a table in the words of the page (表格行)."""

    row_no: int
    cells: tuple[str, ...]
    row: TableRow
    range_text: str


def row_line(table: DecisionTable, row: TableRow, row_no: int = 0) -> RowLine:
    """A row as the page shows it."""
    pairs = zip(table.factors, row.cells, strict=True)
    cells = tuple(public.write_cell(factor, cell) for factor, cell in pairs)
    return RowLine(row_no, cells, row, public.write_range(row.range, language()))


def row_lines(table: DecisionTable) -> list[RowLine]:
    """All rows of a table."""
    return [row_line(table, row, no) for no, row in enumerate(table.rows, 1)]


def fine_text(outcome: Outcome) -> str:
    """The fine of an outcome in yuan, empty when there is none."""
    if outcome.low_fen is None or outcome.high_fen is None:
        return ""
    if outcome.low_fen == outcome.high_fen:
        return format_yuan(outcome.low_fen)
    return f"{format_yuan(outcome.low_fen)} – {format_yuan(outcome.high_fen)}"
