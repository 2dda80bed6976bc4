# SPDX-License-Identifier: Apache-2.0
"""Act: draft a version of a list (拟定清单)."""

from dataclasses import replace
from datetime import datetime

from django.db.models import Max

from mingjing.ledger.public import official_act, record
from mingjing.registry.acts.list_frame import (
    counted,
    digest_of,
    keep_step,
    locked_agency,
    payload_of,
    write_items,
)
from mingjing.registry.acts.permission import demand
from mingjing.registry.models import ListVersion
from mingjing.registry.queries.list_checks import checked_draft
from mingjing.registry.types import (
    Actor,
    ListElsewhere,
    ListInvalid,
    ListKind,
    ListState,
    ListStepKind,
    NewList,
    Thing,
)


@official_act
def draft_list(*, actor: Actor, now: datetime, draft: NewList) -> str:
    """Keeps a draft of a list with all its items and returns the id of the version.

    Nobody acts on a draft. Items that the law does not allow are kept and shown; they bar the way
    to review. Items that are not what their columns want are not kept at all.

    Law: APL-005, 行政处罚法 §5; TS-1, 国办发〔2018〕118号: powers and basis are published.
    Raises: NotPermitted, UnknownAgency, ListElsewhere, ListInvalid.
    """
    demand(actor, "registry.draft_list")
    if draft.kind is ListKind.INSPECTION:
        raise ListElsewhere
    agency = locked_agency(draft.agency_id)
    whole, problems = checked_draft(replace(draft, region=draft.region or agency.region))
    demand(actor, "registry.draft_list", Thing(agency.agency_id, whole.region))
    if problems:
        raise ListInvalid(**counted(problems))
    version = _version(actor, whole)
    write_items(version, whole.items)
    keep_step(version, ListStepKind.DRAFTED, actor=actor, now=now, note=draft.note)
    record(
        "registry.list_drafted",
        kind="list",
        object_id=version.list_version_id,
        actor=actor,
        now=now,
        payload=payload_of(version, note=draft.note),
    )
    return version.list_version_id


def _version(actor: Actor, whole: NewList) -> ListVersion:
    same = ListVersion.objects.filter(
        kind=whole.kind.value, agency_id=whole.agency_id, region=whole.region
    )
    newest = same.aggregate(newest=Max("number"))["newest"] or 0
    return ListVersion.objects.create(
        kind=whole.kind.value,
        agency_id=whole.agency_id,
        region=whole.region,
        number=newest + 1,
        state=ListState.DRAFT.value,
        valid_from=whole.valid_from,
        digest=digest_of(whole.kind, whole.items),
        item_count=len(whole.items),
        drafted_by=actor.account_id,
    )
