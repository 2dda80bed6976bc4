# SPDX-License-Identifier: Apache-2.0
"""A document as PDF (PDF 文书): an embedded Chinese serif, drawn signatures, a code to verify.

The ledger keeps the digest of what the document says, not of this file.
"""

from pathlib import Path

from django.conf import settings
from fpdf import FPDF
from fpdf.enums import Align, WrapMode, XPos, YPos
from fpdf.fonts import FontFace

from mingjing.cases.layout.codes import qr_png
from mingjing.cases.types.documents import DocumentView, FontMissing, SignatureView, Table

_FONT = "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf"
_MARGIN, _TOP = 28, 30
_INDENT = "　　"
_BOX = (1000, 300)  # the field in which a signature is drawn


def pdf_of(view: DocumentView, address: str) -> bytes:
    """The file's bytes; `address` is where the document can be verified.

    Raises: FontMissing when the Chinese font is not in place.
    """
    paper = FPDF(format="A4")
    paper.set_creation_date(view.issued_at)
    paper.set_title(view.content.title)
    paper.set_author(view.content.agency)
    paper.set_margins(_MARGIN, _TOP, _MARGIN)
    paper.set_auto_page_break(True, margin=25)
    paper.add_font("song", fname=font_file())
    paper.add_page()
    content = view.content
    _line(paper, content.agency, 20, Align.C)
    _line(paper, content.title, 20, Align.C)
    _line(paper, content.number, 12, Align.C)
    paper.ln(4)
    for text in content.paragraphs:
        _line(paper, text if text.endswith("：") else _INDENT + text, 14, Align.L)
    for table in content.tables:
        _table(paper, table)
    paper.ln(6)
    for signer in content.signers:
        _line(paper, f"{signer}：", 14, Align.L)
    for one in view.signatures:
        _signature(paper, one)
    _line(paper, content.agency, 14, Align.R)
    _line(paper, content.dated, 14, Align.R)
    _code(paper, address)
    return bytes(paper.output())


def font_file() -> Path:
    """The Chinese font that the front-end assets bring.

    Raises: FontMissing.
    """
    path = Path(settings.MINGJING_NODE_MODULES) / _FONT
    if not path.is_file():
        raise FontMissing
    return path


def _line(paper: FPDF, text: str, size: int, align: Align) -> None:
    paper.set_font("song", size=size)
    paper.multi_cell(
        0,
        size * 0.6,
        text,
        align=align,
        new_x=XPos.LMARGIN,
        new_y=YPos.NEXT,
        wrapmode=WrapMode.CHAR,
    )


def _table(paper: FPDF, table: Table) -> None:
    _line(paper, table.title, 14, Align.C)
    paper.set_font("song", size=10)
    plain = FontFace(emphasis=None)
    with paper.table(line_height=6, wrapmode=WrapMode.CHAR, headings_style=plain) as grid:
        for row in (table.headers, *table.rows):
            line = grid.row()
            for value in row:
                line.cell(value)


def _signature(paper: FPDF, one: SignatureView) -> None:
    """The strokes as lines, in a field of 60 by 18 millimetres."""
    _line(paper, f"{one.role} {one.name}　{one.signed_at:%Y-%m-%d %H:%M}", 10, Align.L)
    left, top = paper.get_x(), paper.get_y()
    scale_x, scale_y = 60 / _BOX[0], 18 / _BOX[1]
    paper.set_line_width(0.4)
    for stroke in one.strokes:
        points = [(left + x * scale_x, top + y * scale_y) for x, y in stroke]
        paper.polyline(points)
    paper.set_y(top + 20)


def _code(paper: FPDF, address: str) -> None:
    if paper.get_y() > 250:
        paper.add_page()
    paper.image(qr_png(address), x=_MARGIN, w=25)
    _line(paper, f"核验：{address}", 8, Align.L)
