# SPDX-License-Identifier: Apache-2.0
"""Administrative divisions (行政区划, GB/T 2260) with validity.

A code is 2 digits province, 2 prefecture, 2 county, and in statistics 3 town, 3 village; zeros
fill up. Data: `data/codes/divisions.csv`, as of 2025-12-31. Containment: `kernel.regions`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, cast

from mingjing.kernel.code_tables import read_table
from mingjing.kernel.labels import LabelledEnum
from mingjing.kernel.problems import CodeInvalid, Problem, raise_first, without_lookalikes
from mingjing.kernel.regions import covers as covers
from mingjing.kernel.regions import is_division_shaped, significant

_OTHER_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*").fullmatch
# Rows that only collect others and are left out of a full name.
_COLLECTIVE: Final = ("市辖区", "县", "直辖县级行政区划")


class Level(LabelledEnum):
    """Level of a division (行政区划级别)."""

    PROVINCE = "province", "省级", "Province"
    PREFECTURE = "prefecture", "地级", "Prefecture"
    COUNTY = "county", "县级", "County"
    TOWN = "town", "乡级", "Town"
    VILLAGE = "village", "村级", "Village"


_LEVELS: Final = {
    2: Level.PROVINCE,
    4: Level.PREFECTURE,
    6: Level.COUNTY,
    9: Level.TOWN,
    12: Level.VILLAGE,
}


class DivisionInvalid(CodeInvalid):
    """Base of what can be wrong with a division code (行政区划代码有误)."""

    code = "kernel.division.invalid"
    zh, en = "行政区划代码有误。", "The division code is wrong."
    article = "GB/T 2260"


class DivisionOtherScheme(DivisionInvalid):
    """A region code of another country's scheme (非中国行政区划代码)."""

    code = "kernel.division.other_scheme"
    zh = "“{found}”不是 GB/T 2260 代码，没有名称和级别，只能比较包含关系。"
    en = "'{found}' is no GB/T 2260 code: it has no name or level here, only containment works."
    remedy_zh, remedy_en = "请使用 6 位行政区划代码。", "Use a six-digit division code."


class DivisionFormWrong(DivisionInvalid):
    """Not 6, 9 or 12 digits, or no province (格式不对)."""

    code = "kernel.division.form"
    zh = "“{found}”不是行政区划代码：应为 6 位数字（统计用 9 或 12 位），前两位为省级代码。"
    en = (
        "'{found}' is no division code: 6 digits (9 or 12 in statistics), the first two a province."
    )


class DivisionUnknown(DivisionInvalid):
    """Well-formed, but in no table, present or past (代码未收录)."""

    code = "kernel.division.unknown"
    zh = "代码“{found}”格式正确，但不在代码表中（截至 2025 年底）；上级为{known}。"
    en = "'{found}' is well-formed but in no table (as of the end of 2025); it lies in {known}."
    remedy_zh = "请核对；新设区划或乡级以下代码可能尚未收录。"
    remedy_en = "Check it; new divisions, and all below county level, may be missing."


class DivisionNotInForce(DivisionInvalid):
    """The code was not in force on the day asked for (代码当日无效)."""

    code = "kernel.division.not_in_force"
    zh = "代码“{found}”（{name}）在 {on} 无效，有效期 {valid_from} 至 {valid_to}。"
    en = "'{found}' ({name}) was not in force on {on}, only {valid_from} to {valid_to}."
    remedy_zh, remedy_en = "请使用当日有效的代码。", "Use the code in force on that day."


@dataclass(frozen=True, slots=True)
class Division:
    """One row of the table (行政区划).

    :ivar origin: gb2260, or nbs, registrar, permit for codes outside the standard.
    :ivar valid_from: first day, precise to the year; None since the first table (1980) or unknown.
    :ivar valid_to: last day, precise to the year; None while in force.
    """

    code: str
    name: str
    level: Level
    origin: str
    valid_from: date | None
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        """Whether the row was in force; in the year of a change, old and new both are."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


def history(code: str) -> tuple[Division, ...]:
    """All rows of a code, oldest first; empty if unknown."""
    return _table().get(code, ())


def is_known(code: str) -> bool:
    """Whether the code stands in the table, now or at any time."""
    return code in _table()


def codes() -> tuple[str, ...]:
    """All codes of the table, in order, also those no longer in force."""
    return tuple(_table())


def lookup(code: str, *, on: date | None = None) -> Division | None:
    """The row of a code on a day (the newer one in the year of a change); without day the last."""
    rows = history(code)
    if on is not None:
        rows = tuple(row for row in rows if row.holds_on(on))
    return rows[-1] if rows else None


def parse(text: str, *, on: date | None = None) -> Division:
    """The division with this code, in force on `on` if given.

    Raises: DivisionOtherScheme, DivisionFormWrong, DivisionUnknown, DivisionNotInForce.
    """
    raise_first(_problems(text, on))
    return cast(Division, lookup(text, on=on))  # there is one, or the line above had raised


def explain(text: str, *, on: date | None = None) -> list[Problem]:
    """What is wrong with the code; empty if it is known (and in force on `on`)."""
    return list(_problems(text, on))


def level(code: str) -> Level:
    """Level by structure, also for unknown codes. Raises: as `parse`, for the form only."""
    raise_first(_form_problems(code))
    return _LEVELS[len(significant(code))]


def parent(code: str) -> str | None:
    """Code one level up by structure, None for a province. Raises: as `parse`, for the form."""
    upper = {Level.PREFECTURE: 2, Level.COUNTY: 4, Level.TOWN: 6, Level.VILLAGE: 9}
    length = upper.get(level(code))
    return None if length is None else code[:length].ljust(6, "0")


def name_on(code: str, day: date) -> str:
    """Name on that day (当日名称). Raises: as `parse`."""
    return parse(code, on=day).name


def full_name(code: str, *, on: date | None = None) -> str:
    """Name with those above it, e.g. 河北省石家庄市长安区. Raises: as `parse`."""
    division = parse(code, on=on)
    names = [division.name]
    above = parent(code)
    while above is not None:
        row = lookup(above, on=on) or lookup(above)
        if (
            row is not None
            and not row.name.endswith(_COLLECTIVE[2])
            and row.name not in _COLLECTIVE
        ):
            names.append(row.name)
        above = parent(above)
    return "".join(reversed(names))


def children(code: str, *, on: date) -> tuple[Division, ...]:
    """Divisions of the standard one level below, in force on a day, by code."""
    below = sorted(other for other in _table() if parent(other) == code)
    rows = (lookup(other, on=on) for other in below)
    return tuple(row for row in rows if row is not None and row.origin == "gb2260")


def _problems(text: str, on: date | None) -> Iterator[Problem]:
    is_well_formed = True
    for problem in _form_problems(text):
        is_well_formed = False
        yield problem
    if not is_well_formed:
        return
    rows = history(text)
    if not rows:
        above = _nearest_known(text)
        yield Problem(DivisionUnknown(found=text, known=above.name if above else "—"))
    elif on is not None and not any(row.holds_on(on) for row in rows):
        yield Problem(_not_in_force(rows[-1], on))


def _form_problems(text: str) -> Iterator[Problem]:
    if _OTHER_SCHEME(text) and not without_lookalikes(text).isdigit():
        yield Problem(DivisionOtherScheme(found=text))
    elif not is_division_shaped(text):
        position = next((i for i, c in enumerate(text, 1) if c not in "0123456789"), len(text))
        yield Problem(DivisionFormWrong(found=text, position=position))
    elif text[:2] == "00":
        yield Problem(DivisionFormWrong(found=text, position=1))


def _nearest_known(code: str) -> Division | None:
    above = parent(code)
    return None if above is None else lookup(above) or _nearest_known(above)


def _not_in_force(row: Division, on: date) -> DivisionNotInForce:
    return DivisionNotInForce(
        found=row.code,
        name=row.name,
        on=on.isoformat(),
        valid_from=row.valid_from or "…",
        valid_to=row.valid_to or "…",
    )


@cache
def _table() -> dict[str, tuple[Division, ...]]:
    rows: dict[str, list[Division]] = defaultdict(list)
    for row in read_table("divisions.csv"):
        valid_from, valid_to = (
            date.fromisoformat(row[key]) if row[key] else None for key in ("valid_from", "valid_to")
        )
        code, name, its_level = row["code"], row["name"], Level(row["level"])
        rows[code].append(Division(code, name, its_level, row["origin"], valid_from, valid_to))
    return {code: tuple(found) for code, found in rows.items()}
