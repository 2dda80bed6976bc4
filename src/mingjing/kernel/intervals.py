# SPDX-License-Identifier: Apache-2.0
"""Intervals of days (期间): inclusive at both ends, open to the right while they run."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mingjing.kernel.errors import Invalid

_DAY = timedelta(days=1)


class IntervalInverted(Invalid):
    """The interval ends before it begins (期间倒置)."""

    code = "kernel.interval.inverted"
    zh = "期间的结束日 {end} 早于开始日 {start}。"
    en = "The interval ends on {end}, before it begins on {start}."
    remedy_zh, remedy_en = "请更正起止日期。", "Correct the dates."


class IntervalOpen(Invalid):
    """An interval that still runs has no length (期间尚未结束)."""

    code = "kernel.interval.open"
    zh = "自 {start} 开始的期间尚未结束。"
    en = "The interval that began on {start} has not ended."
    remedy_zh, remedy_en = "请给出截止日期。", "Give the day up to which to count."


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Days from `start` to `end`, both included (期间); `end` None while it runs.

    Raises: IntervalInverted.
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise IntervalInverted(start=self.start.isoformat(), end=self.end.isoformat())

    @property
    def is_open(self) -> bool:
        """Whether it still runs."""
        return self.end is None

    @property
    def days(self) -> int:
        """Number of days, both ends counted. Raises: IntervalOpen."""
        if self.end is None:
            raise IntervalOpen(start=self.start.isoformat())
        return (self.end - self.start).days + 1

    def contains(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.start <= day and (self.end is None or day <= self.end)

    def overlap(self, other: "Interval") -> "Interval | None":
        """The days in both; None if there are none."""
        start = max(self.start, other.start)
        ends = [end for end in (self.end, other.end) if end is not None]
        end = min(ends) if ends else None
        return None if end is not None and end < start else Interval(start, end)

    def closed_by(self, day: date) -> "Interval":
        """The same interval, ended on `day` if it still runs (and has begun by then)."""
        return self if self.end is not None else Interval(self.start, max(day, self.start))


def merge(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same days as few intervals in order: overlapping and touching ones joined."""
    merged: list[Interval] = []
    for interval in sorted(intervals, key=lambda item: item.start):
        last = merged[-1] if merged else None
        if last is None or (last.end is not None and last.end + _DAY < interval.start):
            merged.append(interval)
        elif last.end is not None and (interval.end is None or interval.end > last.end):
            merged[-1] = Interval(last.start, interval.end)
    return tuple(merged)


def subtract(whole: Interval, parts: Iterable[Interval]) -> tuple[Interval, ...]:
    """What of `whole` is in none of `parts`, in order."""
    left: list[Interval] = []
    start: date | None = whole.start
    for part in merge(parts):
        overlap = None if start is None else Interval(start, whole.end).overlap(part)
        if start is None or overlap is None:
            continue
        if overlap.start > start:
            left.append(Interval(start, overlap.start - _DAY))
        start = None if overlap.end is None else overlap.end + _DAY
        if start is not None and whole.end is not None and start > whole.end:
            start = None
    return (*left, Interval(start, whole.end)) if start is not None else tuple(left)
