# SPDX-License-Identifier: Apache-2.0
"""Act: put a redacted copy on record that lies in the store (制作脱敏件)."""

from dataclasses import dataclass
from datetime import datetime

from mingjing.evidence.acts.saying import record_said
from mingjing.evidence.models import FilmJob
from mingjing.evidence.queries.deletions import demand_bodies
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.redactions import demand_redaction_state, demand_run, redaction_row
from mingjing.evidence.types.redaction import FilmJobState, RedactionState
from mingjing.ledger.public import official_act
from mingjing.registry.public import demand
from mingjing.registry.types import Actor, Thing


@dataclass(frozen=True, slots=True)
class MadeFilm:
    """The film of a redacted copy (脱敏影片). Units: bytes, milliseconds."""

    sha256: str
    size: int
    length: int
    software: str
    run: str = ""
    """The worker that made it; empty where none did, as in a check."""


@official_act
def finish_redaction(*, actor: Actor, now: datetime, redaction_id: str, film: MadeFilm) -> None:
    """The film is in the store already: file first, row last (decision 0041).

    Law: 公安机关现场执法视音频记录工作规定 (originals are not changed; copies are on record).
    Raises: NotPermitted, RedactionMissing, RedactionNotThere, BodiesDeleted.
    """
    row = redaction_row(redaction_id)
    original = recording_row(row.recording_id, lock=True)
    row = redaction_row(redaction_id, lock=True)
    demand(actor, "evidence.keep", Thing(original.agency_id, original.region))
    demand_redaction_state(row, RedactionState.PLANNED)
    demand_run(row, film.run)
    demand_bodies(row.recording_id)
    entry = record_said(
        "evidence.redaction_rendered",
        kind="redaction",
        object_id=redaction_id,
        actor=actor,
        now=now,
        payload={
            "recording": row.recording_id,
            "root": row.root,
            "plan": row.plan_sha256,
            "sha256": film.sha256,
            "len": film.size,
            "software": film.software,
        },
    )
    row.state = RedactionState.RENDERED.value
    row.sha256, row.size, row.length = film.sha256, film.size, film.length
    row.software = film.software
    row.rendered_at, row.rendered_entry_id = now, entry.entry_id
    row.save()
    FilmJob.objects.filter(redaction=row).update(state=FilmJobState.DONE.value, heard_at=now)
