# SPDX-License-Identifier: Apache-2.0
"""Passes (观看凭证): signed by the site, read by the door; one recording, for a short time."""

from datetime import datetime

from django.core import signing

from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.types import PassWrong

_SALT = "mingjing.evidence.pass"


def sign_pass(recording_id: str, account_id: str, now: datetime) -> str:
    """The pass as text."""
    until = int((now + keeping().pass_time).timestamp())
    return signing.dumps({"r": recording_id, "a": account_id, "u": until}, salt=_SALT)


def read_pass(text: str, recording_id: str, now: datetime) -> datetime:
    """Until when the pass is good for this recording.

    Raises: PassWrong.
    """
    try:
        said = signing.loads(text, salt=_SALT)
    except signing.BadSignature as error:
        raise PassWrong from error
    if said["r"] != recording_id or said["u"] <= now.timestamp():
        raise PassWrong
    return datetime.fromtimestamp(said["u"], tz=now.tzinfo)
