# SPDX-License-Identifier: Apache-2.0
"""One cell of a list: from text to value and back, the same for CSV, JSON and the database."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from mingjing.kernel.enforcement_fields import enforcement_field_code
from mingjing.kernel.errors import Invalid
from mingjing.kernel.labels import LabelledEnum
from mingjing.kernel.money import format_yuan, parse_yuan
from mingjing.registry.rules.lists.columns import CellKind, Column
from mingjing.registry.types.articles import ArticleRef, parse_article
from mingjing.registry.types.list_refusals import (
    ListCellEmpty,
    ListCellFormula,
    ListCellTooLong,
    ListCellUnreadable,
)

Value = (
    str | int | date | Decimal | LabelledEnum | tuple[ArticleRef, ...] | tuple[LabelledEnum, ...]
)
_WORD: Final = re.compile(r"[0-9A-Za-z\u3400-\u9fff][0-9A-Za-z\u3400-\u9fff._-]*").fullmatch
_SIX: Final = re.compile(r"\d{6}", re.ASCII).fullmatch
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII).fullmatch
_COUNT: Final = re.compile(r"\d{1,6}", re.ASCII).fullmatch
_FACTOR: Final = re.compile(r"\d{1,6}(?:\.\d{1,6})?", re.ASCII).fullmatch
_SEPARATOR: Final = re.compile("[;；]")
_FORMULA: Final = ("=", "+", "-", "@")
_LATEST_FEN: Final = 10**15


def tidy(text: str) -> str:
    """A cell as it is kept: one kind of line end, no blanks around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def read_cell(column: Column, text: str, row: int) -> Value | None:
    """The value of a tidy cell, None when it is empty.

    Raises: ListCellEmpty, ListCellTooLong, ListCellFormula, ListCellUnreadable.
    """
    if not text:
        if column.is_required:
            raise ListCellEmpty(row=row, column=column.name)
        return None
    if len(text) > column.longest:
        length, longest = len(text), column.longest
        raise ListCellTooLong(row=row, column=column.name, length=length, longest=longest)
    # `isprintable` is fast and passes nearly every text; only wide blanks need a closer look.
    if text.startswith(_FORMULA) or (not text.isprintable() and any(map(_is_control, text))):
        raise ListCellFormula(row=row, column=column.name)
    try:
        return _READERS[column.kind](column, text)
    except (ValueError, InvalidOperation, Invalid) as error:
        raise _unreadable(column, text, row) from error


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cs", "Cf") and sign != "\n"


def _unreadable(column: Column, text: str, row: int) -> ListCellUnreadable:
    zh, en = column.kind.zh, column.kind.en
    if column.codes:
        members = [str(member.value) for member in column.codes]
        zh, en = f"代码 {'、'.join(members)}", f"one of {', '.join(members)}"
    return ListCellUnreadable(
        row=row, column=column.name, found=text[:60], zh_expected=zh, en_expected=en
    )


def _matched(match: Callable[[str], object], text: str) -> str:
    if not match(text):
        raise ValueError(text)
    return text


def _money(_: Column, text: str) -> int:
    fen = parse_yuan(text)
    if not 0 <= fen <= _LATEST_FEN:
        raise ValueError(text)
    return fen


def _factor(_: Column, text: str) -> Decimal:
    found = Decimal(_matched(_FACTOR, text))
    if not found:
        raise ValueError(text)
    return found


def _code(column: Column, text: str) -> LabelledEnum:
    return _member(column.codes, text)


@lru_cache(maxsize=1024)
def _member(codes: type[LabelledEnum] | None, text: str) -> LabelledEnum:
    """A member by its value or by its Chinese or English name."""
    members = list(codes or ())
    for member in members:
        if text in (member.value, member.zh, member.en):
            return member
    for member in members:  # spreadsheets turn 02 into 2
        if text.isdecimal() and text == member.value.lstrip("0"):
            return member
    raise ValueError(text)


def _codes(column: Column, text: str) -> tuple[LabelledEnum, ...]:
    return tuple(dict.fromkeys(_code(column, part) for part in _parts(text)))


def _articles(_: Column, text: str) -> tuple[ArticleRef, ...]:
    return tuple(dict.fromkeys(parse_article(part) for part in _parts(text)))


def _parts(text: str) -> list[str]:
    parts = [part.strip() for part in _SEPARATOR.split(text)]
    if parts[-1] == "":
        parts.pop()
    return parts


_READERS: Mapping[CellKind, Callable[[Column, str], Value]] = {
    CellKind.TEXT: lambda _, text: text,
    CellKind.FIELD: lambda _, text: enforcement_field_code(text),
    CellKind.WORD: lambda _, text: _matched(_WORD, text),
    CellKind.SIX_DIGITS: lambda _, text: _matched(_SIX, text),
    CellKind.CODE: _code,
    CellKind.CODES: _codes,
    CellKind.ARTICLES: _articles,
    CellKind.DAY: lambda _, text: date.fromisoformat(_matched(_DAY, text)),
    CellKind.MONEY: _money,
    CellKind.FACTOR: _factor,
    CellKind.COUNT: lambda _, text: int(_matched(_COUNT, text)),
}


def write_cell(column: Column, value: object) -> str:
    """The text of a value, as `read_cell` reads it back; absent values are empty."""
    if value is None:
        return ""
    if column.kind is CellKind.MONEY and isinstance(value, int):
        return format_yuan(value, grouped=False)
    if isinstance(value, tuple):
        return ";".join(p.text if isinstance(p, ArticleRef) else str(p.value) for p in value)
    if isinstance(value, LabelledEnum):
        return str(value.value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)
