# SPDX-License-Identifier: Apache-2.0
"""Act: seal a recording, by its end link (封存录像)."""

from datetime import datetime

from mingjing.evidence.acts.saying import record_said
from mingjing.evidence.models import Recording
from mingjing.evidence.types import Header, RecordingState
from mingjing.ledger.public import official_act
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def seal_recording(*, actor: Actor, now: datetime, header: Header) -> None:
    """Takes the end from the recorder: how many links there are is settled from now on.

    The officer's own signature is in the link; the machine only notes that it came, so that an
    officer who has left since cannot keep a recording from being sealed.

    Links below it may still come; when all are there the recording is complete.

    Law: 公安机关现场执法视音频记录工作规定 (no cutting, no editing); decision 0100.
    Raises: NotPermitted.
    """
    row = Recording.objects.select_for_update().get(recording_id=header.recording)
    demand(actor, "evidence.keep", Thing(row.agency_id, row.region))
    row.state = RecordingState.SEALED.value
    row.end_seq = header.seq
    row.end_reason = header.said("reason")
    row.ended_at = now
    row.broken_off_at = None
    row.save()
    record_said(
        "evidence.recording_sealed",
        kind="recording",
        object_id=header.recording,
        actor=actor,
        now=now,
        payload={"links": header.seq + 1, "link": header.digest},
    )
