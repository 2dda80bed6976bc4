# SPDX-License-Identifier: Apache-2.0
"""A document as DOCX (Word 文书), by the typography of official papers (GB/T 9704).

Title 小标宋 22 pt centred, number centred, body 仿宋 16 pt indented by two characters.
"""

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from mingjing.cases.layout.codes import qr_png
from mingjing.cases.types.documents import DocumentView, Table

_BODY, _TITLE = "仿宋", "宋体"
_MARGINS = (37, 35, 28, 26)  # mm: top, bottom, left, right of GB/T 9704


def docx_of(view: DocumentView, address: str) -> bytes:
    """The file's bytes; `address` is where the document can be verified."""
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, bottom, left, right = _MARGINS
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    paper.core_properties.author = view.content.agency
    paper.core_properties.title = view.content.title
    paper.core_properties.created = paper.core_properties.modified = view.issued_at
    content = view.content
    _line(paper, content.agency, _TITLE, 22, centre=True)
    _line(paper, content.title, _TITLE, 22, centre=True)
    _line(paper, content.number, _BODY, 14, centre=True)
    for text in content.paragraphs:
        indent = 0 if text.endswith("：") else 32
        _line(paper, text, _BODY, 16, indent=indent)
    for table in content.tables:
        _table(paper, table)
    for signer in content.signers:
        _line(paper, f"{signer}：", _BODY, 16)
    for one in view.signatures:
        _line(
            paper, f"{one.role} {one.name}（已手写签名 {one.signed_at:%Y-%m-%d %H:%M}）", _BODY, 12
        )
    _line(paper, content.agency, _BODY, 16, right=True)
    _line(paper, content.dated, _BODY, 16, right=True)
    paper.add_picture(io.BytesIO(qr_png(address)), width=Mm(25))
    _line(paper, f"核验：{address}", _BODY, 9)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _line(
    paper: Any, text: str, font: str, size: int, *, centre: bool = False, right: bool = False,
    indent: int = 0,
) -> None:  # fmt: skip
    paragraph = paper.add_paragraph()
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    paragraph.paragraph_format.first_line_indent = Pt(indent)
    if centre or right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centre else WD_ALIGN_PARAGRAPH.RIGHT


def _table(paper: Any, table: Table) -> None:
    _line(paper, table.title, _TITLE, 16, centre=True)
    grid = paper.add_table(rows=1, cols=len(table.headers), style="Table Grid")
    for cell, header in zip(grid.rows[0].cells, table.headers, strict=True):
        cell.text = header
    for row in table.rows:
        for cell, value in zip(grid.add_row().cells, row, strict=True):
            cell.text = value
