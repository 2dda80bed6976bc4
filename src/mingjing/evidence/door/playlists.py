# SPDX-License-Identifier: Apache-2.0
"""Playlists of recordings that grow (播放列表缓存): the newest minutes, or all from the beginning.

A player asks each second. What was written before is kept and only the links behind it are read.
Of the whole list memory is never believed: where it does not count as many links as the database,
the whole is read anew. The newest minutes stand as they were told, whatever comes late.
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Q

from mingjing.evidence.models import Link, Progress, Recording
from mingjing.evidence.queries import store
from mingjing.evidence.queries.deletions import demand_bodies
from mingjing.evidence.queries.recordings import OVER, recording_row
from mingjing.evidence.rules.live_list import LiveList
from mingjing.evidence.rules.playlist import Piece, Playlist
from mingjing.evidence.types import LinkKind, RecordingState

_MOST = 64
_HEARD = timedelta(minutes=1)
"""So long after the end the live list still says it, to those who follow it."""
Made = TypeVar("Made", Playlist, LiveList)


class Playlists:
    """The playlists that were asked for last; from any thread."""

    def __init__(self) -> None:
        self._whole: OrderedDict[str, Playlist] = OrderedDict()
        self._live: OrderedDict[str, LiveList] = OrderedDict()
        self._writing = threading.Lock()

    def text(self, recording_id: str, now: datetime, *, is_whole: bool) -> str:
        """The playlist of a recording, as far as links are held: its newest minutes while it goes
        on, the whole of it when that is asked for or it is over.

        Raises: RecordingUnknown, BodiesDeleted, ChainDamaged.
        """
        demand_bodies(recording_id)
        row = recording_row(recording_id)
        is_over = row.state in OVER
        with self._writing:
            found = None if is_whole else self._followed(row, now)
            return (found or self._all(row)).text(is_over=is_over)

    def _all(self, row: Recording) -> Playlist:
        found = self._whole.pop(row.recording_id, None)
        made = _grown(row, found) if found is not None else None
        if made is None:
            made = Playlist()
            made.add(_pieces(row))
        return _kept(self._whole, row.recording_id, made)

    def _followed(self, row: Recording, now: datetime) -> LiveList | None:
        """The newest minutes; none of a recording that has been over for some time."""
        if row.state in OVER and (row.ended_at is None or now - row.ended_at > _HEARD):
            return None
        found = self._live.pop(row.recording_id, None)
        if row.state != RecordingState.COMPLETE:
            found = found or LiveList()
            found.arrive(_arrived(row.recording_id, found))
        return found and _kept(self._live, row.recording_id, found)


def _kept(held: "OrderedDict[str, Made]", recording_id: str, made: Made) -> Made:
    held[recording_id] = made
    if len(held) > _MOST:
        held.popitem(last=False)
    return made


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


def _arrived(recording_id: str, found: LiveList) -> list[Piece]:
    """Links that a live list does not know, in the order in which they were received."""
    what = Q(seq__gt=found.edge)
    if found.wanted:
        what |= Q(kind=LinkKind.INIT.value, body=found.wanted)
    rows = Link.objects.filter(what, recording_id=recording_id).order_by("received", "seq")
    return [
        _piece(seq, LinkKind(kind), bytes(raw))
        for seq, kind, raw in rows.values_list("seq", "kind", "raw")
    ]


def _piece(seq: int, kind: LinkKind, raw: bytes) -> Piece:
    header = json.loads(raw)
    return Piece(seq, kind, header["sha256"], header["init"], header["dur"])
