# SPDX-License-Identifier: Apache-2.0
"""Region codes of any scheme (区域代码): who contains whom, by prefix.

Digits are read as GB/T 2260 (2 province, 2 prefecture, 2 county, 3 town, 3 village; zeros fill
up), anything else as segments joined by dashes (`US-17-031`).
"""

import re
from typing import Final

is_division_shaped: Final = re.compile(r"[0-9]{6}(?:[0-9]{3}){0,2}").fullmatch
_CITY: Final = 4
_LEVELS: Final = ((9, 12), (6, 9), (4, 6), (2, 4), (0, 2))


def covers(region: str, other: str) -> bool:
    """Whether `region` contains or equals `other`, by the structure of the codes.

    000000 is the whole country; codes of different schemes never contain each other, an empty
    region contains nothing.
    Example: 110000 covers 110105; US-17 covers US-17-031; US-1 does not.
    """
    if is_division_shaped(region) and is_division_shaped(other):
        return significant(other).startswith(significant(region))
    return bool(region) and (other == region or other.startswith(region + "-"))


def lies_in(other: str, region: str) -> bool:
    """Whether a place lies in a region, where "" on the side of the region sets no limit."""
    return not region or covers(region, other)


def city_of(code: str) -> str:
    """The city that a place lies in: 330106 lies in 330100; other schemes know no such level.

    What lies above every city, a province or the whole country, is left as it is.
    """
    if not is_division_shaped(code) or len(significant(code)) < _CITY:
        return code
    return code[:_CITY].ljust(6, "0")


def are_neighbours(one: str, other: str) -> bool:
    """Whether the second place lies in the city of the first one, or above it."""
    return covers(city_of(one), other) or covers(other, one)


def as_prefix(code: str) -> str:
    """A code as a text that begins each code of its own scheme below it: "330000" is "33"."""
    return significant(code) if is_division_shaped(code) else code


def significant(code: str) -> str:
    """A division code without the levels at its end that are only zeros."""
    for start, end in _LEVELS:
        if code[start:end].strip("0"):
            return code[:end]
    return ""
