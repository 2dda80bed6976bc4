# SPDX-License-Identifier: Apache-2.0
"""Act: find that a recording was not uploaded in time (认定录像超期未上传)."""

from datetime import datetime

from mingjing.evidence.acts.saying import record_said
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.sweeping import is_late, upload_due
from mingjing.evidence.types import UploadNotLate
from mingjing.ledger.public import official_act
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@official_act
def note_late_upload(*, actor: Actor, now: datetime, recording_id: str) -> None:
    """Puts on record, once, that links are outstanding after the term for their upload.

    Nothing is refused for it: what comes late is taken all the same.

    Law: REC-4, 国办发〔2018〕118号; `recording.upload_hours`.
    Raises: NotPermitted, UploadNotLate.
    """
    row = recording_row(recording_id, lock=True)
    demand(actor, "evidence.keep", Thing(row.agency_id, row.region))
    if not is_late(row, now):
        raise UploadNotLate
    record_said(
        "evidence.upload_late",
        kind="recording",
        object_id=recording_id,
        actor=actor,
        now=now,
        payload={"held": row.progress.held, "due": upload_due(row, now).isoformat()},
    )
