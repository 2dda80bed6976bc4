# SPDX-License-Identifier: Apache-2.0
"""Small pictures of photos (缩略图): made anew from the pixels, so nothing else comes along."""

import io
import struct
import warnings
from pathlib import Path

from PIL import Image

_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 80
_MOST_PIXELS = 50_000_000
"""Pixels that are unpacked at once; a JPEG is made smaller while it is read."""
_ORIENTATION = 0x0112
_TURNS: dict[object, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How the camera was held (EXIF orientation), undone. The rest of the EXIF is not looked at."""
_UNREADABLE = (
    OSError, ValueError, SyntaxError, TypeError, LookupError, EOFError, struct.error,
    Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip
"""What reading a broken picture ends with: some of it comes from deep within."""


def small_jpeg(photo: Path, side: int) -> bytes | None:
    """The photo in a square of `side` pixels, upright, as JPEG; None for what cannot be read.

    Place and device that a photo carries are left out, as is all else beside the pixels.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(photo, formats=_FORMATS) as picture:
                picture.draft("RGB", (side * 2, side * 2))
                if picture.width * picture.height > _MOST_PIXELS:
                    return None
                small = picture.convert("RGB")
            small.thumbnail((side, side))
            turn = _TURNS.get(small.getexif().get(_ORIENTATION))
            upright = small if turn is None else small.transpose(turn)
        except _UNREADABLE:
            return None
    out = io.BytesIO()
    upright.save(out, format="JPEG", quality=_QUALITY)
    return out.getvalue()
