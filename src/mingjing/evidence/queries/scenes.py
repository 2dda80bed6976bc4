# SPDX-License-Identifier: Apache-2.0
"""The recordings of occasions with the times that they show (现场录像)."""

import json
from collections.abc import Iterable

from django.db.models import Q

from mingjing.evidence.models import Recording
from mingjing.evidence.queries.links import links
from mingjing.evidence.rules.spans import spans
from mingjing.evidence.types import LinkKind, Mode, RecordingState, SceneRecording

_MOST = 200


def scene_recordings(occasions: Iterable[tuple[str, str]]) -> tuple[SceneRecording, ...]:
    """Recordings of any of these occasions, each kind and id, in the order in which they began.

    Reads the chain of each: for acts that must prove what was recorded, not for lists.

    Raises: ChainDamaged.
    """
    wanted = Q(pk__in=())
    for kind, occasion_id in occasions:
        wanted |= Q(occasion_kind=kind, occasion_id=occasion_id)
    rows = Recording.objects.filter(wanted).select_related("progress")
    return tuple(_scene(row) for row in rows.order_by("begun_at", "recording_id")[:_MOST])


def _scene(row: Recording) -> SceneRecording:
    headers = [json.loads(link.raw) for link in links(row)]
    media = [(one["wall"], one["dur"]) for one in headers if one["kind"] == LinkKind.MEDIA]
    return SceneRecording(
        recording_id=row.recording_id,
        state=RecordingState(row.state),
        mode=Mode(row.mode),
        links=row.progress.highest + 1 if row.end_seq is None else row.end_seq + 1,
        root=row.root,
        spans=spans(media),
    )
