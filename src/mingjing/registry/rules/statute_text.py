# SPDX-License-Identifier: Apache-2.0
"""A statute's text, read article by article: headings, numbers, paragraphs, list items."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Final

from mingjing.registry.types import ArticleText, StatuteUnreadable

_DIGITS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {
    "\u3007": 0,
    "两": 2,
}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
NUMERAL: Final = "[零\u3007一二两三四五六七八九十百千]+"
_ARTICLE: Final = re.compile(rf"第({NUMERAL})条(?:之({NUMERAL}))?[\s　]+(.*)")
_HEADING: Final = re.compile(r"(#{2,4})\s+(.*)")
_END_OF_HEAD: Final = "<!-- INFO END -->"


def chinese_number(text: str) -> int:
    """A whole number below ten thousand in Chinese numerals (中文数字): 三十三 is 33.

    Raises: ValueError when a sign is no numeral.
    """
    total = digit = 0
    for sign in text:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        elif sign in _DIGITS:
            digit = _DIGITS[sign]
        else:
            raise ValueError(f"{text!r} is not a Chinese number")
    return total + digit


def article_number(main: str, inserted: str = "") -> str:
    """The number of an article in Arabic digits: 第三十三条之一 is 33-1."""
    number = str(chinese_number(main))
    return f"{number}-{chinese_number(inserted)}" if inserted else number


def read_statute(text: str, name: str) -> tuple[ArticleText, ...]:
    """The articles of a statute in order, with the chapter and section each stands under.

    Shape: a paragraph or list item is one line of `ArticleText.text`.
    Raises: StatuteUnreadable when an article is missing or stands in the wrong place.
    """
    found = tuple(_articles(text))
    _check_order(found, name)
    return found


def text_digest(articles: Iterable[ArticleText]) -> str:
    """SHA-256 of a text (文本摘要): number, heading and text of each article, in order."""
    state = hashlib.sha256()
    for one in articles:
        state.update(f"{one.number}\x1f{one.heading}\x1f{one.text}\x1e".encode())
    return state.hexdigest()


def _articles(text: str) -> Iterator[ArticleText]:
    headings: dict[int, str] = {}
    number, paragraphs = "", list[str]()
    for line in _lines(text):
        heading, article = _HEADING.fullmatch(line), _ARTICLE.fullmatch(line)
        if (heading or article) and number:
            yield ArticleText(number, _path(headings), "\n".join(paragraphs))
            number, paragraphs = "", []
        if heading:
            level = len(heading[1])
            headings = {at: said for at, said in headings.items() if at < level}
            headings[level] = _spaced(heading[2])
        elif article:
            number, paragraphs = article_number(article[1], article[2] or ""), [article[3]]
        elif number:
            paragraphs.append(line)
    if number:
        yield ArticleText(number, _path(headings), "\n".join(paragraphs))


def _lines(text: str) -> Iterator[str]:
    """Lines of the body, blanks at both ends removed; front matter and preamble left out."""
    body = text.partition(_END_OF_HEAD)[2] or text
    stripped = (line.strip(" 　\t\r") for line in body.split("\n"))
    return (line for line in stripped if line)


def _path(headings: dict[int, str]) -> str:
    return " · ".join(headings[level] for level in sorted(headings))


def _spaced(heading: str) -> str:
    """A heading with one blank after its number and none inside its name."""
    number, _, name = heading.replace("　", " ").partition(" ")
    return f"{number} {name.replace(' ', '')}".strip()


def _check_order(articles: tuple[ArticleText, ...], name: str) -> None:
    main, inserted = 0, 0
    for article in articles:
        head, _, tail = article.number.partition("-")
        place = (int(head), int(tail or 0))
        if place not in {(main + 1, 0), (main, inserted + 1)}:
            raise StatuteUnreadable(name=name, expected=main + 1, found=article.number)
        main, inserted = place
    if not articles:
        raise StatuteUnreadable(name=name, expected=1, found="-")
