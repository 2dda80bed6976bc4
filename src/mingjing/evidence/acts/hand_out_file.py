# SPDX-License-Identifier: Apache-2.0
"""Act: hand out a received file (取用文件)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.models import FileAccess
from mingjing.evidence.queries.deletions import demand_bodies
from mingjing.evidence.queries.received import received_row, received_view
from mingjing.evidence.queries.releasing import demand_released
from mingjing.evidence.types.received import ReceivedView
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def hand_out_file(*, actor: Actor, now: datetime, file_id: str, purpose: str) -> ReceivedView:
    """Puts on record who was given the file, when and for what, before a byte of it goes.

    Law: REC-5, 公共视频条例 §16; REC-6, 公安机关现场执法视音频记录工作规定.
    Raises: NotPermitted, SealedByLaw, FileNotThere, BodiesDeleted, ReasonMissing.
    """
    row = received_row(file_id)
    demand(actor, "evidence.export", Thing(row.agency_id, row.region))
    demand_released(actor, row)
    demand_bodies(file_id)
    why = demand_reason(purpose)
    entry = record(
        "evidence.file_handed_out",
        kind="received_file",
        object_id=file_id,
        actor=actor,
        now=now,
        payload={"purpose": why, "sha256": row.sha256},
    )
    FileAccess.objects.create(
        file=row, account_id=actor.account_id, purpose=why, at=now, entry_id=entry.entry_id
    )
    return received_view(row)
