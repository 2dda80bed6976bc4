# SPDX-License-Identifier: Apache-2.0
"""The scene of a recording as films (影片分段): one for each stretch without a break.

Between two stretches lies a gap or a new start of the encoder; each is a file that any player can
play. Times of scene count what is held and nothing of the gaps, piece by piece; how they stand to
the encoder's own clock is known by `rules.film_clock`.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from mingjing.evidence.models import Recording
from mingjing.evidence.queries import store
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.queries.links import links
from mingjing.evidence.rules.header import parse_header
from mingjing.evidence.types import Header, LinkKind


@dataclass(frozen=True, slots=True)
class FilmPart:
    """A stretch without a break (连续片段). Units: milliseconds of scene; digests of bodies.

    `head` is the start of the file where the pieces do not bear it themselves.
    """

    begin: int
    head: str
    bodies: tuple[str, ...]
    durs: tuple[int, ...]

    @property
    def length(self) -> int:
        """How much scene it holds."""
        return sum(self.durs)

    @property
    def end(self) -> int:
        """The instant at which it is over."""
        return self.begin + self.length


def film_parts(row: Recording) -> tuple[FilmPart, ...]:
    """The stretches in their order.

    Raises: ChainDamaged.
    """
    parts: list[FilmPart] = []
    begin, open_init, expected = 0, "", -1
    for header in _headers(row):
        if header.kind is not LinkKind.MEDIA:
            if header.kind is LinkKind.GAP:
                expected = -1
            elif header.seq == expected:  # a mark breaks nothing
                expected += 1
            continue
        if parts and header.init == open_init and header.seq == expected:
            last = parts[-1]
            parts[-1] = replace(
                last, bodies=(*last.bodies, header.sha256), durs=(*last.durs, header.dur)
            )
        else:
            parts.append(FilmPart(begin, header.init, (header.sha256,), (header.dur,)))
        begin += header.dur
        open_init, expected = header.init, header.seq + 1
    return tuple(parts)


def scene_length(row: Recording) -> int:
    """How much scene is held. Units: milliseconds."""
    return sum(one.dur for one in _headers(row) if one.kind is LinkKind.MEDIA)


def write_part(recording_id: str, part: FilmPart, target: Path) -> tuple[int, ...]:
    """Writes a stretch as the camera made it; returns at which byte each piece begins.

    Raises: ObjectMissing, ChainDamaged, StoreAway.
    """
    offsets: list[int] = []
    with target.open("wb") as film:
        if part.head:
            film.write(store.body(recording_id, part.head))
        for sha256 in part.bodies:
            offsets.append(film.tell())
            film.write(store.body(recording_id, sha256))
    return tuple(offsets)


def _headers(row: Recording) -> list[Header]:
    media = keeping().media
    return [parse_header(link.raw, media) for link in links(row)]
