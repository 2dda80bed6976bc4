# SPDX-License-Identifier: Apache-2.0
"""Provisions as people write and read them (条款引用): 《食品安全法》第一百二十五条第一款."""

import re
from collections.abc import Mapping
from typing import Final

from mingjing.kernel.articles import chinese_numeral
from mingjing.kernel.errors import Language
from mingjing.registry.rules.statute_text import NUMERAL, chinese_number
from mingjing.registry.types import ArticleRef, ArticleUnreadable, Provision, parse_provision

_NUMBER: Final = rf"(?:{NUMERAL}|\d{{1,4}})"
_CHINESE: Final = re.compile(
    rf"第\s*(?P<main>{_NUMBER})\s*条(?:之(?P<more>{_NUMBER}))?"
    rf"(?:第?(?P<paragraph>{_NUMBER})款)?(?:第?[（(]?(?P<item>{_NUMBER})[)）]?项)?"
)
_SIGN: Final = re.compile(
    r"(?:§|[Aa]rt(?:icle)?\.?)?\s*(?P<main>\d{1,4})(?:-(?P<more>\d{1,2}))?"
    r"(?:\((?P<paragraph>\d{1,2})\)(?:\((?P<item>\d{1,2})\))?)?"
)
_ITEM: Final = re.compile(rf"[（(]({NUMERAL})[)）]")


def read_provision(text: str, names: Mapping[str, str]) -> Provision | None:
    """The one provision that a text is, by its code or by its name; None when it is none.

    :param names: name of an instrument → its id.
    """
    plain = " ".join(text.replace("《", "").replace("》", " ").split()).rstrip("。；;、，,")
    try:
        return parse_provision(plain)
    except ArticleUnreadable:
        pass
    for name in sorted(names, key=len, reverse=True):
        if plain.casefold().startswith(name.casefold()):
            rest = plain[len(name) :].strip()
            found = _CHINESE.fullmatch(rest) or _SIGN.fullmatch(rest)
            return _provision(names[name], found) if found else None
    return None


def _provision(instrument_id: str, found: re.Match[str]) -> Provision | None:
    main, more = _whole(found["main"]), _whole(found["more"])
    number = f"{main}-{more}" if more else str(main)
    ref = ArticleRef(instrument_id, number)
    return Provision(ref, _whole(found["paragraph"]), _whole(found["item"])) if main else None


def _whole(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if text.isdecimal() else chinese_number(text)  # 12, also of full width


def write_provision(one: Provision, title: str, language: Language) -> str:
    """The provision as people cite it, under the title of its instrument.

    Example: 《食品安全法》第一百二十五条第一款第(二)项; Food Safety Law Art. 125(1)(2).
    """
    main, _, more = one.ref.number.partition("-")
    if language == "en":
        paragraph = f"({one.paragraph})" if one.paragraph or one.item else ""
        return f"{title} Art. {one.ref.number}{paragraph}" + (f"({one.item})" if one.item else "")
    said = f"《{title}》第{chinese_numeral(int(main))}条"
    said += f"之{chinese_numeral(int(more))}" if more else ""
    said += f"第{chinese_numeral(one.paragraph)}款" if one.paragraph else ""
    return said + (f"第({chinese_numeral(one.item)})项" if one.item else "")


def has_part(text: str, one: Provision) -> bool:
    """Whether an article's text has the paragraph and the item that a provision names.

    Items stand on lines of their own that begin with their number in brackets; every other line
    is a paragraph. An item belongs to the paragraph that it follows.
    """
    paragraph, items = 0, set[tuple[int, int]]()
    for line in text.split("\n"):
        found = _ITEM.match(line)
        if found:
            items.add((paragraph, chinese_number(found[1])))
        else:
            paragraph += 1
    if one.item:
        wanted = {one.paragraph} if one.paragraph else set(range(paragraph + 1))
        return any((where, one.item) in items for where in wanted)
    return one.paragraph <= paragraph
