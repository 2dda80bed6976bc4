# SPDX-License-Identifier: Apache-2.0
"""Reads of discretion benchmarks."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from mingjing.kernel.paging import Page, PageRequest
from mingjing.kernel.problems import Problem
from mingjing.kernel.regions import covers, is_division_shaped, significant
from mingjing.registry.models import Benchmark
from mingjing.registry.queries.people import in_force
from mingjing.registry.queries.powers import power_item
from mingjing.registry.rules.discretion.lex_mitior import choose
from mingjing.registry.rules.discretion.table_checks import check_table
from mingjing.registry.rules.discretion.table_json import table_from_json
from mingjing.registry.rules.discretion.tables import evaluate
from mingjing.registry.types import (
    BenchmarkItemUnlisted,
    BenchmarkState,
    BenchmarkUnknown,
    BenchmarkView,
    DecisionTable,
    Facts,
    LawComparison,
    PowerItemUnknown,
)

_TABLES: dict[str, DecisionTable] = {}
_TABLES_AT_MOST = 512
_OUT = (BenchmarkState.PUBLISHED.value, BenchmarkState.SUPERSEDED.value)


def benchmark_view(row: Benchmark) -> BenchmarkView:
    """The version as other rooms see it."""
    return BenchmarkView(
        benchmark_id=row.benchmark_id,
        power_item_code=row.power_item_code,
        title=row.title,
        title_en=row.title_en,
        agency_id=row.agency_id,
        region=row.region,
        version=row.version,
        state=BenchmarkState(row.state),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        document_no=row.document_no,
        digest=row.digest,
        table=_table(row.digest, row.table),
        drafted_by=row.drafted_by,
        reviewed_by=row.reviewed_by,
        published_by=row.published_by,
        published_at=row.published_at,
        return_reason=row.return_reason,
    )


def _table(digest: str, body: dict[str, object]) -> DecisionTable:
    """The table of a version; what a digest stands for is read once."""
    if digest not in _TABLES:
        if len(_TABLES) >= _TABLES_AT_MOST:
            _TABLES.clear()
        _TABLES[digest] = table_from_json(body)
    return _TABLES[digest]


def benchmark(benchmark_id: str) -> BenchmarkView:
    """One version, in whatever state.

    Raises: BenchmarkUnknown.
    """
    row = Benchmark.objects.filter(benchmark_id=benchmark_id).first()
    if row is None:
        raise BenchmarkUnknown(benchmark_id=benchmark_id)
    return benchmark_view(row)


def benchmark_for(item_code: str, on: date, region: str) -> BenchmarkView | None:
    """The version in force for an item on a day: the most special region wins, then the newest.

    A version that was superseded later still answers for the days it was in force.
    Law: APL-034, 行政处罚法 §34; APL-037.
    """
    rows = Benchmark.objects.filter(in_force(on), power_item_code=item_code, state__in=_OUT)
    fitting = [row for row in rows.order_by("benchmark_id")[:500] if covers(row.region, region)]
    if not fitting:
        return None
    return benchmark_view(max(fitting, key=lambda r: (_depth(r.region), r.valid_from, r.version)))


def _depth(region: str) -> int:
    """How special a region is: significant digits of a division code, else the length."""
    return len(significant(region)) if is_division_shaped(region) else len(region)


def compare_law(
    item_code: str, facts: Facts, *, act_on: date, decide_on: date, region: str
) -> LawComparison:
    """The benchmark of the day of the act against that of the decision, and which applies.

    Law: APL-037, 行政处罚法 §37 从旧兼从轻.
    Raises: FactMissing, FactInvalid, HitsConflict, RangeEmpty, of either version.
    """
    then = benchmark_for(item_code, act_on, region)
    now = benchmark_for(item_code, decide_on, region)
    act = evaluate(then.table, facts) if then else None
    decision = evaluate(now.table, facts) if now else None
    is_same = then is not None and now is not None and then.benchmark_id == now.benchmark_id
    applies, reason = choose(act, decision, same_version=is_same)
    return LawComparison(act, decision, then, now, applies, reason)


def benchmarks_on(on: date, request: PageRequest, *, region: str = "") -> Page[BenchmarkView]:
    """Versions in force on a day, by item and region."""
    rows = Benchmark.objects.filter(in_force(on), state__in=_OUT)
    return _page(rows.order_by("power_item_code", "region", "-version"), request, region)


def benchmark_drafts(agency_ids: Iterable[str], region: str) -> tuple[BenchmarkView, ...]:
    """Versions on their way to publication, newest first; `region` "" means everywhere."""
    states = (s.value for s in BenchmarkState if s.value not in _OUT)
    rows = Benchmark.objects.filter(state__in=list(states)).order_by("-benchmark_id")[:200]
    own = set(agency_ids)
    return tuple(
        benchmark_view(row)
        for row in rows
        if row.agency_id in own or not region or covers(region, row.region)
    )


def benchmark_problems(version: Benchmark | BenchmarkView) -> tuple[Problem, ...]:
    """What the checks find, with the caps of the power item where the power list has it.

    Law: APL-034, 行政处罚法 §34; 国办发〔2022〕27号.
    """
    table = version.table
    made = table if isinstance(table, DecisionTable) else table_from_json(table)
    try:
        item = power_item(
            version.power_item_code, version.valid_from, version.agency_id, version.region
        )
    except PowerItemUnknown:
        note = BenchmarkItemUnlisted(item_code=version.power_item_code)
        return (*check_table(made), Problem(note, is_note=True))
    return check_table(made, item.fine_cap_fen, item.fine_cap_multiple)


def benchmark_versions(item_code: str, region: str) -> tuple[BenchmarkView, ...]:
    """Published versions of an item in a region, newest first."""
    rows = Benchmark.objects.filter(power_item_code=item_code, region=region, state__in=_OUT)
    return tuple(benchmark_view(row) for row in rows.order_by("-version")[:100])


def _page(rows: QuerySet[Benchmark], request: PageRequest, region: str) -> Page[BenchmarkView]:
    if region:
        rows = rows.filter(region=region)
    found = rows[request.offset : request.offset + request.size]
    views = tuple(benchmark_view(row) for row in found)
    return Page(views, request.number, request.size, rows.count())
