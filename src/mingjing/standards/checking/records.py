# SPDX-License-Identifier: Apache-2.0
"""Where records end (记录切分): RFC 4180 by arithmetic on quotes and line ends.

Shares no code with the reader of cells: its count of records is the independent one that
the number of rows read is held against. A line end ends a record when an even number of quotes
stands before it.
"""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_QUOTE, _LF, _CR = 34, 10, 13
_SLICE = 2**19
_BLANK = re.compile(rb"\n(?=\r?\n)")
Positions = npt.NDArray[np.int64]
_NOWHERE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Cut:
    """Complete records at the start of a buffer.

    :ivar size: bytes of the complete records.
    :ivar records: their number.
    :ivar lines: text lines in them.
    :ivar spans_lines: whether a record goes over several lines.
    :ivar is_open: the whole buffer ends inside quotes.
    :ivar quotes: where the quotes of the complete records are.
    """

    size: int
    records: int
    lines: int
    spans_lines: bool
    is_open: bool
    quotes: Positions


def cut_records(buffer: bytes, *, is_exact: bool = False) -> Cut:
    """Complete records of a buffer that begins with a record.

    Without `is_exact` a line end counts as the end of a record unless the quotes before the last
    one are odd. That is right when no cell spans lines; if one does, the number of rows that are
    read is smaller, and the exact way is gone.
    """
    quotes = _positions(buffer, _QUOTE) if b'"' in buffer else _NOWHERE
    last = buffer.rfind(b"\n") + 1
    inside = int(np.searchsorted(quotes, last))
    if not len(quotes) or (not is_exact and inside % 2 == 0):
        lines = _count(buffer, _LF)
        is_open = len(quotes) % 2 == 1
        return Cut(last, lines, lines, spans_lines=False, is_open=is_open, quotes=quotes[:inside])
    ends = _positions(buffer, _LF)
    real = ends[_is_outside(quotes, ends)]
    size = int(real[-1]) + 1 if len(real) else 0
    lines = int(np.searchsorted(ends, size))
    return Cut(
        size=size,
        records=len(real),
        lines=lines,
        spans_lines=lines > len(real),
        is_open=len(quotes) % 2 == 1,
        quotes=quotes[: int(np.searchsorted(quotes, size))],
    )


def stray_quote(records: bytes, delimiter: str, quotes: Positions) -> int | None:
    """Offset of the first quote where RFC 4180 allows none, in complete records.

    An opening quote follows a delimiter or a line end; after a closing one comes a delimiter, a
    line end, or the second quote of a pair.
    """
    data = np.frombuffer(records, dtype=np.uint8)
    opening, closing = quotes[0::2], quotes[1::2]
    mark = ord(delimiter)
    before = np.where(opening > 0, data[opening - 1], _LF)
    after = data[np.minimum(closing + 1, len(data) - 1)]
    good_before, good_after = np.zeros(256, dtype=np.bool_), np.zeros(256, dtype=np.bool_)
    good_before[[mark, _LF, _QUOTE]] = True
    good_after[[mark, _LF, _CR, _QUOTE]] = True
    wrong = np.concatenate([opening[~good_before[before]], closing[~good_after[after]]])
    return int(wrong.min()) if len(wrong) else None


def lone_return(records: bytes) -> int | None:
    """Offset of the first CR that is followed by no LF and stands outside quotes."""
    if b"\r" not in records:
        return None
    data = np.frombuffer(records, dtype=np.uint8)
    returns = _positions(records, _CR)
    lone = returns[data[np.minimum(returns + 1, len(data) - 1)] != _LF]
    outside = lone[_is_outside(_positions(records, _QUOTE), lone)]
    return int(outside[0]) if len(outside) else None


def has_blank_line(records: bytes, quotes: Positions) -> bool:
    """Whether a line with nothing in it stands between records."""
    if records.startswith((b"\n", b"\r\n")):
        return True
    if b"\n\n" not in records and b"\n\r\n" not in records:
        return False
    places = np.array([m.start() for m in _BLANK.finditer(records)], dtype=np.int64)
    return bool(_is_outside(quotes, places).any())


def place_of(records: bytes, offset: int) -> tuple[int, int]:
    """Records and lines that end before an offset."""
    ends = _positions(records[:offset], _LF)
    return int(_is_outside(_positions(records[:offset], _QUOTE), ends).sum()), len(ends)


def _count(data: bytes, byte: int) -> int:
    whole = np.frombuffer(data, dtype=np.uint8)
    return sum(
        int(np.count_nonzero(whole[start : start + _SLICE] == byte))
        for start in range(0, len(whole), _SLICE)
    )


def _positions(data: bytes, byte: int) -> Positions:
    """Places of a byte. By slices that stay in the processor's cache."""
    whole = np.frombuffer(data, dtype=np.uint8)
    found = [
        np.flatnonzero(whole[start : start + _SLICE] == byte) + start
        for start in range(0, len(whole), _SLICE)
    ]
    return np.concatenate(found) if found else _NOWHERE


def _is_outside(quotes: Positions, places: Positions) -> npt.NDArray[np.bool_]:
    return np.asarray(np.searchsorted(quotes, places) % 2 == 0)
