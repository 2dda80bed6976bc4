# SPDX-License-Identifier: Apache-2.0
"""References to articles: “行政处罚法 §60”, “行政处罚法第六十条”, `administrative-penalty-law 60`.

Names come from the packaged list of instruments; what it does not name is not read.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from mingjing.registry.rules.statute_text import NUMERAL, article_number
from mingjing.registry.types import ArticleRef

_PLAIN: Final = re.compile(r"([a-z]+(?:-[a-z0-9]+)+)(?: ([1-9]\d*(?:-\d+)?))?")
_RANGE: Final = r"§§\s*(?P<first>\d+)\s*[-–]\s*(?P<last>\d+)"
_SIGN: Final = r"§{1,2}\s*(?P<sign>\d+(?:-\d+)?)"
_ORDINAL: Final = rf"第(?P<main>{NUMERAL})条(?:之(?P<inserted>{NUMERAL}))?"
_NUMBERS: Final = re.compile(rf"[\s,、，和及]*(?:{_RANGE}|{_SIGN}|{_ORDINAL})(?:\(\d+\))*")


def read_refs(text: str, names: Mapping[str, str]) -> tuple[ArticleRef, ...]:
    """Every reference in a text, in order (法律引用解析); `names` leads from name to instrument.

    A name without a number stands for the instrument as a whole.
    Example: "行政处罚法 §17, §23" are two references; "§§10-16" are seven.
    """
    plain = _PLAIN.fullmatch(text.strip())
    if plain and plain[1] in names.values():
        return (ArticleRef(plain[1], plain[2] or ""),)
    longest_first = sorted(names, key=len, reverse=True)
    name = re.compile("|".join(map(re.escape, longest_first)))
    return tuple(_refs(text, name, names))


def _refs(text: str, name: re.Pattern[str], names: Mapping[str, str]) -> Iterator[ArticleRef]:
    at = 0
    while found := name.search(text, at):
        instrument_id = names[found[0]]
        at = found.end() + (text[found.end() : found.end() + 1] == "》")
        numbers: list[str] = []
        while step := _NUMBERS.match(text, at):
            numbers.extend(_expanded(step))
            at = step.end()
        yield from (ArticleRef(instrument_id, number) for number in numbers or ("",))


def _expanded(step: re.Match[str]) -> Iterator[str]:
    if step["first"]:
        yield from map(str, range(int(step["first"]), int(step["last"]) + 1))
    elif step["sign"]:
        yield step["sign"]
    else:
        yield article_number(step["main"], step["inserted"] or "")
