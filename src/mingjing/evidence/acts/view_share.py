# SPDX-License-Identifier: Apache-2.0
"""Act: let the holder of a code watch, and keep a receipt (查看共享录像)."""

from datetime import datetime

from mingjing.evidence.models import Share, Viewing
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.releasing import demand_still_released
from mingjing.evidence.queries.shares import demand_running
from mingjing.evidence.rules.codes import code_digest
from mingjing.evidence.types import NameMissing, ShareMissing
from mingjing.kernel.canonical import digest
from mingjing.kernel.clock import local_date
from mingjing.kernel.ids import new_id
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing

_LONGEST = 80


@official_act
def view_share(*, actor: Actor, now: datetime, code: str, name: str) -> str:
    """Opens one viewing under the name that was typed; the machine is the actor.

    Law: REC-5, 公共安全视频图像信息系统管理条例 (Decree 799) §16: viewing is authorised and logged.
    REC-8, 治安管理处罚法 §136: what was sealed meanwhile is not.
    Raises: NotPermitted, ShareMissing, ShareOver, NameMissing, BodiesDeleted, SealedByLaw.
    """
    known = code_digest(code)
    found = Share.objects.filter(code_sha256=known).first() if known else None
    if found is None:
        raise ShareMissing
    row = recording_row(found.recording_id, lock=True)
    found.refresh_from_db()
    demand(actor, "evidence.keep", Thing(row.agency_id, row.region))
    demand_running(found, now)
    demand_still_released(found.account_id, row, local_date(now))
    typed = name.strip()
    if not 0 < len(typed) <= _LONGEST or not typed.isprintable():
        raise NameMissing
    viewing_id = new_id("viewing")
    entry = record(
        "evidence.share_viewed",
        kind="recording",
        object_id=row.recording_id,
        actor=actor,
        now=now,
        payload={
            "share": found.share_id,
            "viewing": viewing_id,
            "name": digest([viewing_id, typed]),
        },
    )
    Viewing.objects.create(
        viewing_id=viewing_id, share=found, name=typed, at=now, entry_id=entry.entry_id
    )
    return viewing_id
