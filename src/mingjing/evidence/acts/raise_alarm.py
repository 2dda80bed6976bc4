# SPDX-License-Identifier: Apache-2.0
"""Act: put on record that two links were signed under one number (录像警报)."""

from datetime import datetime

from mingjing.evidence.acts.saying import record_said
from mingjing.evidence.models import Alarm
from mingjing.evidence.types import AlarmKind, Header
from mingjing.ledger.public import official_act
from mingjing.registry.public import demand
from mingjing.registry.types import Actor


@official_act
def raise_alarm(
    *, actor: Actor, now: datetime, header: Header, signature: bytes, held: str
) -> None:
    """Keeps the link that was offered, with its signature: only the recorder can have made it.

    Law: 公安机关现场执法视音频记录工作规定 (no editing of what was recorded).
    Raises: NotPermitted.
    """
    demand(actor, "evidence.keep")
    row = Alarm(
        recording_id=header.recording,
        kind=AlarmKind.CONFLICT.value,
        seq=header.seq,
        held=held,
        offered=header.digest,
        raw=header.raw,
        signature=signature,
        at=now,
    )
    entry = record_said(
        "evidence.alarm_raised",
        kind="recording",
        object_id=header.recording,
        actor=actor,
        now=now,
        payload={"kind": row.kind, "seq": row.seq, "held": held, "offered": header.digest},
    )
    row.entry_id = entry.entry_id
    row.save()
