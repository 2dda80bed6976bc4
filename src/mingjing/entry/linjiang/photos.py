# SPDX-License-Identifier: Apache-2.0
"""A drawn photo of a shelf (示例照片): small, plainly synthetic, another one for each case."""

import io

from PIL import Image, ImageDraw

from mingjing.entry.linjiang.city import number

_SIZE = (480, 320)
_WALL, _BOARD, _LABEL = (236, 232, 222), (120, 88, 60), (250, 250, 250)
_SHELVES, _THINGS = (90, 190, 290), 9
_STEP, _WIDTH = 50, 38


def shelf_photo(reference: str) -> tuple[str, bytes]:
    """Name and content of the photo that goes with a case."""
    picture = Image.new("RGB", _SIZE, _WALL)
    pen = ImageDraw.Draw(picture)
    for row, floor in enumerate(_SHELVES):
        for place in range(_THINGS):
            key = f"{row}-{place}"
            tall = 30 + number(reference, f"tall {key}", below=40)
            tone = [60 + number(reference, f"{ink} {key}", below=160) for ink in "rgb"]
            left = 20 + place * _STEP
            pen.rectangle((left, floor - tall, left + _WIDTH, floor), fill=tuple(tone))
            pen.rectangle((left + 6, floor - 20, left + 30, floor - 8), fill=_LABEL)
        pen.rectangle((10, floor, _SIZE[0] - 10, floor + 8), fill=_BOARD)
    out = io.BytesIO()
    picture.save(out, format="JPEG", quality=70)
    return f"现场照片-{reference}.jpg", out.getvalue()
