# SPDX-License-Identifier: Apache-2.0
"""Act: accept corrected rows (接收更正数据)."""

from datetime import datetime

from mingjing.catalog.acts.accepting import Handed, demand_unrepeated, locked, payload, write
from mingjing.catalog.models import Batch
from mingjing.catalog.types.refusals import BatchReplaced, CorrectionOvertaken
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def accept_correction(*, actor: Actor, now: datetime, handed: Handed) -> Batch:
    """Puts corrected rows beside the delivery that they correct.

    Law: 政务数据共享条例 §26 (errors are verified and corrected).
    Raises: NotPermitted, UnknownResource, ResourceChanged, DuplicateBatch, BatchReplaced,
    CorrectionOvertaken.
    """
    resource = locked(handed)
    demand(actor, "catalog.correct", Thing(resource.agency_id, resource.region))
    demand_unrepeated(handed)
    delivery = Batch.objects.get(batch_id=handed.corrects)
    if delivery.replaced_by_id:
        raise BatchReplaced(batch=delivery.batch_id, by=delivery.replaced_by_id)
    if Batch.objects.filter(corrects=delivery).count() != handed.earlier_corrections:
        raise CorrectionOvertaken(batch=delivery.batch_id, file=handed.file_name)
    row = write(resource, handed, actor=actor, now=now)
    record(
        "catalog.rows_corrected",
        kind="batch",
        object_id=row.batch_id,
        actor=actor,
        now=now,
        payload={**payload(row), "corrects": delivery.batch_id},
    )
    return row
