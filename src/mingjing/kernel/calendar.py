# SPDX-License-Identifier: Apache-2.0
"""Working-day calendar (工作日历): weekends, State Council holidays and make-up working days.

One file per year in `data/calendar`. A year that was not announced yet is provisional and says
so; beyond the loaded years nothing is guessed, the question is refused.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from mingjing.kernel.errors import Refused
from mingjing.kernel.labels import LabelledEnum
from mingjing.kernel.resources import data_path, load_yaml

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5


class CalendarUnknown(Refused):
    """The day lies outside the years that are loaded (超出日历范围)."""

    code = "kernel.calendar.unknown"
    zh = "没有 {on} 的工作日历，已载入 {first} 至 {last}。"
    en = "There is no working-day calendar for {on}; loaded are {first} to {last}."
    remedy_zh = "请载入该年度的节假日安排（data/calendar），再重新计算。"
    remedy_en = "Load that year's holiday notice (data/calendar) and compute again."


class DayKind(LabelledEnum):
    """What a day is (日期类型)."""

    WORKING = "working", "工作日", "Working day"
    MAKE_UP = "make_up", "调休上班日", "Make-up working day"
    WEEKEND = "weekend", "周末", "Weekend"
    HOLIDAY = "holiday", "节假日", "Holiday"


class YearStatus(LabelledEnum):
    """Whether the State Council has announced a year (年度日历状态)."""

    ANNOUNCED = "announced", "已公布", "Announced"
    PROVISIONAL = "provisional", "暂定", "Provisional"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar (日历日).

    :ivar zh: name of the holiday, or of the one it makes up for; else empty.
    """

    on: date
    kind: DayKind
    zh: str
    en: str
    is_provisional: bool

    @property
    def is_working(self) -> bool:
        """Whether agencies work on it."""
        return self.kind in (DayKind.WORKING, DayKind.MAKE_UP)


@dataclass(frozen=True, slots=True)
class Year:
    """A year as announced (年度节假日安排).

    :ivar documents: numbers of the State Council papers it was taken from.
    :ivar named: holidays and make-up days by date: kind, Chinese name, English name.
    """

    year: int
    status: YearStatus
    documents: tuple[str, ...]
    named: dict[date, tuple[DayKind, str, str]]


class WorkingCalendar:
    """The loaded years, asked by day (工作日历). All methods are pure.

    Raises: CalendarUnknown from every method, for days outside the loaded years.
    """

    def __init__(self, years: Iterable[Year]) -> None:
        self._years = {year.year: year for year in sorted(years, key=lambda item: item.year)}
        numbers = list(self._years)
        if numbers != list(range(numbers[0], numbers[-1] + 1)):
            raise ValueError(f"years with a gap: {numbers}")
        self.first = date(numbers[0], 1, 1)
        self.last = date(numbers[-1], 12, 31)
        span = range((self.last - self.first).days + 1)
        self._working = [
            day.toordinal() for day in (self.first + n * _DAY for n in span) if self._works(day)
        ]

    def day(self, on: date) -> Day:
        """What the day is, and why."""
        self._demand(on)
        year = self._years[on.year]
        default = (DayKind.WEEKEND if on.weekday() >= _SATURDAY else DayKind.WORKING, "", "")
        kind, zh, en = year.named.get(on, default)
        return Day(on, kind, zh, en, year.status is YearStatus.PROVISIONAL)

    def is_working(self, on: date) -> bool:
        """Whether agencies work on that day."""
        self._demand(on)
        return self._works(on)

    def is_provisional(self, start: date, end: date | None = None) -> bool:
        """Whether any day from `start` to `end` (or `start` alone) lies in a provisional year."""
        last = start if end is None else end
        self._demand(start)
        self._demand(last)
        years = range(start.year, last.year + 1)
        return any(self._years[year].status is YearStatus.PROVISIONAL for year in years)

    def documents(self, year: int) -> tuple[str, ...]:
        """Numbers of the papers a year was taken from (文号)."""
        self._demand(date(year, 1, 1))
        return self._years[year].documents

    def next_working(self, on: date) -> date:
        """The day itself if it is a working day, else the next one."""
        self._demand(on)
        return self._nth(bisect_left(self._working, on.toordinal()), self.last + _DAY)

    def previous_working(self, on: date) -> date:
        """The day itself if it is a working day, else the one before."""
        self._demand(on)
        return self._nth(bisect_right(self._working, on.toordinal()) - 1, self.first - _DAY)

    def add(self, on: date, days: int) -> date:
        """The n-th working day after `on` (before it, if negative); `on` itself is not counted."""
        self._demand(on)
        if days == 0:
            return on
        if days > 0:
            index = bisect_right(self._working, on.toordinal()) + days - 1
            return self._nth(index, self.last + _DAY)
        return self._nth(bisect_left(self._working, on.toordinal()) + days, self.first - _DAY)

    def count(self, start: date, end: date) -> int:
        """Working days from `start` to `end`, both included; 0 if `end` is earlier."""
        self._demand(start)
        self._demand(end)
        until = bisect_right(self._working, end.toordinal())
        return max(0, until - bisect_left(self._working, start.toordinal()))

    def _works(self, on: date) -> bool:
        named = self._years[on.year].named.get(on)
        if named is not None:
            return named[0] is DayKind.MAKE_UP
        return on.weekday() < _SATURDAY

    def _nth(self, index: int, beyond: date) -> date:
        if not 0 <= index < len(self._working):
            self._demand(beyond)
        return date.fromordinal(self._working[index])

    def _demand(self, on: date) -> None:
        if not self.first <= on <= self.last:
            raise CalendarUnknown(
                on=on.isoformat(), first=self.first.isoformat(), last=self.last.isoformat()
            )


def read_year(content: dict[str, Any]) -> Year:  # the shape of the YAML file
    """A year from its file: year, status, documents, holidays (from, to), make_up_days (day, for).

    The key is `day`, because YAML 1.1 reads `on` as true.
    """
    named: dict[date, tuple[DayKind, str, str]] = {}
    english = {}
    for row in content["holidays"]:
        english[row["name"]] = row["en"]
        for n in range((row["to"] - row["from"]).days + 1):
            named[row["from"] + n * _DAY] = (DayKind.HOLIDAY, row["name"], row["en"])
    for row in content["make_up_days"]:
        if row["day"] in named:
            raise ValueError(f"{row['day']} is a holiday and a make-up day")
        named[row["day"]] = (DayKind.MAKE_UP, row["for"], english[row["for"]])
    stray = [day for day in named if day.year != content["year"]]
    if stray:
        raise ValueError(f"days of another year: {stray}")
    documents = tuple(row["number"] for row in content["documents"])
    return Year(content["year"], YearStatus(content["status"]), documents, named)


@cache
def national() -> WorkingCalendar:
    """The calendar packaged with the program (全国工作日历)."""
    names = sorted(path.name for path in data_path("calendar").glob("*.yaml"))
    return WorkingCalendar(read_year(load_yaml("calendar", name)) for name in names)
