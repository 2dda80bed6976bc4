# SPDX-License-Identifier: Apache-2.0
"""Act: withdraw a share before it ends (撤回共享)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.models import Share
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.types import ShareMissing, ShareOver
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def revoke_share(*, actor: Actor, now: datetime, share_id: str, reason: str) -> None:
    """Withdraws it at once: whoever watches is shown nothing more.

    Law: 公共安全视频图像信息系统管理条例 (Decree 799) §16, §20.
    Raises: NotPermitted, ShareMissing, ShareOver, ReasonMissing.
    """
    found = Share.objects.filter(share_id=share_id).first()
    if found is None:
        raise ShareMissing
    row = recording_row(found.recording_id, lock=True)  # who views waits, or is told
    found.refresh_from_db()
    demand(actor, "evidence.share", Thing(row.agency_id, row.region))
    if found.revoked_at is not None:
        raise ShareOver(zh_how="已撤回", en_how="was withdrawn")
    because = demand_reason(reason)
    entry = record(
        "evidence.share_revoked",
        kind="recording",
        object_id=row.recording_id,
        actor=actor,
        now=now,
        payload={"share": share_id, "reason": because},
    )
    found.revoked_by, found.revoked_because = actor.account_id, because
    found.revoked_at, found.revoked_entry_id = now, entry.entry_id
    found.save()
