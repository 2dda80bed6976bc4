# SPDX-License-Identifier: Apache-2.0
"""Proofs from tiles: that a leaf is in a tree, that one tree grew from another.

Only the tiles on the way are read, each once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mingjing.ledger.rules.hashing import HASH_BYTES, fold_full, node_hash
from mingjing.ledger.rules.paths import TILE_HEIGHT, TILE_WIDTH, tile_width

ReadTile = Callable[[int, int, int], bytes]
"""Bytes of a tile: level, tile number, width."""


@dataclass(slots=True)
class Tree:
    """A published tree of `size` leaves, read through its tiles."""

    size: int
    read: ReadTile
    _tiles: dict[tuple[int, int], bytes] = field(default_factory=dict)

    def inclusion(self, index: int) -> list[bytes]:
        """The audit path of a leaf, from its sibling up (RFC 6962, 2.1.1)."""
        if not 0 <= index < self.size:
            raise ValueError(f"leaf {index} is not in a tree of {self.size}")
        path = []
        start, end = 0, self.size
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                path.append(self.root_of(middle, end))
                end = middle
            else:
                path.append(self.root_of(start, middle))
                start = middle
        return path[::-1]

    def consistency(self, old_size: int) -> list[bytes]:
        """Proof that the tree of `old_size` leaves is a prefix (RFC 6962, 2.1.2)."""
        if not 0 < old_size <= self.size:
            raise ValueError(f"no consistency proof from {old_size} to {self.size}")
        proof = []
        start, end, is_whole = 0, self.size, True
        while end != old_size:
            middle = start + _split(end - start)
            if old_size <= middle:
                proof.append(self.root_of(middle, end))
                end = middle
            else:
                proof.append(self.root_of(start, middle))
                start, is_whole = middle, False
        if not is_whole:
            proof.append(self.root_of(start, end))
        return proof[::-1]

    def root_of(self, start: int, end: int) -> bytes:
        """Root over the leaves from `start` to before `end`."""
        count = end - start
        if count & (count - 1):
            middle = start + _split(count)
            return node_hash(self.root_of(start, middle), self.root_of(middle, end))
        height = count.bit_length() - 1
        level, rest = divmod(height, TILE_HEIGHT)
        first = start >> (TILE_HEIGHT * level)
        return fold_full(self._hashes(level, first, 1 << rest))

    def _hashes(self, level: int, first: int, count: int) -> list[bytes]:
        number, offset = divmod(first, TILE_WIDTH)
        tile = self._tile(level, number)
        return [
            tile[at * HASH_BYTES : (at + 1) * HASH_BYTES] for at in range(offset, offset + count)
        ]

    def _tile(self, level: int, number: int) -> bytes:
        key = (level, number)
        if key not in self._tiles:
            self._tiles[key] = self.read(level, number, tile_width(self.size, level, number))
        return self._tiles[key]


def sides(index: int, size: int) -> list[bool]:
    """For each hash of an audit path, from the leaf up: does it stand on the left?"""
    turns = []
    last = size - 1
    while last:
        if index % 2:
            turns.append(True)
        elif index < last:
            turns.append(False)
        index, last = index // 2, last // 2
    return turns


def climb(leaf: bytes, path: Sequence[bytes], turns: Sequence[bool]) -> list[bytes]:
    """The hashes on the way from a leaf's hash to the root, both included."""
    hashes = [leaf]
    for sibling, is_left in zip(path, turns, strict=True):
        below = hashes[-1]
        hashes.append(node_hash(sibling, below) if is_left else node_hash(below, sibling))
    return hashes


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << ((count - 1).bit_length() - 1)
