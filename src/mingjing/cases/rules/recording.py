# SPDX-License-Identifier: Apache-2.0
"""Which acts of a case must be on video, and which are (全过程音像记录)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from mingjing.cases.rules.situation import Situation
from mingjing.cases.types.casefile import CaseFile, Step
from mingjing.cases.types.codes import EvidenceKind, ExecutionManner, MeasureKind, ServiceKind
from mingjing.cases.types.refusals import RecordingMissing
from mingjing.cases.types.steps import (
    Archived,
    DecidedOnTheSpot,
    DecisionServed,
    EvidenceAdded,
    ExecutionDecided,
    HearingHeld,
    MeasureTaken,
    Payload,
    PreservationOrdered,
    SampleTaken,
)
from mingjing.kernel.clock import local_date
from mingjing.registry.types import RecordedAct


def demand_recordings(situation: Situation, archived: Archived) -> None:
    """Acts that must be recorded in sound and picture have their recording, or a reason why not.

    Law: TS-6, TS-7, TS-8, 国办发〔2018〕118号; APL-047, 行政处罚法 §47.
    Raises: RecordingMissing.
    """
    missing = unrecorded(situation.file, situation.around.must_record)
    if missing and not archived.unrecorded_reason.strip():
        raise RecordingMissing(acts=missing)


def recordable(file: CaseFile) -> Iterator[tuple[RecordedAct, date]]:
    """Acts of the file that a list of recordings may name, each with its day.

    Law: TS-7, TS-8, 国办发〔2018〕118号.
    """
    for step in file.steps:
        act = _recorded_act(step.payload)
        if act is not None:
            yield act, _day_of(step)


def unrecorded(file: CaseFile, must: Iterable[RecordedAct]) -> tuple[RecordedAct, ...]:
    """Which of the acts that must be recorded have no audio-visual record of their day.

    Law: TS-7, 国办发〔2018〕118号.
    """
    wanted = frozenset(must)
    filmed = {
        one.collected_on for one in file.all(EvidenceAdded) if one.kind is EvidenceKind.AUDIOVISUAL
    }
    bare = {act for act, on in recordable(file) if act in wanted and on not in filmed}
    return tuple(one for one in RecordedAct if one in bare)


_ON_SITE: dict[type[Payload], RecordedAct] = {
    DecidedOnTheSpot: RecordedAct.ON_SPOT_PENALTY,
    SampleTaken: RecordedAct.SAMPLING,
    PreservationOrdered: RecordedAct.PRESERVATION,
    HearingHeld: RecordedAct.HEARING,
}
_BY_EVIDENCE = {
    EvidenceKind.SITE_RECORD: RecordedAct.INSPECTION,
    EvidenceKind.STATEMENT: RecordedAct.QUESTIONING,
    EvidenceKind.TESTIMONY: RecordedAct.QUESTIONING,
}
_DAYS = ("collected_on", "taken_at", "taken_on", "started_on", "decided_at", "served_on", "on")
_NOT_IN_PERSON = (ServiceKind.LEAVING, ServiceKind.PUBLIC_NOTICE)


def _recorded_act(said: Payload) -> RecordedAct | None:
    match said:
        case EvidenceAdded():
            return _BY_EVIDENCE.get(said.kind)
        case MeasureTaken() if said.kind is not MeasureKind.FREEZING:
            return RecordedAct.SEALING_SEIZURE
        case ExecutionDecided() if said.manner is ExecutionManner.DEMOLITION:
            return RecordedAct.DEMOLITION
        case DecisionServed() if said.service in _NOT_IN_PERSON:
            return RecordedAct.SERVICE
        case _:
            return _ON_SITE.get(type(said))


def _day_of(step: Step) -> date:
    """The day of the act: as the step says it, else the day on which the step was taken."""
    said = step.payload
    for name in (
        "collected_on",
        "taken_at",
        "taken_on",
        "started_on",
        "decided_at",
        "served_on",
        "on",
    ):
        found = getattr(said, name, None)
        if found is not None:
            return local_date(found) if isinstance(found, datetime) else found
    return local_date(step.at)
