# SPDX-License-Identifier: Apache-2.0
"""The growing tree: from leaves in order to the files of the log, at a cost of O(new leaves).

Invariants: an `Edge` is all that later growth needs to know of the leaves before it; the files
are a function of the leaves alone, so writing them twice writes the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mingjing.ledger.rules.hashing import fold_full, fold_ragged, leaf_hashes
from mingjing.ledger.rules.paths import ENTRIES, TILE_WIDTH, edge_tiles, tile_path

MAX_LEAF_BYTES = 0xFFFF


@dataclass(frozen=True, slots=True)
class TileFile:
    """One file of the log: its path below the log's folder and its bytes."""

    path: str
    content: bytes
    is_full: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """Right edge of a tree: for each tile level the hashes of the tile that is still open."""

    size: int
    levels: tuple[tuple[bytes, ...], ...]

    def __post_init__(self) -> None:
        widths = [width for _, _, width in edge_tiles(self.size)]
        if [len(level) for level in self.levels] != widths:
            raise ValueError(f"the edge of {self.size} leaves is {widths} wide")

    def root(self) -> bytes:
        """RFC 6962 root of the tree."""
        peaks: list[bytes] = []
        for level in reversed(self.levels):
            peaks.extend(_peaks(level))
        return fold_ragged(peaks)


EMPTY_EDGE = Edge(size=0, levels=())


@dataclass(frozen=True, slots=True)
class Growth:
    """What a growth step brought: the new edge and the files to write."""

    edge: Edge
    files: list[TileFile]


class EdgeDiffers(ValueError):
    """The leaves handed over are not the ones the open tile was made of."""


def grow(edge: Edge, leaves: Sequence[bytes]) -> Growth:
    """Append leaves to the tree.

    `leaves` starts at the first leaf of the open bundle (`edge.size // 256 * 256`): a bundle is
    rewritten whole, and the leaves already in the tree are compared with it.

    Raises: EdgeDiffers.
    """
    start = edge.size - edge.size % TILE_WIDTH
    hashes = leaf_hashes(leaves)
    known = edge.levels[0] if edge.levels else ()
    if tuple(hashes[: len(known)]) != known:
        raise EdgeDiffers(f"leaves {start} to {edge.size} differ from the published ones")
    size = start + len(leaves)
    files = _bundles(start // TILE_WIDTH, leaves)
    levels: list[tuple[bytes, ...]] = []
    for level, number, width in edge_tiles(size):
        before = edge.levels[level] if 0 < level < len(edge.levels) else ()
        row = [*before, *hashes]
        first = number - len(row) // TILE_WIDTH
        full = _parts(row[: len(row) - width])
        files.extend(_tile(level, first + n, part) for n, part in enumerate(full))
        hashes = [fold_full(part) for part in full]
        levels.append(tuple(row[len(row) - width :]))
        if width:
            files.append(_tile(level, number, levels[-1]))
    return Growth(Edge(size=size, levels=tuple(levels)), files)


def bundle(leaves: Sequence[bytes]) -> bytes:
    """An entry bundle: each leaf behind its length in two bytes."""
    return b"".join([len(leaf).to_bytes(2, "big") + leaf for leaf in leaves])


def _bundles(first: int, leaves: Sequence[bytes]) -> list[TileFile]:
    return [
        TileFile(tile_path(ENTRIES, first + n, len(part)), bundle(part), len(part) == TILE_WIDTH)
        for n, part in enumerate(_parts(leaves))
    ]


def _tile(level: int, number: int, hashes: Sequence[bytes]) -> TileFile:
    width = len(hashes)
    return TileFile(tile_path(level, number, width), b"".join(hashes), width == TILE_WIDTH)


def _parts(items: Sequence[bytes]) -> list[Sequence[bytes]]:
    return [items[at : at + TILE_WIDTH] for at in range(0, len(items), TILE_WIDTH)]


def _peaks(hashes: Sequence[bytes]) -> list[bytes]:
    """Perfect subtrees of falling size over the hashes of one open tile."""
    peaks = []
    at = 0
    while rest := len(hashes) - at:
        width = 1 << (rest.bit_length() - 1)
        peaks.append(fold_full(hashes[at : at + width]))
        at += width
    return peaks
