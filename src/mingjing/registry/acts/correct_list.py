# SPDX-License-Identifier: Apache-2.0
"""Act: put other items in the place of a draft's (修改清单草案)."""

from datetime import date, datetime

from mingjing.ledger.public import official_act, record
from mingjing.registry.acts.list_frame import (
    advance,
    counted,
    digest_of,
    keep_step,
    locked_version,
    payload_of,
    thing_of,
    write_items,
)
from mingjing.registry.acts.permission import demand
from mingjing.registry.queries.list_checks import checked_draft
from mingjing.registry.types import (
    Actor,
    ListInvalid,
    ListItem,
    ListKind,
    ListStepKind,
    NewList,
)


@official_act
def correct_list(
    *,
    actor: Actor,
    now: datetime,
    list_version_id: str,
    valid_from: date,
    items: tuple[ListItem, ...],
) -> None:
    """Replaces the items and the first day of a draft; its kind, agency and region stay.

    Law: APL-005, 行政处罚法 §5; only drafts change, what was published never does.
    Raises: ListUnknown, NotPermitted, ListStateWrong, ListInvalid.
    """
    version = locked_version(list_version_id)
    demand(actor, "registry.draft_list", thing_of(version))
    advance(version, ListStepKind.CORRECTED, actor)
    kind = ListKind(version.kind)
    whole, problems = checked_draft(
        NewList(kind, version.agency_id, version.region, valid_from, items)
    )
    if problems:
        raise ListInvalid(**counted(problems))
    version.valid_from = valid_from
    version.digest = digest_of(kind, whole.items)
    version.item_count = len(whole.items)
    version.save()
    write_items(version, whole.items)
    keep_step(version, ListStepKind.CORRECTED, actor=actor, now=now)
    record(
        "registry.list_corrected",
        kind="list",
        object_id=list_version_id,
        actor=actor,
        now=now,
        payload=payload_of(version),
    )
