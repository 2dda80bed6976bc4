# SPDX-License-Identifier: Apache-2.0
"""Act: receive a whole file (接收文件)."""

from datetime import datetime

from mingjing.evidence.acts.saying import record_said
from mingjing.evidence.models import ReceivedFile
from mingjing.evidence.queries import store
from mingjing.evidence.queries.received import demand_listed, receipts_of, received_view
from mingjing.evidence.types.received import FileEmpty, FileNotKept, Incoming, ReceivedView
from mingjing.ledger.public import official_act
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing

_LONGEST_SOURCE = 500


@official_act
def receive_file(
    *, actor: Actor, now: datetime, incoming: Incoming, size: int, media: str
) -> ReceivedView:
    """Puts on record that a file, which the store holds already, came in: the receipt.

    Law: 公安机关现场执法视音频记录工作规定 (handed over whole, within a day); decision 0107.
    Raises: NotPermitted, FileEmpty, FileNotKept, RecorderNotListed.
    """
    sender = incoming.sender
    demand(actor, "evidence.upload", Thing(actor.agency_id, actor.region))
    if sender.is_dock:
        demand_listed(sender.owner, incoming.recorder)
    if not size:
        raise FileEmpty(name=incoming.name)
    receipts_of(incoming.sha256, lock=True)  # nobody deletes the object from here on
    if store.held_bytes(incoming.sha256) != size:
        raise FileNotKept
    kind, _slash, occasion_id = sender.occasion.partition("/")
    row = ReceivedFile(
        file_id=incoming.file_id,
        name=incoming.name,
        media=media,
        size=size,
        sha256=incoming.sha256,
        account_id="" if sender.is_dock else sender.owner,
        dock_id=sender.owner if sender.is_dock else None,
        recorder=incoming.recorder,
        source=incoming.source[:_LONGEST_SOURCE],
        agency_id=sender.agency_id,
        region=sender.region,
        occasion_kind=kind,
        occasion_id=occasion_id,
        received_at=now,
    )
    row.save(force_insert=True)
    record_said(
        "evidence.file_received",
        kind="received_file",
        object_id=row.file_id,
        actor=actor,
        now=now,
        payload={
            "sha256": row.sha256,
            "size": size,
            "media": media,
            "sender": sender.owner,
            "recorder": row.recorder,
            "occasion": [kind, occasion_id],
        },
    )
    return received_view(row)
