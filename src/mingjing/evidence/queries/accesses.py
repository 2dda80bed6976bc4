# SPDX-License-Identifier: Apache-2.0
"""Who watched a recording, when and for what (观看记录)."""

from dataclasses import dataclass
from datetime import datetime

from mingjing.evidence.models import Access, Anchor
from mingjing.evidence.types import AccessHow

_MOST = 200


@dataclass(frozen=True, slots=True)
class AccessView:
    """One time that somebody was let in (观看记录)."""

    account_id: str
    purpose: str
    at: datetime
    how: AccessHow = AccessHow.WATCHED


def accesses(recording_id: str) -> tuple[AccessView, ...]:
    """Newest first, at most 200."""
    rows = Access.objects.filter(recording_id=recording_id).order_by("-id")[:_MOST]
    return tuple(
        AccessView(row.account_id, row.purpose, row.at, AccessHow(row.how)) for row in rows
    )


def anchor_count(recording_id: str) -> int:
    """How often the ledger took the head of a recording."""
    return Anchor.objects.filter(recording_id=recording_id).count()
