# SPDX-License-Identifier: Apache-2.0
"""Ranges in the words of statutes (幅度的法条写法), written and read.

Example: 5万元以上15万元以下 · 不满2000元 · 货值金额15倍以上30倍以下 · 年销售额1%以上10%以下 ·
3000元 · 无. 以上、以下 include the number (民法典 §1259); 超过、不满 do not.
"""

import re
from decimal import Decimal

from mingjing.kernel.errors import Language
from mingjing.registry.types.benchmarks import PenaltyRange, RangeUnit

_NUMBER = r"([0-9]+(?:\.[0-9]+)?)"
_UNIT = r"(元|万元|倍|%)"
_BOTH = re.compile(
    rf"(?P<base>.*?)的?(超过)?{_NUMBER}{_UNIT}(?:以上)?(不满)?{_NUMBER}{_UNIT}(?:以下)?"
)
_ONE = re.compile(rf"(?P<base>.*?)的?(不满)?{_NUMBER}{_UNIT}(以下)?")
# A base that ends like this would run into the number: 的 keeps them apart.
_STICKY = (*"0123456789的", "超过", "不满")
_GAPS = re.compile(r"[\s,，]")
_SCALE = {"元": Decimal(1), "万元": Decimal(10_000), "倍": Decimal(1), "%": Decimal("0.01")}
_KIND = {"元": RangeUnit.YUAN, "万元": RangeUnit.YUAN, "倍": RangeUnit.MULTIPLE} | {
    "%": RangeUnit.PERCENT,
}
_WAN = Decimal(10_000)


def read_range(text: str) -> PenaltyRange | None:
    """The range that a text names, None when it names none."""
    plain = _GAPS.sub("", text).replace("\uff05", "%")
    if plain in ("无", "-", ""):
        return PenaltyRange()
    both = _BOTH.fullmatch(plain)
    if both:
        base, above, low, unit, below, high, unit2 = both.groups()
        return _range(base, (low, unit, bool(above)), (high, unit2, bool(below)))
    one = _ONE.fullmatch(plain)
    if one is None:
        return None
    base, below, high, unit, upto = one.groups()
    low = "0" if below or upto else high
    return _range(base, (low, unit, False), (high, unit, bool(below)))


def _range(
    base: str, low: tuple[str, str, bool], high: tuple[str, str, bool]
) -> PenaltyRange | None:
    unit = _KIND[low[1]]
    if _KIND[high[1]] != unit or bool(base) == (unit == RangeUnit.YUAN):
        return None
    return PenaltyRange(
        unit=unit,
        low=Decimal(low[0]) * _SCALE[low[1]],
        high=Decimal(high[0]) * _SCALE[high[1]],
        base=base,
        low_open=low[2],
        high_open=high[2],
    )


def write_range(penalty: PenaltyRange, language: Language = "zh") -> str:
    """The range in words; the Chinese is read back by `read_range`."""
    if penalty.unit == RangeUnit.NONE:
        return "无" if language == "zh" else "no fine"
    low, high = (_amount(n, penalty.unit, language) for n in (penalty.low, penalty.high))
    if language == "zh":
        joint = "的" if penalty.base.endswith(_STICKY) else ""
        return penalty.base + joint + _chinese(penalty, low, high)
    of = f" of {penalty.base}" if penalty.base else ""
    if penalty.low == penalty.high:
        return f"{high}{of}"
    above = "more than " if penalty.low_open else ""
    below = "less than " if penalty.high_open else ""
    return f"{above}{low} to {below}{high}{of}"


def _chinese(penalty: PenaltyRange, low: str, high: str) -> str:
    if penalty.low == penalty.high and not penalty.low_open and not penalty.high_open:
        return low
    if not penalty.low and not penalty.low_open:
        return f"不满{high}" if penalty.high_open else f"{high}以下"
    above = f"超过{low}" if penalty.low_open else f"{low}以上"
    return above + (f"不满{high}" if penalty.high_open else f"{high}以下")


def _amount(number: Decimal, unit: RangeUnit, language: Language) -> str:
    if unit == RangeUnit.PERCENT:
        return f"{_plain(number * 100)}%"
    if unit == RangeUnit.MULTIPLE:
        return f"{_plain(number)}{'倍' if language == 'zh' else ' times'}"
    if language == "en":
        return f"{_grouped(number)} yuan"
    if number and not number % _WAN:
        return f"{_plain(number / _WAN)}万元"
    return f"{_plain(number)}元"


def _plain(number: Decimal) -> str:
    """The number without needless zeros and never with an exponent."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _grouped(number: Decimal) -> str:
    whole, _, cents = _plain(number).partition(".")
    return f"{int(whole):,}" + (f".{cents}" if cents else "")
