# SPDX-License-Identifier: Apache-2.0
"""Notes and transcripts of a recording, and the search over both."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from mingjing.evidence.models import Note, Recording, SpokenLine, Transcript
from mingjing.evidence.types import NoteView, SpokenView, TranscriptFormat, TranscriptView
from mingjing.registry.public import inside
from mingjing.registry.types import Reach

_MOST_FOUND = 200


def notes(recording_id: str) -> tuple[NoteView, ...]:
    """Notes in force in the order of the scene, each with its earlier versions. One query."""
    rows = Note.objects.filter(recording_id=recording_id).order_by("note_id", "-version")
    found = [_with_earlier(list(group)) for _, group in groupby(rows, lambda row: row.note_id)]
    return tuple(sorted(found, key=lambda one: (one.begin, one.end, one.note_id)))


def _with_earlier(rows: list[Note]) -> NoteView:
    newest, *earlier = rows
    return _view(newest, tuple(_view(row) for row in earlier))


def _view(row: Note, earlier: tuple[NoteView, ...] = ()) -> NoteView:
    return NoteView(
        note_id=row.note_id,
        version=row.version,
        begin=row.begin,
        end=row.end,
        text=row.text,
        account_id=row.account_id,
        because=row.because,
        at=row.at,
        entry_id=row.entry_id,
        earlier=earlier,
    )


def transcripts(recording_id: str) -> tuple[TranscriptView, ...]:
    """Transcripts, the newest first, with their lines. Two queries."""
    rows = list(Transcript.objects.filter(recording_id=recording_id).defer("content"))
    lines: dict[str, list[SpokenView]] = {row.transcript_id: [] for row in rows}
    for one in SpokenLine.objects.filter(transcript_id__in=lines).order_by("transcript", "number"):
        lines[one.transcript_id].append(_spoken(one))
    return tuple(
        TranscriptView(
            transcript_id=row.transcript_id,
            format=TranscriptFormat(row.format),
            sha256=row.sha256,
            account_id=row.account_id,
            source=row.source,
            at=row.at,
            entry_id=row.entry_id,
            lines=tuple(lines[row.transcript_id]),
        )
        for row in rows
    )


def _spoken(row: SpokenLine) -> SpokenView:
    return SpokenView(row.begin, row.end, row.text, row.speaker)


@dataclass(frozen=True, slots=True)
class Found:
    """One place where the words were found (检索结果)."""

    recording_id: str
    begun_at: datetime
    is_note: bool
    begin: int
    text: str

    @property
    def seconds(self) -> str:
        """The place as a player takes it."""
        return f"{self.begin / 1000:.1f}"


def find_words(words: str, given: Reach) -> tuple[Found, ...]:
    """Notes in force and spoken lines with these words, newest recordings first, at most 200 each.

    Three queries at most.
    """
    every = Recording.objects.all()
    mine = every.filter(inside(every, given))
    noted = Note.objects.filter(recording__in=mine, is_current=True, text__icontains=words)
    spoken = SpokenLine.objects.filter(transcript__recording__in=mine, text__icontains=words)
    found = [
        Found(row.recording_id, row.recording.begun_at, True, row.begin, row.text)
        for row in noted.select_related("recording").order_by("-recording__begun_at", "begin")[
            :_MOST_FOUND
        ]
    ]
    found += [
        Found(row.transcript.recording_id, row.transcript.recording.begun_at, False, row.begin,
              row.text)
        for row in spoken.select_related("transcript__recording")
        .order_by("-transcript__recording__begun_at", "begin")
        .defer("transcript__content")[:_MOST_FOUND]
    ]  # fmt: skip
    return tuple(
        sorted(found, key=lambda one: (-one.begun_at.timestamp(), one.recording_id, one.begin))
    )
