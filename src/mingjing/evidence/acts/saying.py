# SPDX-License-Identifier: Apache-2.0
"""Entries whose payload is kept (留存内容): an export hands it out beside the proof."""

from collections.abc import Mapping
from datetime import datetime

from mingjing.evidence.models import Said
from mingjing.ledger.public import EntryRef, record
from mingjing.registry.types import Actor


def record_said(
    act: str,
    *,
    kind: str,
    object_id: str,
    actor: Actor,
    now: datetime,
    payload: Mapping[str, object],
) -> EntryRef:
    """Leaves the entry of the open act, and keeps what it is the digest of.

    Raises: WriteOutsideAct, EntryInvalid.
    """
    entry = record(act, kind=kind, object_id=object_id, actor=actor, now=now, payload=payload)
    Said.objects.create(
        entry_id=entry.entry_id, act=act, kind=kind, object_id=object_id, payload=dict(payload)
    )
    return entry
