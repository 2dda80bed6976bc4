# SPDX-License-Identifier: Apache-2.0
"""Act: publish an inspection item (公布行政检查事项)."""

from datetime import datetime

from mingjing.ledger.public import official_act, record
from mingjing.registry.acts.permission import demand
from mingjing.registry.models import InspectionItem
from mingjing.registry.types import Actor, AlreadyRegistered, ItemBasisMissing, ItemView


@official_act
def publish_item(*, actor: Actor, now: datetime, item: ItemView) -> str:
    """Publishes an inspection item from its first day of validity and returns its code.

    Law: 国办发〔2024〕54号: an item that is not published must not be inspected.
    Raises: NotPermitted, ItemBasisMissing, AlreadyRegistered.
    """
    demand(actor, "registry.publish_item")
    if not item.legal_basis.strip():
        raise ItemBasisMissing(item_code=item.item_code)
    same = InspectionItem.objects.filter(item_code=item.item_code, valid_from=item.valid_from)
    if same.exists():
        raise AlreadyRegistered(what=item.item_code)
    InspectionItem.objects.create(
        item_code=item.item_code,
        name=item.name,
        name_en=item.name_en,
        legal_basis=item.legal_basis,
        kind=item.kind.value,
        subject_category=item.subject_category,
        yearly_cap=item.yearly_cap,
        skill=item.skill,
        checklist=[[one.code, one.text, one.text_en] for one in item.checklist],
        valid_from=item.valid_from,
        valid_to=item.valid_to,
    )
    record(
        "registry.item_published",
        kind="inspection_item",
        object_id=item.item_code,
        actor=actor,
        now=now,
        payload={
            "name": item.name,
            "legal_basis": item.legal_basis,
            "kind": item.kind.value,
            "yearly_cap": item.yearly_cap,
            "checklist": [[one.code, one.text, one.text_en] for one in item.checklist],
            "valid_from": item.valid_from.isoformat(),
        },
    )
    return item.item_code
