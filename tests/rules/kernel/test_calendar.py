# SPDX-License-Identifier: Apache-2.0
"""The packaged working-day calendar, 2019 to 2027."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjing.kernel.calendar import (
    CalendarUnknown,
    DayKind,
    WorkingCalendar,
    YearStatus,
    national,
    read_year,
)

CALENDAR = national()
DAY = timedelta(days=1)
days = st.dates(CALENDAR.first, CALENDAR.last)


@pytest.mark.parametrize(
    ("year", "working_days"),
    # Counted from the notices; equal to an independent table (chinesecalendar 1.11).
    list(zip(range(2019, 2027), (250, 249, 250, 249, 249, 251, 248, 248), strict=True)),
)
def test_it_has_as_many_working_days_as_the_notices_give(year: int, working_days: int) -> None:
    assert CALENDAR.count(date(year, 1, 1), date(year, 12, 31)) == working_days


@pytest.mark.parametrize(
    ("on", "kind", "name"),
    [
        # 2019: the Labour Day notice of March replaced the single day of the first notice.
        (date(2019, 4, 28), DayKind.MAKE_UP, "劳动节"),
        (date(2019, 5, 3), DayKind.HOLIDAY, "劳动节"),
        (date(2019, 5, 6), DayKind.WORKING, ""),
        # 2020: extended by the epidemic notice, which cancelled the make-up Saturday.
        (date(2020, 1, 31), DayKind.HOLIDAY, "春节"),
        (date(2020, 2, 1), DayKind.HOLIDAY, "春节"),
        (date(2020, 2, 2), DayKind.HOLIDAY, "春节"),
        (date(2020, 2, 3), DayKind.WORKING, ""),
        (date(2020, 1, 19), DayKind.MAKE_UP, "春节"),
        # The New Year breaks that begin in December.
        (date(2022, 12, 31), DayKind.HOLIDAY, "元旦"),
        (date(2023, 12, 31), DayKind.WEEKEND, ""),
        # 2024: New Year's Eve was no holiday.
        (date(2024, 2, 9), DayKind.WORKING, ""),
        (date(2024, 2, 18), DayKind.MAKE_UP, "春节"),
        # 2026: before, in and after Spring Festival.
        (date(2026, 2, 14), DayKind.MAKE_UP, "春节"),
        (date(2026, 2, 15), DayKind.HOLIDAY, "春节"),
        (date(2026, 2, 23), DayKind.HOLIDAY, "春节"),
        (date(2026, 2, 24), DayKind.WORKING, ""),
        (date(2026, 2, 28), DayKind.MAKE_UP, "春节"),
        (date(2026, 3, 1), DayKind.WEEKEND, ""),
    ],
)
def test_it_knows_what_a_day_is(on: date, kind: DayKind, name: str) -> None:
    day = CALENDAR.day(on)
    assert (day.kind, day.zh) == (kind, name)
    assert day.is_working == CALENDAR.is_working(on)


def test_announced_years_name_their_papers_and_2027_is_provisional() -> None:
    for year in range(2019, 2027):
        assert not CALENDAR.is_provisional(date(year, 6, 1))
        assert all("国办发明电" in number for number in CALENDAR.documents(year))
    assert CALENDAR.is_provisional(date(2027, 1, 1))
    assert CALENDAR.day(date(2027, 2, 6)).is_provisional


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2026, 12, 30), date(2026, 12, 31), False),
        (date(2026, 12, 31), date(2027, 1, 1), True),
        (date(2027, 1, 1), date(2027, 1, 2), True),
    ],
)
def test_a_range_that_touches_a_provisional_year_is_provisional(
    start: date, end: date, expected: bool
) -> None:
    assert CALENDAR.is_provisional(start, end) is expected


@pytest.mark.parametrize(
    ("on", "n", "expected"),
    [
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # the make-up Saturday counts
        (date(2026, 2, 13), 2, date(2026, 2, 24)),  # then Spring Festival is skipped
        (date(2026, 2, 24), -1, date(2026, 2, 14)),
        (date(2026, 2, 20), -1, date(2026, 2, 14)),
        (date(2026, 2, 20), 0, date(2026, 2, 20)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2019, 2, 1), 2, date(2019, 2, 3)),  # Saturday and Sunday both made up
    ],
)
def test_it_adds_working_days(on: date, n: int, expected: date) -> None:
    assert CALENDAR.add(on, n) == expected


@pytest.mark.parametrize(
    ("on", "following", "preceding"),
    [
        (date(2026, 9, 30), date(2026, 9, 30), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 10, 8), date(2026, 9, 30)),
        (date(2026, 10, 10), date(2026, 10, 10), date(2026, 10, 10)),
        (date(2026, 10, 11), date(2026, 10, 12), date(2026, 10, 10)),
    ],
)
def test_it_moves_to_the_next_or_previous_working_day(
    on: date, following: date, preceding: date
) -> None:
    assert CALENDAR.next_working(on) == following
    assert CALENDAR.previous_working(on) == preceding


@pytest.mark.parametrize("on", [date(2018, 12, 31), date(2028, 1, 1)])
def test_it_refuses_days_that_are_not_loaded(on: date) -> None:
    with pytest.raises(CalendarUnknown) as caught:
        CALENDAR.is_working(on)
    assert caught.value.detail == {
        "on": on.isoformat(),
        "first": "2019-01-01",
        "last": "2027-12-31",
    }
    assert "data/calendar" in caught.value.remedy("en")


def test_it_refuses_to_count_beyond_what_is_loaded() -> None:
    assert CALENDAR.add(date(2027, 12, 30), 1) == date(2027, 12, 31)
    with pytest.raises(CalendarUnknown):
        CALENDAR.add(date(2027, 12, 30), 2)
    with pytest.raises(CalendarUnknown):
        CALENDAR.add(date(2019, 1, 2), -1)
    with pytest.raises(CalendarUnknown):
        CALENDAR.previous_working(date(2019, 1, 1))
    with pytest.raises(CalendarUnknown):
        CALENDAR.count(date(2027, 12, 1), date(2028, 1, 1))


def test_make_up_days_are_always_weekend_days() -> None:
    day = CALENDAR.first
    while day <= CALENDAR.last:
        if CALENDAR.day(day).kind is DayKind.MAKE_UP:
            assert day.weekday() >= 5
        day += DAY


@given(days, st.integers(1, 40))
def test_adding_agrees_with_walking(on: date, n: int) -> None:
    day, left = on, n
    while left and day < CALENDAR.last:
        day += DAY
        left -= CALENDAR.is_working(day)
    if not left:
        assert CALENDAR.add(on, n) == day
        assert CALENDAR.count(on + DAY, day) == n


@given(days, days)
def test_counting_agrees_with_walking_back(start: date, end: date) -> None:
    if start <= end:
        n = CALENDAR.count(start, end)
        assert 0 <= n <= (end - start).days + 1
    else:
        assert CALENDAR.count(start, end) == 0


def content(year: int, **changes: Any) -> dict[str, Any]:  # the YAML shape
    base = {"year": year, "status": "announced", "documents": []}
    return {**base, "holidays": [], "make_up_days": [], **changes}


def test_a_file_with_days_of_another_year_is_refused() -> None:
    row = {"name": "元旦", "en": "New Year", "from": date(2029, 12, 31), "to": date(2030, 1, 1)}
    with pytest.raises(ValueError, match="another year"):
        read_year(content(2030, holidays=[row]))


def test_a_day_that_is_holiday_and_make_up_is_refused() -> None:
    row = {"name": "元旦", "en": "New Year", "from": date(2030, 1, 1), "to": date(2030, 1, 1)}
    again = {"day": date(2030, 1, 1), "for": "元旦"}
    with pytest.raises(ValueError, match="make-up"):
        read_year(content(2030, holidays=[row], make_up_days=[again]))


def test_years_with_a_gap_are_refused() -> None:
    years = [read_year(content(year)) for year in (2030, 2032)]
    assert years[0].status is YearStatus.ANNOUNCED
    with pytest.raises(ValueError, match="gap"):
        WorkingCalendar(years)
