# SPDX-License-Identifier: Apache-2.0
"""Act: put words to a stretch of a recording (添加时段文字说明)."""

from dataclasses import dataclass
from datetime import datetime

from mingjing.evidence.acts.reasons import demand_words
from mingjing.evidence.models import Note
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.story import story
from mingjing.evidence.rules.stretch import demand_stretch
from mingjing.kernel.canonical import digest
from mingjing.kernel.ids import new_id
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@dataclass(frozen=True, slots=True)
class Words:
    """What a note says of which stretch (说明内容). Units: milliseconds of played scene."""

    begin: int | None
    end: int | None
    text: str


@official_act
def add_note(*, actor: Actor, now: datetime, recording_id: str, words: Words) -> str:
    """Keeps what happens in a stretch, in words; returns the note's id.

    Law: 公安机关办理行政案件程序规定 (key contents of a recording are noted with their times).
    Raises: NotPermitted, RecordingUnknown, StretchInvalid, NoteInvalid.
    """
    row = recording_row(recording_id)
    demand(actor, "evidence.annotate", Thing(row.agency_id, row.region))
    text = demand_words(words.text)
    begin, end = demand_stretch(words.begin, words.end, story(recording_id).seconds)
    note_id = new_id("note")
    entry = record(
        "evidence.note_added",
        kind="recording",
        object_id=recording_id,
        actor=actor,
        now=now,
        payload={"note": note_id, "from": begin, "to": end, "text": digest([note_id, text])},
    )
    Note.objects.create(
        note_id=note_id,
        version=1,
        recording=row,
        begin=begin,
        end=end,
        text=text,
        account_id=actor.account_id,
        at=now,
        entry_id=entry.entry_id,
    )
    return note_id
