# SPDX-License-Identifier: Apache-2.0
"""Small pictures of photos (缩略图): made anew from the pixels, so nothing else comes along."""

import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps

_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 80


def small_jpeg(photo: Path, side: int) -> bytes | None:
    """The photo in a square of `side` pixels, upright, as JPEG; None for what cannot be read.

    Place and device that a photo carries are left out, as is all else beside the pixels.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(photo, formats=_FORMATS) as picture:
                picture.draft("RGB", (side * 2, side * 2))
                upright = ImageOps.exif_transpose(picture).convert("RGB")
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            return None
        except Image.DecompressionBombWarning:
            return None
    upright.thumbnail((side, side))
    out = io.BytesIO()
    upright.save(out, format="JPEG", quality=_QUALITY)
    return out.getvalue()
