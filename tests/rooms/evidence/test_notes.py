# SPDX-License-Identifier: Apache-2.0
"""Notes and transcripts: versions, strictness, purpose, search within what may be seen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.conftest import NOW
from tests.rooms.evidence.custody import Custody, acts_on, person

from mingjing.evidence import public
from mingjing.evidence.models import Access, Note, SpokenLine, Transcript
from mingjing.evidence.public import Words
from mingjing.evidence.queries.reading import has_said_purpose
from mingjing.evidence.types import (
    NoteChanged,
    NoteInvalid,
    NoteMissing,
    ReasonMissing,
    RecordingUnknown,
    SearchTooShort,
    StretchInvalid,
    TranscriptFormat,
    TranscriptInvalid,
    TranscriptKnown,
)
from mingjing.registry.types import NotPermitted

pytestmark = pytest.mark.django_db
SRT = "1\n00:00:00,500 --> 00:00:01,500\n请出示执照\n\n2\n00:00:02,000 --> 00:00:03,000\n好的\n"


def correct(
    note_id: str, version: int, text: str = "执照", who: str = "zhao", why: str = "typo"
) -> int:
    return public.correct_note(
        actor=person(who), now=NOW, note_id=note_id, version=version,
        words=Words(0, 2000, text), reason=why,
    )  # fmt: skip


def bring(custody: Custody, content: str = SRT, who: str = "zhao", source: str = "by hand") -> str:
    return public.import_transcript(
        actor=person(who), now=NOW, recording_id=custody.id, format=TranscriptFormat.SRT,
        content=content.encode(), source=source,
    )  # fmt: skip


def test_a_note_is_kept_with_its_stretch_and_the_ledger_holds_no_word_of_it(
    custody: Custody,
) -> None:
    custody.note(text=" 牌照\r\n挂在墙上 ")
    (note,) = public.notes(custody.id)
    assert (note.begin, note.end, note.text) == (0, 1000, "牌照\n挂在墙上")
    assert acts_on(custody.id)[-1] == "evidence.note_added"


def test_a_correction_stands_above_and_what_was_said_before_stays(custody: Custody) -> None:
    note_id = custody.note()
    assert correct(note_id, 1) == 2
    assert correct(note_id, 2, "执照在墙上") == 3
    (note,) = public.notes(custody.id)
    assert (note.version, note.text, note.because) == (3, "执照在墙上", "typo")
    assert [one.text for one in note.earlier] == ["执照", "牌照"]
    assert Note.objects.count() == 3


def test_of_two_who_correct_at_once_the_second_is_told(custody: Custody) -> None:
    note_id = custody.note()
    correct(note_id, 1)
    with pytest.raises(NoteChanged):
        correct(note_id, 1, "another", who="sun")
    assert Note.objects.count() == 2


@pytest.mark.parametrize(("begin", "end"), [(0, 5001), (-1, 0), (2000, 1000)])
def test_a_note_outside_the_scene_is_refused(custody: Custody, begin: int, end: int) -> None:
    with pytest.raises(StretchInvalid):
        custody.note(begin=begin, end=end)


def test_a_note_needs_power_words_and_a_recording(custody: Custody) -> None:
    for name in ("li", "zhou"):
        with pytest.raises(NotPermitted):
            custody.note(name)
    for text in (" ", "x" * 2001):
        with pytest.raises(NoteInvalid):
            custody.note(text=text)
    with pytest.raises(RecordingUnknown):
        public.add_note(
            actor=person("zhao"), now=NOW, recording_id="recording_x", words=Words(0, 1, "x")
        )
    with pytest.raises(NoteMissing):
        correct("note_x", 1)
    note_id = custody.note()
    with pytest.raises(NotPermitted):
        correct(note_id, 1, who="li")
    with pytest.raises(ReasonMissing):
        correct(note_id, 1, why=" ")
    with pytest.raises(NoteInvalid):
        correct(note_id, 1, text="")


def test_a_transcript_is_imported_whole_with_its_source(custody: Custody) -> None:
    bring(custody)
    (found,) = public.transcripts(custody.id)
    assert [one.text for one in found.lines] == ["请出示执照", "好的"]
    assert (found.source, found.lines[0].seconds) == ("by hand", "0.5")
    assert acts_on(custody.id)[-1] == "evidence.transcript_imported"


def test_of_a_bad_transcript_nothing_is_kept(custody: Custody) -> None:
    with pytest.raises(TranscriptInvalid):
        bring(custody, SRT + "\n3\nnonsense\n")
    with pytest.raises(TranscriptInvalid):  # behind the end of the scene
        bring(custody, "1\n00:00:05,000 --> 00:00:06,000\nA\n")
    assert not Transcript.objects.exists()
    assert not SpokenLine.objects.exists()


def test_a_transcript_needs_power_and_source_and_comes_once(custody: Custody) -> None:
    for name in ("li", "zhou"):
        with pytest.raises(NotPermitted):
            bring(custody, who=name)
    with pytest.raises(ReasonMissing):
        bring(custody, source="")
    bring(custody)
    with pytest.raises(TranscriptKnown):
        bring(custody, who="sun")


def test_words_are_read_for_a_purpose_that_lasts_as_long_as_a_pass(custody: Custody) -> None:
    sun = person("sun")
    for name in ("li", "zhou"):
        with pytest.raises(NotPermitted):
            public.read_words(
                actor=person(name), now=NOW, recording_id=custody.id, purpose="review"
            )
    with pytest.raises(ReasonMissing):
        public.read_words(actor=sun, now=NOW, recording_id=custody.id, purpose="")
    assert not has_said_purpose(custody.id, sun.account_id, NOW)
    public.read_words(actor=sun, now=NOW, recording_id=custody.id, purpose="review")
    assert has_said_purpose(custody.id, sun.account_id, NOW + timedelta(minutes=29))
    assert not has_said_purpose(custody.id, sun.account_id, NOW + timedelta(minutes=30))
    assert not has_said_purpose(custody.id, person("qian").account_id, NOW)


def search(who: str, words: str, purpose: str = "complaint 12") -> list[tuple[bool, str]]:
    found = public.search_words(actor=person(who), now=NOW, words=words, purpose=purpose)
    return [(one.is_note, one.text) for one in found]


def test_a_search_finds_notes_in_force_and_spoken_lines(custody: Custody) -> None:
    note_id = custody.note()
    correct(note_id, 1, "执照挂在墙上")
    bring(custody)
    assert search("sun", "执照") == [(True, "执照挂在墙上"), (False, "请出示执照")]
    assert search("sun", "牌照") == []
    (row,) = Access.objects.all()
    assert (row.how, row.purpose) == ("search", "complaint 12")


def test_a_search_stays_within_what_the_reader_may_watch(
    custody: Custody, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    bring(custody)
    assert search("li", "执照") == []
    assert not Access.objects.exists()
    with pytest.raises(NotPermitted):
        search("zhou", "执照")
    with pytest.raises(ReasonMissing):
        search("sun", "执照", "")
    for words in (" 照 ", "x" * 101):
        with pytest.raises(SearchTooShort):
            search("sun", words)
