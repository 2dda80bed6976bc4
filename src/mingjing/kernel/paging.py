# SPDX-License-Identifier: Apache-2.0
"""Pages of a list (分页、排序): every list has an order and a limit."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page is wanted: `number` from 1, `size` rows."""

    number: int = 1
    size: int = 50

    @property
    def offset(self) -> int:
        """Rows before this page."""
        return (self.number - 1) * self.size

    @classmethod
    def parse(cls, text: str | None, size: int = 50) -> "PageRequest":
        """A page request from a query string; nonsense means the first page."""
        return cls(max(1, int(text)) if text and text.isdecimal() and len(text) < 8 else 1, size)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list, with the size of the whole."""

    items: tuple[T, ...]
    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        """Number of pages, at least 1."""
        return max(1, -(-self.total // self.size))

    @property
    def has_next(self) -> bool:
        """Whether a page follows."""
        return self.number < self.pages

    @property
    def has_previous(self) -> bool:
        """Whether a page comes before."""
        return self.number > 1

    def map(self, convert: Callable[[T], U]) -> "Page[U]":
        """The same page with each item converted."""
        return Page(tuple(convert(i) for i in self.items), self.number, self.size, self.total)


@dataclass(frozen=True, slots=True)
class SortOrder:
    """By which column a list stands and which way (排序); no column is the list's own order."""

    column: str = ""
    is_descending: bool = False

    @classmethod
    def parse(cls, text: str | None, columns: Collection[str]) -> "SortOrder":
        """An order from a query string: `name`, or `-name` for descending; nonsense means none."""
        column = (text or "").removeprefix("-")
        return cls(column, (text or "").startswith("-")) if column in columns else cls()

    @property
    def text(self) -> str:
        """As it stands in an address."""
        return f"-{self.column}" if self.is_descending else self.column
