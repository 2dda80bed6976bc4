# SPDX-License-Identifier: Apache-2.0
"""Act: correct a note (更正时段文字说明); what it said before stays."""

from datetime import datetime

from mingjing.evidence.acts.add_note import Words
from mingjing.evidence.acts.reasons import demand_reason, demand_words
from mingjing.evidence.models import Note
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.story import story
from mingjing.evidence.rules.stretch import demand_stretch
from mingjing.evidence.types import NoteChanged, NoteMissing
from mingjing.kernel.canonical import digest
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def correct_note(
    *, actor: Actor, now: datetime, note_id: str, version: int, words: Words, reason: str
) -> int:
    """Sets a new version above the one that was read; returns its number.

    Law: 公安机关办理行政案件程序规定 (key contents are noted with their times).
    Raises: NotPermitted, NoteMissing, NoteChanged, StretchInvalid, NoteInvalid, ReasonMissing.
    """
    recording_id = _recording_of(note_id)
    row = recording_row(recording_id, lock=True)
    demand(actor, "evidence.annotate", Thing(row.agency_id, row.region))
    stands = Note.objects.get(note_id=note_id, is_current=True)
    if stands.version != version:
        raise NoteChanged(version=stands.version)
    text, because = demand_words(words.text), demand_reason(reason)
    begin, end = demand_stretch(words.begin, words.end, story(recording_id).seconds)
    said = {"from": begin, "to": end, "text": digest([note_id, text]), "reason": because}
    entry = record(
        "evidence.note_corrected",
        kind="recording",
        object_id=recording_id,
        actor=actor,
        now=now,
        payload={"note": note_id, "version": version + 1, **said},
    )
    stands.is_current = False
    stands.save()
    Note.objects.create(
        note_id=note_id,
        version=version + 1,
        recording=row,
        begin=begin,
        end=end,
        text=text,
        account_id=actor.account_id,
        because=because,
        at=now,
        entry_id=entry.entry_id,
    )
    return version + 1


def _recording_of(note_id: str) -> str:
    found = Note.objects.filter(note_id=note_id).values_list("recording_id", flat=True).first()
    if found is None:
        raise NoteMissing
    return found
