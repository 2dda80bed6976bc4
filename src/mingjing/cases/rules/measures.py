# SPDX-License-Identifier: Apache-2.0
"""Measures and preserved things as the file tells them (强制措施状态): in force, until when.

Nothing here is stored: a measure is what its steps say of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from mingjing.cases.rules.clocks import lapse_of
from mingjing.cases.rules.situation import LawInForce
from mingjing.cases.rules.things import plain_mark
from mingjing.cases.types.casefile import CaseFile, Step
from mingjing.cases.types.codes import MeasureKind
from mingjing.cases.types.refusals import ObjectUnknown
from mingjing.cases.types.steps import (
    GoodsHandedOver,
    MeasureApproved,
    MeasureExtended,
    MeasureReleased,
    MeasureTaken,
    PreservationDisposed,
    PreservationOrdered,
    TestingEnded,
    TestingStarted,
)
from mingjing.kernel.clock import local_date as day_of
from mingjing.kernel.intervals import Interval
from mingjing.kernel.terms import Due, Excluded, due

URGENT, SEALED, FROZEN, PRESERVED = "DL-10", "DL-11", "DL-12", "DL-01"
"""Ids of the deadlines whose end releases a measure or a preserved thing."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure as it stands (强制措施).

    :ivar is_approved: what the head said of an urgent one afterwards; None while nothing.
    :ivar ended_on: when it ended, by release, disapproval, lapse or handing over.
    """

    taken: MeasureTaken
    is_approved: bool | None
    ended_on: date | None
    is_released: bool

    @property
    def started_on(self) -> date:
        """Its first day."""
        return day_of(self.taken.taken_at)

    @property
    def deadline_id(self) -> str:
        """The deadline that ends it."""
        return FROZEN if self.taken.kind is MeasureKind.FREEZING else SEALED

    @property
    def is_in_force(self) -> bool:
        """Whether nothing has ended it yet."""
        return self.ended_on is None


def measures(file: CaseFile) -> tuple[Measure, ...]:
    """All measures of the file, in the order in which they were taken."""
    return tuple(_measure(file, step, taken) for step, taken in file.each(MeasureTaken))


def measure(file: CaseFile, measure_id: str) -> Measure:
    """One measure. Raises: ObjectUnknown."""
    for one in measures(file):
        if one.taken.measure_id == measure_id:
            return one
    raise ObjectUnknown(what=measure_id)


def in_force(file: CaseFile) -> tuple[Measure, ...]:
    """The measures that nothing has ended."""
    return tuple(one for one in measures(file) if one.is_in_force)


def _measure(file: CaseFile, step: Step, taken: MeasureTaken) -> Measure:
    said = [p.is_approved for p in file.all(MeasureApproved) if p.measure_id == taken.measure_id]
    released = [p for p in file.all(MeasureReleased) if p.measure_id == taken.measure_id]
    return Measure(
        taken=taken,
        is_approved=said[-1] if said else None,
        ended_on=min(_ends(file, step, taken), default=None),
        is_released=bool(released),
    )


def _ends(file: CaseFile, begun: Step, taken: MeasureTaken) -> Iterator[date]:
    """Days on which the measure ended. Law: ACL-019, ACL-021, ACL-028, 行政强制法 §19, §21, §28."""
    for step, approved in file.each(MeasureApproved):
        if approved.measure_id == taken.measure_id and not approved.is_approved:
            yield day_of(step.at)
    for released in file.all(MeasureReleased):
        if released.measure_id == taken.measure_id:
            yield released.on
    for deadline_id in (URGENT, SEALED, FROZEN):
        lapsed = lapse_of(file, deadline_id, taken.measure_id)
        if lapsed is not None:
            yield day_of(lapsed.at)
    yield from _handed_over(file, begun)


def _handed_over(file: CaseFile, begun: Step) -> Iterator[date]:
    """Days on which goods went to the police after a step; they go all together."""
    return (p.on for step, p in file.each(GoodsHandedOver) if step.seq > begun.seq)


def term_of(one: Measure, file: CaseFile, law: LawInForce) -> Due:
    """The last day of a measure: its term, approved extensions, testing left out.

    Law: ACL-025, ACL-032, 行政强制法 §25, §32.
    """
    is_frozen = one.taken.kind is MeasureKind.FREEZING
    term = law.limit("coercion.freeze_days" if is_frozen else "coercion.seal_days").term
    if one.taken.days:
        term = replace(term, amount=one.taken.days)
    return due(
        one.started_on,
        term.extended(extended_days(file, one.taken.measure_id)),
        calendar=law.calendar,
        excluded=testing(file, one.taken.measure_id),
    )


def extended_days(file: CaseFile, measure_id: str) -> int:
    """Days by which a measure was extended so far."""
    return sum(p.days for p in file.all(MeasureExtended) if p.measure_id == measure_id)


def testing(file: CaseFile, measure_id: str) -> tuple[Excluded, ...]:
    """Times of testing that do not count: only what the party was told of in writing.

    Law: ACL-025, 行政强制法 §25(3).
    """
    ended = {p.testing_id: p.on for p in file.all(TestingEnded)}
    found = []
    for started in file.all(TestingStarted):
        first = max(started.from_on, started.told_on)
        last = min(started.until_on, ended.get(started.testing_id, started.until_on))
        if started.measure_id == measure_id and first <= last:
            found.append(
                Excluded(Interval(first, last), "检测检验期间", "testing", "行政强制法 §25")
            )
    return tuple(found)


def preserved(file: CaseFile) -> tuple[PreservationOrdered, ...]:
    """Preservations not disposed of, not released by the end of their term, not handed over."""
    settled = {p.preservation_id for p in file.all(PreservationDisposed)}
    return tuple(
        one
        for step, one in file.each(PreservationOrdered)
        if one.preservation_id not in settled
        and lapse_of(file, PRESERVED, one.preservation_id) is None
        and not any(_handed_over(file, step))
    )


@dataclass(frozen=True, slots=True)
class Held:
    """A thing that is held now (在押财物): its mark as compared, by what, since when."""

    mark: str
    by: str
    since: date


def held(file: CaseFile) -> tuple[Held, ...]:
    """Everything that the case holds: sealed, seized, frozen, preserved.

    Law: ACL-023, ACL-029, 行政强制法 §23, §29.
    """
    found: dict[str, Held] = {}
    for kept in preserved(file):
        for item in kept.items:
            mark = plain_mark(item.mark)
            found.setdefault(mark, Held(mark, kept.preservation_id, kept.started_on))
    for one in in_force(file):
        for item in one.taken.items:
            mark = plain_mark(item.mark)
            found.setdefault(mark, Held(mark, one.taken.measure_id, one.started_on))
    return tuple(found.values())
