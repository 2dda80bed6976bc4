# SPDX-License-Identifier: Apache-2.0
"""The recordings of an occasion, for the page of the room that owns it (录像面板)."""

from dataclasses import dataclass
from datetime import datetime

from mingjing.evidence.queries.filelines import file_lines
from mingjing.evidence.queries.received import received_for
from mingjing.evidence.queries.recordings import recordings_for
from mingjing.evidence.types import RecordingState, RecordingView
from mingjing.kernel.panels import Panel
from mingjing.registry.public import account_names, may
from mingjing.registry.types import Actor, Thing

_TONES = {
    RecordingState.OPEN: "info",
    RecordingState.BROKEN_OFF: "bad",
    RecordingState.SEALED: "warn",
    RecordingState.COMPLETE: "good",
}


@dataclass(frozen=True, slots=True)
class RecordingLine:
    """One recording as a page lists it (录像一行)."""

    view: RecordingView
    recorded_by: str
    tone: str
    megabytes: float


def recordings_panel(
    kind: str, occasion_id: str, thing: Thing, actor: Actor, now: datetime
) -> Panel | None:
    """What was recorded and received for a visit or a case; None for who may not watch it."""
    if not may(actor, "evidence.watch", thing).allowed:
        return None
    found = recordings_for(kind, occasion_id, now)
    names = account_names({one.account_id for one in found})
    lines = [
        RecordingLine(
            view=one,
            recorded_by=names.get(one.account_id, one.account_id),
            tone="bad" if one.alarms else "warn" if one.is_stalled else _TONES[one.state],
            megabytes=one.bytes / 1_000_000,
        )
        for one in found
    ]
    files = file_lines(received_for(kind, occasion_id))
    context = {
        "recordings": lines,
        "lines": files,
        "occasion": f"{kind}/{occasion_id}",
        "may_upload": may(actor, "evidence.upload", thing).allowed,
        "may_push": may(actor, "evidence.record", thing).allowed,
    }
    return Panel("evidence/_recordings.html", context)
