# SPDX-License-Identifier: Apache-2.0
"""Clocks of measures and preservation (强制措施与登记保存时限)."""

from collections.abc import Iterator

from mingjing.cases.rules.clocks import Clock, lapse_of
from mingjing.cases.rules.measures import (
    FROZEN,
    PRESERVED,
    SEALED,
    URGENT,
    measures,
    term_of,
)
from mingjing.cases.rules.situation import LawInForce
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import MeasureKind
from mingjing.cases.types.steps import (
    Filed,
    MeasureApproved,
    MeasureNoticeServed,
    PreservationDisposed,
    PreservationOrdered,
)
from mingjing.kernel.clock import local_date as day_of
from mingjing.kernel.terms import due, due_at
from mingjing.registry.types import DeadlineEffect

_RELEASES_ITSELF = frozenset({"public_security"})
"""Fields whose own rules release preserved evidence by themselves when the term ends."""


def preservation_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Seven working days to decide on preserved evidence.

    Law: APL-056, APL-085, 行政处罚法 §56, §85; DL-01.
    """
    for ordered in file.all(PreservationOrdered):
        ended = [
            p.on
            for p in file.all(PreservationDisposed)
            if p.preservation_id == ordered.preservation_id
        ]
        yield Clock(
            PRESERVED,
            ordered.preservation_id,
            due(
                ordered.started_on,
                law.limit("penalty.preservation_days").term,
                calendar=law.calendar,
            ),
            ended[0] if ended else None,
            has_lapsed=lapse_of(file, PRESERVED, ordered.preservation_id) is not None,
            effect=DeadlineEffect.RELEASE if releases_itself(file) else DeadlineEffect.ALARM,
        )


def releases_itself(file: CaseFile) -> bool:
    """Whether preserved evidence is free when nobody decides on it in time.

    The penalty law only sets the term; the police's procedure releases by itself.

    Law: 公安机关办理行政案件程序规定 §110; DL-01.
    """
    filed = file.last(Filed)
    return filed is not None and filed.field in _RELEASES_ITSELF


def urgent_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Twenty-four hours to report an urgent measure and make up its approval, else it is released.

    Law: ACL-019, 行政强制法 §19; DL-10.
    """
    for one in measures(file):
        if not one.taken.is_urgent:
            continue
        said = [
            day_of(step.at)
            for step, p in file.each(MeasureApproved)
            if p.measure_id == one.taken.measure_id
        ]
        yield Clock(
            URGENT,
            one.taken.measure_id,
            due_at(one.taken.taken_at, law.limit("coercion.report_hours").term),
            said[0] if said else one.ended_on,
            has_lapsed=lapse_of(file, URGENT, one.taken.measure_id) is not None,
            effect=DeadlineEffect.RELEASE,
        )


def measure_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Thirty days and thirty more of a measure, testing left out; then it is released.

    Law: ACL-025, ACL-028, ACL-032, ACL-033, 行政强制法 §25, §28, §32, §33; DL-11, DL-12.
    """
    for one in measures(file):
        yield Clock(
            one.deadline_id,
            one.taken.measure_id,
            term_of(one, file, law),
            one.ended_on,
            has_lapsed=lapse_of(file, one.deadline_id, one.taken.measure_id) is not None,
            effect=DeadlineEffect.RELEASE,
        )


def sealed_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """The term of sealing and seizure. Law: ACL-025, 行政强制法 §25; DL-11."""
    return (clock for clock in measure_clock(file, law) if clock.deadline_id == SEALED)


def frozen_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """The term of freezing. Law: ACL-032, 行政强制法 §32; DL-12."""
    return (clock for clock in measure_clock(file, law) if clock.deadline_id == FROZEN)


def freezing_notice_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Three working days to hand the freezing decision to the party.

    Law: ACL-031, ACL-069, 行政强制法 §31, §69; DL-13.
    """
    for one in measures(file):
        if one.taken.kind is not MeasureKind.FREEZING:
            continue
        told = [p.on for p in file.all(MeasureNoticeServed) if p.measure_id == one.taken.measure_id]
        if one.taken.is_decision_handed:
            told = [one.started_on]
        yield Clock(
            "DL-13",
            one.taken.measure_id,
            due(
                one.started_on,
                law.limit("coercion.freeze_notice_days").term,
                calendar=law.calendar,
            ),
            told[0] if told else None,
        )


CLOCKS = (
    preservation_clock,
    urgent_clock,
    sealed_clock,
    frozen_clock,
    freezing_notice_clock,
)
