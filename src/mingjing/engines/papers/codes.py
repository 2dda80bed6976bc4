# SPDX-License-Identifier: Apache-2.0
"""Pictures on a document: the code that leads to its proof (核验二维码), drawn signatures."""

import io

import segno
from PIL import Image, ImageDraw

from mingjing.engines.papers.words import FIELD, SignatureView

_WIDTH = 6  # pixels of a stroke


def qr_png(address: str) -> bytes:
    """A QR code (ISO/IEC 18004, level M) as PNG."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="png", scale=5, border=2)
    return out.getvalue()


def signature_png(drawn: SignatureView) -> bytes:
    """The strokes of a signature as PNG."""
    picture = Image.new("L", FIELD, 255)
    pen = ImageDraw.Draw(picture)
    for stroke in drawn.strokes:
        pen.line(stroke, fill=0, width=_WIDTH, joint="curve")
    out = io.BytesIO()
    picture.save(out, format="PNG")
    return out.getvalue()
