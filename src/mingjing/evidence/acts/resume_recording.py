# SPDX-License-Identifier: Apache-2.0
"""Act: a recording that was broken off goes on (录像恢复)."""

from datetime import datetime

from mingjing.evidence.acts.saying import record_said
from mingjing.evidence.models import Recording
from mingjing.evidence.types import Header, RecordingState
from mingjing.ledger.public import official_act
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def resume_recording(*, actor: Actor, now: datetime, header: Header) -> None:
    """Opens a recording again whose recorder was silent too long and has sent a link now.

    Law: 国办发〔2018〕118号; decision 0100: a late link is evidence too.
    Raises: NotPermitted.
    """
    row = Recording.objects.select_for_update().get(recording_id=header.recording)
    demand(actor, "evidence.keep", Thing(row.agency_id, row.region))
    row.state = RecordingState.OPEN.value
    row.broken_off_at = None
    row.save()
    record_said(
        "evidence.recording_resumed",
        kind="recording",
        object_id=header.recording,
        actor=actor,
        now=now,
        payload={"seq": header.seq, "link": header.digest},
    )
