# SPDX-License-Identifier: Apache-2.0
"""Making a bundle (制作证据包): asked, written to the disk, put on record, then handed out.

The file comes first and the entry last (decision 0041): no entry stands for a bundle that was
never made, and no bundle leaves without its entry.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from mingjing.engines.workspace import remove_folder, temporary_folder
from mingjing.evidence.acts.export_recording import export_recording
from mingjing.evidence.acts.hand_out_redaction import hand_out_redaction
from mingjing.evidence.acts.reasons import demand_reason
from mingjing.evidence.queries.bundle import Part, write_bundle
from mingjing.evidence.queries.deletions import demand_bodies
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.redacted_bundle import write_redacted_bundle
from mingjing.evidence.queries.redactions import demand_redaction_state, redaction_row
from mingjing.evidence.queries.releasing import demand_released
from mingjing.evidence.types import NotSealed, RecordingState
from mingjing.evidence.types.redaction import RedactionState
from mingjing.kernel.canonical import file_digest
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@contextmanager
def bundle_of(
    *, actor: Actor, now: datetime, recording_id: str, purpose: str, part: Part | None = None
) -> Iterator[Path]:
    """The bundle as a file that is there inside the block; a part needs the proven root.

    Raises: NotPermitted, SealedByLaw, RecordingUnknown, ReasonMissing, NotSealed,
    NotYetSequenced, ChainDamaged.
    """
    row = recording_row(recording_id)
    demand(actor, "evidence.export", Thing(row.agency_id, row.region))
    demand_released(actor, row)
    demand_reason(purpose)
    state = RecordingState(row.state)
    if part is not None and state is not RecordingState.COMPLETE:
        raise NotSealed(zh_state=state.zh, en_state=state.en)
    folder = temporary_folder(None, "bundle")
    try:
        path = folder / f"{recording_id}.zip"
        handed = write_bundle(path, row, part, now)
        export_recording(
            actor=actor,
            now=now,
            recording_id=recording_id,
            purpose=purpose,
            part=handed,
            sha256=file_digest(path),
        )
        yield path
    finally:
        remove_folder(folder)


@contextmanager
def redacted_bundle_of(
    *, actor: Actor, now: datetime, redaction_id: str, purpose: str
) -> Iterator[Path]:
    """An approved redacted copy as a file that is there inside the block.

    Raises: NotPermitted, SealedByLaw, RedactionMissing, RedactionNotThere, BodiesDeleted,
    ReasonMissing, NotYetSequenced, ObjectMissing.
    """
    row = redaction_row(redaction_id)
    original = recording_row(row.recording_id)
    demand(actor, "evidence.export", Thing(original.agency_id, original.region))
    demand_released(actor, original)
    demand_redaction_state(row, RedactionState.APPROVED)
    demand_bodies(row.recording_id)
    demand_reason(purpose)
    folder = temporary_folder(None, "redacted")
    try:
        path = folder / f"{redaction_id}.zip"
        write_redacted_bundle(path, row)
        hand_out_redaction(
            actor=actor,
            now=now,
            redaction_id=redaction_id,
            purpose=purpose,
            sha256=file_digest(path),
        )
        yield path
    finally:
        remove_folder(folder)
