# SPDX-License-Identifier: Apache-2.0
"""The code on a document (核验二维码): leads to the page that proves the document's entry."""

import io

import segno


def qr_png(address: str) -> bytes:
    """A QR code (ISO/IEC 18004, level M) as PNG."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="png", scale=5, border=2)
    return out.getvalue()
