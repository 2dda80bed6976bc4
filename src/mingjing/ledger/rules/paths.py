# SPDX-License-Identifier: Apache-2.0
"""Where the files of the log lie (C2SP tlog-tiles)."""

from typing import Literal

TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT

ENTRIES: Literal["entries"] = "entries"
Level = int | Literal["entries"]


def index_path(index: int) -> str:
    """Tile number in groups of three digits; all but the last begin with x.

    Example: 1234067 becomes `x001/x234/067`, 5 becomes `005`.
    """
    if index < 0:
        raise ValueError(f"a tile number is not negative: {index}")
    path = f"{index % 1000:03d}"
    while index := index // 1000:
        path = f"x{index % 1000:03d}/{path}"
    return path


def tile_path(level: Level, index: int, width: int = TILE_WIDTH) -> str:
    """Path of a tile of hashes (`level` 0 to 63) or of an entry bundle (`level` "entries")."""
    if not 1 <= width <= TILE_WIDTH:
        raise ValueError(f"a tile is 1 to {TILE_WIDTH} wide, not {width}")
    suffix = "" if width == TILE_WIDTH else f".p/{width}"
    return f"tile/{level}/{index_path(index)}{suffix}"


def tile_width(size: int, level: Level, index: int) -> int:
    """How many hashes (or entries) the tile holds in a tree of `size` leaves; 0 when absent."""
    height = 0 if level == ENTRIES else TILE_HEIGHT * int(level)
    return max(0, min(TILE_WIDTH, (size >> height) - index * TILE_WIDTH))


def edge_tiles(size: int) -> list[tuple[int, int, int]]:
    """The open tile of each level at the right edge: (level, tile number, width, may be 0)."""
    tiles = []
    level = 0
    while count := size >> (TILE_HEIGHT * level):
        tiles.append((level, count // TILE_WIDTH, count % TILE_WIDTH))
        level += 1
    return tiles
