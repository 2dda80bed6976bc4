# SPDX-License-Identifier: Apache-2.0
"""Act: give the heads of open recordings to the ledger (录像锚定)."""

from collections.abc import Sequence
from datetime import datetime

from mingjing.evidence.models import Anchor
from mingjing.evidence.queries.sweeping import Unanchored
from mingjing.ledger.public import Draft, official_act, record_many
from mingjing.registry.public import demand
from mingjing.registry.types import Actor

ANCHORED_ACT = "evidence.recording_anchored"


@official_act
def anchor_recordings(*, actor: Actor, now: datetime, heads: Sequence[Unanchored]) -> None:
    """One entry for each recording that has grown; together in one transaction.

    The head names the link before, and so all of them: nobody can make the chain later.

    Law: decision 0100; 国办发〔2018〕118号.
    Raises: NotPermitted.
    """
    demand(actor, "evidence.keep")
    drafts = [
        Draft(
            act=ANCHORED_ACT,
            kind="recording",
            object_id=head.recording_id,
            payload={"seq": head.seq, "link": head.digest},
        )
        for head in heads
    ]
    entries = record_many(drafts, actor=actor, now=now)
    Anchor.objects.bulk_create(
        Anchor(
            recording_id=head.recording_id,
            seq=head.seq,
            digest=head.digest,
            at=now,
            entry_id=entry.entry_id,
        )
        for head, entry in zip(heads, entries, strict=True)
    )
