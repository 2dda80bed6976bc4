# SPDX-License-Identifier: Apache-2.0
"""Act: pass a list in legal review (清单审核通过)."""

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
from mingjing.registry.types import Actor, ListStepKind


@official_act
def review_list(*, actor: Actor, now: datetime, list_version_id: str, opinion: str = "") -> None:
    """Passes a submitted list; the reviewer has no part in its drafting.

    Law: APL-016, APL-017, 行政处罚法 §16, §17: whether basis and competence hold.
    Raises: ListUnknown, NotPermitted, ListStateWrong, ListSamePerson.
    """
    version = locked_version(list_version_id)
    demand(actor, "registry.review_list", thing_of(version))
    advance(version, ListStepKind.REVIEWED, actor)
    version.reviewed_by = actor.account_id
    version.save()
    keep_step(version, ListStepKind.REVIEWED, actor=actor, now=now, note=opinion)
    record(
        "registry.list_reviewed",
        kind="list",
        object_id=list_version_id,
        actor=actor,
        now=now,
        payload=payload_of(version, opinion=opinion),
    )
