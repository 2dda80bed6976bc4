# SPDX-License-Identifier: Apache-2.0
"""Act: submit a draft for legal review (清单送审)."""

from datetime import datetime

from mingjing.kernel.clock import local_date
from mingjing.ledger.public import official_act, record
from mingjing.registry.acts.list_frame import (
    advance,
    demand_lawful,
    keep_step,
    locked_version,
    payload_of,
    thing_of,
)
from mingjing.registry.acts.permission import demand
from mingjing.registry.types import Actor, ListStepKind


@official_act
def submit_list(*, actor: Actor, now: datetime, list_version_id: str) -> None:
    """Hands a draft over to review, when the law allows every item.

    Law: APL-016, APL-020, APL-024, 行政处罚法 §16, §20, §24; ACL-010, ACL-017.
    Raises: ListUnknown, NotPermitted, ListStateWrong, ListProblemsLeft.
    """
    version = locked_version(list_version_id)
    demand(actor, "registry.draft_list", thing_of(version))
    advance(version, ListStepKind.SUBMITTED, actor)
    demand_lawful(version, local_date(now))
    version.save()
    keep_step(version, ListStepKind.SUBMITTED, actor=actor, now=now)
    record(
        "registry.list_submitted",
        kind="list",
        object_id=list_version_id,
        actor=actor,
        now=now,
        payload=payload_of(version),
    )
