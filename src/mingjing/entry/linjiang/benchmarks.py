# SPDX-License-Identifier: Apache-2.0
"""Discretion benchmarks of the city (裁量基准): one decision table for each kind of violation.

Two factors: the circumstances, and for food the value of the goods, else whether it is the first
time. Ranges are the lower, middle and upper part of what the article allows.
"""

from datetime import datetime
from decimal import Decimal

from mingjing.entry.linjiang.city import City, Violation
from mingjing.entry.linjiang.town import Bureau
from mingjing.kernel.clock import local_date
from mingjing.registry import public as registry
from mingjing.registry.types import (
    DecisionTable,
    Factor,
    FactorKind,
    FactorOrder,
    NewBenchmark,
    PenaltyRange,
    RangeUnit,
    StatutoryBounds,
    TableRow,
    Tier,
)

SLIGHT, ORDINARY, SERIOUS = LEVELS = ("较轻", "一般", "严重")
CIRCUMSTANCES, VALUE, FIRST = "circumstances", "value", "first"
SMALL_VALUE = 1000
_FEN = 100
_LOW_SHARE, _HIGH_SHARE = Decimal("0.3"), Decimal("0.7")


def has_value(one: Violation) -> bool:
    """Whether the value of the goods is the second factor: food."""
    return one.punishes.startswith("food-safety-law")


def table_of(one: Violation) -> DecisionTable:
    """The decision table of a violation."""
    levels = Factor(
        CIRCUMSTANCES,
        "情节",
        "Circumstances",
        FactorKind.CHOICE,
        choices=LEVELS,
        order=FactorOrder.RISING,
    )
    second = _value() if has_value(one) else _first()
    low, high = one.fine
    return DecisionTable(
        factors=(levels, second),
        rows=_rows(one),
        bounds=StatutoryBounds(low_fen=low * _FEN, high_fen=high * _FEN),
    )


def _value() -> Factor:
    return Factor(
        VALUE, "货值", "Value of goods", FactorKind.MONEY, unit="元", order=FactorOrder.RISING
    )


def _first() -> Factor:
    return Factor(FIRST, "初次违法", "First time", FactorKind.BOOLEAN, order=FactorOrder.FALLING)


def ranges(one: Violation) -> dict[str, tuple[int, int]]:
    """Fines in yuan by circumstances, both ends included but for the lower of the upper two."""
    low, high = one.fine
    first = int(low + (high - low) * _LOW_SHARE)
    second = int(low + (high - low) * _HIGH_SHARE)
    return {SLIGHT: (low, first), ORDINARY: (first, second), SERIOUS: (second, high)}


def _rows(one: Violation) -> tuple[TableRow, ...]:
    found = ranges(one)
    light, rest = ("< 1000", ">= 1000") if has_value(one) else ("true", "false")
    return (
        _mildest(one, light),
        _row(one, f'"{SLIGHT}"', rest, tier=Tier.LIGHTER, ends=found[SLIGHT]),
        _row(one, f'"{ORDINARY}"', "-", tier=Tier.ORDINARY, ends=found[ORDINARY]),
        _row(one, f'"{SERIOUS}"', "-", tier=Tier.HEAVIER, ends=found[SERIOUS]),
    )


def _mildest(one: Violation, light: str) -> TableRow:
    """The mildest row: a warning where the article begins with one, else below the range."""
    cells = (f'"{SLIGHT}"', light)
    if one.may_warn:
        return TableRow(cells, Tier.LIGHTER, PenaltyRange(), one.punishes, "给予警告")
    low, high = map(Decimal, one.mild)
    mild = PenaltyRange(RangeUnit.YUAN, low, high, high_open=True)
    return TableRow(cells, Tier.MITIGATED, mild, one.punishes, "具有减轻情节")


def _row(one: Violation, level: str, second: str, *, tier: Tier, ends: tuple[int, int]) -> TableRow:
    low, high = map(Decimal, ends)
    is_upper = tier is not Tier.LIGHTER
    penalty = PenaltyRange(RangeUnit.YUAN, low, high, low_open=is_upper)
    return TableRow((level, second), tier, penalty, one.punishes)


def publish_benchmarks(city: City, bureau: Bureau, *, now: datetime) -> int:
    """Brings the benchmarks of a department to publication that are not published; how many."""
    done = 0
    for one in city.of(bureau.key):
        if registry.benchmark_for(one.code, local_date(now), bureau.region) is None:
            _publish(bureau, one, now)
            done += 1
    return done


def _publish(bureau: Bureau, one: Violation, now: datetime) -> None:
    draft = NewBenchmark(
        power_item_code=one.code,
        title=f"{one.name}行政处罚裁量基准",
        title_en=f"Benchmark: {one.name_en}",
        agency_id=bureau.agency_id,
        region=bureau.region,
        valid_from=local_date(now),
        table=table_of(one),
        document_no=f"{bureau.short}规〔{now.year}〕1号",
    )
    staff = bureau.staff
    made = registry.draft_benchmark(actor=staff["lister"], now=now, draft=draft)
    registry.submit_benchmark(actor=staff["lister"], now=now, benchmark_id=made)
    registry.review_benchmark(actor=staff["reviewer"], now=now, benchmark_id=made)
    registry.publish_benchmark(actor=staff["head"], now=now, benchmark_id=made)
