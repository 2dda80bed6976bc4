# SPDX-License-Identifier: Apache-2.0
"""Act: let somebody upload files (准予上传文件)."""

from datetime import datetime

from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.queries.occasions import occasion_for
from mingjing.evidence.queries.upload_passes import sign_upload_pass
from mingjing.evidence.types import OccasionUnknown
from mingjing.evidence.types.received import UploadPass
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


def upload_pass_for(actor: Actor, now: datetime, kind: str, occasion_id: str) -> UploadPass:
    """What the actor may upload for: an occasion of the actor's own, or the inbox.

    Raises: NotPermitted, OccasionUnknown.
    """
    demand(actor, "evidence.upload", Thing(actor.agency_id, actor.region))
    if not kind:
        return UploadPass(actor.account_id, actor.agency_id, actor.region)
    found = occasion_for(actor, now, kind, occasion_id)
    if found is None:
        raise OccasionUnknown
    occasion = f"{kind}/{occasion_id}"
    return UploadPass(actor.account_id, found.agency_id, found.region, occasion)


@official_act
def issue_upload_pass(
    *, actor: Actor, now: datetime, kind: str = "", occasion_id: str = ""
) -> tuple[str, datetime]:
    """A pass for some days, and until when; what is uploaded with it belongs to the occasion.

    Law: 公安机关现场执法视音频记录工作规定; decision 0107.
    Raises: NotPermitted, OccasionUnknown.
    """
    given = upload_pass_for(actor, now, kind, occasion_id)
    until = now + keeping().upload_pass
    record(
        "evidence.upload_pass_issued",
        kind="account",
        object_id=actor.account_id,
        actor=actor,
        now=now,
        payload={"occasion": given.occasion, "until": until.isoformat()},
    )
    return sign_upload_pass(given, until), until
