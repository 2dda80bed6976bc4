# SPDX-License-Identifier: Apache-2.0
"""Receiving a file (接收文件): into the store first, on record last, so that it can be repeated.

Killed in between, the same upload is received again: the store finds what it holds, and no receipt
is given twice (decisions 0041, 0107).
"""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from mingjing.evidence.acts.receive_file import receive_file
from mingjing.evidence.models import ReceivedFile
from mingjing.evidence.queries import store
from mingjing.evidence.queries.received import demand_listed, media_of, received, received_view
from mingjing.evidence.rules.tus import metadata_values
from mingjing.evidence.shelf import Shelf, Upload
from mingjing.evidence.types.received import FileEmpty, Incoming, ReceivedView, UploadPass
from mingjing.kernel.clock import local_date
from mingjing.kernel.filetypes import plain_name
from mingjing.registry.public import actor_by_id, system_actor


def uploads() -> Shelf:
    """Where uploads lie until they are whole, beside the evidence store."""
    return Shelf(Path(settings.MINGJING_HOME) / "uploads")


def receive(incoming: Incoming, now: datetime) -> ReceivedView:
    """The receipt of a file; the actor is who sent it, or the house itself for a dock.

    Raises: NotPermitted, FileEmpty, RecorderNotListed, StoreFull, StoreAway.
    """
    known = ReceivedFile.objects.filter(file_id=incoming.file_id).first()
    if known is not None:
        return received_view(known)
    size = incoming.path.stat().st_size
    if not size:
        raise FileEmpty(name=incoming.name)
    media = media_of(incoming.path, incoming.name)
    store.adopt(incoming.sha256, incoming.path)
    sender = incoming.sender
    actor = system_actor() if sender.is_dock else actor_by_id(sender.owner, local_date(now))
    try:
        with transaction.atomic():
            return receive_file(actor=actor, now=now, incoming=incoming, size=size, media=media)
    except IntegrityError:  # the same upload was received at the same moment
        return received(incoming.file_id)


def receive_upload(upload: Upload, path: Path, sha256: str, now: datetime) -> None:
    """Receives a whole upload of the upload door.

    Raises: as `receive`.
    """
    said = metadata_values(upload.metadata)
    sender = UploadPass(
        upload.owner, upload.agency_id, upload.region, upload.occasion, upload.is_dock
    )
    incoming = Incoming(
        file_id=upload.upload_id,
        path=path,
        sha256=sha256,
        name=plain_name(said.get("filename") or said.get("name") or ""),
        sender=sender,
        recorder=said.get("recorder", "") if sender.is_dock else "",
        source=said.get("relativePath", "") if sender.is_dock else "",
    )
    receive(incoming, now)


def demand_welcome(sender: UploadPass, metadata: str) -> None:
    """Goes on when an upload may begin: a dock says which of its recorders a file is from.

    Raises: RecorderNotListed.
    """
    if sender.is_dock:
        demand_listed(sender.owner, metadata_values(metadata).get("recorder", ""))
