# SPDX-License-Identifier: Apache-2.0
"""Sections of an example folder that no single room reads: `[officers]`, `[items]`, `[plan]`.

Each reader answers typed values or refuses with file, row, key, and what belongs there.
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from mingjing.catalog.types import Example
from mingjing.entry.errors import SectionUnreadable, SectionWrong
from mingjing.registry.types import CheckPoint, ItemKind, ItemView

T = TypeVar("T")
_OFFICER_COLUMNS = ("name", "region", "skills", "certificate_no", "valid_from", "valid_to")
_ITEM_COLUMNS = (
    *("item_code", "name", "name_en", "legal_basis", "kind", "subject_category"),
    *("yearly_cap", "skill", "valid_from", "valid_to", "checklist"),
)


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One officer of the folder's list (执法人员名单)."""

    name: str
    region: str
    skills: tuple[str, ...]
    certificate_no: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class PlanWish:
    """The plan that the folder asks for (计划设定). Shares are ratios."""

    title: str
    title_en: str
    public_string: str
    as_of: date
    period_from: date
    period_to: date
    budget: int
    random_share: Decimal
    statutory_share: Decimal
    area_floor: Decimal


@dataclass(frozen=True, slots=True)
class _Cells:
    """Named values of one place: a row of a file, or a section."""

    file: str
    where: str
    values: Mapping[str, Any]

    def text(self, key: str, *, default: str | None = None) -> str:
        value = self.values.get(key)
        if value in (None, ""):
            if default is None:
                raise self._wrong(key, "", "a text")
            return default
        return str(value)

    def read(self, key: str, how: Callable[[str], T], wanted: str, default: str = "") -> T:
        """The value as `how` reads its text."""
        text = self.text(key, default=default)
        try:
            return how(text)
        except (ValueError, InvalidOperation) as error:
            raise self._wrong(key, text, wanted) from error

    def day(self, key: str) -> date:
        return self.read(key, date.fromisoformat, "a day, such as 2026-01-31")

    def maybe_day(self, key: str) -> date | None:
        return self.day(key) if self.text(key, default="") else None

    def _wrong(self, key: str, value: str, wanted: str) -> SectionWrong:
        return SectionWrong(file=self.file, where=self.where, key=key, value=value, wanted=wanted)


def officer_rows(example: Example) -> Iterator[OfficerRow]:
    """Officers of `[officers]`, in the order of the file; none without the section."""
    for row in _rows(example, "officers", _OFFICER_COLUMNS):
        yield OfficerRow(
            name=row.text("name"),
            region=row.text("region", default=example.region),
            skills=tuple(row.text("skills", default="").split()),
            certificate_no=row.text("certificate_no", default=""),
            valid_from=row.maybe_day("valid_from"),
            valid_to=row.maybe_day("valid_to"),
        )


def officers_agency(example: Example) -> str:
    """Key of the agency that the officers of `[officers]` belong to."""
    section = _section(example, "officers")
    return section.text("agency", default=example.agency.key)


def item_rows(example: Example) -> Iterator[ItemView]:
    """Inspection items of `[items]`; titles of points come from `checklist` and `checklist_zh`."""
    titles, titles_zh = _titles(example, "checklist"), _titles(example, "checklist_zh")
    for row in _rows(example, "items", _ITEM_COLUMNS):
        cap = row.text("yearly_cap", default="")
        yield ItemView(
            item_code=row.text("item_code"),
            name=row.text("name"),
            name_en=row.text("name_en", default=""),
            legal_basis=row.text("legal_basis", default=""),
            kind=row.read("kind", ItemKind, "key or general"),
            subject_category=row.text("subject_category", default=""),
            yearly_cap=row.read("yearly_cap", int, "a whole number") if cap else None,
            skill=row.text("skill", default=""),
            checklist=tuple(
                _point(code, titles.get(code, code), titles_zh.get(code, ""))
                for code in row.text("checklist", default="").split()
            ),
            valid_from=row.day("valid_from"),
            valid_to=row.maybe_day("valid_to"),
        )


def plan_wish(example: Example) -> PlanWish:
    """What `[plan]` asks for."""
    section = _section(example, "plan")
    told = section.values.get("title", "")
    both = told if isinstance(told, Mapping) else {"zh": told}
    title = _Cells("example.toml", "[plan] title", both)

    def share(key: str, default: str) -> Decimal:
        return section.read(key, Decimal, 'a ratio, such as "0.15"', default)

    return PlanWish(
        title=title.text("zh"),
        title_en=title.text("en", default=""),
        public_string=section.text("public_string", default=""),
        as_of=section.day("as_of"),
        period_from=section.day("from"),
        period_to=section.day("to"),
        budget=section.read("budget", int, "a whole number of visits"),
        random_share=share("random_share", "0.15"),
        statutory_share=share("statutory_share", "0"),
        area_floor=share("area_floor", "0"),
    )


def _section(example: Example, name: str) -> _Cells:
    told = example.extra.get(name, {})
    return _Cells("example.toml", f"[{name}]", told if isinstance(told, Mapping) else {})


def _point(code: str, title: str, title_zh: str) -> CheckPoint:
    """A point with a Chinese title has both languages; without one its title serves for both."""
    return CheckPoint(code, title_zh, title) if title_zh else CheckPoint(code, title)


def _titles(example: Example, key: str) -> dict[str, str]:
    section = _section(example, "items")
    file = section.text(key, default="")
    if not file:
        return {}
    rows = _file_rows(example.path_of(file), ("code", "title"))
    return {row.text("code"): row.text("title", default="") for row in rows}


def _rows(example: Example, name: str, columns: Sequence[str]) -> Iterator[_Cells]:
    if name not in example.extra:
        return iter(())
    return _file_rows(example.path_of(_section(example, name).text("file")), columns)


def _file_rows(path: Path, columns: Sequence[str]) -> Iterator[_Cells]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            lacking = [name for name in columns if name not in (reader.fieldnames or ())]
            if lacking:
                cause = f"no column {', '.join(lacking)}"
                raise SectionUnreadable(file=path.name, cause=cause, wanted=", ".join(columns))
            for number, row in enumerate(reader, start=1):
                yield _Cells(path.name, f"row {number}", row)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        wanted = ", ".join(columns)
        raise SectionUnreadable(file=path.name, cause=str(error), wanted=wanted) from error
