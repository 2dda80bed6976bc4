# SPDX-License-Identifier: Apache-2.0
"""Playlists of recordings that grow (播放列表缓存): the newest minutes, or all from the beginning.

A player asks each second. What was written before is kept and only what is not known is read.
Of the whole list memory is never believed: where it does not count as many links as the database,
the whole is read anew. The newest minutes stand as they were told, whatever comes late.
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import QuerySet

from mingjing.evidence.models import Link, Progress, Recording
from mingjing.evidence.queries import store
from mingjing.evidence.queries.deletions import demand_bodies
from mingjing.evidence.queries.recordings import OVER, recording_row
from mingjing.evidence.rules.chain import Runs
from mingjing.evidence.rules.live_list import LiveList
from mingjing.evidence.rules.playlist import Piece, Playlist
from mingjing.evidence.types import LinkKind, RecordingState

_MOST = 64
_HEARD = timedelta(minutes=1)
"""So long after the end the live list still says it, to those who follow it."""
_LINKS_PER_STATEMENT = 300


@dataclass(slots=True)
class _Lists:
    """What was written of one recording, by one thread at a time.

    `known`: the links that the live list was given.
    """

    writing: threading.Lock = field(default_factory=threading.Lock)
    whole: Playlist | None = None
    live: LiveList | None = None
    known: Runs = field(default_factory=Runs)


class Playlists:
    """The playlists that were asked for last; from any thread."""

    def __init__(self) -> None:
        self._lists: OrderedDict[str, _Lists] = OrderedDict()
        self._choosing = threading.Lock()

    def text(self, recording_id: str, now: datetime, *, is_whole: bool) -> str:
        """The playlist of a recording, as far as links are held: its newest minutes while it goes
        on, the whole of it when that is asked for or it is over.

        Raises: RecordingUnknown, BodiesDeleted, ChainDamaged.
        """
        demand_bodies(recording_id)
        row = recording_row(recording_id)
        lists = self._of(recording_id)
        with lists.writing:
            found = None if is_whole else _followed(lists, row, now)
            return (found or _all(lists, row)).text(is_over=row.state in OVER)

    def _of(self, recording_id: str) -> _Lists:
        """Those of a recording; nobody waits here while another recording is read."""
        with self._choosing:
            found = self._lists.pop(recording_id, None) or _Lists()
            self._lists[recording_id] = found
            if len(self._lists) > _MOST:
                self._lists.popitem(last=False)
            return found


def _all(lists: _Lists, row: Recording) -> Playlist:
    found = lists.whole
    made = _grown(row, found) if found is not None else None
    if made is None:
        made = Playlist()
        made.add(_pieces(row))
    lists.whole = made
    return made


def _followed(lists: _Lists, row: Recording, now: datetime) -> LiveList | None:
    """The newest minutes; none of a recording that has been over for some time."""
    if row.state in OVER and (row.ended_at is None or now - row.ended_at > _HEARD):
        return None
    if row.state != RecordingState.COMPLETE:
        lists.live = lists.live or LiveList()
        came = _arrived(row.recording_id, lists.known)
        lists.live.arrive(came)
        for piece in came:
            lists.known.add(piece.seq)
    return lists.live


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


def _arrived(recording_id: str, known: Runs) -> list[Piece]:
    """Links that a live list does not know, in the order in which they were received.

    Those above the highest are asked for; only where the count of what is held tells of more are
    the numbers of all compared, so that what came late is read once and nothing twice.
    """
    rows = Link.objects.filter(recording_id=recording_id)
    found = _received(rows.filter(seq__gt=known.highest))
    held = Progress.objects.values_list("held", flat=True).get(recording_id=recording_id)
    if known.held + len(found) != held:
        numbers = rows.values_list("seq", flat=True)
        late = [seq for seq in numbers if seq not in known and seq not in found]
        for at in range(0, len(late), _LINKS_PER_STATEMENT):
            found |= _received(rows.filter(seq__in=late[at : at + _LINKS_PER_STATEMENT]))
    return [piece for _, piece in sorted(found.values(), key=lambda one: (one[0], one[1].seq))]


def _received(rows: "QuerySet[Link]") -> dict[int, tuple[int, Piece]]:
    """When each came, and what it is, by number."""
    return {
        seq: (received, _piece(seq, LinkKind(kind), bytes(raw)))
        for seq, kind, raw, received in rows.values_list("seq", "kind", "raw", "received")
    }


def _piece(seq: int, kind: LinkKind, raw: bytes) -> Piece:
    header = json.loads(raw)
    return Piece(seq, kind, header["sha256"], header["init"], header["dur"])
