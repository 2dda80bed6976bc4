# SPDX-License-Identifier: Apache-2.0
"""Terms: 民事诉讼法 art 85 and the day rules of the statutes, checked by hand on a calendar."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjing.kernel.calendar import CalendarUnknown, national
from mingjing.kernel.intervals import Interval, IntervalOpen
from mingjing.kernel.terms import (
    DayRule,
    Excluded,
    Term,
    TermInvalid,
    Unit,
    add_months,
    due,
    due_at,
    latest_before,
)

CALENDAR = national()
PENALTY = DayRule(listed=frozenset({2, 3, 5, 7}), article="行政处罚法 §85")
COERCION = DayRule(up_to=10, article="行政强制法 §69")
LICENCE = DayRule(always=True, article="行政许可法 §82")


def ends(start: date, amount: int, unit: Unit, rolls: bool = True) -> date:
    return due(start, Term(amount, unit, rolls=rolls), calendar=CALENDAR).on


@pytest.mark.law("APL-085", "ACL-069")
@pytest.mark.parametrize(
    ("rule", "days", "unit"),
    [
        (PENALTY, 2, Unit.WORKING_DAY),
        (PENALTY, 7, Unit.WORKING_DAY),
        (PENALTY, 10, Unit.DAY),
        (PENALTY, 15, Unit.DAY),
        (PENALTY, 90, Unit.DAY),
        (COERCION, 3, Unit.WORKING_DAY),
        (COERCION, 10, Unit.WORKING_DAY),
        (COERCION, 11, Unit.DAY),
        (COERCION, 30, Unit.DAY),
        (LICENCE, 45, Unit.WORKING_DAY),
        (DayRule(), 3, Unit.DAY),
    ],
)
def test_a_statute_says_whether_its_days_are_working_days(
    rule: DayRule, days: int, unit: Unit
) -> None:
    term = rule.read(days)
    assert (term.amount, term.unit, term.article) == (days, unit, rule.article)


@pytest.mark.parametrize(
    ("start", "amount", "on"),
    [
        # Spring Festival 2026: 14 February (Sat) is worked, 15-23 are off, 28 (Sat) is worked.
        (date(2026, 2, 12), 1, date(2026, 2, 13)),
        (date(2026, 2, 12), 2, date(2026, 2, 14)),
        (date(2026, 2, 12), 3, date(2026, 2, 24)),
        (date(2026, 2, 12), 7, date(2026, 2, 28)),
        (date(2026, 2, 12), 8, date(2026, 3, 2)),
        # Started in the holiday itself: day 1 is the first working day after it.
        (date(2026, 2, 17), 1, date(2026, 2, 24)),
        # National Day 2026: 20 September (Sun) and 10 October (Sat) are worked.
        (date(2026, 9, 18), 1, date(2026, 9, 20)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        # 2020: 3 February was the first working day after the extension.
        (date(2020, 1, 23), 1, date(2020, 2, 3)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
    ],
)
def test_it_counts_working_days(start: date, amount: int, on: date) -> None:
    assert ends(start, amount, Unit.WORKING_DAY) == on


@pytest.mark.parametrize(
    ("start", "amount", "on"),
    [
        # 15 days for payment: the day before the holiday, its first day, its last, the day after.
        (date(2026, 9, 15), 15, date(2026, 9, 30)),
        (date(2026, 9, 16), 15, date(2026, 10, 8)),
        (date(2026, 9, 22), 15, date(2026, 10, 8)),
        (date(2026, 9, 23), 15, date(2026, 10, 8)),
        (date(2026, 9, 24), 15, date(2026, 10, 9)),
        # Ends on a Saturday that is worked: no rolling; on the Sunday after: rolled.
        (date(2026, 9, 25), 15, date(2026, 10, 10)),
        (date(2026, 9, 26), 15, date(2026, 10, 12)),
        # An ordinary weekend.
        (date(2026, 11, 6), 15, date(2026, 11, 23)),
        (date(2026, 11, 5), 15, date(2026, 11, 20)),
    ],
)
def test_a_period_of_calendar_days_ends_on_a_working_day(
    start: date, amount: int, on: date
) -> None:
    assert ends(start, amount, Unit.DAY) == on


@pytest.mark.parametrize(
    ("start", "amount", "unit", "on"),
    [
        (date(2026, 1, 15), 3, Unit.MONTH, date(2026, 4, 15)),
        (date(2026, 1, 31), 1, Unit.MONTH, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, Unit.MONTH, date(2024, 2, 29)),
        (date(2026, 3, 31), 6, Unit.MONTH, date(2026, 9, 30)),
        (date(2025, 11, 30), 3, Unit.MONTH, date(2026, 2, 28)),
        (date(2026, 7, 1), 3, Unit.MONTH, date(2026, 10, 8)),  # 1 October is a holiday
        (date(2024, 2, 29), 1, Unit.YEAR, date(2025, 2, 28)),
        (date(2024, 2, 29), 2, Unit.YEAR, date(2026, 2, 28)),  # a worked Saturday
        (date(2024, 11, 22), 2, Unit.YEAR, date(2026, 11, 23)),  # a Sunday
    ],
)
def test_months_and_years_end_on_the_corresponding_day(
    start: date, amount: int, unit: Unit, on: date
) -> None:
    assert ends(start, amount, unit) == on


def test_a_retention_period_does_not_roll_and_needs_no_calendar() -> None:
    found = due(date(2026, 11, 22), Term(3, Unit.YEAR, rolls=False), calendar=CALENDAR)
    assert (found.on, found.is_provisional) == (date(2029, 11, 22), False)
    assert ends(date(2026, 9, 21), 10, Unit.DAY, rolls=False) == date(2026, 10, 1)


def test_it_refuses_to_roll_beyond_the_loaded_years() -> None:
    with pytest.raises(CalendarUnknown):
        ends(date(2026, 11, 23), 2, Unit.YEAR)
    with pytest.raises(CalendarUnknown):
        ends(date(2027, 12, 20), 20, Unit.WORKING_DAY)


@pytest.mark.parametrize(
    ("start", "term", "is_provisional"),
    [
        (date(2026, 12, 24), Term(5, Unit.WORKING_DAY), False),  # 31 December 2026
        (date(2026, 12, 24), Term(6, Unit.WORKING_DAY), True),
        (date(2026, 12, 21), Term(10, Unit.DAY), False),
        (date(2026, 12, 22), Term(10, Unit.DAY), True),
        (date(2026, 10, 1), Term(6, Unit.MONTH), True),
    ],
)
def test_a_result_that_looked_at_an_unannounced_year_says_so(
    start: date, term: Term, is_provisional: bool
) -> None:
    found = due(start, term, calendar=CALENDAR)
    assert found.is_provisional is is_provisional
    assert any("暂定" in text for text in found.because("zh")) is is_provisional
    assert any("provisional" in text for text in found.because("en")) is is_provisional


def pause(first: date, last: date | None) -> Excluded:
    return Excluded(Interval(first, last), "检测", "testing", "行政强制法 §25")


@pytest.mark.parametrize(
    ("last", "on"),
    [
        (date(2026, 6, 10), date(2026, 7, 2)),  # 1 day: 1 July + 1
        (date(2026, 6, 11), date(2026, 7, 3)),
        (date(2026, 6, 12), date(2026, 7, 6)),  # 4 July is a Saturday
        (date(2026, 6, 19), date(2026, 7, 13)),  # 10 days: 11 July, a Saturday
    ],
)
def test_excluded_days_are_added_back_to_calendar_days(last: date, on: date) -> None:
    # 30 days from 1 June end on 1 July.
    term = Term(30, Unit.DAY)
    found = due(
        date(2026, 6, 1), term, calendar=CALENDAR, excluded=[pause(date(2026, 6, 10), last)]
    )
    assert found.on == on
    assert any("不计入期限：检测" in text for text in found.because("zh"))


def test_excluded_working_days_are_added_back_to_working_days() -> None:
    # 5 working days from Monday 9 November end on the 16th; Wed 11 to Mon 16 are excluded (4).
    excluded = [pause(date(2026, 11, 11), date(2026, 11, 16))]
    term = Term(5, Unit.WORKING_DAY)
    found = due(date(2026, 11, 9), term, calendar=CALENDAR, excluded=excluded)
    assert found.on == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("first", "on"),
    [
        (date(2026, 6, 30), date(2026, 7, 6)),
        (date(2026, 7, 1), date(2026, 7, 6)),
        (date(2026, 7, 2), date(2026, 7, 1)),  # the period had run out
    ],
)
def test_a_pause_counts_only_if_it_begins_before_the_end(first: date, on: date) -> None:
    excluded = [Excluded(Interval(first, date(2026, 7, 4)), "听证", "hearing")]
    if first == date(2026, 7, 1):
        excluded = [Excluded(Interval(first, date(2026, 7, 5)), "听证", "hearing")]
    found = due(date(2026, 6, 1), Term(30, Unit.DAY), calendar=CALENDAR, excluded=excluded)
    assert found.on == on


def test_overlapping_pauses_are_counted_once_and_days_before_the_event_not_at_all() -> None:
    excluded = [
        pause(date(2026, 5, 20), date(2026, 6, 2)),  # only 2 June lies after the event
        pause(date(2026, 6, 10), date(2026, 6, 15)),
        pause(date(2026, 6, 14), date(2026, 6, 16)),
    ]
    found = due(date(2026, 6, 1), Term(30, Unit.DAY), calendar=CALENDAR, excluded=excluded)
    assert found.on == date(2026, 7, 9)  # 1 July + 1 + 7


def test_a_pause_reached_only_through_another_counts_too() -> None:
    excluded = [
        pause(date(2026, 6, 10), date(2026, 6, 14)),  # 5 days: the end moves to 6 July
        pause(date(2026, 7, 3), date(2026, 7, 4)),  # 2 days more: 8 July
    ]
    found = due(date(2026, 6, 1), Term(30, Unit.DAY), calendar=CALENDAR, excluded=excluded)
    assert found.on == date(2026, 7, 8)


def test_a_running_pause_counts_up_to_the_day_asked_and_says_so() -> None:
    excluded = [pause(date(2026, 6, 10), None)]
    term = Term(30, Unit.DAY)
    found = due(
        date(2026, 6, 1), term, calendar=CALENDAR, excluded=excluded, as_of=date(2026, 6, 16)
    )
    assert (found.on, found.is_suspended) == (date(2026, 7, 8), True)
    assert any("still running" in text for text in found.because("en"))
    with pytest.raises(IntervalOpen):
        due(date(2026, 6, 1), term, calendar=CALENDAR, excluded=excluded)


def test_an_extension_lengthens_the_same_term() -> None:
    term = LICENCE.read(20).extended(10)
    assert (term.amount, term.unit, term.article) == (30, Unit.WORKING_DAY, "行政许可法 §82")


@pytest.mark.parametrize(
    ("today", "is_over"),
    [(date(2026, 10, 7), False), (date(2026, 10, 8), False), (date(2026, 10, 9), True)],
)
def test_the_last_day_is_still_in_time(today: date, is_over: bool) -> None:
    found = due(date(2026, 9, 16), Term(15, Unit.DAY), calendar=CALENDAR)
    assert found.is_over(today) is is_over


def test_it_explains_each_step() -> None:
    found = due(date(2026, 9, 16), PENALTY.read(15), calendar=CALENDAR)
    assert found.because("zh") == (
        "2026-09-16 为事件当日，不计入，自 2026-09-17 起算。",
        "期限 15 日（行政处罚法 §85），期末为 2026-10-01。",
        "2026-10-01 为国庆节，顺延至其后第一个工作日 2026-10-08。",
    )
    assert len(found.because("en")) == 3


def test_it_explains_skipped_and_made_up_days() -> None:
    found = due(date(2026, 9, 30), PENALTY.read(3), calendar=CALENDAR)
    assert "跳过国庆节 7 天；调休上班计入 2026-10-10。" in found.because("zh")
    expected = "Days skipped: National Day 7; make-up working days counted: 2026-10-10."
    assert expected in found.because("en")


@pytest.mark.parametrize(
    ("minute", "from_next", "expected"),
    [
        (20, False, "2026-02-17T10:20:00+08:00"),
        (20, True, "2026-02-17T11:00:00+08:00"),
        (0, True, "2026-02-17T10:00:00+08:00"),
    ],
)
def test_hours_run_through_nights_and_holidays(minute: int, from_next: bool, expected: str) -> None:
    start = datetime(2026, 2, 16, 2, minute, tzinfo=UTC)  # 10 o'clock in Beijing
    found = due_at(
        start, Term(24, Unit.HOUR, article="行政强制法 §19"), from_next_full_hour=from_next
    )
    assert found.at == datetime.fromisoformat(expected)
    assert (found.on, found.is_provisional) == (date(2026, 2, 17), False)
    assert "24 小时（行政强制法 §19）" in found.because("zh")[1]


def test_hours_need_an_instant_and_instants_need_hours() -> None:
    with pytest.raises(TermInvalid):
        due(date(2026, 2, 16), Term(24, Unit.HOUR), calendar=CALENDAR)
    with pytest.raises(TermInvalid):
        due_at(datetime(2026, 2, 16, tzinfo=UTC), Term(1, Unit.DAY))
    with pytest.raises(ValueError, match="time zone"):
        due_at(datetime(2026, 2, 16), Term(1, Unit.HOUR))  # noqa: DTZ001 - the point of the test
    with pytest.raises(TermInvalid):
        Term(-1, Unit.DAY)


@pytest.mark.parametrize(
    ("event", "term", "on"),
    [
        (date(2026, 10, 19), Term(7, Unit.WORKING_DAY), date(2026, 10, 9)),
        (date(2026, 10, 9), Term(2, Unit.WORKING_DAY), date(2026, 9, 30)),
        (date(2026, 10, 16), Term(10, Unit.DAY), date(2026, 9, 30)),  # 6 October moves back
        (date(2026, 10, 20), Term(10, Unit.DAY), date(2026, 10, 10)),  # a worked Saturday
        (date(2026, 3, 31), Term(1, Unit.MONTH), date(2026, 2, 28)),
    ],
)
def test_it_counts_back_from_an_event(event: date, term: Term, on: date) -> None:
    assert latest_before(event, term, calendar=CALENDAR).on == on


@pytest.mark.parametrize(
    ("event", "is_provisional"), [(date(2026, 12, 31), False), (date(2027, 1, 4), True)]
)
def test_counting_back_over_an_unannounced_year_says_so(event: date, is_provisional: bool) -> None:
    found = latest_before(event, Term(3, Unit.WORKING_DAY), calendar=CALENDAR)
    assert found.is_provisional is is_provisional


starts = st.dates(date(2019, 1, 1), date(2026, 6, 30))


@given(starts, st.integers(1, 60))
def test_a_notice_given_at_the_latest_day_leaves_the_whole_term(event: date, amount: int) -> None:
    term = Term(amount, Unit.WORKING_DAY)
    event = CALENDAR.next_working(event)
    if CALENDAR.count(CALENDAR.first, event) > amount:
        latest = latest_before(event, term, calendar=CALENDAR).on
        assert due(latest, term, calendar=CALENDAR).on == event


pauses = st.lists(
    st.tuples(st.integers(-10, 120), st.integers(0, 20)).map(
        lambda pair: (pair[0], pair[0] + pair[1])
    ),
    max_size=4,
)


@given(starts, st.integers(1, 60), st.sampled_from([Unit.DAY, Unit.WORKING_DAY]), pauses)
def test_counting_agrees_with_walking_day_by_day(
    start: date, amount: int, unit: Unit, spans: list[tuple[int, int]]
) -> None:
    zero = start.toordinal()
    excluded = [
        Excluded(
            Interval(date.fromordinal(zero + a), date.fromordinal(zero + b)), "检测", "testing"
        )
        for a, b in spans
    ]
    day, left = start, amount
    while left:
        day = date.fromordinal(day.toordinal() + 1)
        if not any(item.interval.contains(day) for item in excluded):
            left -= unit is Unit.DAY or CALENDAR.is_working(day)
    found = due(start, Term(amount, unit), calendar=CALENDAR, excluded=excluded)
    assert found.on == CALENDAR.next_working(day)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(-300, 300))
def test_months_never_leave_their_month(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day <= start.day
    assert (
        end.day == start.day or add_months(end.replace(day=1), 1).toordinal() - 1 == end.toordinal()
    )
