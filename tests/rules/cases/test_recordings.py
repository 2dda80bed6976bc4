# SPDX-License-Identifier: Apache-2.0
"""Recordings that acts must have: whole, of this case, of their day or minute (音像记录)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tests.rules.cases.files import OFFICERS, Taken, a_file, ask, look, noon, taken
from tests.rules.cases.holding import measure
from tests.rules.cases.steps_of_terms import AROUND, filed_on

from mingjing.cases.rules.recording import unrecorded
from mingjing.cases.types import codes as c
from mingjing.cases.types import steps as s
from mingjing.cases.types.files import RecordingRef
from mingjing.cases.types.refusals import (
    RecordingDiffers,
    RecordingKindWrong,
    RecordingMissing,
    RecordingNotJoined,
    RecordingNotWhole,
    RecordingOffDay,
    RecordingThere,
)
from mingjing.evidence.types import Mode, RecordingState, SceneRecording, Span
from mingjing.registry.types import RecordedAct

ON = date(2026, 3, 2)
NOON = noon(ON)
DAY = timedelta(days=1)
FIRST = "recording_0123456789abcdef0123456789abcdef"
MUST = (RecordedAct.INSPECTION, RecordedAct.ON_SPOT_PENALTY)


def film(
    at: datetime = NOON,
    minutes: int = 20,
    state: RecordingState = RecordingState.COMPLETE,
    mode: Mode = Mode.VIDEO,
) -> SceneRecording:
    spans = (Span(at, at + timedelta(minutes=minutes)),)
    root = "ab" * 32 if state is RecordingState.COMPLETE else ""
    return SceneRecording(FIRST, state, mode, 1204, root, spans)


def seen(kind: c.EvidenceKind = c.EvidenceKind.SITE_RECORD, on: date = ON) -> s.EvidenceAdded:
    return s.EvidenceAdded(
        f"e{kind}", kind, "材料", on, c.EvidenceSource.OFFICER, OFFICERS, tuple(c.FactElement),
        kept_at="案卷", is_id_shown=True, signature=c.Signature.SIGNED,
    )  # fmt: skip


def archive(*films: SceneRecording) -> None:
    closed = taken(s.Closed(c.ClosingGround.DISMISSED, "撤案"), ON + DAY)
    file = a_file(filed_on(ON), taken(seen(), ON), closed)
    around = replace(AROUND, must_record=MUST, recordings=films)
    ask(look(file, ON + DAY, around=around), s.Archived("2026-1", 30))


@pytest.mark.law("TS-7", "APL-047")
def test_a_whole_recording_of_the_day_is_the_recording_of_the_act() -> None:
    archive(film())
    archive(film(state=RecordingState.SEALED))
    archive(film(mode=Mode.AUDIO))
    before_midnight = NOON - timedelta(hours=12, minutes=5)
    archive(film(before_midnight, minutes=6))


@pytest.mark.law("TS-7")
@pytest.mark.parametrize(
    ("one", "said"),
    [
        (film(state=RecordingState.BROKEN_OFF), "broken off"),
        (film(state=RecordingState.OPEN), "not ended yet"),
        (film(mode=Mode.PHOTO), "recording_01234567"),
        (film(NOON + DAY), "no recording of that day"),
    ],
)
def test_a_broken_or_open_or_other_recording_is_none_and_the_refusal_says_which(
    one: SceneRecording, said: str
) -> None:
    with pytest.raises(RecordingMissing) as refused:
        archive(one)
    words = refused.value.message("en")
    assert said in words
    assert RecordedAct.INSPECTION.label("en") in words
    assert "2026-03-02" in words
    assert RecordedAct.INSPECTION.zh in refused.value.message("zh")
    assert "Join" in refused.value.remedy("en")


@pytest.mark.law("TS-7", "TS-8")
@pytest.mark.parametrize(
    ("minutes", "shows"), [(-25, False), (-20, True), (-5, True), (0, True), (1, False)]
)
def test_an_act_with_an_hour_wants_its_minute_on_the_recording(minutes: int, shows: bool) -> None:
    file = a_file(filed_on(ON), taken(measure(ON), ON))
    films = (film(NOON + timedelta(minutes=minutes)),)
    lacking = unrecorded(file, (RecordedAct.SEALING_SEIZURE,), films)
    assert [one.act for one in lacking] == ([] if shows else [RecordedAct.SEALING_SEIZURE])
    if lacking:
        assert "12:00" in lacking[0].label("zh")
        assert "不包含该时间" in lacking[0].label("zh")


def add(ref: RecordingRef, *films: SceneRecording, before: tuple[Taken, ...] = ()) -> None:
    add_as(replace(seen(c.EvidenceKind.AUDIOVISUAL), recordings=(ref,), kept_at=""), films, before)


def add_as(
    added: s.EvidenceAdded, films: tuple[SceneRecording, ...], before: tuple[Taken, ...] = ()
) -> None:
    around = replace(AROUND, recordings=films)
    ask(look(a_file(filed_on(ON), *before), ON, around=around), added)


@pytest.mark.law("APL-046")
def test_a_whole_recording_of_the_case_is_evidence_by_its_root() -> None:
    whole = film()
    ref = RecordingRef(FIRST, whole.root, whole.links)
    add(ref, whole)
    with pytest.raises(RecordingNotJoined):
        add(ref)
    for state in (RecordingState.OPEN, RecordingState.BROKEN_OFF, RecordingState.SEALED):
        with pytest.raises(RecordingNotWhole):
            add(ref, film(state=state))
    for wrong in (replace(ref, root="cd" * 32), replace(ref, links=1203)):
        with pytest.raises(RecordingDiffers):
            add(wrong, whole)
    with pytest.raises(RecordingOffDay):
        add(ref, film(NOON - DAY))
    with pytest.raises(RecordingKindWrong):
        add_as(replace(seen(), recordings=(ref,)), (whole,))


@pytest.mark.law("APL-046")
def test_a_recording_is_evidence_once_unless_it_was_found_not_to_hold() -> None:
    whole = film()
    ref = RecordingRef(FIRST, whole.root, whole.links)
    first = taken(
        replace(seen(c.EvidenceKind.AUDIOVISUAL), evidence_id="e0", recordings=(ref,)), ON
    )
    with pytest.raises(RecordingThere):
        add(ref, whole, before=(first,))
    out = taken(s.EvidenceVerified("e0", False, "另一地点"), ON)
    add(ref, whole, before=(first, out))


@pytest.mark.law("TS-7")
def test_evidence_by_reference_counts_for_the_times_of_its_recording_only() -> None:
    whole = film(NOON + timedelta(hours=2))
    ref = RecordingRef(FIRST, whole.root, whole.links)
    named = taken(replace(seen(c.EvidenceKind.AUDIOVISUAL), recordings=(ref,)), ON)
    file = a_file(filed_on(ON), named, taken(measure(ON), ON))
    assert unrecorded(file, (RecordedAct.SEALING_SEIZURE,), (whole,))
