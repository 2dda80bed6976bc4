# SPDX-License-Identifier: Apache-2.0
"""Act: hand out quarantined rows for correction (导出隔离数据)."""

from datetime import datetime

from mingjing.catalog.queries.quarantine import waiting_count, waiting_csv, words_of
from mingjing.catalog.queries.resources import batch_row
from mingjing.kernel.errors import Language
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing
from mingjing.standards.public import registered_standard


@official_act
def release_quarantine(*, actor: Actor, now: datetime, batch_id: str, language: Language) -> str:
    """Hands out the rows of a delivery that wait for correction, as CSV, unmasked.

    Law: 政务数据共享条例 §26: the provider verifies and corrects; 个人信息保护法 §6: no more
    than the purpose needs, so the ledger keeps who took the rows out.
    Raises: NotPermitted, UnknownBatch.
    """
    row = batch_row(batch_id)
    delivery = row.corrects or row
    resource = delivery.resource
    demand(actor, "catalog.correct", Thing(resource.agency_id, resource.region))
    standard = registered_standard(delivery.standard_id, delivery.standard_version)
    text = "".join(waiting_csv(delivery, words_of(delivery, standard), language))
    record(
        "catalog.quarantine_released",
        kind="batch",
        object_id=delivery.batch_id,
        actor=actor,
        now=now,
        payload={"rows": waiting_count(delivery), "resource_id": resource.resource_id},
    )
    return text
