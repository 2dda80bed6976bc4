# SPDX-License-Identifier: Apache-2.0
"""Ranges of a benchmark stay within the parent article (法定幅度核对).

A tier of lighter, ordinary or heavier stays between both ends of the law; mitigated (减轻) may go
below the lower end; nothing may go above the upper one.
"""

from dataclasses import replace
from decimal import Decimal

from mingjing.kernel.problems import Problem
from mingjing.registry.rules.discretion.range_text import write_range
from mingjing.registry.rules.discretion.regions import Axis
from mingjing.registry.rules.discretion.weights import row_ends
from mingjing.registry.types.benchmark_refusals import BoundsMissing, CapNotProven, OutOfStatute
from mingjing.registry.types.benchmarks import (
    DecisionTable,
    PenaltyRange,
    RangeUnit,
    StatutoryBounds,
    TableRow,
    Tier,
)

_FEN_PER_YUAN = 100
_MAY_GO_BELOW = (Tier.NONE, Tier.MITIGATED)


def statute_problems(table: DecisionTable, axes: tuple[Axis, ...]) -> list[Problem]:
    """Rows whose range leaves what the law allows, or of which that cannot be proven.

    Law: APL-034, 行政处罚法 §34; §5; DIS-3, 国办发〔2022〕27号.
    """
    fined = [(no, row) for no, row in enumerate(table.rows) if row.range.unit != RangeUnit.NONE]
    if table.bounds == StatutoryBounds():
        return [Problem(BoundsMissing(), is_note=True)] if fined else []
    found = []
    for no, row in fined:
        allowed = allowed_range(table.bounds, row.range)
        if allowed is not None:
            found += _within(row, allowed, no)
        elif row.range.base and table.bounds.high_fen is not None:
            found += _under_cap(table.bounds.high_fen, row.range, axes, no)
    return found


def allowed_range(bounds: StatutoryBounds, penalty: PenaltyRange) -> PenaltyRange | None:
    """What the law allows in the unit of a range, None when it says nothing in that unit."""
    if penalty.unit == RangeUnit.YUAN:
        if bounds.high_fen is None:
            return None
        low = Decimal(bounds.low_fen or 0) / _FEN_PER_YUAN
        return PenaltyRange(penalty.unit, low, Decimal(bounds.high_fen) / _FEN_PER_YUAN)
    by_unit = {
        RangeUnit.MULTIPLE: (bounds.low_multiple, bounds.high_multiple),
        RangeUnit.PERCENT: (bounds.low_ratio, bounds.high_ratio),
    }
    low_end, high_end = by_unit[penalty.unit]
    if high_end is None:
        return None
    return replace(
        penalty, low=low_end or Decimal(0), high=high_end, low_open=False, high_open=False
    )


def _within(row: TableRow, allowed: PenaltyRange, no: int) -> list[Problem]:
    too_low = row.range.low < allowed.low and row.tier not in _MAY_GO_BELOW
    if row.range.high <= allowed.high and not too_low:
        return []
    texts = {
        "zh_range": write_range(row.range, "zh"),
        "en_range": write_range(row.range, "en"),
        "zh_bounds": write_range(allowed, "zh"),
        "en_bounds": write_range(allowed, "en"),
    }
    return [Problem(OutOfStatute(row=no + 1, **texts))]


def _under_cap(
    cap_fen: int, penalty: PenaltyRange, axes: tuple[Axis, ...], no: int
) -> list[Problem]:
    """A multiple under a fixed cap: provable only where the row bounds the amount."""
    axis = next((axis for axis in axes if axis.factor.name == penalty.base), None)
    most = None if axis is None else row_ends(axis, no)[1]
    if most is None:
        return [Problem(CapNotProven(row=no + 1, base=penalty.base))]
    if penalty.high * most * _FEN_PER_YUAN <= cap_fen:
        return []
    cap = PenaltyRange(RangeUnit.YUAN, Decimal(0), Decimal(cap_fen) / _FEN_PER_YUAN)
    texts = {
        "zh_range": write_range(penalty, "zh"),
        "en_range": write_range(penalty, "en"),
        "zh_bounds": write_range(cap, "zh"),
        "en_bounds": write_range(cap, "en"),
    }
    return [Problem(OutOfStatute(row=no + 1, **texts))]
