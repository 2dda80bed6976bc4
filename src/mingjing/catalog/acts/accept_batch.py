# SPDX-License-Identifier: Apache-2.0
"""Act: accept a checked batch (接收批次): the short write after the long work."""

from datetime import datetime

from mingjing.catalog.acts.accepting import Handed, demand_unrepeated, locked, payload, write
from mingjing.catalog.models import Batch, Resource
from mingjing.catalog.types.codes import Delivery
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def accept_batch(*, actor: Actor, now: datetime, handed: Handed) -> Batch:
    """Puts a delivered file among the accepted batches.

    Law: 政务数据共享条例 §17 (data is kept up to date), §19 (one lead source per datum).
    Raises: NotPermitted, UnknownResource, ResourceChanged, DuplicateBatch.
    """
    resource = locked(handed)
    demand(actor, "catalog.take_in", Thing(resource.agency_id, resource.region))
    demand_unrepeated(handed)
    row = write(resource, handed, actor=actor, now=now)
    replaced = _replace(resource, row)
    record(
        "catalog.batch_accepted",
        kind="batch",
        object_id=row.batch_id,
        actor=actor,
        now=now,
        payload={**payload(row), "replaces": replaced},
    )
    return row


def _replace(resource: Resource, row: Batch) -> list[str]:
    """Marks what the new delivery replaces: a snapshot all before it, else the same file."""
    older = resource.batches.filter(replaced_by__isnull=True).exclude(batch_id=row.batch_id)
    if resource.delivery != Delivery.SNAPSHOT.value:
        same = older.filter(file_digest=row.file_digest).values_list("batch_id", flat=True)
        names = list(same)
        older = older.filter(batch_id__in=names) | older.filter(corrects_id__in=names)
    replaced = sorted(older.values_list("batch_id", flat=True))
    resource.batches.filter(batch_id__in=replaced).update(replaced_by=row)
    return replaced
