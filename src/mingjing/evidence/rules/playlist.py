# SPDX-License-Identifier: Apache-2.0
"""The HLS playlist of a chain (播放列表), RFC 8216: one entry for each `media` that is held."""

from collections.abc import Sequence
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


def playlist(pieces: Sequence[Piece], *, is_over: bool) -> str:
    """The text; bodies are addressed beside it.

    A missing number, a `gap` and a new `init` are each a discontinuity. The target is the longest
    duration rounded to the nearest second, as the RFC counts it: rounded up, pieces of 1.02 s
    would make players stay twice as far behind.
    """
    media = [piece for piece in pieces if piece.kind is LinkKind.MEDIA]
    longest = max((piece.dur for piece in media), default=1000)
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        f"#EXT-X-TARGETDURATION:{max(1, (longest + 500) // 1000)}",
        "#EXT-X-MEDIA-SEQUENCE:0",
        f"#EXT-X-PLAYLIST-TYPE:{'VOD' if is_over else 'EVENT'}",
        "#EXT-X-INDEPENDENT-SEGMENTS",
    ]
    lines += _entries(pieces)
    if is_over:
        lines.append("#EXT-X-ENDLIST")
    return "\n".join(lines) + "\n"


def _entries(pieces: Sequence[Piece]) -> list[str]:
    lines: list[str] = []
    expected, is_broken, init = 0, False, ""
    for piece in pieces:
        is_broken = is_broken or piece.seq != expected or piece.kind is LinkKind.GAP
        expected = piece.seq + 1
        if piece.kind is not LinkKind.MEDIA:
            continue
        is_first = not any(line.startswith("#EXTINF") for line in lines[:6])
        if (is_broken or piece.init != init) and not is_first:
            lines.append("#EXT-X-DISCONTINUITY")
        if piece.init != init:
            lines.append(f'#EXT-X-MAP:URI="bodies/{piece.init}"')
        lines.append(f"#EXTINF:{piece.dur / 1000:.3f},")
        lines.append(f"bodies/{piece.body}")
        is_broken, init = False, piece.init
    return lines
