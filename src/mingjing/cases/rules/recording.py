# SPDX-License-Identifier: Apache-2.0
"""Which acts of a case must be on video, and which are (全过程音像记录)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mingjing.cases.rules.situation import Situation
from mingjing.cases.types.casefile import CaseFile, Step
from mingjing.cases.types.codes import EvidenceKind, ExecutionManner, MeasureKind, ServiceKind
from mingjing.cases.types.refusals import (
    Lacking,
    NearRecording,
    RecordingDiffers,
    RecordingKindWrong,
    RecordingMissing,
    RecordingNotJoined,
    RecordingNotWhole,
    RecordingOffDay,
    RecordingThere,
)
from mingjing.cases.types.steps import (
    Archived,
    DecidedOnTheSpot,
    DecisionServed,
    EvidenceAdded,
    EvidenceVerified,
    ExecutionDecided,
    HearingHeld,
    MeasureTaken,
    Payload,
    PreservationOrdered,
    SampleTaken,
)
from mingjing.evidence.types import Mode, RecordingState, SceneRecording
from mingjing.kernel.clock import local_date
from mingjing.registry.types import RecordedAct


@dataclass(frozen=True, slots=True)
class Recordable:
    """An act that a list of recordings may name (可能应当音像记录的环节).

    :ivar when: the day of the act, or the instant where its step says one.
    """

    act: RecordedAct
    when: date | datetime

    @property
    def on(self) -> date:
        """The day of the act."""
        return local_date(self.when) if isinstance(self.when, datetime) else self.when


def demand_recordings(situation: Situation, archived: Archived) -> None:
    """Acts that must be recorded in sound and picture have their recording, or a reason why not.

    Law: TS-6, TS-7, TS-8, 国办发〔2018〕118号; APL-047, 行政处罚法 §47.
    Raises: RecordingMissing.
    """
    around = situation.around
    missing = unrecorded(situation.file, around.must_record, around.recordings)
    if missing and not archived.unrecorded_reason.strip():
        raise RecordingMissing(acts=missing)


def demand_whole_recordings(situation: Situation, added: EvidenceAdded) -> None:
    """A recording that is evidence is of this case, whole, of that day, and named by its root.

    Law: APL-046, 行政处罚法 §46: what is not all there, or of another matter, verifies nothing.
    Raises: RecordingKindWrong, RecordingNotJoined, RecordingNotWhole, RecordingDiffers,
    RecordingOffDay, RecordingThere.
    """
    if added.recordings and added.kind is not EvidenceKind.AUDIOVISUAL:
        raise RecordingKindWrong(kind=added.kind)
    known = {one.recording_id: one for one in situation.around.recordings}
    there = _recordings_there(situation.file)
    for named in added.recordings:
        held = known.get(named.recording_id)
        if held is None:
            raise RecordingNotJoined(recording=named.recording_id)
        if held.state is not RecordingState.COMPLETE:
            raise RecordingNotWhole(recording=named.recording_id, state=held.state)
        if (named.root, named.links) != (held.root, held.links):
            raise RecordingDiffers(recording=named.recording_id)
        if not _shows(held, added.collected_on):
            on = added.collected_on.isoformat()
            raise RecordingOffDay(recording=named.recording_id, on=on)
        if named.recording_id in there:
            title = there[named.recording_id]
            raise RecordingThere(recording=named.recording_id, title=title)
        there[named.recording_id] = added.title


def _recordings_there(file: CaseFile) -> dict[str, str]:
    """Recordings that are evidence, with its title; what was found not to hold makes room."""
    verdict = {one.evidence_id: one.holds for one in file.all(EvidenceVerified)}
    return {
        one.recording_id: earlier.title
        for earlier in file.all(EvidenceAdded)
        if verdict.get(earlier.evidence_id, True)
        for one in earlier.recordings
    }


def recordable(file: CaseFile) -> Iterator[Recordable]:
    """Acts of the file that a list of recordings may name, each with its day or instant.

    Law: TS-7, TS-8, 国办发〔2018〕118号.
    """
    for step in file.steps:
        act = _recorded_act(step.payload)
        if act is not None:
            yield Recordable(act, _time_of(step))


def unrecorded(
    file: CaseFile, must: Iterable[RecordedAct], recordings: Iterable[SceneRecording] = ()
) -> tuple[Lacking, ...]:
    """Which acts that must be recorded have neither a whole recording nor a film in the file.

    A recording of the case or of its visit counts when it was sealed by its recorder and shows
    the act's day, or its minute where the step says one. Audio-visual material that another
    device made counts for its day.

    Law: TS-7, 国办发〔2018〕118号.
    """
    wanted, held = frozenset(must), tuple(recordings)
    filmed = {
        one.collected_on
        for one in file.all(EvidenceAdded)
        if one.kind is EvidenceKind.AUDIOVISUAL and not one.recordings
    }
    bare = (
        one
        for one in dict.fromkeys(recordable(file))
        if one.act in wanted and one.on not in filmed and not _is_recorded(one.when, held)
    )
    order = list(RecordedAct)
    lacking = (Lacking(one.act, one.when, _near(one.on, held)) for one in bare)
    return tuple(sorted(lacking, key=lambda one: order.index(one.act)))


def _is_recorded(when: date | datetime, held: Iterable[SceneRecording]) -> bool:
    return any(one.state in _WHOLE and one.mode is not Mode.PHOTO and _shows(one, when)
               for one in held)  # fmt: skip


def _near(on: date, held: Iterable[SceneRecording]) -> tuple[NearRecording, ...]:
    """Recordings of the act's day that do not count for it."""
    return tuple(NearRecording(one.recording_id, one.state) for one in held if _shows(one, on))


def _shows(one: SceneRecording, when: date | datetime) -> bool:
    """Whether a recording shows any of a day, or of the minute of an instant."""
    if isinstance(when, datetime):
        begin = when.replace(second=0, microsecond=0)
        end = begin + timedelta(minutes=1)
        return any(span.begin < end and span.end >= begin for span in one.spans)
    return any(local_date(s.begin) <= when <= local_date(s.end) for s in one.spans)


_WHOLE = (RecordingState.SEALED, RecordingState.COMPLETE)
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
_TIMES = ("collected_on", "taken_at", "taken_on", "started_on", "decided_at", "served_on", "on")
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


def _time_of(step: Step) -> date | datetime:
    """When the act was: as the step says it, else the day on which the step was taken."""
    for name in _TIMES:
        found = getattr(step.payload, name, None)
        if isinstance(found, date):
            return found
    return local_date(step.at)
