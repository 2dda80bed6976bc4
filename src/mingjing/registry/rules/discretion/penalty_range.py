# SPDX-License-Identifier: Apache-2.0
"""Ranges of fines in whole fen (罚款幅度计算): fixed sums, multiples, shares of an amount."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Final

from mingjing.registry.types.benchmark_refusals import FactMissing, RangeEmpty
from mingjing.registry.types.benchmarks import FactValue, PenaltyRange, RangeUnit

_FEN_PER_YUAN: Final = Decimal(100)
# Wide enough that no product of an amount and a multiple is rounded before the fen.
_EXACT: Final = Context(prec=120)


def fen_range(
    penalty: PenaltyRange, *, base: FactValue, row_no: int
) -> tuple[int, int] | tuple[None, None]:
    """Lowest and highest fine that the range allows, both included; (None, None) for no fine.

    Rounding goes inwards, so that no amount offered leaves the range: the low end up to the fen,
    the high end down. An open end (不满, 超过) is the next fen inside.
    Law: APL-034, 行政处罚法 §34.
    Raises: FactMissing without the base; RangeEmpty when no fen lies in the range.
    """
    if penalty.unit == RangeUnit.NONE:
        return None, None
    factor = _FEN_PER_YUAN
    if penalty.unit != RangeUnit.YUAN:
        if not isinstance(base, Decimal):
            raise FactMissing(names=penalty.base)
        factor = _EXACT.multiply(factor, base)
    low = _least(_EXACT.multiply(penalty.low, factor), is_open=penalty.low_open)
    high = _most(_EXACT.multiply(penalty.high, factor), is_open=penalty.high_open)
    if low > high:
        raise RangeEmpty(row=row_no, base=penalty.base)
    return low, high


def _least(fen: Decimal, *, is_open: bool) -> int:
    whole = int(fen.to_integral_value(ROUND_CEILING, _EXACT))
    return whole + 1 if is_open and whole == fen else whole


def _most(fen: Decimal, *, is_open: bool) -> int:
    whole = int(fen.to_integral_value(ROUND_FLOOR, _EXACT))
    return whole - 1 if is_open and whole == fen else whole
