# SPDX-License-Identifier: Apache-2.0
"""When what lies in a film is shown (影片时刻), on the very clock by which it is decoded."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from pathlib import Path

from mingjing.engines.errors import FilmUnreadable
from mingjing.engines.films import lines_told

_SHOWN = "packet=codec_type,pts_time,duration_time,pos:format=start_time"
_TOLD_EACH = 500


def spans(
    path: Path, offsets: Sequence[int], tell: Callable[[], None]
) -> tuple[tuple[int, int] | None, ...]:
    """Begin and end of what begins in the file at each of these bytes; None where nothing lies.

    Counted from the film's first instant, as the decoder does. The begin is that of the kind,
    pictures or sound, that the film itself begins with: players line pieces up by it. `tell` is
    called now and then. Units: milliseconds.
    Raises: FilmToolAbsent, FilmUnreadable, and what `tell` raises.
    """
    begins: list[dict[str, float]] = [{} for _ in offsets]
    ends = [0.0] * len(offsets)
    start = 0.0
    for number, line in enumerate(lines_told(path, _SHOWN)):
        kind, _bar, rest = line.partition("|")
        row = dict(one.partition("=")[::2] for one in rest.split("|"))
        if number % _TOLD_EACH == 0:
            tell()
        if kind == "format":
            start = _number(row.get("start_time"))
        elif row.get("codec_type") in ("video", "audio"):
            piece = bisect_right(offsets, int(_number(row.get("pos")))) - 1
            if piece < 0:
                raise FilmUnreadable(cause="a picture outside its pieces")
            at, kind = _number(row.get("pts_time")), row["codec_type"]
            begins[piece][kind] = min(at, begins[piece].get(kind, at))
            ends[piece] = max(ends[piece], at + _lasts(row.get("duration_time")))
    first = begins[0] if begins else {}
    lead = min(first, key=first.__getitem__, default="")
    return tuple(
        (_milliseconds(one.get(lead, min(one.values())) - start), _milliseconds(end - start))
        if one
        else None
        for one, end in zip(begins, ends, strict=True)
    )


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


def _lasts(text: str | None) -> float:
    return _number(text) if text not in (None, "N/A") else 0.0


def _number(text: str | None) -> float:
    try:
        return float(text or "")
    except ValueError as error:
        raise FilmUnreadable(cause="a picture without a time") from error
