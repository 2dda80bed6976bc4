# SPDX-License-Identifier: Apache-2.0
"""Lines of Chinese text (避头尾): where a line may end.

By GB/T 15834 (no closing mark opens a line, no opening mark ends one, double marks stay whole) and
the W3C's CLREQ; Latin words, numbers with their unit, articles and amounts stay whole,
a fine with its amount.
"""

import re
from collections.abc import Callable, Iterable

NO_START = frozenset("，。、；：？！）》〉」』】〕”’·‰℃%/,.;:?!)]}\uff3d\uff5d\uff5e\uff05")
NO_END = frozenset("（《〈「『【〔“‘￥¥$/([{\uff3b\uff5b")

_HAN, _COUNT = "\u3400-\u9fff", "零〇一二三四五六七八九十百千"
_UNIT = rf"(?:[百千万亿]+元|个工作日|个月|平方米|立方米|千克|公斤|公里|周岁|小时|[{_HAN}])"
_CAPITALS = "人民币[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]+"
_ATOM = re.compile(
    rf"第[\d{_COUNT}]+[条款项章节编目号](?:之[{_COUNT}]+)?"  # an article
    r"|〔\d+〕\d+号?"  # year and serial of a number
    rf"|(?:罚款)?{_CAPITALS}"  # an amount in capitals, with what it is
    rf"|(?:罚款(?=[¥\d]))?[!-ɏ]+(?:(?<=\d)[ \xa0]?{_UNIT})?"  # a Latin word; a number with its unit
    r"|—+|…+|\s+|.",
    re.DOTALL,
)


def pieces(text: str) -> list[str]:
    """The text in parts between which a line may end."""
    found: list[str] = []
    for atom in _ATOM.findall(text):
        if found and not may_part(found[-1], atom):
            found[-1] += atom
        else:
            found.append(atom)
    return found


def may_part(before: str, after: str) -> bool:
    """Whether a line may end between the two: by their marks and spaces alone."""
    return not (after[0] in NO_START or after.isspace() or before.rstrip()[-1:] in (NO_END | {""}))


def lines(text: str, width: float, measure: Callable[[str], float], first: float = 0) -> list[str]:
    """The text in lines no wider than `width`; the first is narrower by `first`, its indentation.

    What is wider than a whole line is cut at the last place that its marks allow.

    :param measure: the width of a text, in the unit of `width`.
    """
    found: list[str] = []
    line, room = "", width - first
    for piece in _narrow(pieces(text), room, measure):
        if line and measure((line + piece).rstrip()) > room:
            found.append(line.rstrip())
            line, room = "", width
        line += piece
    return [*found, line.rstrip()]


def _narrow(parts: Iterable[str], width: float, measure: Callable[[str], float]) -> Iterable[str]:
    """The parts, those cut that are wider than the narrowest line."""
    for part in parts:
        rest = part
        while len(rest) > 1 and measure(rest.rstrip()) > width:
            end = _cut(rest, width, measure)
            yield rest[:end]
            rest = rest[end:]
        yield rest


def _cut(text: str, width: float, measure: Callable[[str], float]) -> int:
    """How many characters make a line: the most that fit, fewer where the marks ask it."""
    most = 1
    while measure(text[: most + 1]) <= width:
        most += 1
    allowed = (end for end in range(most, 0, -1) if may_part(text[:end], text[end]))
    return next(allowed, most)
