# SPDX-License-Identifier: Apache-2.0
"""The root over the links of a recording (RFC 6962), also when ranges are withheld (部分提交)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mingjing_verify.log.merkle import hash_pair


class CoverWrong(ValueError):
    """The withheld ranges do not fit the tree."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """Links that are not handed in, and the hashes of their subtrees."""

    first: int
    last: int
    nodes: Sequence[bytes]


def root_of(size: int, leaves: Mapping[int, bytes], withheld: Sequence[Withheld]) -> bytes:
    """The root over `size` links from leaf hashes and the subtrees of what is withheld.

    Raises: CoverWrong.
    """
    rest = [iter(part.nodes) for part in withheld]
    root = _node(0, size, leaves, list(zip(withheld, rest, strict=True)))
    if any(next(nodes, None) is not None for nodes in rest):
        raise CoverWrong("nodes")
    return root


def _node(
    start: int,
    end: int,
    leaves: Mapping[int, bytes],
    withheld: Sequence[tuple[Withheld, Iterator[bytes]]],
) -> bytes:
    inside = [(part, nodes) for part, nodes in withheld if part.first < end and start <= part.last]
    for part, nodes in inside:
        if part.first <= start and end - 1 <= part.last:
            found = next(nodes, None)
            if found is None:
                raise CoverWrong("nodes")
            return found
    if end - start == 1:
        if start not in leaves:
            raise CoverWrong("leaf")
        return leaves[start]
    half = 1 << (end - start - 1).bit_length() - 1
    left = _node(start, start + half, leaves, inside)
    return hash_pair(left, _node(start + half, end, leaves, inside))
