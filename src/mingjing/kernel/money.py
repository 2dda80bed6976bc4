# SPDX-License-Identifier: Apache-2.0
"""Money (金额): whole fen inside, yuan at the edge; never a float.

Reading is exact or refused. Rounding happens only in `apply_rate` and `daily_surcharge`, half up
to the fen. Amounts in capitals follow 正确填写票据和结算凭证的基本规定 (支付结算办法, annex 1).
"""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import pairwise
from typing import Final

from mingjing.kernel.errors import Invalid

FEN_PER_YUAN: Final = 100
_UNITS: Final = {"": 1, "元": 1, "圆": 1, "千元": 10**3, "万": 10**4, "万元": 10**4} | {
    "百万元": 10**6,
    "千万元": 10**7,
    "亿": 10**8,
    "亿元": 10**8,
}
_FEN_PER_WAN: Final = 10**4 * FEN_PER_YUAN
# Wide enough that products of any amount and rate are exact before the one rounding.
_EXACT: Final = Context(prec=80, rounding=ROUND_HALF_UP)
_NUMBER: Final = re.compile(
    r"(?P<sign>[-+]?)(?:¥|RMB|CNY)?(?P<sign2>-?)"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<cents>\.\d+)?(?P<unit>[元圆万亿千百]*)",
    re.ASCII,
).fullmatch

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("", "拾", "佰", "仟")
# Ten-thousands of 亿 and above are written 万亿, so 亿 repeats the small groups.
_LARGEST: Final = 10**16 * FEN_PER_YUAN - 1
_CAPITALS: Final = re.compile(
    r"(?P<minus>负?)(?:(?P<yuan>[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+)元)?零?"
    r"(?:(?P<jiao>[壹贰叁肆伍陆柒捌玖])角)?零?(?:(?P<fen>[壹贰叁肆伍陆柒捌玖])分)?整?"
).fullmatch


class MoneyUnreadable(Invalid):
    """The text is no amount of money (金额无法识别)."""

    code = "kernel.money.unreadable"
    zh = "“{found}”不是金额。"
    en = "'{found}' is no amount of money."
    remedy_zh = "请写作 1234.50、1,234.50 或 0.2 万元。"
    remedy_en = "Write 1234.50, 1,234.50 or 0.2 万元."


class MoneyInexact(Invalid):
    """The amount is finer than a fen (金额小于分)."""

    code = "kernel.money.inexact"
    zh = "“{found}”精确到分以下，不能准确表示。"
    en = "'{found}' is finer than a fen and cannot be kept exactly."
    remedy_zh, remedy_en = "请写到分为止。", "Write it to the fen."


class MoneyTooLarge(Invalid):
    """More than can be written in capitals (金额过大)."""

    code = "kernel.money.too_large"
    zh, en = "金额超出大写范围。", "The amount is too large to be written in capitals."
    remedy_zh, remedy_en = "请核对金额。", "Check the amount."


def parse_yuan(text: str) -> int:
    """Fen from text such as 12.34, 1,234.5, ¥12, 0.2万元, 3亿元 (元 if no unit is given).

    Units: fen. Raises: MoneyUnreadable, MoneyInexact.
    """
    compact = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    found = _NUMBER(compact)
    factor = None if found is None else _UNITS.get(found["unit"])
    if found is None or factor is None or (found["sign"] and found["sign2"]):
        raise MoneyUnreadable(found=text)
    whole, cents = found["whole"].replace(",", ""), (found["cents"] or ".").rstrip("0")
    scaled = int(whole + cents[1:]) * factor * FEN_PER_YUAN
    scale: int = 10 ** (len(cents) - 1)
    fen, rest = divmod(scaled, scale)
    if rest:
        raise MoneyInexact(found=text)
    return -fen if "-" in (found["sign"], found["sign2"]) else fen


def format_yuan(fen: int, *, grouped: bool = True) -> str:
    """Yuan with two places, 1,234.50; without `grouped` 1234.50."""
    yuan, rest = divmod(abs(fen), FEN_PER_YUAN)
    return f"{'-' if fen < 0 else ''}{yuan:{',' if grouped else ''}}.{rest:02}"


def format_wan(fen: int) -> str:
    """The exact number of 万元 without needless zeros, as publicity forms want it: 200000 → 0.2."""
    wan, rest = divmod(abs(fen), _FEN_PER_WAN)
    places = f".{rest:06}".rstrip("0") if rest else ""
    return f"{'-' if fen < 0 else ''}{wan}{places}"


def apply_rate(fen: int, rate: Decimal) -> int:
    """Amount times rate (0.03 for 3 %), half up to the fen, away from zero if negative."""
    return int(_EXACT.to_integral_value(_EXACT.multiply(Decimal(fen), rate)))


def daily_surcharge(fen: int, *, rate_per_day: Decimal, days: int, cap: int | None = None) -> int:
    """Surcharge (加处罚款) of so many days, rounded once at the end, at most `cap`.

    Units: fen; rate 0.03 for 3 % a day. Rate and cap are the law's and handed in.
    """
    total = apply_rate(fen, _EXACT.multiply(rate_per_day, Decimal(max(days, 0))))
    return total if cap is None else min(total, cap)


def to_capitals(fen: int) -> str:
    """The amount in capitals (大写), without 人民币 before it: 壹佰贰拾叁元肆角伍分.

    整 follows 元 and 角, never 分; zero is 零元整. Raises: MoneyTooLarge.
    """
    if abs(fen) > _LARGEST:
        raise MoneyTooLarge
    yuan, rest = divmod(abs(fen), FEN_PER_YUAN)
    jiao, last = divmod(rest, 10)
    sign = "负" if fen < 0 else ""
    text = f"{_integer(yuan)}元" if yuan else ""
    if not rest:
        return f"{sign}{text or '零元'}整"
    # 零 stands for a missing 角, and between a 元 that ends in 0 and what follows.
    if text and (not jiao or yuan % 10 == 0):
        text += "零"
    text += f"{_DIGITS[jiao]}角" if jiao else ""
    return sign + text + (f"{_DIGITS[last]}分" if last else "整")


def from_capitals(text: str) -> int:
    """Fen from an amount in capitals; 人民币, 圆, 正, and 零 where it may be left out, are read.

    Raises: MoneyUnreadable, also for an amount that nobody would write like that.
    """
    compact = re.sub(r"[\s:：]", "", text).removeprefix("人民币")
    compact = compact.replace("圆", "元").replace("正", "整")
    found = _CAPITALS(compact)
    if found is None or not (found["yuan"] or found["jiao"] or found["fen"]):
        raise MoneyUnreadable(found=text)
    yuan = _read_integer(found["yuan"] or "")
    jiao, last = (_DIGITS.index(found[key] or "零") for key in ("jiao", "fen"))
    fen = yuan * FEN_PER_YUAN + jiao * 10 + last
    fen = -fen if found["minus"] else fen
    # The canonical writing, without zeros and 整, must be the same: so 壹拾贰佰 is refused.
    if abs(fen) > _LARGEST or _bones(to_capitals(fen)) != _bones(compact):
        raise MoneyUnreadable(found=text)
    return fen


def _integer(number: int) -> str:
    """A positive integer in capitals; 零 where places are skipped below a filled one."""
    for unit, word in ((10**8, "亿"), (10**4, "万")):
        high, low = divmod(number, unit)
        if high:
            gap = "零" if 0 < low < unit // 10 else ""
            return _integer(high) + word + gap + (_integer(low) if low else "")
    digits = f"{number:04}"
    filled = [(3 - i, digit) for i, digit in enumerate(digits) if digit != "0"]
    text = _DIGITS[int(filled[0][1])] + _PLACES[filled[0][0]]
    for (above, _), (place, digit) in pairwise(filled):
        text += ("零" if above - place > 1 else "") + _DIGITS[int(digit)] + _PLACES[place]
    return text


def _read_integer(text: str) -> int:
    for word, unit in (("亿", 10**8), ("万", 10**4), ("仟", 1000), ("佰", 100), ("拾", 10)):
        high, separator, low = text.rpartition(word) if unit == 10**8 else text.partition(word)
        if separator:
            # 拾元 is written for 壹拾元 by hand.
            return (_read_integer(high) or 1) * unit + _read_integer(low)
    digits = text.strip("零")
    return _DIGITS.index(digits) if len(digits) == 1 else 0


def _bones(text: str) -> str:
    """The text without what a writer may leave out or add."""
    bare = re.sub("[零整]", "", text).replace("壹拾", "拾")
    return re.sub("^(负?)元", r"\1", bare)
