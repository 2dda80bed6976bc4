# SPDX-License-Identifier: Apache-2.0
"""Reasons that people give (理由)."""

from mingjing.evidence.types import ReasonMissing

_LONGEST = 1000


def demand_reason(text: str) -> str:
    """The reason without blanks around it.

    Raises: ReasonMissing.
    """
    reason = text.strip()
    if not reason or len(reason) > _LONGEST:
        raise ReasonMissing
    return reason
