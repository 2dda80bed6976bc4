# SPDX-License-Identifier: Apache-2.0
"""Act: publish a list in the place of the one before (公布清单)."""

from datetime import date, datetime, timedelta

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
from mingjing.registry.models import ListVersion
from mingjing.registry.rules.lists.procedure import demand_from_publication, demand_newer
from mingjing.registry.types import Actor, ListState, ListStepKind


@official_act
def publish_list(
    *, actor: Actor, now: datetime, list_version_id: str, document_no: str = ""
) -> None:
    """Publishes a reviewed list from its first day; the list before ends the day before.

    Law: APL-005, 行政处罚法 §5: what is not published cannot be a basis; APL-016, APL-020, APL-024.
    Raises: ListUnknown, NotPermitted, ListStateWrong, ListSamePerson, ListRetroactive,
    ListNotNewer, ListProblemsLeft.
    """
    version = locked_version(list_version_id)
    demand(actor, "registry.publish_list", thing_of(version))
    advance(version, ListStepKind.PUBLISHED, actor)
    today = local_date(now)
    demand_from_publication(version.valid_from, today)
    before = _published(version)
    demand_newer(version.valid_from, before.valid_from if before else None)
    demand_lawful(version, today)
    if before:
        _end(before, version.valid_from)
    version.published_by = actor.account_id
    version.published_at = now
    version.document_no = document_no
    version.save()
    keep_step(version, ListStepKind.PUBLISHED, actor=actor, now=now, note=document_no)
    record(
        "registry.list_published",
        kind="list",
        object_id=list_version_id,
        actor=actor,
        now=now,
        payload=payload_of(
            version,
            document_no=document_no,
            supersedes=before.list_version_id if before else "",
        ),
    )


def _published(version: ListVersion) -> ListVersion | None:
    """The published list of the same kind, agency and region, locked."""
    return (
        ListVersion.objects.select_for_update()
        .filter(
            kind=version.kind,
            agency_id=version.agency_id,
            region=version.region,
            state=ListState.PUBLISHED.value,
        )
        .first()
    )


def _end(before: ListVersion, valid_from: date) -> None:
    before.state = ListState.SUPERSEDED.value
    before.valid_to = valid_from - timedelta(days=1)
    before.save()
