# SPDX-License-Identifier: Apache-2.0
"""Finding faces and following a spot (人脸提示与跟踪), by OpenCV where it is installed.

The detector is the frontal Haar cascade inside the wheel; it misses faces from the side, masked
and small ones. What it finds are suggestions for a person to accept, never a decision.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from mingjing.engines.errors import FaceToolAbsent
from mingjing.engines.mosaic import WHOLE

_SIDE = 640
_FEATURES = 60
_FEWEST = 6
_NEAR, _FORGET = 0.2, 3


@dataclass(frozen=True, slots=True)
class Sight:
    """Where something is at an instant (框). Units: milliseconds, 1/10,000 of the picture."""

    at: int
    x: int
    y: int
    width: int
    height: int


def is_installed() -> bool:
    """Whether OpenCV with its cascades is here."""
    return find_spec("cv2") is not None


def _opencv() -> Any:  # no types come with it
    if not is_installed():
        raise FaceToolAbsent
    import cv2

    if not hasattr(cv2, "CascadeClassifier"):
        raise FaceToolAbsent
    return cv2


def grey(frame: bytearray, width: int, height: int) -> "np.ndarray[Any, np.dtype[np.uint8]]":
    """The brightness of a `yuv420p` picture."""
    return np.frombuffer(frame, np.uint8)[: width * height].reshape(height, width)


def faces(picture: Any, at: int) -> tuple[Sight, ...]:
    """Faces that the cascade finds in a grey picture.

    Raises: FaceToolAbsent.
    """
    cv2 = _opencv()
    name = Path(cv2.data.haarcascades) / "haarcascade_frontalface_alt2.xml"
    cascade = cv2.CascadeClassifier(str(name))
    height, width = picture.shape
    by = min(1.0, _SIDE / max(width, height))
    small = cv2.resize(picture, None, fx=by, fy=by) if by < 1 else picture
    found = cascade.detectMultiScale(cv2.equalizeHist(small), 1.1, 4, minSize=(24, 24))
    return tuple(_sight(at, [side / by for side in box], width, height) for box in found)


def grouped(sights: Iterable[Sight], step: int) -> tuple[tuple[Sight, ...], ...]:
    """Sights that belong together: each overlaps the last of its group, a few steps apart at most.

    Order: by their first instant.
    """
    groups: list[list[Sight]] = []
    for sight in sights:
        near = [
            group
            for group in groups
            if 0 < sight.at - group[-1].at <= step * _FORGET and shared(group[-1], sight) > _NEAR
        ]
        if near:
            max(near, key=lambda group: shared(group[-1], sight)).append(sight)
        else:
            groups.append([sight])
    return tuple(map(tuple, groups))


def shared(one: Sight, other: Sight) -> float:
    """The common part of two boxes, as a ratio of both together."""
    over = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    if over <= 0 or down <= 0:
        return 0.0
    both = over * down
    return both / (one.width * one.height + other.width * other.height - both)


def follow(pictures: Iterable[tuple[int, Any]], first: Sight) -> tuple[Sight, ...]:
    """A box through grey pictures by sparse optical flow (Lucas-Kanade), while it holds.

    It ends where fewer than six points of the box are found again, or it leaves the picture.
    Raises: FaceToolAbsent.
    """
    cv2 = _opencv()
    found: list[Sight] = [first]
    before: Any = None
    box = [0.0, 0.0, 0.0, 0.0]
    points: Any = None
    for at, picture in pictures:
        height, width = picture.shape
        if before is None:
            box = _pixels(first, width, height)
        else:
            points, box = _moved(cv2, (before, picture), points, box)
            if points is None or not _is_inside(box, width, height):
                break
            found.append(_sight(at, box, width, height))
        before = picture
        if points is None or len(points) < _FEATURES // 2:
            points = _features(cv2, picture, box)
            if points is None:
                break
    return tuple(found)


def _features(cv2: Any, picture: Any, box: Sequence[float]) -> Any:
    mask = np.zeros_like(picture)
    x, y, width, height = (round(side) for side in box)
    mask[max(0, y) : y + height, max(0, x) : x + width] = 255
    found = cv2.goodFeaturesToTrack(picture, _FEATURES, 0.01, 3, mask=mask)
    return found if found is not None and len(found) >= _FEWEST else None


def _moved(cv2: Any, pair: tuple[Any, Any], points: Any, box: list[float]) -> tuple[Any, Any]:
    """Points found again, there and back, and the box moved and scaled by their medians."""
    there, seen, _ = cv2.calcOpticalFlowPyrLK(pair[0], pair[1], points, None)
    back, again, _ = cv2.calcOpticalFlowPyrLK(pair[1], pair[0], there, None)
    off = np.abs(points - back).reshape(-1, 2).max(axis=1)
    good = (seen.ravel() == 1) & (again.ravel() == 1) & (off < 1.0)
    if int(good.sum()) < _FEWEST:
        return None, box
    old, new = points.reshape(-1, 2)[good], there.reshape(-1, 2)[good]
    by = _scale(old, new)
    over, down = np.median(new - old, axis=0)
    x, y, width, height = box
    x, y = x + over - width * (by - 1) / 2, y + down - height * (by - 1) / 2
    return new.reshape(-1, 1, 2), [x, y, width * by, height * by]


def _scale(old: Any, new: Any) -> float:
    spread = np.linalg.norm(old - old.mean(axis=0), axis=1)
    grown = np.linalg.norm(new - new.mean(axis=0), axis=1)
    far = spread > 1
    return float(np.clip(np.median(grown[far] / spread[far]), 0.8, 1.25)) if far.any() else 1.0


def _is_inside(box: Sequence[float], width: int, height: int) -> bool:
    middle_x, middle_y = box[0] + box[2] / 2, box[1] + box[3] / 2
    return 0 < middle_x < width and 0 < middle_y < height


def _pixels(sight: Sight, width: int, height: int) -> list[float]:
    sides = (sight.x, sight.y, sight.width, sight.height)
    scales = (width, height, width, height)
    return [side * scale / WHOLE for side, scale in zip(sides, scales, strict=True)]


def _sight(at: int, box: Sequence[float], width: int, height: int) -> Sight:
    """The box, cut to the picture."""
    x, y, wide, high = box
    left, top = max(0.0, x / width), max(0.0, y / height)
    right, bottom = min(1.0, (x + wide) / width), min(1.0, (y + high) / height)
    sides = (left, top, max(0.0, right - left), max(0.0, bottom - top))
    return Sight(at, *(int(side * WHOLE) for side in sides))
