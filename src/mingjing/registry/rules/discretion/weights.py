# SPDX-License-Identifier: Apache-2.0
"""Which of two rows is heavier (档次轻重比较): by tier, and by range where that can be said.

Fixed sums are compared with multiples over the amounts that the two rows let through, exactly, if
the amount is a factor of the table.
"""

from decimal import Decimal
from enum import Enum

from mingjing.registry.rules.discretion.regions import Axis
from mingjing.registry.types.benchmarks import (
    DecisionTable,
    FactorOrder,
    PenaltyRange,
    RangeUnit,
)


class Verdict(Enum):
    """What is wrong (对照结论) when the first row's facts are not heavier than the second's."""

    FINE = "fine"
    TIER = "tier"
    RANGE = "range"
    UNKNOWN = "unknown"


Ends = tuple[Decimal | None, Decimal | None]


class Weigher:
    """Compares rows (counted from 0) of one table and remembers nothing else."""

    def __init__(self, table: DecisionTable, axes: tuple[Axis, ...]) -> None:
        self.table = table
        self.axes = {axis.factor.name: axis for axis in axes}

    def contradicted_by(self, row: int) -> int:
        """Rows (as bits) that must not stand for heavier facts than this row's."""
        rows = range(len(self.table.rows))
        return sum(1 << other for other in rows if self.verdict(row, other) != Verdict.FINE)

    def verdict(self, light: int, heavy: int) -> Verdict:
        """Whether the row of the lighter facts is heavier than the row of the heavier facts."""
        if light == heavy:
            return Verdict.FINE
        one, other = self.table.rows[light], self.table.rows[heavy]
        if one.tier.rank > other.tier.rank:
            return Verdict.TIER
        exceeds = self._exceeds(light, heavy)
        if exceeds is None:
            return Verdict.UNKNOWN
        return Verdict.RANGE if exceeds else Verdict.FINE

    def _exceeds(self, light: int, heavy: int) -> bool | None:
        """Whether some fine of the light row lies above its counterpart, None if unknowable."""
        one, other = self.table.rows[light].range, self.table.rows[heavy].range
        if not one.high:
            return False
        if not other.high:
            return True
        if one.base == other.base:
            return one.low > other.low or one.high > other.high
        if one.base and other.base:
            return None
        axis = self.axes.get(one.base or other.base)
        if axis is None:
            return None
        least, most = self._amounts(axis, light, heavy)
        return _above(one, other, least, most)

    def _amounts(self, axis: Axis, light: int, heavy: int) -> Ends:
        """Least amount of the heavy row's facts and greatest of the light row's, side by side.

        On a rising factor the heavy facts have no smaller amount than the light ones, on a
        falling one no greater; without an order both have the same.
        """
        (light_low, light_high), (heavy_low, heavy_high) = (
            row_ends(axis, row) for row in (light, heavy)
        )
        if axis.factor.order == FactorOrder.FALLING:
            return heavy_low, light_high
        least = max((n for n in (light_low, heavy_low) if n is not None), default=None)
        most = min((n for n in (light_high, heavy_high) if n is not None), default=None)
        return least, most


def row_ends(axis: Axis, row: int) -> Ends:
    """Least and greatest amount that a row's cell lets through, None where there is no end."""
    regions = [region for region in axis.regions if region.rows >> row & 1]
    lows = [region.low for region in regions]
    highs = [region.high for region in regions]
    low = None if None in lows or not lows else min(n for n in lows if n is not None)
    high = None if None in highs or not highs else max(n for n in highs if n is not None)
    return low, high


def _above(
    one: PenaltyRange, other: PenaltyRange, least: Decimal | None, most: Decimal | None
) -> bool:
    ends = ((one.low, other.low), (one.high, other.high))
    if one.unit == RangeUnit.YUAN:
        amount = least or Decimal(0)
        return any(mine > theirs * amount for mine, theirs in ends)
    if most is None:
        return any(mine > 0 for mine, _ in ends)
    return any(mine * most > theirs for mine, theirs in ends)
