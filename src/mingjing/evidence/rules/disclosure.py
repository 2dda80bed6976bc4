# SPDX-License-Identifier: Apache-2.0
"""Handing out a part (部分披露): which links, and hashes that stand for the others (RFC 6962)."""

import hashlib
from collections.abc import Collection, Sequence


def ranges_outside(held: Collection[int], size: int) -> list[tuple[int, int]]:
    """Links 0 to `size - 1` that are not handed out, as ranges with both ends."""
    ranges: list[tuple[int, int]] = []
    begin: int | None = None
    for seq in range(size):
        if seq in held:
            if begin is not None:
                ranges.append((begin, seq - 1))
            begin = None
        elif begin is None:
            begin = seq
    if begin is not None:
        ranges.append((begin, size - 1))
    return ranges


def nodes(headers: Sequence[bytes], first: int, last: int) -> list[str]:
    """Hashes of the largest subtrees that lie wholly in a range, left to right, hex.

    Shape: `headers` is the whole chain. A tree of n leaves splits at the largest power of two
    below n (RFC 6962, 2.1).
    """
    found: list[str] = []
    stack = [(0, len(headers))]
    while stack:
        begin, end = stack.pop()
        if end <= first or begin > last:
            continue
        if first <= begin and end <= last + 1:
            found.append(_root(headers, begin, end).hex())
            continue
        middle = begin + _split(end - begin)
        stack += [(middle, end), (begin, middle)]
    return found


def _split(size: int) -> int:
    """The largest power of two below the size."""
    return int(1 << ((size - 1).bit_length() - 1))


def _root(headers: Sequence[bytes], begin: int, end: int) -> bytes:
    if end - begin == 1:
        return hashlib.sha256(b"\0" + headers[begin]).digest()
    middle = begin + _split(end - begin)
    left, right = _root(headers, begin, middle), _root(headers, middle, end)
    return hashlib.sha256(b"\1" + left + right).digest()
