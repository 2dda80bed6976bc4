# SPDX-License-Identifier: Apache-2.0
"""Days (日期): gates that they can be, and terms that end beyond the loaded calendar."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any

from mingjing.cases.types.refusals import DateImpossible, DateTooEarly, DateTooLate
from mingjing.kernel.calendar import CalendarUnknown, WorkingCalendar
from mingjing.kernel.terms import Due, Term, due

_FIRST_YEAR, _YEARS_ON = 1900, 100
"""No case reaches farther; days beyond would break every count."""


def demand_conceivable(said: Any, today: date) -> None:
    """Every day and instant of a step lies in times that a case can have to do with.

    :param said: a payload, or a dataclass that is a part of one.

    Raises: DateImpossible, DateTooLate.
    """
    for one in fields(said):
        value = getattr(said, one.name)
        for part in value if isinstance(value, tuple) else (value,):
            if is_dataclass(part):
                demand_conceivable(part, today)
            elif isinstance(part, date):
                on = part.date() if isinstance(part, datetime) else part
                first, last = date(_FIRST_YEAR, 1, 1), date(today.year + _YEARS_ON, 12, 31)
                demand_between(one.name, on, first, last)


def demand_between(field: str, on: date, earliest: date, latest: date) -> None:
    """A day lies between two others, both included.

    Raises: DateImpossible.
    """
    if earliest <= on <= latest:
        return
    if earliest == date.min:
        raise DateTooLate(field=field, on=on.isoformat(), latest=latest.isoformat())
    raise _impossible(on > latest, earliest > latest)(
        field=field,
        on=on.isoformat(),
        earliest=earliest.isoformat(),
        latest=latest.isoformat(),
    )


def _impossible(is_late: bool, is_empty: bool) -> type[DateImpossible]:
    """Which end to name: where no day lies between the two, naming both says nothing."""
    if not is_empty:
        return DateImpossible
    return DateTooLate if is_late else DateTooEarly


def demand_instants(field: str, at: datetime, earliest: datetime, latest: datetime) -> None:
    """An instant lies between two others, both included.

    Raises: DateImpossible.
    """
    if not earliest <= at <= latest:
        raise _impossible(at > latest, earliest > latest)(
            field=field,
            on=at.isoformat(timespec="minutes"),
            earliest=earliest.isoformat(timespec="minutes"),
            latest=latest.isoformat(timespec="minutes"),
        )


def far_due(start: date, term: Term, calendar: WorkingCalendar) -> Due:
    """The end of a term of months or years, provisional where the calendar does not reach.

    A decision can be served although the calendar of the year in which its remedies end is not
    announced. Until it is, the day is not moved to a working day, and says that it is provisional.
    """
    try:
        return due(start, term, calendar=calendar)
    except CalendarUnknown:
        found = due(start, replace(term, rolls=False), calendar=calendar)
        return replace(found, is_provisional=True)
