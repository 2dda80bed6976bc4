# SPDX-License-Identifier: Apache-2.0
"""Reading a published document strictly: what is missing, of the wrong kind or too much is named.

A draw file comes from anywhere; nothing in it may surprise the replay.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from mingjing.inspection.types import DrawFileUnreadable


def unreadable(where: str, reason: str) -> DrawFileUnreadable:
    """The refusal for a place in the document."""
    return DrawFileUnreadable(where=where, reason=reason)


_LARGEST = 2**53 - 1  # the largest whole number that every JSON reader keeps exact


def _is_text(value: str) -> bool:
    """Whether a string can be written as UTF-8: JSON can smuggle in half a surrogate pair."""
    return not any("\ud800" <= sign <= "\udfff" for sign in value)


def _is_line(value: str) -> bool:
    return "\n" not in value and _is_text(value)


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON object of the document and where it stands."""

    value: dict[str, object]
    where: str

    @classmethod
    def of(cls, value: object, where: str) -> "Node":
        """The object at a place.

        Raises: DrawFileUnreadable.
        """
        if not isinstance(value, dict):
            raise unreadable(where, "an object is expected")
        return cls(cast("dict[str, object]", value), where)

    def node(self, name: str) -> "Node":
        """An object in a field."""
        return Node.of(self._get(name), f"{self.where}.{name}")

    def text(self, name: str) -> str:
        """A string in a field."""
        value = self._get(name)
        if not isinstance(value, str):
            raise unreadable(f"{self.where}.{name}", "a string is expected")
        if not _is_text(value):
            raise unreadable(f"{self.where}.{name}", "it is not Unicode text")
        return value

    def line(self, name: str) -> str:
        """A string without line breaks: ids and strata, which stand in hashed text."""
        value = self.text(name)
        if "\n" in value:
            raise unreadable(f"{self.where}.{name}", "a line break is not allowed")
        return value

    def whole(self, name: str) -> int:
        """A whole number from 0 in a field."""
        value = self._get(name)
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        if not is_whole or not 0 <= cast("int", value) <= _LARGEST:
            raise unreadable(f"{self.where}.{name}", "a whole number from 0 is expected")
        return cast("int", value)

    def maybe_whole(self, name: str) -> int | None:
        """A whole number from 0, or null."""
        return None if self._get(name) is None else self.whole(name)

    def lines(self, name: str) -> tuple[str, ...]:
        """A list of strings without line breaks."""
        items = self._list(name)
        if not all(isinstance(item, str) and _is_line(item) for item in items):
            raise unreadable(f"{self.where}.{name}", "a list of strings is expected")
        return tuple(cast("list[str]", items))

    def nodes(self, name: str) -> Iterator["Node"]:
        """A list of objects."""
        for number, item in enumerate(self._list(name)):
            yield Node.of(item, f"{self.where}.{name}[{number}]")

    def pairs(self, name: str) -> frozenset[tuple[str, str]]:
        """A list of pairs of strings."""
        found = set()
        for number, item in enumerate(self._list(name)):
            is_pair = isinstance(item, list) and len(item) == 2
            parts = cast("list[object]", item) if is_pair else []
            if not parts or not all(isinstance(part, str) and _is_line(part) for part in parts):
                raise unreadable(f"{self.where}.{name}[{number}]", "a pair of strings is expected")
            first, second = cast("list[str]", parts)
            found.add((first, second))
        return frozenset(found)

    def _list(self, name: str) -> list[object]:
        value = self._get(name)
        if not isinstance(value, list):
            raise unreadable(f"{self.where}.{name}", "a list is expected")
        return value

    def _get(self, name: str) -> object:
        if name not in self.value:
            raise unreadable(f"{self.where}.{name}", "it is missing")
        return self.value[name]
