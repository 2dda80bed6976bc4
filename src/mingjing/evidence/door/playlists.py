# SPDX-License-Identifier: Apache-2.0
"""Playlists of recordings that grow (播放列表缓存): a player asks each second for all of it.

What was written before is kept and only the links behind it are read. Memory is never believed:
where it does not count as many links as the database, the whole is read anew.
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Iterable

from mingjing.evidence.models import Link, Progress, Recording
from mingjing.evidence.queries import store
from mingjing.evidence.queries.deletions import demand_bodies
from mingjing.evidence.queries.recordings import OVER, recording_row
from mingjing.evidence.rules.playlist import Piece, Playlist
from mingjing.evidence.types import LinkKind, RecordingState

_MOST = 64


class Playlists:
    """The playlists that were asked for last; from any thread."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Playlist] = OrderedDict()
        self._writing = threading.Lock()

    def text(self, recording_id: str) -> str:
        """The playlist of a recording, as far as links are held.

        Raises: RecordingUnknown, BodiesDeleted, ChainDamaged.
        """
        demand_bodies(recording_id)
        row = recording_row(recording_id)
        is_over = row.state in OVER
        with self._writing:
            found = self._held.pop(recording_id, None)
            made = _grown(row, found) if found is not None else None
            if made is None:
                made = Playlist()
                made.add(_pieces(row))
            self._held[recording_id] = made
            if len(self._held) > _MOST:
                self._held.popitem(last=False)
            return made.text(is_over=is_over)


def _grown(row: Recording, found: Playlist) -> Playlist | None:
    """What was written with what came behind it; None where something came in between."""
    if row.state != RecordingState.COMPLETE:
        found.add(_written(row.recording_id, found.highest))
    held = Progress.objects.values_list("held", flat=True).get(recording_id=row.recording_id)
    return found if found.count == held else None


def _pieces(row: Recording) -> Iterable[Piece]:
    if row.state != RecordingState.COMPLETE:
        return _written(row.recording_id, -1)
    chain = store.chain(row.recording_id, row.chain_sha256)
    return [_piece(link.seq, link.kind, link.raw) for link in chain]


def _written(recording_id: str, after: int) -> list[Piece]:
    """Links of a recording that grows, those above `after`."""
    rows = Link.objects.filter(recording_id=recording_id, seq__gt=after).order_by("seq")
    return [
        _piece(seq, LinkKind(kind), bytes(raw))
        for seq, kind, raw in rows.values_list("seq", "kind", "raw")
    ]


def _piece(seq: int, kind: LinkKind, raw: bytes) -> Piece:
    header = json.loads(raw)
    return Piece(seq, kind, header["sha256"], header["init"], header["dur"])
