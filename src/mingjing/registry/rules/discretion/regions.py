# SPDX-License-Identifier: Apache-2.0
"""A factor's values cut at the breakpoints of its column (取值区间): exact, nothing is sampled.

Between two neighbouring breakpoints every value meets the same cells, so one value stands for
all. A region is a point, an open interval, a choice, or true or false; where a factor has a grid
(fen, whole numbers, days) an interval without a grid point in it is no region.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise

from mingjing.registry.rules.discretion.expressions import literal_text, value_of
from mingjing.registry.rules.discretion.facts import bounds_of, step_of
from mingjing.registry.rules.discretion.feel import UnaryTests, holds, parse
from mingjing.registry.types.benchmarks import (
    DecisionTable,
    Factor,
    FactorKind,
    FactorOrder,
    FactValue,
)

NUMERIC = (FactorKind.NUMBER, FactorKind.MONEY, FactorKind.DATE)
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Region:
    """Values that meet the same cells; `value` stands for them.

    For numbers `low` and `high` are the ends (None: no end). `rows` has bit n set when the cell of
    row n+1 lets the region through.
    """

    value: FactValue
    rows: int = 0
    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = True
    high_open: bool = True


@dataclass(frozen=True, slots=True)
class Axis:
    """A factor with its regions, lightest first where it has an order."""

    factor: Factor
    regions: tuple[Region, ...]

    @property
    def is_ordered(self) -> bool:
        """Whether later regions are heavier."""
        return self.factor.order != FactorOrder.NONE


def axes_of(table: DecisionTable) -> tuple[Axis, ...]:
    """Every factor cut into regions. All cells must be constant."""
    return tuple(
        _axis(factor, [parse(row.cells[place]) for row in table.rows])
        for place, factor in enumerate(table.factors)
    )


def _axis(factor: Factor, column: Sequence[UnaryTests]) -> Axis:
    if factor.kind in NUMERIC:
        parts = _numeric_parts(factor, column)
    elif factor.kind == FactorKind.BOOLEAN:
        parts = [Region(False), Region(True)]
    else:
        parts = [Region(choice) for choice in factor.choices]
    regions = [replace(part, rows=_mask(column, part.value)) for part in parts]
    if factor.kind in NUMERIC:
        regions = _merged(regions)
    if factor.order == FactorOrder.FALLING:
        regions.reverse()
    return Axis(factor, tuple(regions))


def _mask(column: Sequence[UnaryTests], value: FactValue) -> int:
    return sum(1 << n for n, tests in enumerate(column) if holds(tests, value, {}) is True)


def _merged(regions: Sequence[Region]) -> list[Region]:
    """Neighbours that meet the same rows are one region."""
    merged: list[Region] = []
    for region in regions:
        if merged and merged[-1].rows == region.rows:
            merged[-1] = replace(merged[-1], high=region.high, high_open=region.high_open)
        else:
            merged.append(region)
    return merged


def _numeric_parts(factor: Factor, column: Sequence[UnaryTests]) -> list[Region]:
    least, most = bounds_of(factor)
    points = sorted({*_breakpoints(column), *(n for n in (least, most) if n is not None)})
    points = [n for n in points if (least is None or n >= least) and (most is None or n <= most)]
    parts: list[Region] = []
    if not points:
        return [Region(_typed(factor, Decimal(0)))]
    if least is None:
        parts.append(Region(_typed(factor, points[0] - _ONE), high=points[0]))
    for low, high in pairwise(points):
        parts += _point(factor, low) + _between(factor, low, high)
    parts += _point(factor, points[-1])
    if most is None:
        above = _ceiling(points[-1], _ONE) + _ONE
        parts.append(Region(_typed(factor, above), low=points[-1]))
    return parts


def _breakpoints(column: Sequence[UnaryTests]) -> Iterable[Decimal]:
    for tests in column:
        for expression in tests.expressions():
            value = value_of(expression, {})
            if isinstance(value, Decimal):
                yield value
            elif isinstance(value, date):
                yield Decimal(value.toordinal())


def _point(factor: Factor, at: Decimal) -> list[Region]:
    step = step_of(factor)
    if step is not None and at % step != 0:
        return []
    return [Region(_typed(factor, at), low=at, high=at, low_open=False, high_open=False)]


def _between(factor: Factor, low: Decimal, high: Decimal) -> list[Region]:
    step = step_of(factor)
    if step is None:
        return [Region((low + high) / 2, low=low, high=high)]
    first = _ceiling(low, step)
    first = first + step if first == low else first
    return [Region(_typed(factor, first), low=low, high=high)] if first < high else []


def _ceiling(number: Decimal, step: Decimal) -> Decimal:
    return -((-number / step).to_integral_value(ROUND_FLOOR)) * step


def _typed(factor: Factor, number: Decimal) -> FactValue:
    if factor.kind != FactorKind.DATE:
        return number
    return date.fromordinal(min(max(int(number), 1), date.max.toordinal()))


def region_text(factor: Factor, region: Region) -> str:
    """A region as a cell would write it; "-" when it is every value."""
    if factor.kind not in NUMERIC:
        return literal_text(region.value)
    low, high = (_end_text(factor, end) for end in (region.low, region.high))
    if low and low == high:
        return low
    if not low:
        return f"{'<' if region.high_open else '<='} {high}" if high else "-"
    if not high:
        return f"{'>' if region.low_open else '>='} {low}"
    return f"{'(' if region.low_open else '['}{low}..{high}{')' if region.high_open else ']'}"


def _end_text(factor: Factor, end: Decimal | None) -> str:
    return "" if end is None else literal_text(_typed(factor, end))
