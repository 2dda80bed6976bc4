# SPDX-License-Identifier: Apache-2.0
"""Act: return a list to its drafters (退回清单)."""

from datetime import datetime

from mingjing.ledger.public import official_act, record
from mingjing.registry.acts.list_frame import (
    advance,
    keep_step,
    locked_version,
    payload_of,
    thing_of,
)
from mingjing.registry.acts.permission import demand
from mingjing.registry.rules.lists.procedure import action_for
from mingjing.registry.types import Actor, ListReasonMissing, ListState, ListStepKind


@official_act
def return_list(*, actor: Actor, now: datetime, list_version_id: str, reason: str) -> None:
    """Makes a draft of a list again: from review by the reviewer, after it by the head.

    Law: APL-016, APL-017, 行政处罚法 §16, §17: what does not hold is not published.
    Raises: ListUnknown, NotPermitted, ListStateWrong, ListReasonMissing.
    """
    version = locked_version(list_version_id)
    action = action_for(ListStepKind.RETURNED, ListState(version.state))
    demand(actor, action, thing_of(version))
    if not reason.strip():
        raise ListReasonMissing
    advance(version, ListStepKind.RETURNED, actor)
    version.reviewed_by = ""
    version.save()
    keep_step(version, ListStepKind.RETURNED, actor=actor, now=now, note=reason.strip())
    record(
        "registry.list_returned",
        kind="list",
        object_id=list_version_id,
        actor=actor,
        now=now,
        payload=payload_of(version, reason=reason.strip()),
    )
