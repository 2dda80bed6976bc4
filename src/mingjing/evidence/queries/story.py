# SPDX-License-Identifier: Apache-2.0
"""What happened in a recording (录像经过): marks, gaps, restarts, holes, the end, in order."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.queries.links import links
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.rules.chain import unexplained_holes
from mingjing.evidence.rules.header import parse_header
from mingjing.evidence.types import EndReason, GapReason, LinkKind, MarkLabel

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
    held = links(recording_row(recording_id))
    headers = [json.loads(link.raw) for link in held]
    judged = [parse_header(link.raw, keeping().media) for link in held]
    holes = {one.after: one for one in unexplained_holes(judged)}
    played = 0.0
    events: list[Event] = []
    for header in headers:
        if header["kind"] == LinkKind.MEDIA:
            played += header["dur"] / _SECOND
        elif header["kind"] in _TELLING:
            events.append(_event(header, played))
        if hole := holes.get(header["seq"]):
            at, until = _instant(hole.begin), _instant(hole.end)
            events.append(Event(hole.after, "hole", None, at, until, round(played, 1), ""))
    track = [(at["lat"] / 1e7, at["lon"] / 1e7) for one in headers if (at := one["place"])]
    return Story(tuple(events), played, tuple(dict.fromkeys(track)))


_TELLING = (LinkKind.GAP, LinkKind.MARK, LinkKind.END)


def _event(header: dict[str, Any], played: float) -> Event:  # a judged header of a chain
    says = header["says"]
    label: MarkLabel | GapReason | EndReason
    until: datetime | None = None
    match header["kind"]:
        case LinkKind.GAP:
            label, at, until = GapReason(says["reason"]), says["from"], _instant(says["to"])
        case LinkKind.MARK:
            label, at = MarkLabel(says["label"]), says["at"]
        case _:
            label, at = EndReason(says["reason"]), header["wall"]
    return Event(
        seq=header["seq"],
        kind=header["kind"],
        label=label,
        at=_instant(at),
        until=until,
        offset=round(played, 1),
        note=says.get("note", ""),
    )


def _instant(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / _SECOND, tz=UTC)
