# SPDX-License-Identifier: Apache-2.0
"""Hiding parts of a picture for good (打码): few coarse cells, smoothed, or one even colour.

A picture is planar YUV 4:2:0 (`yuv420p`): a plane of brightness, two of colour at half the size.
What is hidden is replaced, not covered: at most eight cells along the longer side of a spot are
left of it, each the mean of its neighbours as well, so that no sharpening brings it back.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Plane = npt.NDArray[np.uint8]
WHOLE = 10_000
"""Width and height of a picture in the units of a spot."""
_CELLS = 8
_LEAST_CELL = 16
_MARGIN = 0.1
_LEAST_MARGIN = 8
_GREY = (16, 128, 128)


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a picture to be hidden (遮挡区域). Units: 1/10,000 of width and height."""

    x: int
    y: int
    width: int
    height: int
    is_solid: bool = False


EVERYTHING = Spot(0, 0, WHOLE, WHOLE)


def frame_bytes(width: int, height: int) -> int:
    """Bytes of one `yuv420p` picture of even sides."""
    return width * height * 3 // 2


def hide(frame: bytearray, width: int, height: int, spots: list[Spot]) -> None:
    """Hides the spots in the picture, in place; sides are even numbers of pixels."""
    if not spots:
        return
    whole = np.frombuffer(frame, np.uint8)
    size, half = width * height, width * height // 4
    planes = (
        whole[:size].reshape(height, width),
        whole[size : size + half].reshape(height // 2, width // 2),
        whole[size + half : size + 2 * half].reshape(height // 2, width // 2),
    )
    for spot in spots:
        left, top, right, bottom = pixels(spot, width, height)
        for number, plane in enumerate(planes):
            by = 1 if number == 0 else 2
            part = plane[top // by : bottom // by, left // by : right // by]
            if not part.size:
                continue
            if spot.is_solid:
                part[:] = _GREY[number]
            else:
                part[:] = coarse(part, cell_of(right - left, bottom - top) // by)


def pixels(spot: Spot, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, right, bottom in even pixels, with the margin, held within the picture."""
    left, right = _grown(spot.x, spot.width, width)
    top, bottom = _grown(spot.y, spot.height, height)
    return left, top, right, bottom


def _grown(begin: int, length: int, side: int) -> tuple[int, int]:
    margin = max(_LEAST_MARGIN, length * side / WHOLE * _MARGIN)
    first = max(0.0, begin * side / WHOLE - margin)
    last = min(float(side), (begin + length) * side / WHOLE + margin)
    low = int(first) // 2 * 2
    return low, min(side, -(-int(np.ceil(last)) // 2) * 2)


def cell_of(width: int, height: int) -> int:
    """The even side of a cell: eight cells along the longer side, none under sixteen pixels."""
    side = max(_LEAST_CELL, -(-max(width, height) // _CELLS))
    return side + side % 2


def coarse(part: Plane, cell: int) -> Plane:
    """The part as cells of one value each: the mean of the cell, smoothed over its neighbours."""
    height, width = part.shape
    rows, columns = -(-height // cell), -(-width // cell)
    padded = np.pad(part, ((0, rows * cell - height), (0, columns * cell - width)), mode="edge")
    means = padded.reshape(rows, cell, columns, cell).mean(axis=(1, 3))
    around = np.pad(means, 1, mode="edge")
    smooth = sum(
        around[down : down + rows, over : over + columns] for down in range(3) for over in range(3)
    )
    cells = np.rint(np.asarray(smooth) / 9).astype(np.uint8)
    spread: Plane = cells.repeat(cell, axis=0).repeat(cell, axis=1)[:height, :width]
    return spread
