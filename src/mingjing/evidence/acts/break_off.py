# SPDX-License-Identifier: Apache-2.0
"""Act: find that a recording broke off (认定录像中断)."""

from datetime import datetime

from mingjing.evidence.acts.saying import record_said
from mingjing.evidence.models import Progress, Recording
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.types import NotSealed, RecordingState
from mingjing.ledger.public import official_act
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def break_off(*, actor: Actor, now: datetime, recording_id: str) -> None:
    """Puts on record behind which link an open recording went silent for too long.

    Law: 国办发〔2018〕118号 (an interruption is explained); decision 0100.
    Raises: NotPermitted, NotSealed.
    """
    row = Recording.objects.select_for_update().get(recording_id=recording_id)
    demand(actor, "evidence.keep", Thing(row.agency_id, row.region))
    progress = Progress.objects.get(recording_id=recording_id)
    silent_since = int((now - keeping().break_off).timestamp() * 1000)
    if row.state != RecordingState.OPEN or progress.heard > silent_since:
        state = RecordingState(row.state)
        raise NotSealed(zh_state=state.zh, en_state=state.en)
    row.state = RecordingState.BROKEN_OFF.value
    row.broken_off_at = progress.highest
    row.save()
    record_said(
        "evidence.recording_broken_off",
        kind="recording",
        object_id=recording_id,
        actor=actor,
        now=now,
        payload={"behind": progress.highest, "link": progress.head, "held": progress.held},
    )
