# SPDX-License-Identifier: Apache-2.0
"""Stretches of a recording (时段): read as people write them, held within the scene."""

import re

from mingjing.evidence.types import StretchInvalid

_WRITTEN = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,2}):)?(\d{1,6})(?:[.,](\d{1,3}))?")
_MINUTE = 60
_SLACK = 1000
"""A player's last second may lie a little behind the sum of the pieces. Units: milliseconds."""


def milliseconds(text: str) -> int | None:
    """`75.5`, `1:15.5` or `0:01:15.5` as milliseconds; None for anything else."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds, rest = found.groups()
    if minutes is not None and int(seconds) >= _MINUTE:
        return None
    if hours is not None and int(minutes) >= _MINUTE:
        return None
    whole = (int(hours or 0) * _MINUTE + int(minutes or 0)) * _MINUTE + int(seconds)
    return whole * 1000 + int((rest or "").ljust(3, "0"))


def demand_stretch(begin: int | None, end: int | None, held: float) -> tuple[int, int]:
    """The stretch, when it lies within so many seconds of scene that are held.

    Raises: StretchInvalid.
    """
    most = int(held * 1000) + _SLACK
    if begin is None or end is None or not 0 <= begin <= end <= most:
        raise StretchInvalid(seconds=f"{held:.1f}")
    return begin, end


def written(at: int) -> str:
    """Milliseconds as people read them: `1:15.5`, `1:02:03.0`."""
    seconds, rest = divmod(at, 1000)
    minutes, seconds = divmod(seconds, _MINUTE)
    hours, minutes = divmod(minutes, _MINUTE)
    tail = f"{seconds:02}.{rest // 100}"
    return f"{hours}:{minutes:02}:{tail}" if hours else f"{minutes}:{tail}"
