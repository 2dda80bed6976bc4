# SPDX-License-Identifier: Apache-2.0
"""The party's way in (当事人查询码): eighty random bits; only a digest is kept."""

import hashlib
import secrets
from datetime import date

from mingjing.cases.models import PartyAccess
from mingjing.cases.types.refusals import CodeUnknown

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LENGTH = 16
_GROUP = 4


def new_code() -> str:
    """Four groups of four characters that cannot be mistaken for each other."""
    text = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return "-".join(text[n : n + _GROUP] for n in range(0, _LENGTH, _GROUP))


def code_digest(code: str) -> str:
    """The digest of a code, however it was typed."""
    bare = "".join(one for one in code.upper() if one in _ALPHABET)
    return hashlib.sha256(bare.encode()).hexdigest()


def case_of_code(digest: str, today: date) -> tuple[str, str]:
    """Case and party to which a code leads.

    Raises: CodeUnknown, also for one that has expired.
    """
    row = PartyAccess.objects.filter(code_digest=digest).select_related("case").first()
    if row is None or row.expires_on < today:
        raise CodeUnknown
    return row.case_id, row.case.party_id
