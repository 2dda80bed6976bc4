# SPDX-License-Identifier: Apache-2.0
"""Act: complete what documents must state of the party (补充当事人信息)."""

from datetime import datetime

from mingjing.cases.queries.files import case_row
from mingjing.cases.types.codes import Stage
from mingjing.cases.types.documents import AddressMissing, FileArchived
from mingjing.ledger.public import official_act, record
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def complete_party(
    *, actor: Actor, now: datetime, case_id: str, address: str, representative: str = ""
) -> None:
    """Keeps the party's address and who represents it; documents made before stay as they are.

    The ledger says that it was done and by whom, and nothing of the party.
    Law: APL-059, ACL-024, 行政处罚法 §59; 行政强制法 §24: name and address.
    Raises: NotPermitted, UnknownCase, FileArchived, AddressMissing.
    """
    row = case_row(case_id, lock=True)
    demand(actor, "cases.investigate", Thing(row.agency_id, row.region))
    if row.stage == Stage.ARCHIVED.value:
        raise FileArchived
    if not address.strip():
        raise AddressMissing
    row.party.address = address.strip()[:300]
    row.party.representative = representative.strip()[:100] or row.party.representative
    row.party.save(update_fields=["address", "representative"])
    record(
        "case.party_completed",
        kind="case",
        object_id=case_id,
        actor=actor,
        now=now,
        payload={"case_id": case_id, "party_id": row.party_id},
    )
