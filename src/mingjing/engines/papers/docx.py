# SPDX-License-Identifier: Apache-2.0
"""A document as DOCX (Word 文书), by the typography of official papers (GB/T 9704).

Title 宋体 22 pt bold, body 仿宋 size 3 indented by two characters; the word processor breaks the
lines by its rules for Chinese (避头尾), which every paragraph turns on.
"""

import io
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from mingjing.engines.papers import sheet
from mingjing.engines.papers.codes import qr_png, signature_png
from mingjing.engines.papers.words import Paper, SignatureView, Table

_BODY, _TITLE = "仿宋", "宋体"
_CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_WIDTH = 210 - sheet.LEFT - sheet.RIGHT  # mm
_CODE, _SIGNATURE = 25, 43  # mm
_PAD = 4  # mm of a cell that no text stands on


def docx_of(view: Paper, address: str) -> bytes:
    """The file's bytes; `address` is where the document can be verified."""
    paper = _paper(view)
    content = view.content
    _line(paper, content.agency, sheet.TITLE, font=_TITLE, align=_CENTRE)
    _line(paper, content.title, sheet.TITLE, font=_TITLE, align=_CENTRE)
    _line(paper, content.number, align=_CENTRE)
    said = [
        _line(paper, text, indent=0 if text.endswith("：") else 2) for text in content.paragraphs
    ]
    for table in content.tables:
        if table.title != content.title:
            _line(paper, table.title, align=_CENTRE)
        _table(paper, table)
        said.append(_line(paper, sheet.AFTER_TABLE, sheet.CELL, align=_CENTRE))
    kept = said[-1:] + [_signer(paper, *one) for one in sheet.lines_to_sign(view)]
    if sheet.is_sealed(view):
        kept.append(_line(paper, content.agency, align=_RIGHT))
        kept.append(_line(paper, "（印章）", sheet.SMALL, align=_RIGHT))
    for line in kept:  # who signs, and the seal, never stand alone on a page
        line.paragraph_format.keep_with_next = True
    _line(paper, content.dated, align=_RIGHT)
    paper.add_picture(io.BytesIO(qr_png(address)), width=Mm(_CODE))
    _line(paper, f"扫码核验：{address}", sheet.SMALL)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _paper(view: Paper) -> Any:  # a python-docx document, which has no types
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(sheet.TOP), Mm(sheet.BOTTOM)
    section.left_margin, section.right_margin = Mm(sheet.LEFT), Mm(sheet.RIGHT)
    paper.core_properties.author = view.content.agency
    paper.core_properties.title = f"{view.content.title} {view.content.number}"
    paper.core_properties.created = paper.core_properties.modified = view.issued_at
    _language(paper)
    _footer(section.footer.paragraphs[0], view.content.number)
    return paper


def _language(paper: Any) -> None:
    """Chinese for the word processor: its line breaking and its fonts."""
    style = paper.styles["Normal"]
    style.font.name, style.font.size = _BODY, Pt(sheet.BODY)
    properties = style.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), _BODY)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _footer(line: Any, number: str) -> None:
    """The number of the document; page x of y by fields."""
    line.paragraph_format.tab_stops.clear_all()
    line.paragraph_format.tab_stops.add_tab_stop(Mm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    for text in (f"{number}\t第 ", "PAGE", " 页 共 ", "NUMPAGES", " 页"):
        run = line.add_run("" if text.isupper() else text)
        run.font.size = Pt(sheet.SMALL)
        if text.isupper():
            for kind in ("begin", "", "end"):
                run._element.append(_field(kind, text))


def _field(kind: str, code: str) -> Any:
    element = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        element.set(qn("w:fldCharType"), kind)
    else:
        element.text = code
    return element


def _line(
    paper: Any,
    text: str,
    size: float = sheet.BODY,
    *,
    font: str = _BODY,
    align: Any = WD_ALIGN_PARAGRAPH.JUSTIFY,
    indent: int = 0,
) -> Any:
    """A paragraph; lines that were typed apart stay apart."""
    paragraph = paper.add_paragraph()
    _style(paragraph.add_run(text), size, font)
    style = paragraph.paragraph_format
    style.first_line_indent = Pt(indent * size)
    style.line_spacing = Pt(max(sheet.PITCH if size >= sheet.BODY else 0, size * 1.4))
    style.space_after = Pt(0)
    paragraph.alignment = align
    _break_by_rules(paragraph)
    return paragraph


def _break_by_rules(paragraph: Any) -> None:
    properties = paragraph._element.get_or_add_pPr()
    for name in ("w:kinsoku", "w:overflowPunct"):
        properties.insert_element_before(
            OxmlElement(name), "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
        )


def _style(run: Any, size: float, font: str = _BODY) -> None:
    run.font.name, run.font.size, run.font.bold = font, Pt(size), font == _TITLE
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _signer(paper: Any, role: str, drawn: SignatureView | None) -> Any:
    """A line to sign on; where somebody has signed the picture, the name and the time."""
    line = _line(paper, f"{role}：")
    line.paragraph_format.tab_stops.add_tab_stop(Mm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    if drawn is None:
        _style(line.add_run(f"\t{sheet.TO_SIGN}"), sheet.BODY)
        return line
    if drawn.strokes:
        line.paragraph_format.line_spacing = None  # a picture is higher than a line
        line.add_run().add_picture(io.BytesIO(signature_png(drawn)), width=Mm(_SIGNATURE))
    _style(line.add_run(f"\t{sheet.signed_words(drawn)}"), sheet.SMALL)
    return line


def _table(paper: Any, table: Table) -> None:
    """A list with columns as wide as on the PDF; its head is repeated on each page."""
    grid = paper.add_table(rows=0, cols=len(table.headers), style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    widths = sheet.column_widths(table, _WIDTH, _measure, _PAD)
    for row in (table.headers, *table.rows):
        for cell, value, width in zip(grid.add_row().cells, row, widths, strict=True):
            cell.width = Mm(width)
            _style(cell.paragraphs[0].add_run(value), sheet.CELL)
            _break_by_rules(cell.paragraphs[0])
    head = grid.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))


def _measure(text: str) -> float:
    """About how wide a text is in a cell. Units: mm."""
    wide = sum(1 if ord(sign) > 0x2000 else 0.55 for sign in text)
    return wide * sheet.CELL * 25.4 / 72
