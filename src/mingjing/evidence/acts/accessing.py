# SPDX-License-Identifier: Apache-2.0
"""What watching, reading and searching a recording have in common (查阅记录)."""

from datetime import datetime

from mingjing.evidence.models import Access, Recording
from mingjing.evidence.types import AccessHow
from mingjing.registry.types import Actor


def keep_access(
    row: Recording, how: AccessHow, *, actor: Actor, now: datetime, purpose: str, entry_id: str
) -> None:
    """Keeps who saw what of a recording, when and for what, beside its ledger entry."""
    Access.objects.create(
        recording=row,
        account_id=actor.account_id,
        purpose=purpose,
        how=how.value,
        at=now,
        entry_id=entry_id,
    )
