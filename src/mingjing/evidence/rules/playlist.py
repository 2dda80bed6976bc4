# SPDX-License-Identifier: Apache-2.0
"""The HLS playlist of a chain (播放列表), RFC 8216: one entry for each `media` that is held."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingjing.evidence.types import LinkKind


@dataclass(frozen=True, slots=True)
class Piece:
    """What a playlist needs of a link. Units: milliseconds."""

    seq: int
    kind: LinkKind
    body: str
    init: str
    dur: int


class Playlist:
    """A playlist that grows at its end: what is written stays, as RFC 8216 wants of an `EVENT`.

    A missing number, a `gap` and a new `init` are each a discontinuity.
    """

    def __init__(self) -> None:
        self.count = 0
        self.highest = -1
        self._longest = 0
        self._entries = ""
        self._init = ""
        self._is_broken = False

    def add(self, pieces: Iterable[Piece]) -> None:
        """Write on; the pieces are above those that came before, by number."""
        entries: list[str] = []
        for piece in pieces:
            self._is_broken |= piece.seq != self.highest + 1 or piece.kind is LinkKind.GAP
            self.highest = piece.seq
            self.count += 1
            if piece.kind is LinkKind.MEDIA:
                entries.append(self._entry(piece))
        self._entries += "".join(entries)

    def _entry(self, piece: Piece) -> str:
        is_mapped = piece.init != self._init
        is_break = bool(self._longest) and (self._is_broken or is_mapped)
        self._is_broken, self._init = False, piece.init
        self._longest = max(self._longest, piece.dur, 1)
        return entry(piece, is_break=is_break, is_mapped=is_mapped)

    def text(self, *, is_over: bool) -> str:
        """The text as it is now; bodies are addressed beside it."""
        head = (
            "#EXTM3U\n#EXT-X-VERSION:7\n"
            f"#EXT-X-TARGETDURATION:{target_seconds(self._longest)}\n#EXT-X-MEDIA-SEQUENCE:0\n"
            f"#EXT-X-PLAYLIST-TYPE:{'VOD' if is_over else 'EVENT'}\n"
            "#EXT-X-INDEPENDENT-SEGMENTS\n"
        )
        return head + self._entries + ("#EXT-X-ENDLIST\n" if is_over else "")


def entry(piece: Piece, *, is_break: bool, is_mapped: bool) -> str:
    """The lines of one piece: whether something is missing before it, and its `init` if told."""
    lines = ["#EXT-X-DISCONTINUITY"] if is_break else []
    if is_mapped:
        lines.append(f'#EXT-X-MAP:URI="bodies/{piece.init}"')
    lines += [f"#EXTINF:{piece.dur / 1000:.3f},", f"bodies/{piece.body}", ""]
    return "\n".join(lines)


def target_seconds(longest: int) -> int:
    """The target of a list whose longest piece lasts so many milliseconds; one second for none.

    To the nearest second, as the RFC counts it: rounded up, pieces of 1.02 s would make players
    stay twice as far behind.
    """
    return max(1, ((longest or 1000) + 500) // 1000)


def playlist(pieces: Sequence[Piece], *, is_over: bool) -> str:
    """The text for all pieces of a chain."""
    made = Playlist()
    made.add(pieces)
    return made.text(is_over=is_over)
