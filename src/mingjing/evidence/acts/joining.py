# SPDX-License-Identifier: Apache-2.0
"""What joining a recording and joining a file have in common (关联)."""

from datetime import datetime

from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.models import ReceivedFile, Recording
from mingjing.evidence.queries.occasions import occasion_for
from mingjing.evidence.types import AlreadyJoined, OccasionUnknown
from mingjing.registry.types import Actor


def put_into(
    row: Recording | ReceivedFile,
    occasion: tuple[str, str],
    *,
    actor: Actor,
    of: Actor,
    now: datetime,
    reason: str,
) -> dict[str, object]:
    """Joins the row to an occasion of `of`, keeps who did so and why; what the entry digests.

    Raises: AlreadyJoined, OccasionUnknown, ReasonMissing.
    """
    if row.occasion_kind:
        raise AlreadyJoined
    because = demand_reason(reason)
    found = occasion_for(of, now, *occasion)
    if found is None:
        raise OccasionUnknown
    row.occasion_kind, row.occasion_id = found.kind, found.id
    row.agency_id, row.region = found.agency_id, found.region
    row.joined_by, row.joined_because = actor.account_id, because
    row.save()
    return {"occasion": list(occasion), "reason": because}
