# SPDX-License-Identifier: Apache-2.0
"""What happened in a recording (录像经过): marks, gaps, restarts, holes, the end, in order."""

from dataclasses import dataclass
from datetime import UTC, datetime

from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.queries.links import links
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.rules.chain import unexplained_holes
from mingjing.evidence.rules.header import parse_header
from mingjing.evidence.types import EndReason, GapReason, Header, LinkKind, MarkLabel

_SECOND = 1000


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the story: `at` the instant, `offset` seconds of played scene before it."""

    seq: int
    kind: str
    label: MarkLabel | GapReason | EndReason | None
    at: datetime
    until: datetime | None
    offset: float
    note: str


@dataclass(frozen=True, slots=True)
class Story:
    """The story of a recording; `seconds` is how much scene is held, `track` the places."""

    events: tuple[Event, ...]
    seconds: float
    track: tuple[tuple[float, float], ...]


def story(recording_id: str) -> Story:
    """The story of a recording, from the signed headers that are held.

    Raises: RecordingUnknown, ChainDamaged.
    """
    media = keeping().media
    headers = [parse_header(link.raw, media) for link in links(recording_row(recording_id))]
    holes = {one.after: one for one in unexplained_holes(headers)}
    played = 0.0
    events: list[Event] = []
    for header in headers:
        if header.kind is LinkKind.MEDIA:
            played += header.dur / _SECOND
        elif header.kind in _TELLING:
            events.append(_event(header, played))
        if hole := holes.get(header.seq):
            at, until = _instant(hole.begin), _instant(hole.end)
            events.append(Event(hole.after, "hole", None, at, until, round(played, 1), ""))
    places = (one.place for one in headers if one.place)
    track = ((place.lat / 1e7, place.lon / 1e7) for place in places)
    return Story(tuple(events), played, tuple(dict.fromkeys(track)))


_TELLING = (LinkKind.GAP, LinkKind.MARK, LinkKind.END)


def _event(header: Header, played: float) -> Event:
    label: MarkLabel | GapReason | EndReason
    until: datetime | None = None
    match header.kind:
        case LinkKind.GAP:
            label, at = GapReason(header.said("reason")), header.count("from")
            until = _instant(header.count("to"))
        case LinkKind.MARK:
            label, at = MarkLabel(header.said("label")), header.count("at")
        case _:
            label, at = EndReason(header.said("reason")), header.wall
    return Event(
        seq=header.seq,
        kind=header.kind.value,
        label=label,
        at=_instant(at),
        until=until,
        offset=round(played, 1),
        note=header.said("note"),
    )


def _instant(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / _SECOND, tz=UTC)
