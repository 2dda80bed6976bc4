# SPDX-License-Identifier: Apache-2.0
"""Says which clock is meant and how it ended (时限的说法): two of one kind are told apart."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from mingjing.cases.models import CaseStep
from mingjing.cases.queries.files import step_of
from mingjing.cases.types.casefile import CaseFile, Step
from mingjing.cases.types.codes import ClockEnd, ClockState, RemedyKind
from mingjing.cases.types.steps import (
    CourtApplied,
    ExecutionDecided,
    ExecutionEnded,
    HearingRequested,
    MeasureTaken,
    NoticeServed,
    Payload,
    PreservationOrdered,
    RemedyOpened,
)
from mingjing.cases.types.views import ClockView
from mingjing.kernel.errors import Language
from mingjing.registry.public import deadlines

_HEARING, _REMEDY, _COURT = "DL-04", "DL-51", "DL-17"
_RIGHTS = (_HEARING, _REMEDY)
_OPENING = ("DL-14", "DL-16")
_HANDING = {"agency": ("交回本机关", "to the agency"), "bank": ("缴付银行", "to the bank")}
_ASKING = (CourtApplied, ExecutionDecided, ExecutionEnded)
_HOLDING = (MeasureTaken, PreservationOrdered)


@dataclass(frozen=True, slots=True)
class NamedClock:
    """A clock with its words (时限及其说明).

    :ivar about: which measure, step or remedy it is about, "" where there is one only.
    :ivar state: where it stands, in words that fit this kind.
    """

    clock: ClockView
    name: str
    about: str
    state: str
    tone: str


def named_clocks(
    clocks: Iterable[ClockView], language: Language, file: CaseFile | None = None
) -> list[NamedClock]:
    """Clocks in words, in the order given. One query; none when the file was read already."""
    listed = list(clocks)
    names = {one.deadline_id: one.label(language) for one in deadlines()}
    steps = _steps_of(file) if file else _steps_about(listed)
    found = []
    for one in listed:
        end = _end(one, file) if file else None
        found.append(
            NamedClock(
                one,
                names.get(one.deadline_id, ""),
                _about(one, steps, language),
                (end or one.state).label(language),
                "muted" if end else one.tone,
            )
        )
    return found


_Steps = dict[tuple[str, str], Step]
"""Steps by their case and by what a clock calls them: their number, or a measure's id."""


def _steps_of(file: CaseFile) -> _Steps:
    return {(file.case_id, key): step for step in file.steps for key in _keys(step)}


def _steps_about(clocks: list[ClockView]) -> _Steps:
    """The steps that the clocks of several cases are about."""
    held = {one.case_id for one in clocks if one.about and not _number(one).isdecimal()}
    wanted = Q(case_id__in=held, act__in=[kind.act for kind in _HOLDING])
    for one in clocks:
        if _number(one).isdecimal():
            wanted |= Q(case_id=one.case_id, seq=int(_number(one)))
    if not any(one.about and one.deadline_id != _REMEDY for one in clocks):
        return {}
    found = CaseStep.objects.filter(wanted)
    return {
        (row.case_id, key): step for row in found for step in [step_of(row)] for key in _keys(step)
    }


def _keys(step: Step) -> tuple[str, ...]:
    said = step.payload
    if isinstance(said, MeasureTaken):
        return str(step.seq), said.measure_id
    if isinstance(said, PreservationOrdered):
        return str(step.seq), said.preservation_id
    return (str(step.seq),)


def _number(clock: ClockView) -> str:
    """The number of the step in "13" and in "bank:3"."""
    return clock.about.rpartition(":")[2]


def _about(clock: ClockView, steps: _Steps, language: Language) -> str:
    if not clock.about:
        return ""
    if clock.deadline_id == _REMEDY:
        return RemedyKind(clock.about).label(language)
    step = steps.get((clock.case_id, _number(clock)))
    place = _HANDING.get(clock.about.partition(":")[0])
    said = [place[language != "zh"]] if place else []
    if step is not None:
        said.append(_step_words(step, step.payload, language))
    return " · ".join(said) or clock.about


def _step_words(step: Step, payload: Payload, language: Language) -> str:
    if isinstance(payload, MeasureTaken):
        things = "、".join(one.name for one in payload.items[:2])
        return " ".join(filter(None, (payload.kind.label(language), things)))
    if isinstance(payload, PreservationOrdered):
        return "、".join(one.name for one in payload.items[:2]) or payload.preservation_id
    return f"{step.seq} · {payload.label(language)}"


def _end(clock: ClockView, file: CaseFile) -> ClockEnd | None:
    """The word for a clock of which "done" would say something else than happened."""
    if clock.state is ClockState.RUNNING:
        return None
    is_met = clock.state is ClockState.MET
    if clock.deadline_id == _COURT and is_met and not file.has(*_ASKING):
        return ClockEnd.NOT_NEEDED
    if clock.deadline_id in _OPENING:
        return ClockEnd.ENDED
    if clock.deadline_id in _RIGHTS:
        return ClockEnd.USED if is_met and _is_used(clock, file) else ClockEnd.UNUSED
    return None


def _is_used(clock: ClockView, file: CaseFile) -> bool:
    if clock.deadline_id == _HEARING:
        return file.is_since(HearingRequested, NoticeServed)
    return any(one.kind.value == clock.about for one in file.all(RemedyOpened))
