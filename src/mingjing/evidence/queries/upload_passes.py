# SPDX-License-Identifier: Apache-2.0
"""Passes to upload (上传许可): signed by the site, read by the door.

That of an account ends by itself; that of a dock lasts until the dock is withdrawn or renewed.
"""

from datetime import datetime

from django.core import signing

from mingjing.evidence.models import Dock
from mingjing.evidence.types.received import UploadPass
from mingjing.evidence.types.uploads import UploadNotYours

_SALT = "mingjing.evidence.upload"


def sign_upload_pass(given: UploadPass, until: datetime) -> str:
    """The pass of an account as text."""
    said = {
        "a": given.owner,
        "g": given.agency_id,
        "r": given.region,
        "o": given.occasion,
        "u": int(until.timestamp()),
    }
    return signing.dumps(said, salt=_SALT)


def sign_dock_pass(dock_id: str, pass_id: str) -> str:
    """The pass of a dock as text."""
    return signing.dumps({"d": dock_id, "p": pass_id}, salt=_SALT)


def read_upload_pass(text: str, now: datetime) -> UploadPass:
    """Who may upload with this pass. One query for a dock, none for an account.

    Raises: UploadNotYours.
    """
    try:
        said = signing.loads(text, salt=_SALT)
    except signing.BadSignature as error:
        raise UploadNotYours from error
    if "d" in said:
        return _of_dock(said["d"], said["p"])
    if said["u"] <= now.timestamp():
        raise UploadNotYours
    return UploadPass(said["a"], said["g"], said["r"], said["o"])


def _of_dock(dock_id: str, pass_id: str) -> UploadPass:
    row = Dock.objects.filter(dock_id=dock_id, pass_id=pass_id, revoked_at__isnull=True).first()
    if row is None:
        raise UploadNotYours
    return UploadPass(row.dock_id, row.agency_id, row.region, is_dock=True)
