# SPDX-License-Identifier: Apache-2.0
"""The upload door in the house (上传入口): passes of the site, the evidence store, the ledger."""

from pathlib import Path

from mingjing.evidence.door.receive import asked
from mingjing.evidence.door.tus.routes import TusDoor, TusPlan
from mingjing.evidence.queries.deletions import demand_bodies
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.queries.upload_passes import read_upload_pass
from mingjing.evidence.receiving import demand_welcome, receive_upload, uploads
from mingjing.evidence.shelf import Upload
from mingjing.evidence.types.received import UploadPass
from mingjing.evidence.types.uploads import UploadKept, UploadNotYours
from mingjing.kernel.clock import system_now

_SCHEME = "bearer "


def open_door() -> TusDoor:
    """The requests under `/files/`."""
    limits = keeping()
    plan = TusPlan(
        most=limits.upload_bytes,
        days=limits.upload_days,
        sender_of=_sender_of,
        welcome=lambda sender, metadata: asked(demand_welcome, sender, metadata),
        keep=_keep,
        now=system_now,
        refuse_end=_refuse_end,
    )
    return TusDoor(uploads(), plan)


def _sender_of(authorization: str) -> UploadPass:
    if not authorization.lower().startswith(_SCHEME):
        raise UploadNotYours
    text = authorization[len(_SCHEME) :].strip()
    return asked(read_upload_pass, text, system_now())


def _refuse_end(upload_id: str) -> None:
    """What was received is evidence: gone by policy, or kept.

    Raises: BodiesDeleted, UploadKept.
    """
    asked(demand_bodies, upload_id)
    raise UploadKept(upload_id=upload_id)


def _keep(upload: Upload, path: Path, digest: str) -> None:
    asked(receive_upload, upload, path, digest, system_now())
