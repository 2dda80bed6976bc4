# SPDX-License-Identifier: Apache-2.0
"""The upload door alone, without the rest of the platform: what it keeps lies in a folder."""

import os
from datetime import UTC, datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount

from mingjing.evidence.door.tus.routes import TusDoor, TusPlan
from mingjing.evidence.shelf import Shelf, Upload
from mingjing.evidence.types.received import UploadPass

_HOME = Path(os.environ["TUS_HOME"])
_KEPT = _HOME / "kept"


def _keep(upload: Upload, path: Path, digest: str) -> None:
    _KEPT.mkdir(exist_ok=True)
    if not (_KEPT / digest).exists():
        os.link(path, _KEPT / digest)


def _sender(authorization: str) -> UploadPass:
    return UploadPass(owner=authorization or "anybody", agency_id="agency_1")


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - a server of its own


_door = TusDoor(
    Shelf(_HOME / "uploads"),
    TusPlan(
        most=2**30,
        days=7,
        sender_of=_sender,
        welcome=lambda sender, metadata: None,
        keep=_keep,
        now=_now,
    ),
)
application = Starlette(routes=[Mount("/files", routes=_door.routes(), name="files")])
