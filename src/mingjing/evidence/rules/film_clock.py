# SPDX-License-Identifier: Apache-2.0
"""Two clocks of one stretch (影片时钟与录像时钟): the encoder's, and the one that plans count by.

A plan and the player count what is held: each piece begins where the durations that its recorder
signed end before it. The decoder counts the encoder's timestamps, with the holes between them. A
table of the pieces leads from one to the other; within a piece both run alike.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from mingjing.evidence.types.redaction_refusals import ClocksApart

_LONGEST_HOLE = 2000
"""Milliseconds without a picture that a recorder may leave without saying so by a gap."""
_NEAR = 100
"""What a picture may be early or late within a piece; the lead of what is hidden is longer."""
_MOST_TIMES = 3
"""How many times as long as its scene a film may be by its holes."""


@dataclass(frozen=True, slots=True)
class PieceTimes:
    """One piece on both clocks (分段时刻). Units: milliseconds from the start of the stretch."""

    begin: int
    end: int
    scene: int
    dur: int


@dataclass(frozen=True, slots=True)
class FilmClock:
    """Leads from film to scene and back (时钟对照). Units: milliseconds from its start."""

    pieces: tuple[PieceTimes, ...]

    @property
    def length(self) -> int:
        """How long the film is on the encoder's clock."""
        return max(one.end for one in self.pieces)

    def scene(self, at: int) -> int:
        """The instant of scene of what is seen at an instant of film: in a hole the last picture.

        Example: pieces at 0 and 2900 of 1000 each: 2000 → 1000, 3000 → 1100.
        """
        one = self.pieces[self._at(at)]
        return one.scene + max(0, min(at - one.begin, one.end - one.begin, one.dur))

    def scenes(self, at: int, around: int) -> tuple[int, ...]:
        """All that may be seen at an instant, when a picture may come `around` earlier or later."""
        first, last = at - around, at + around
        is_even = around <= _NEAR and self._at(first) == self._at(last)
        found = set()
        for near in (at,) if is_even else (first, at, last):
            one = self.pieces[self._at(near)]
            found |= {self.scene(near), one.scene + max(0, min(near - one.begin, one.dur))}
        return tuple(sorted(found))

    def film(self, scene: int) -> int:
        """The instant of film at which an instant of scene is shown."""
        begins = [one.scene for one in self.pieces]
        one = self.pieces[max(0, bisect_right(begins, scene) - 1)]
        return one.begin + max(0, scene - one.scene)

    def _at(self, at: int) -> int:
        return max(0, bisect_right(self.pieces, at, key=lambda one: one.begin) - 1)


def film_clock(
    spans: Sequence[tuple[int, int] | None], durs: Sequence[int], slack: int
) -> FilmClock:
    """The table of a stretch: begin and end of each piece in the film, and its signed duration.

    A duration may count the hole behind its piece, or leave it out. Units: milliseconds.
    Raises: ClocksApart where the two differ by more than `slack`, pieces do not follow each other,
    or a piece has no time.
    """
    scenes = [0, *accumulate(durs)]
    pieces: list[PieceTimes] = []
    for number, (span, scene, dur) in enumerate(zip(spans, scenes, durs, strict=False)):
        if span is None:
            raise ClocksApart(seconds=_seconds(scene))
        pieces.append(PieceTimes(*span, scene, dur))
        before = pieces[number - 1] if number else PieceTimes(0, 0, 0, 0)
        is_behind = -slack <= span[0] - before.end <= _LONGEST_HOLE + slack
        if not is_behind or span[0] < before.begin:
            raise ClocksApart(seconds=_seconds(scene))
    for number, one in enumerate(pieces):
        following = pieces[number + 1].begin if number + 1 < len(pieces) else one.end
        longest = max(one.end, following) - one.begin
        if not one.end - one.begin - slack <= one.dur <= longest + slack:
            raise ClocksApart(seconds=_seconds(one.scene))
    clock = FilmClock(tuple(pieces))
    if not pieces or clock.length > _MOST_TIMES * scenes[-1] + _LONGEST_HOLE:
        raise ClocksApart(seconds=_seconds(scenes[-1]))
    return clock


def _seconds(at: int) -> str:
    return f"{at / 1000:.1f}"
