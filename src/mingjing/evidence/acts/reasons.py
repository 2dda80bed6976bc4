# SPDX-License-Identifier: Apache-2.0
"""Reasons that people give (理由)."""

from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.types import NoteInvalid, ReasonMissing

_LONGEST = 1000


def demand_reason(text: str) -> str:
    """The reason without blanks around it.

    Raises: ReasonMissing.
    """
    reason = text.strip()
    if not reason or len(reason) > _LONGEST:
        raise ReasonMissing
    return reason


def demand_words(text: str) -> str:
    """The words of a note without blanks around them, lines ended by a line feed.

    Raises: NoteInvalid.
    """
    words = text.replace("\r\n", "\n").strip()
    limit = keeping().note_characters
    if not words or len(words) > limit:
        raise NoteInvalid(limit=limit)
    return words
