# SPDX-License-Identifier: Apache-2.0
"""The HLS playlist of a recording that goes on (直播列表): its newest minutes, RFC 8216 6.2.2.

Links come in any order, the newest first and what was left behind an outage later. A player counts
pieces by their place in the list, so a place that was told is told for good: a piece is written
behind those of lower numbers or, once those above it were written, never. What came late stands in
the list from the start.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush

from mingjing.evidence.rules.playlist import Piece, entry, target_seconds
from mingjing.evidence.types import LinkKind

WINDOW = 180_000
"""Milliseconds of film that the list holds."""
_LEAST_TARGETS = 3
"""RFC 8216 6.2.2: nothing leaves a list that would be shorter than three targets."""
PATIENCE = 3
"""A missing link or `init` is waited for until a link so many numbers above has come."""
MOST_PIECES = 2_000
"""The list holds so many at most, however short they say that they are; RFC 8216 is second."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One piece as it was told; `dur` counts one millisecond at least."""

    text: str
    dur: int
    init: str
    is_break: bool
    is_mapped: bool


class LiveList:
    """Grows by arrivals in the order of their receipt, so that the same links give the same list.

    `edge` is the highest number that is decided: written, passed over, or nothing to be shown.
    """

    def __init__(self) -> None:
        self.edge = -1
        self._waiting: list[int] = []
        self._pieces: dict[int, Piece] = {}
        self._highest = -1
        self._is_ended = False
        self._inits: dict[str, int] = {"": -1}
        self._newest_init = -1
        self._entries: deque[_Entry] = deque()
        self._held = 0
        self._longest = 0
        self._left = 0
        self._breaks_left = 0
        self._init = ""
        self._is_broken = False

    @property
    def wanted(self) -> str:
        """The `init` for which the next piece waits; empty when none is wanting."""
        piece = self._pieces.get(self.edge + 1)
        if piece is None or piece.kind is not LinkKind.MEDIA or piece.init in self._inits:
            return ""
        return piece.init

    def arrive(self, pieces: Iterable[Piece]) -> None:
        """Links that were received, the first received first; one that is known changes nothing."""
        for piece in pieces:
            if piece.kind is LinkKind.INIT:
                self._inits.setdefault(piece.body, piece.seq)
                self._newest_init = max(self._newest_init, piece.seq)
            if piece.seq > self.edge and piece.seq not in self._pieces:
                self._pieces[piece.seq] = piece
                heappush(self._waiting, piece.seq)
                self._highest = max(self._highest, piece.seq)
                self._is_ended |= piece.kind is LinkKind.END
            while self._is_settling():
                pass

    def _is_settling(self) -> bool:
        """Decide the next number; False when it has to wait."""
        if not self._waiting:
            return False
        lowest = self._waiting[0]
        if lowest > self.edge + 1:
            passed = lowest - 1 if self._is_ended else min(lowest - 1, self._highest - PATIENCE)
            if passed <= self.edge:
                return False
            self._is_broken, self.edge = True, passed
            return True
        wanted = self.wanted
        if wanted and not self._is_passing(lowest):
            return False
        heappop(self._waiting)
        piece = self._pieces.pop(lowest)
        self.edge = lowest
        self._is_broken |= bool(wanted) or piece.kind is LinkKind.GAP
        if piece.kind is LinkKind.MEDIA and not wanted:
            self._write(piece)
        return True

    def _is_passing(self, seq: int) -> bool:
        """Whether the piece of this number, whose `init` is wanting, is waited for no longer."""
        is_late = self._highest >= seq + PATIENCE
        return self._is_ended or is_late or self._newest_init > seq

    def _write(self, piece: Piece) -> None:
        is_mapped = piece.init != self._init
        is_break = bool(self._longest) and (self._is_broken or is_mapped)
        text = entry(piece, is_break=is_break, is_mapped=is_mapped)
        dur = max(piece.dur, 1)
        self._entries.append(_Entry(text, dur, piece.init, is_break, is_mapped))
        self._is_broken, self._init = False, piece.init
        self._longest = max(self._longest, dur)
        self._held += dur
        least = max(WINDOW, _LEAST_TARGETS * 1000 * target_seconds(self._longest))
        while len(self._entries) > MOST_PIECES or self._held - self._entries[0].dur >= least:
            gone = self._entries.popleft()
            self._held -= gone.dur
            self._left += 1
            self._breaks_left += gone.is_break

    def text(self, *, is_over: bool) -> str:
        """The text as it is now; bodies are addressed beside it."""
        first = self._entries[0] if self._entries else None
        head = (
            "#EXTM3U\n#EXT-X-VERSION:7\n"
            f"#EXT-X-TARGETDURATION:{target_seconds(self._longest)}\n"
            f"#EXT-X-MEDIA-SEQUENCE:{self._left}\n"
            f"#EXT-X-DISCONTINUITY-SEQUENCE:{self._breaks_left}\n"
            "#EXT-X-INDEPENDENT-SEGMENTS\n"
        )
        if first is not None and first.init and not first.is_mapped:
            head += f'#EXT-X-MAP:URI="bodies/{first.init}"\n'
        tail = "#EXT-X-ENDLIST\n" if is_over else ""
        return head + "".join(one.text for one in self._entries) + tail
