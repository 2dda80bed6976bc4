# SPDX-License-Identifier: Apache-2.0
"""A reader of DER (X.690): definite lengths in their shortest form, nothing behind the end.

It goes no deeper than it is asked and keeps no more than it was given, so that hostile bytes cost
what their own length costs. All that is wrong is `DerWrong`.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from mingjing_verify.stamps.errors import DerWrong

BOOLEAN, INTEGER, BITS, OCTETS, OID = 0x01, 0x02, 0x03, 0x04, 0x06
UTC_TIME, GENERAL_TIME = 0x17, 0x18
SEQUENCE, SET = 0x30, 0x31
_MOST_PARTS = 2_000
_MOST_OID_BYTES = 64
_MOST_SMALL_BYTES = 6
_FIRST_YEAR = 1950
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TIMES = {
    UTC_TIME: re.compile(rb"([0-9]{2})([0-9]{10})()Z"),
    GENERAL_TIME: re.compile(rb"([0-9]{4})([0-9]{10})(?:\.([0-9]{0,8}[1-9]))?Z"),
}


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its tag, what it holds, and all its bytes."""

    tag: int
    content: bytes
    raw: bytes


class Parts:
    """The elements of a content, taken one after the other."""

    def __init__(self, content: bytes) -> None:
        self._left = split(content)[::-1]

    def take(self, tag: int) -> Element:
        """The next one, which must have this tag. Raises: DerWrong."""
        found = self.maybe(tag)
        if found is None:
            raise DerWrong
        return found

    def maybe(self, tag: int) -> Element | None:
        """The next one if it has this tag."""
        if self._left and self._left[-1].tag == tag:
            return self._left.pop()
        return None

    def skip(self) -> Element:
        """The next one, whatever it is. Raises: DerWrong."""
        if not self._left:
            raise DerWrong
        return self._left.pop()

    def rest(self) -> list[Element]:
        """All that are left."""
        left, self._left = self._left[::-1], []
        return left

    def end(self) -> None:
        """Nothing is left. Raises: DerWrong."""
        if self._left:
            raise DerWrong


def read(data: bytes, tag: int) -> Element:
    """The one element that these bytes are.

    Raises: DerWrong.
    """
    element = _one(data, 0)
    if element.tag != tag or len(element.raw) != len(data):
        raise DerWrong
    return element


def split(content: bytes) -> list[Element]:
    """The elements that stand one behind the other.

    Raises: DerWrong.
    """
    found: list[Element] = []
    at = 0
    while at < len(content):
        if len(found) == _MOST_PARTS:
            raise DerWrong
        found.append(_one(content, at))
        at += len(found[-1].raw)
    return found


def inside(element: Element, tag: int = SEQUENCE) -> Parts:
    """The parts of an element that must have this tag.

    Raises: DerWrong.
    """
    if element.tag != tag:
        raise DerWrong
    return Parts(element.content)


def _one(data: bytes, at: int) -> Element:
    if len(data) < at + 2 or data[at] & 0x1F == 0x1F:
        raise DerWrong
    length, start = data[at + 1], at + 2
    if length & 0x80:
        width = length & 0x7F
        said = data[start : start + width]
        length, start = int.from_bytes(said[:4]), start + width
        if not 1 <= width <= 4 or len(said) != width or said[0] == 0 or length < 0x80:
            raise DerWrong
    if start + length > len(data):
        raise DerWrong
    return Element(data[at], data[start : start + length], data[at : start + length])


def small(element: Element, tag: int = INTEGER) -> int:
    """A number that is not negative and not large.

    Raises: DerWrong.
    """
    raw = number(element, tag)
    if len(raw) > _MOST_SMALL_BYTES or raw[0] & 0x80:
        raise DerWrong
    return int.from_bytes(raw)


def number(element: Element, tag: int = INTEGER) -> bytes:
    """The bytes of a number of any size, in their shortest form.

    Raises: DerWrong.
    """
    raw = element.content
    is_long = len(raw) > 1 and (raw[0], raw[1] >> 7) in ((0, 0), (0xFF, 1))
    if element.tag != tag or not raw or is_long:
        raise DerWrong
    return raw


def magnitude(element: Element) -> bytes:
    """The bytes of a number above 0 without the one that only says so.

    Raises: DerWrong.
    """
    raw = number(element)
    if raw[0] & 0x80 or raw == b"\0":
        raise DerWrong
    return raw.lstrip(b"\0")


def is_true(element: Element) -> bool:
    """A truth value.

    Raises: DerWrong.
    """
    if element.tag != BOOLEAN or element.content not in (b"\0", b"\xff"):
        raise DerWrong
    return element.content == b"\xff"


def octets_of_bits(element: Element) -> bytes:
    """A string of bits that is one of bytes.

    Raises: DerWrong.
    """
    if element.tag != BITS or element.content[:1] != b"\0":
        raise DerWrong
    return element.content[1:]


def has_bit(element: Element, place: int) -> bool:
    """Whether the bit at this place, counted from 0, is set.

    Raises: DerWrong.
    """
    if element.tag != BITS or not element.content or element.content[0] > 7:
        raise DerWrong
    at = 1 + place // 8
    return at < len(element.content) and bool(element.content[at] >> (7 - place % 8) & 1)


def oid(element: Element) -> str:
    """An object identifier in its dotted form.

    Raises: DerWrong.
    """
    raw = element.content
    if element.tag != OID or not 0 < len(raw) <= _MOST_OID_BYTES or raw[-1] & 0x80:
        raise DerWrong
    arcs: list[int] = []
    arc, is_first = 0, True
    for byte in raw:
        if is_first and byte == 0x80:
            raise DerWrong
        arc, is_first = arc << 7 | byte & 0x7F, not byte & 0x80
        if is_first:
            arcs.append(arc)
            arc = 0
    root = min(arcs[0] // 40, 2)
    return ".".join(map(str, [root, arcs[0] - 40 * root, *arcs[1:]]))


def instant(element: Element, *, is_late: bool = False) -> int:
    """Milliseconds since 1970 of either kind of time, in UTC; `is_late`: the next whole one.

    Raises: DerWrong.
    """
    pattern = _TIMES.get(element.tag)
    found = pattern.fullmatch(element.content) if pattern else None
    if found is None:
        raise DerWrong
    year = int(found[1])
    if element.tag == UTC_TIME:
        year += 1900 if year >= 50 else 2000
    try:
        moment = datetime.strptime(f"{year:04}{found[2].decode()}Z", "%Y%m%d%H%M%S%z")
    except ValueError as error:
        raise DerWrong from error
    if year < _FIRST_YEAR:
        raise DerWrong
    fraction = (found[3] or b"").ljust(3, b"0")
    rest = 1 if is_late and len(fraction) > 3 else 0
    return (moment - _EPOCH) // timedelta(seconds=1) * 1000 + int(fraction[:3]) + rest
