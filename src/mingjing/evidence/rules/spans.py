# SPDX-License-Identifier: Apache-2.0
"""Which times a recording shows (录制时段), from its signed headers."""

from collections.abc import Iterable
from datetime import UTC, datetime

from mingjing.evidence.types import Span

_JOINED = 60_000  # milliseconds: forms state times to the minute; a shorter pause parts nothing


def spans(media: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Stretches of the scene, in order; what lies less than a minute apart is one stretch.

    :param media: of each piece when it ended and how long it lasts, in milliseconds.

    Law: TS-7, 国办发〔2018〕118号: the whole process, so a time that is not shown is not recorded.
    """
    joined: list[tuple[int, int]] = []
    for begin, end in sorted((end - dur, end) for end, dur in media):
        if joined and begin - joined[-1][1] < _JOINED:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return tuple(Span(_instant(begin), _instant(end)) for begin, end in joined)


def _instant(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC)
