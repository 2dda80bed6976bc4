# SPDX-License-Identifier: Apache-2.0
"""Intervals of days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjing.kernel.intervals import Interval, IntervalInverted, IntervalOpen, merge, subtract


def may(first: int, last: int | None = None) -> Interval:
    return Interval(date(2026, 5, first), None if last is None else date(2026, 5, last))


def test_it_counts_both_ends() -> None:
    assert may(1, 1).days == 1
    assert may(1, 31).days == 31


def test_it_refuses_an_end_before_the_start() -> None:
    with pytest.raises(IntervalInverted):
        may(2, 1)


def test_an_open_interval_has_no_length() -> None:
    assert may(1).is_open
    with pytest.raises(IntervalOpen):
        _ = may(1).days


@pytest.mark.parametrize(("day", "inside"), [(1, False), (2, True), (4, True), (5, False)])
def test_it_contains_its_ends(day: int, inside: bool) -> None:
    assert may(2, 4).contains(date(2026, 5, day)) is inside


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (may(1, 5), may(5, 9), may(5, 5)),
        (may(1, 5), may(6, 9), None),
        (may(1), may(6, 9), may(6, 9)),
        (may(3), may(6), may(6)),
    ],
)
def test_it_finds_the_days_in_both(one: Interval, other: Interval, both: Interval | None) -> None:
    assert one.overlap(other) == both
    assert other.overlap(one) == both


def test_it_closes_only_what_is_open() -> None:
    assert may(3).closed_by(date(2026, 5, 7)) == may(3, 7)
    assert may(3).closed_by(date(2026, 5, 1)) == may(3, 3)
    assert may(3, 4).closed_by(date(2026, 5, 7)) == may(3, 4)


def test_it_joins_overlapping_and_touching_intervals() -> None:
    assert merge([may(8, 9), may(1, 3), may(4, 5), may(2, 2)]) == (may(1, 5), may(8, 9))
    assert merge([may(3), may(1, 2), may(9, 10)]) == (may(1),)
    assert merge([]) == ()


def test_it_subtracts() -> None:
    assert subtract(may(1, 10), [may(3, 4), may(7, 8)]) == (may(1, 2), may(5, 6), may(9, 10))
    assert subtract(may(1, 10), [may(1, 10)]) == ()
    assert subtract(may(1, 10), [may(5), may(1, 1)]) == (may(2, 4),)
    assert subtract(may(1), [may(3, 4), may(20, 20)]) == (may(1, 2), may(5, 19), may(21))
    assert subtract(may(5, 10), [may(1, 2)]) == (may(5, 10),)


day = st.dates(date(2026, 1, 1), date(2026, 3, 31))
closed = st.builds(lambda a, b: Interval(min(a, b), max(a, b)), day, day)


def days_of(intervals: tuple[Interval, ...]) -> set[date]:
    return {one.start + timedelta(days=n) for one in intervals for n in range(one.days)}


@given(st.lists(closed, max_size=6), closed)
def test_merge_and_subtract_keep_the_days(parts: list[Interval], whole: Interval) -> None:
    merged = merge(parts)
    covered = {d for part in parts for d in days_of((part,))}
    assert days_of(merged) == covered
    assert sum(one.days for one in merged) == len(covered)
    assert days_of(subtract(whole, parts)) == days_of((whole,)) - covered
