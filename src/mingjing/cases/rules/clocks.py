# SPDX-License-Identifier: Apache-2.0
"""The clocks of a case (办案时限): which run, until when, and what their end brings.

All are derived from the steps. A clock is an object: what started it, its term, what does not
count, what ended it. The numbers come from the law in force on the day of the step.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from mingjing.cases.rules.situation import LawInForce
from mingjing.cases.types.casefile import CaseFile, Step
from mingjing.cases.types.codes import ClockState
from mingjing.cases.types.steps import (
    Archived,
    ClockLapsed,
    Closed,
    DecidedOnTheSpot,
    DecisionMade,
    Filed,
    Joined,
    Resumed,
    Suspended,
    TermExtended,
    TransferHanded,
)
from mingjing.kernel.clock import local_date as day_of
from mingjing.kernel.intervals import Interval
from mingjing.kernel.terms import Due, Excluded, Term, due
from mingjing.registry.types import DeadlineEffect


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock (时限): `deadline_id` of the deadline registry, what it is about, when it ends.

    :ivar met_on: the day on which the thing was done; None while it is not.
    :ivar effect: what its end brings (registry of deadlines).
    :ivar is_ours: the agency must act by then; otherwise the party or another body may or must.
    """

    deadline_id: str
    about: str
    due: Due
    met_on: date | None = None
    has_lapsed: bool = False
    effect: DeadlineEffect = DeadlineEffect.ALARM
    is_ours: bool = True

    def state(self, today: date, now: datetime | None = None) -> ClockState:
        """Where the clock stands on a day; at an instant for terms in hours."""
        if self.has_lapsed:
            return ClockState.LAPSED
        if self.met_on is not None:
            return ClockState.MET
        if self.due.at is not None and now is not None:
            return ClockState.OVER if now > self.due.at else ClockState.RUNNING
        return ClockState.OVER if self.due.is_over(today) else ClockState.RUNNING


ClockMaker = Callable[[CaseFile, LawInForce], Iterator[Clock]]


def decision_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Ninety days from filing to the decision, extensions added, suspensions left out.

    Law: APL-060, 行政处罚法 §60; DL-02.
    """
    filed = file.last_step(Filed)
    if filed is None:
        return
    term: Term = law.limit("penalty.decision_days").term
    for extension in file.all(TermExtended):
        term = term.extended(extension.days)
    start = day_of(filed.at)
    ended = file.last_step(DecisionMade, DecidedOnTheSpot, TransferHanded, Joined, Closed)
    count = due(
        start,
        term,
        calendar=law.calendar,
        excluded=suspensions(file),
        as_of=law.today,
    )
    yield Clock("DL-02", "", count, day_of(ended.at) if ended else None)


def suspensions(file: CaseFile) -> tuple[Excluded, ...]:
    """Times in which the case stood still (中止期间)."""
    found: list[Excluded] = []
    start: Suspended | None = None
    for step in file.steps:
        if isinstance(step.payload, Suspended):
            start = step.payload
        elif isinstance(step.payload, Resumed) and start is not None:
            found.append(_halt(start, Interval(start.from_on, max(start.from_on, step.payload.on))))
            start = None
    if start is not None:
        found.append(_halt(start, Interval(start.from_on)))
    return tuple(found)


def _halt(suspended: Suspended, interval: Interval) -> Excluded:
    return Excluded(interval, f"中止调查：{suspended.reason}", "case suspended", suspended.basis)


def lapse_of(file: CaseFile, deadline_id: str, about: str) -> Step | None:
    """The step by which a term's effect was carried out, None while it was not."""
    for step, lapse in file.each(ClockLapsed):
        if (lapse.deadline_id, lapse.about) == (deadline_id, about):
            return step
    return None


def is_over(file: CaseFile) -> bool:
    """Whether nothing runs any more."""
    return file.has(Closed, Archived)
