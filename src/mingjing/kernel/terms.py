# SPDX-License-Identifier: Apache-2.0
"""Terms (期限): when a period ends, and why, step by step.

Counting rules (民事诉讼法 art 85, 民法典 arts 201-203): the day of the event is not counted; months
and years end on the corresponding day or the last of the month; a period whose last day is no
working day ends on the next one. How many days, and whether a statute's days are working days,
is data that the caller hands in. Everything here is pure.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from mingjing.kernel import reasons
from mingjing.kernel.calendar import WorkingCalendar
from mingjing.kernel.clock import BEIJING, local_date
from mingjing.kernel.intervals import Interval, merge
from mingjing.kernel.reasons import Reason
from mingjing.kernel.term_types import DayRule, Due, Excluded, Term, TermInvalid, Unit

__all__ = (
    "DayRule",
    "Due",
    "Excluded",
    "Term",
    "TermInvalid",
    "Unit",
    "add_months",
    "due",
    "due_at",
    "latest_before",
)

_DAY: Final = timedelta(days=1)
_MONTHS_IN_YEAR: Final = 12


def due(
    start: date,
    term: Term,
    *,
    calendar: WorkingCalendar,
    excluded: Sequence[Excluded] = (),
    as_of: date | None = None,
) -> Due:
    """The last day of a term that begins with an event on `start`.

    An excluded interval that still runs is counted up to `as_of`.
    Example: Friday 2026-09-25 (holiday) + 3 calendar days is Monday 2026-09-28.
    Raises: CalendarUnknown, TermInvalid (hours), IntervalOpen (running, but no `as_of`).
    """
    closed = [item.interval.closed_by(as_of) if as_of else item.interval for item in excluded]
    pauses = _after(start, merge(closed))
    if term.unit is Unit.WORKING_DAY:
        nominal = _count_working(start, term.amount, pauses, calendar)
        looked_up_from = min(start + _DAY, nominal)
    else:
        looked_up_from = nominal = _push(_nominal(start, term), pauses)
    counted = Interval(min(start + _DAY, nominal), nominal)
    hit = [item for item in excluded if item.interval.overlap(counted)]
    is_suspended = any(item.interval.is_open for item in hit)
    steps = [*_count_steps(start, nominal, term, calendar), *map(_pause_step, hit)]
    if not term.rolls and term.unit is not Unit.WORKING_DAY:
        return Due(nominal, False, tuple(steps), is_suspended=is_suspended)
    on = calendar.next_working(nominal) if term.rolls else nominal
    if on != nominal:
        steps.append(reasons.rolled(nominal, on, calendar))
    is_provisional = calendar.is_provisional(looked_up_from, on)
    if is_provisional:
        steps.append(reasons.provisional(looked_up_from, on, calendar))
    return Due(on, is_provisional, tuple(steps), is_suspended=is_suspended)


def due_at(
    start: datetime, term: Term, *, from_next_full_hour: bool = False, zone: tzinfo = BEIJING
) -> Due:
    """The end of a term in hours: exactly so many hours after the instant.

    The hour of the event is not counted by 民事诉讼法 art 85; a statute read that way hands in
    `from_next_full_hour`. Without it the count is the stricter one, to the minute. Nights and
    holidays count.
    Raises: TermInvalid for other units. ValueError for an instant without time zone.
    """
    if term.unit is not Unit.HOUR:
        raise _term_invalid(term)
    if start.tzinfo is None:
        raise ValueError("the instant needs a time zone")
    begin = start.astimezone(zone)
    full = begin.replace(minute=0, second=0, microsecond=0)
    if from_next_full_hour and begin != full:
        begin = full + timedelta(hours=1)
    at = begin + timedelta(hours=term.amount)
    steps = reasons.hours(begin, at, term.amount, term.article)
    return Due(local_date(at, zone), False, steps, at=at)


def latest_before(event: date, term: Term, *, calendar: WorkingCalendar) -> Due:
    """The last day on which something must be done at least a term before an event (…日前).

    The day of the event is not counted; a day found that is no working day moves back.
    Example: notice 7 working days before a hearing on 2026-10-19 is due by 2026-10-09.
    Raises: CalendarUnknown, TermInvalid (hours).
    """
    if term.unit is Unit.WORKING_DAY:
        nominal = calendar.add(event, -term.amount)
    else:
        nominal = _nominal(event, term, sign=-1)
    on = calendar.previous_working(nominal)
    steps = [reasons.counted_back(event, nominal, term.words, term.article)]
    if on != nominal:
        steps.append(reasons.rolled(nominal, on, calendar))
    last = max(on, event - _DAY) if term.unit is Unit.WORKING_DAY else nominal
    is_provisional = calendar.is_provisional(on, last)
    if is_provisional:
        steps.append(reasons.provisional(on, last, calendar))
    return Due(on, is_provisional, tuple(steps))


def add_months(start: date, months: int) -> date:
    """The corresponding day so many months on (or back), or the last day of that month."""
    index = start.year * _MONTHS_IN_YEAR + start.month - 1 + months
    year, month = divmod(index, _MONTHS_IN_YEAR)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _nominal(start: date, term: Term, sign: int = 1) -> date:
    match term.unit:
        case Unit.DAY:
            return start + sign * term.amount * _DAY
        case Unit.MONTH:
            return add_months(start, sign * term.amount)
        case Unit.YEAR:
            return add_months(start, sign * term.amount * _MONTHS_IN_YEAR)
        case _:
            raise _term_invalid(term)


def _count_working(
    start: date, amount: int, pauses: Iterable[Interval], calendar: WorkingCalendar
) -> date:
    """The n-th working day after `start` that lies in no pause."""
    end = calendar.add(start, amount)
    for pause in pauses:
        if pause.start > end:
            break
        last = pause.start + (pause.days - 1) * _DAY
        end = calendar.add(end, calendar.count(pause.start, last))
    return end


def _push(end: date, pauses: Iterable[Interval]) -> date:
    """The end moved by the days of each pause that began before it was reached."""
    for pause in pauses:
        if pause.start > end:
            break
        end += pause.days * _DAY
    return end


def _after(start: date, pauses: Iterable[Interval]) -> Iterator[Interval]:
    """The parts of the pauses that lie after the day of the event."""
    rest = Interval(start + _DAY)
    parts = (rest.overlap(pause) for pause in pauses)
    return (part for part in parts if part is not None)


def _count_steps(
    start: date, nominal: date, term: Term, calendar: WorkingCalendar
) -> Iterator[Reason]:
    yield reasons.begins(start)
    yield reasons.ends(term.words, nominal, term.article)
    if term.unit is Unit.WORKING_DAY:
        skipped = reasons.skipped(start, nominal, calendar)
        if skipped is not None:
            yield skipped


def _pause_step(item: Excluded) -> Reason:
    name = Reason(item.zh, item.en)
    return reasons.paused(name, item.interval.start, item.interval.end, item.article)


def _term_invalid(term: Term) -> TermInvalid:
    return TermInvalid(amount=term.amount, unit=term.unit.en)
