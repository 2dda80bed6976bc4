# SPDX-License-Identifier: Apache-2.0
"""Notes and transcripts on pages (文字说明和文字稿): say what for, read, write, correct, search."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mingjing.evidence import public
from mingjing.evidence.queries.reading import has_said_purpose
from mingjing.evidence.queries.story import Event, Story
from mingjing.evidence.rules.stretch import milliseconds, written
from mingjing.evidence.rules.transcripts import MOST_BYTES
from mingjing.evidence.types import (
    NoteView,
    TranscriptFormat,
    TranscriptInvalid,
    TranscriptView,
)
from mingjing.kernel.errors import PlatformError
from mingjing.registry.public import account_names, attempt, now_of, refusal_words, signed_in

_ANCHOR = "#story"


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One line of what happened: an event of the chain, or a note (经过一行)."""

    offset: float
    event: Event | None
    note: NoteView | None
    begin: str = ""
    end: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class WordsOf:
    """The words of a recording for one reader (录像文字); empty until a purpose is said."""

    is_open: bool
    notes: int
    lines: tuple[StoryLine, ...]
    transcripts: tuple[TranscriptView, ...]
    transcript_count: int


def words_of(request: HttpRequest, recording_id: str, told: Story) -> WordsOf:
    """What happened, with the notes and the transcript where the reader has said what for."""
    is_open = has_said_purpose(recording_id, signed_in(request).account_id, now_of(request))
    found, spoken = public.notes(recording_id), public.transcripts(recording_id)
    lines = [StoryLine(one.offset, one, None) for one in told.events]
    if is_open:
        names = account_names({one.account_id for one in found})
        lines += [
            StoryLine(
                offset=one.begin / 1000,
                event=None,
                note=one,
                begin=written(one.begin),
                end=written(one.end),
                by=names.get(one.account_id, "–"),
            )
            for one in found
        ]
    return WordsOf(
        is_open=is_open,
        notes=len(found),
        lines=tuple(sorted(lines, key=lambda one: one.offset)),
        transcripts=spoken if is_open else (),
        transcript_count=len(spoken),
    )


def purposes() -> list[str]:
    """What people watch and read recordings for."""
    return [
        _("Handling of this task or case"),
        _("Command of the action that is going on"),
        _("Review before a decision"),
        _("Supervision of enforcement"),
        _("Answer to a complaint or a court"),
    ]


@require_POST
def read(request: HttpRequest, recording_id: str) -> HttpResponse:
    """Takes the purpose; the page shows the words for a while then."""
    attempt(
        request,
        lambda: public.read_words(
            actor=signed_in(request),
            now=now_of(request),
            recording_id=recording_id,
            purpose=request.POST.get("purpose", ""),
        ),
        _("Your purpose is kept. The words are shown for half an hour."),
    )
    return _back(recording_id)


@require_POST
def add_note(request: HttpRequest, recording_id: str) -> HttpResponse:
    """Puts words to a stretch."""
    attempt(
        request,
        lambda: public.add_note(
            actor=signed_in(request),
            now=now_of(request),
            recording_id=recording_id,
            words=_words(request),
        ),
        _("The note is kept."),
    )
    return _back(recording_id)


@require_POST
def correct_note(request: HttpRequest, recording_id: str, note_id: str) -> HttpResponse:
    """Sets a new version of a note."""
    version = request.POST.get("version", "")
    attempt(
        request,
        lambda: public.correct_note(
            actor=signed_in(request),
            now=now_of(request),
            note_id=note_id,
            version=int(version) if version.isdecimal() else 0,
            words=_words(request),
            reason=request.POST.get("reason", ""),
        ),
        _("The note is corrected; what it said before stays."),
    )
    return _back(recording_id)


@require_POST
def import_transcript(request: HttpRequest, recording_id: str) -> HttpResponse:
    """Reads a file of spoken words, strictly."""
    sent = request.FILES.get("file")
    attempt(
        request,
        lambda: public.import_transcript(
            actor=signed_in(request),
            now=now_of(request),
            recording_id=recording_id,
            format=_format(sent.name or "" if sent else ""),
            content=sent.read(MOST_BYTES + 1) if sent else b"",
            source=request.POST.get("source", ""),
        ),
        _("The transcript is imported."),
    )
    return _back(recording_id)


def search(request: HttpRequest) -> HttpResponse:
    """Searches notes and transcripts; the words stand in no address."""
    context: dict[str, object] = {"purposes": purposes()}
    status = 200
    if request.method == "POST":
        words, purpose = request.POST.get("words", ""), request.POST.get("purpose", "")
        context |= {"words": words, "purpose": purpose}
        try:
            found = public.search_words(
                actor=signed_in(request), now=now_of(request), words=words, purpose=purpose
            )
            context["found"] = [(one, written(one.begin)) for one in found]
        except PlatformError as refusal:
            context["refusal"] = refusal_words(refusal)
            status = refusal.http_status
    return render(request, "evidence/search.html", context, status=status)


def _words(request: HttpRequest) -> public.Words:
    return public.Words(
        begin=milliseconds(request.POST.get("from", "")),
        end=milliseconds(request.POST.get("to", "")),
        text=request.POST.get("text", ""),
    )


def _format(name: str) -> TranscriptFormat:
    ending = name.lower().rpartition(".")[2]
    if ending not in set(TranscriptFormat):
        raise TranscriptInvalid(
            line=1,
            zh_what="文件名须以 .srt、.vtt 或 .json 结尾",
            en_what="the name of the file must end with .srt, .vtt or .json",
        )
    return TranscriptFormat(ending)


def _back(recording_id: str) -> HttpResponse:
    answer = redirect("evidence-recording", recording_id)
    answer["Location"] += _ANCHOR
    return answer
