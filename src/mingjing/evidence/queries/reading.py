# SPDX-License-Identifier: Apache-2.0
"""Whether somebody has said what for (查看目的): words are shown for a while then."""

from datetime import datetime

from mingjing.evidence.models import Access
from mingjing.evidence.queries.limits import keeping


def has_said_purpose(recording_id: str, account_id: str, now: datetime) -> bool:
    """Whether the reader was let in lately, as long ago as a pass to watch lasts."""
    since = now - keeping().pass_time
    return Access.objects.filter(
        recording_id=recording_id, account_id=account_id, at__gt=since, at__lte=now
    ).exists()
