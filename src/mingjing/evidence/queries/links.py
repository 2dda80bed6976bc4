# SPDX-License-Identifier: Apache-2.0
"""Reads of links: rows while a recording grows, lines of its chain when it is complete."""

from mingjing.evidence.models import Link, Recording
from mingjing.evidence.queries import store
from mingjing.evidence.types import LinkKind, LinkRow, RecordingState

_COLUMNS = (
    "seq", "kind", "digest", "body", "length", "raw", "signature", "received", "ack_key", "ack",
)  # fmt: skip


def link_rows(recording_id: str, after: int = -1) -> tuple[LinkRow, ...]:
    """Links of a recording that is not complete, by number, those above `after`."""
    rows = Link.objects.filter(recording_id=recording_id, seq__gt=after).order_by("seq")
    return tuple(
        LinkRow(
            seq=seq,
            kind=LinkKind(kind),
            digest=digest,
            body=body,
            length=length,
            raw=bytes(raw),
            signature=bytes(signature),
            received=received,
            ack_key=ack_key,
            ack=bytes(ack),
        )
        for seq, kind, digest, body, length, raw, signature, received, ack_key, ack in (
            rows.values_list(*_COLUMNS)
        )
    )


def links(row: Recording) -> tuple[LinkRow, ...]:
    """All links that are held of a recording, by number.

    Raises: ChainDamaged.
    """
    if row.state == RecordingState.COMPLETE:
        return store.chain(row.recording_id, row.chain_sha256)
    return link_rows(row.recording_id)
