# SPDX-License-Identifier: Apache-2.0
"""Act: import a transcript of a recording (导入文字稿)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.models import SpokenLine, Transcript
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.story import story
from mingjing.evidence.rules.transcripts import read_transcript
from mingjing.evidence.types import TranscriptFormat, TranscriptKnown
from mingjing.kernel.canonical import sha256_hex
from mingjing.kernel.ids import new_id
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def import_transcript(
    *,
    actor: Actor,
    now: datetime,
    recording_id: str,
    format: TranscriptFormat,
    content: bytes,
    source: str,
) -> str:
    """Reads the file strictly and keeps it whole, with who made it and how; returns its id.

    Law: 公安机关办理行政案件程序规定 (key contents are noted in words, with their times).
    Raises: NotPermitted, RecordingUnknown, ReasonMissing, TranscriptInvalid, TranscriptKnown.
    """
    row = recording_row(recording_id, lock=True)
    demand(actor, "evidence.annotate", Thing(row.agency_id, row.region))
    made_by = demand_reason(source)
    sha256 = sha256_hex(content)
    if Transcript.objects.filter(recording=row, sha256=sha256).exists():
        raise TranscriptKnown
    text, lines = read_transcript(content, format, int(story(recording_id).seconds * 1000))
    transcript_id = new_id("transcript")
    entry = record(
        "evidence.transcript_imported",
        kind="recording",
        object_id=recording_id,
        actor=actor,
        now=now,
        payload={"transcript": transcript_id, "sha256": sha256, "lines": len(lines),
                 "source": made_by},
    )  # fmt: skip
    made = Transcript.objects.create(
        transcript_id=transcript_id,
        recording=row,
        format=format.value,
        content=text,
        sha256=sha256,
        account_id=actor.account_id,
        source=made_by,
        at=now,
        entry_id=entry.entry_id,
    )
    SpokenLine.objects.bulk_create(
        SpokenLine(
            transcript=made,
            number=number,
            begin=one.begin,
            end=one.end,
            speaker=one.speaker,
            text=one.text,
        )
        for number, one in enumerate(lines)
    )
    return transcript_id
