# SPDX-License-Identifier: Apache-2.0
"""Judge a chain (链的校验): neighbours, missing numbers, unexplained holes, the root."""

import hashlib
import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingjing.evidence.types import (
    ChainBroken,
    Header,
    Hole,
    LinkConflict,
    LinkKind,
    RecordingEnded,
)

HOLE_MS = 2000
"""A longer time without media and without a stated gap is an unexplained hole."""
MOST_RANGES = 100


@dataclass(frozen=True, slots=True)
class Held:
    """A link that is held already, as far as its neighbours need to know it."""

    digest: str
    prev: str


@dataclass(frozen=True, slots=True)
class Around:
    """What is held where a link wants to go: at its number, before it, behind it."""

    same: Held | None = None
    before: Held | None = None
    after: Held | None = None


def is_repeated(header: Header, around: Around) -> bool:
    """Whether this very link is held already.

    Raises: LinkConflict when another one is held under its number.
    """
    if around.same is None:
        return False
    if around.same.digest != header.digest:
        raise LinkConflict(seq=header.seq)
    return True


def demand_fit(header: Header, around: Around, *, end: int | None, highest: int) -> None:
    """A new link names the one before, is named by the one behind, and nothing follows the end.

    `end` is the number of the `end` link where that is held; `highest` the highest number held.
    Raises: RecordingEnded, ChainBroken.
    """
    if end is not None and header.seq > end:
        raise RecordingEnded(end=end)
    if header.kind is LinkKind.END and highest > header.seq:
        raise ChainBroken(seq=header.seq, other=highest)
    if around.before is not None and around.before.digest != header.prev:
        raise ChainBroken(seq=header.seq, other=header.seq - 1)
    if around.after is not None and around.after.prev != header.digest:
        raise ChainBroken(seq=header.seq, other=header.seq + 1)


def missing_ranges(held: Iterable[int], most: int = MOST_RANGES) -> list[tuple[int, int]]:
    """Numbers that are not held below the highest one, as ranges with both ends.

    Order: rising; at most `most` ranges.
    """
    ranges: list[tuple[int, int]] = []
    expected = 0
    for seq in sorted(held):
        if seq > expected:
            ranges.append((expected, seq - 1))
            if len(ranges) == most:
                break
        expected = seq + 1
    return ranges


class Runs:
    """Numbers held, as runs without a hole, so that missing ones are known at once (已存号段)."""

    __slots__ = ("ends", "held", "starts")

    def __init__(self, held: Iterable[int] = ()) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.held = 0
        for seq in sorted(held):
            self.add(seq)

    def add(self, seq: int) -> None:
        """Take in one number; one that is in already is fine."""
        at = bisect_right(self.starts, seq)
        if at and seq <= self.ends[at - 1]:
            return
        self.held += 1
        joins_left = at > 0 and self.ends[at - 1] == seq - 1
        joins_right = at < len(self.starts) and self.starts[at] == seq + 1
        if joins_left and joins_right:
            self.ends[at - 1] = self.ends.pop(at)
            self.starts.pop(at)
        elif joins_left:
            self.ends[at - 1] = seq
        elif joins_right:
            self.starts[at] = seq
        else:
            self.starts.insert(at, seq)
            self.ends.insert(at, seq)

    def __contains__(self, seq: int) -> bool:
        at = bisect_right(self.starts, seq)
        return at > 0 and seq <= self.ends[at - 1]

    @property
    def highest(self) -> int:
        """The highest number, -1 when there is none."""
        return self.ends[-1] if self.ends else -1

    def missing(self, most: int = MOST_RANGES) -> list[tuple[int, int]]:
        """As `missing_ranges`."""
        edges = [-1, *self.ends]
        found = (
            (end + 1, start - 1)
            for end, start in zip(edges, self.starts, strict=False)
            if start > end + 1
        )
        return [one for one, _ in zip(found, range(most), strict=False)]


def root(headers: Sequence[bytes]) -> str:
    """RFC 6962 root over the header bytes of all links in order, hex."""
    level = [hashlib.sha256(b"\0" + raw).digest() for raw in headers]
    if not level:
        return hashlib.sha256(b"").hexdigest()
    # Pairing neighbours and carrying a last odd one up is the RFC's tree: its left part is the
    # largest power of two below the size.
    while len(level) > 1:
        odd = [level[-1]] if len(level) % 2 else []
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [hashlib.sha256(b"\1" + left + right).digest() for left, right in pairs] + odd
    return level[0].hex()


def unexplained_holes(headers: Iterable[Header]) -> tuple[Hole, ...]:
    """Times between one `media` and the next of more than two seconds that no `gap` covers.

    The `wall` of a `media` is the end of its scene; the scene began `dur` before.
    """
    holes: list[Hole] = []
    last: Header | None = None
    gaps: list[tuple[int, int]] = []
    for header in headers:
        if header.kind is LinkKind.GAP:
            gaps.append((header.count("from"), header.count("to")))
        if header.kind is not LinkKind.MEDIA:
            continue
        if last is not None:
            bare = _bare(last.wall, header.wall - header.dur, gaps)
            if bare > HOLE_MS:
                holes.append(Hole(last.seq, last.wall, header.wall - header.dur))
        last, gaps = header, []
    return tuple(holes)


def _bare(begin: int, end: int, gaps: Sequence[tuple[int, int]]) -> int:
    """The longest stretch from begin to end that no gap covers."""
    longest = 0
    at = begin
    for first, to in sorted(gaps):
        longest = max(longest, min(first, end) - at)
        at = max(at, to)
    return max(longest, end - at)


def demand_whole(headers: Sequence[Header]) -> None:
    """A complete chain is one: numbers without a hole, each naming the one before, an end.

    Raises: ChainBroken.
    """
    for before, header in itertools.pairwise(headers):
        if header.seq != before.seq + 1 or header.prev != before.digest:
            raise ChainBroken(seq=header.seq, other=before.seq)
    if not headers or headers[0].seq != 0 or headers[-1].kind is not LinkKind.END:
        raise ChainBroken(seq=headers[0].seq if headers else 0, other=0)
