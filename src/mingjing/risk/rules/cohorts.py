# SPDX-License-Identifier: Apache-2.0
"""Cohorts (评估窗口): equal spans of days on a grid; features are frozen on the first day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST_VISITS = 100
LEAST_HITS = 10
LEAST_COHORTS_BEFORE = 3
"""A window that is measured has so many visits and hits, and so many cohorts to learn from."""


@dataclass(frozen=True, slots=True)
class Count:
    """What a cohort holds: visits and hits that count in the evaluation."""

    visits: int
    hits: int


def grid(anchor: int, days: int, *, first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Cohorts (first day, first day after) that cover `first` to `last`; one begins at `anchor`."""
    start = anchor + (first - anchor) // days * days
    return tuple((day, day + days) for day in range(start, last + 1, days))


def measured(counts: Mapping[int, Count], wanted: int) -> tuple[int, ...]:
    """First days of the newest `wanted` cohorts that can be measured, the oldest first."""
    days = sorted(counts)
    full = [
        day
        for place, day in enumerate(days)
        if place >= LEAST_COHORTS_BEFORE
        and counts[day].visits >= LEAST_VISITS
        and counts[day].hits >= LEAST_HITS
    ]
    return tuple(full[-wanted:])


def warm_up(counts: Mapping[int, Count], windows: Sequence[int], wanted: int) -> tuple[int, ...]:
    """The newest `wanted` cohorts before the first window: their scores calibrate it.

    A cohort can be scored when those before it hold enough to learn from.
    """
    found = []
    visits = hits = 0
    for day in sorted(counts):
        if windows and day < windows[0] and visits >= LEAST_VISITS and hits >= LEAST_HITS:
            found.append(day)
        visits, hits = visits + counts[day].visits, hits + counts[day].hits
    return tuple(found[-wanted:])
