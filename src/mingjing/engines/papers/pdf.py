# SPDX-License-Identifier: Apache-2.0
"""A document as PDF (PDF 文书), by the typography of official papers (GB/T 9704).

Chinese serif embedded, lines broken by 避头尾, drawn signatures, a code to verify. The ledger keeps
the digest of what the document says, not of this file.
"""

from pathlib import Path

from django.conf import settings
from fpdf import FPDF
from fpdf.enums import Align, WrapMode, XPos, YPos
from fpdf.fonts import FontFace, TTFFont

from mingjing.engines.papers import sheet
from mingjing.engines.papers.codes import qr_png
from mingjing.engines.papers.words import (
    FIELD,
    FontMissing,
    GlyphMissing,
    Paper,
    SignatureView,
    Table,
)
from mingjing.kernel.lines import lines

_FONTS = "@expo-google-fonts/noto-serif-sc"
_REGULAR, _BOLD = "400Regular/NotoSerifSC_400Regular.ttf", "700Bold/NotoSerifSC_700Bold.ttf"
_SONG = "song"
_MM = 72 / 25.4  # points in a millimetre
_GREY, _BLACK = 120, 0
_TINY = 7  # pt
_LOOSEST = 0.12  # of a character, between two, to make a line end at the margin
_PAD, _ROW = 1.5, 6  # mm: inside a cell, from line to line of a table
_SIGN_HEIGHT, _SIGN_WIDTH, _SIGNER = 13, 43, 16  # mm; the last with the gap above
_MOST_KEPT = 150  # mm: more lines to sign than that begin where the text ends
_CODE, _CODE_TOP = 20, 11  # mm: the code, in the margin over the title
_SEALED, _DATED = 34, 14  # mm: the closing block with the seal, without


def pdf_of(view: Paper, address: str) -> bytes:
    """The file's bytes; `address` is where the document can be verified.

    Raises: FontMissing when the Chinese font is not in place, GlyphMissing for what it lacks.
    """
    paper = _Paper(view, address)
    try:
        _lay_out(paper, view)
        if paper.lacking:
            raise GlyphMissing(signs="".join(sorted(paper.lacking)))
        return bytes(paper.output())
    finally:
        paper.close_fonts()


def _lay_out(paper: "_Paper", view: Paper) -> None:
    """Heading, paragraphs, lists; then the lines to sign and the closing, with the last of them."""
    content = view.content
    parts = [part for text in content.paragraphs for part in text.splitlines()]
    signers = sheet.lines_to_sign(view)
    closing = _SEALED if sheet.is_sealed(view) else _DATED
    last, block = len(parts) + len(content.tables), closing + len(signers) * _SIGNER
    under = (min(block, _MOST_KEPT) if place == last else 0 for place in range(1, last + 1))
    paper.heading(content.agency)
    paper.heading(content.title)
    paper.say(content.number, sheet.BODY, align=Align.C)
    paper.ln(sheet.PITCH / _MM / 2)
    for part in parts:
        paper.say(part, sheet.BODY, indent=0 if part.endswith("：") else 2, under=next(under))
    for table in content.tables:
        _table(paper, table, content.title, next(under))
    for place, (role, drawn) in enumerate(signers, 1):
        _signer(paper, role, drawn, closing if place == len(signers) else 0)
    paper.demand_room(closing)
    _closing(paper, view)


def font_file(name: str = _REGULAR) -> Path:
    """The Chinese font that the front-end assets bring.

    Raises: FontMissing.
    """
    path = Path(settings.MINGJING_NODE_MODULES) / _FONTS / name
    if not path.is_file():
        raise FontMissing
    return path


class _Paper(FPDF):
    """A4 with the margins of GB/T 9704, page numbers, and text broken by 避头尾."""

    def __init__(self, view: Paper, address: str) -> None:
        super().__init__(format="A4")
        self.number, self.address = view.content.number, address
        self.lacking: set[str] = set()
        self.set_creation_date(view.issued_at)
        self.set_lang("zh-CN")
        self.set_title(f"{view.content.title} {view.content.number}")
        self.set_author(view.content.agency)
        self.set_margins(sheet.LEFT, sheet.TOP, sheet.RIGHT)
        self.set_auto_page_break(True, margin=sheet.BOTTOM)
        self.c_margin = 0
        self.add_font(_SONG, fname=font_file())
        font = self.fonts[_SONG]
        self._signs = font.cmap if isinstance(font, TTFFont) else {}
        self.add_font(_SONG, style="B", fname=font_file(_BOLD))
        self.add_page()
        across = self.r_margin_at - _CODE
        self.image(qr_png(address), x=across, y=_CODE_TOP, w=_CODE)
        self.set_font(_SONG, size=_TINY)
        self.set_xy(across, _CODE_TOP + _CODE)
        self.cell(_CODE, 3, "扫码核验", align=Align.C)
        self.set_xy(sheet.LEFT, sheet.TOP)

    def close_fonts(self) -> None:
        """Let go of the font files, which the library keeps open."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def footer(self) -> None:
        """The numbers of document and page, so that loose sheets find home; where to verify."""
        self.set_y(7 - sheet.BOTTOM)
        self.set_font(_SONG, size=sheet.SMALL)
        self.cell(0, 5, self.number, new_x=XPos.LMARGIN, new_y=YPos.TOP)
        more = self.width("{nb}") - self.width("9")  # what stands for the number of pages is wide
        text = f"第 {self.page_no()} 页 共 {{nb}} 页"
        self.cell(self.epw + more, 5, text, align=Align.R, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_font(_SONG, size=_TINY)
        for line in lines(f"核验：{self.address}", self.epw, self.width):
            self.cell(0, 3, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def width(self, text: str) -> float:
        """The width of a text in the font that is set. Units: mm."""
        return self.get_string_width(text)

    def heading(self, text: str) -> None:
        """Agency and title: bold, centred."""
        self.say(text, sheet.TITLE, align=Align.C, style="B")

    def say(
        self,
        text: str,
        size: float,
        *,
        indent: int = 0,
        align: Align = Align.J,
        style: str = "",
        under: float = 0,
    ) -> None:
        """A paragraph over the whole width; all lines but the last end at the margin.

        :param under: the last two lines go where that much fits under them. Units: mm.
        """
        self.set_font(_SONG, style=style, size=size)
        self.note(text)
        first = indent * size / _MM
        pitch = max(sheet.PITCH, size * 1.4) / _MM
        found = lines(text, self.epw, self.width, first)
        for place, line in enumerate(found):
            room = self.epw - (0 if place else first)
            is_last = place == len(found) - 1
            is_tail = place == max(len(found) - 2, 0)
            self.demand_room(pitch * (len(found) - place) + under if is_tail else pitch)
            if align is Align.J and not is_last:
                self.set_char_spacing(self._spacing(line, room, size))
            self.set_x(self.r_margin_at - room)
            where = Align.L if align is Align.J else align
            self.cell(room, pitch, line, align=where, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            self.set_char_spacing(0)

    @property
    def r_margin_at(self) -> float:
        """Where the right margin begins. Units: mm."""
        return float(self.w - self.r_margin)

    def _spacing(self, line: str, room: float, size: float) -> float:
        """What to put between two characters so that the line ends at the margin. Units: pt."""
        each = (room - self.width(line)) * _MM / max(len(line) - 1, 1)
        return each if each <= size * _LOOSEST else 0

    def demand_room(self, height: float) -> None:
        """A new page where that much does not fit on this one. Units: mm."""
        if self.will_page_break(height):
            self.add_page()

    def note(self, text: str) -> None:
        """Remember what the font lacks: it must not vanish from an official paper."""
        self.lacking |= {one for one in text if ord(one) not in self._signs}


def _table(paper: _Paper, table: Table, title: str, under: float) -> None:
    """A list with its title, if it is not the document's; the head is repeated on each page."""
    paper.ln(2)
    if table.title != title:
        paper.say(table.title, sheet.BODY, align=Align.C)
    paper.set_font(_SONG, size=sheet.CELL)
    widths = sheet.column_widths(table, paper.epw, paper.width, 2 * _PAD + 0.2)
    head = FontFace(emphasis=None, fill_color=235)
    with paper.table(
        col_widths=widths,
        line_height=_ROW,
        padding=_PAD / 2,
        wrapmode=WrapMode.CHAR,
        headings_style=head,
        align=Align.L,
        text_align=(Align.C, *[Align.L] * (len(widths) - 1)),
    ) as grid:
        for row in (table.headers, *table.rows):
            line = grid.row()
            for value, width in zip(row, widths, strict=True):
                paper.note(value)
                line.cell("\n".join(lines(value, width - 2 * _PAD, paper.width)))
    paper.say(sheet.AFTER_TABLE, sheet.CELL, align=Align.C, under=under)


def _signer(paper: _Paper, role: str, drawn: SignatureView | None, under: float) -> None:
    """A line to sign on; where somebody has signed the strokes, the name and the time."""
    paper.demand_room(_SIGNER + under)
    paper.ln(_SIGNER - _SIGN_HEIGHT)
    top = paper.get_y()
    paper.set_font(_SONG, size=sheet.BODY)
    label = f"{role}："
    paper.note(label)
    paper.cell(paper.width(label), _SIGN_HEIGHT, label)
    left = paper.get_x()
    if drawn is None:
        paper.cell(0, _SIGN_HEIGHT, sheet.TO_SIGN, align=Align.R)
    else:
        _strokes(paper, drawn, left, top)
        paper.set_font(_SONG, size=sheet.SMALL)
        text = sheet.signed_words(drawn)
        paper.note(text)
        paper.set_xy(sheet.LEFT, top + _SIGN_HEIGHT - 3)
        paper.cell(0, 4, text, align=Align.R)
    paper.set_xy(sheet.LEFT, top + _SIGN_HEIGHT)


def _strokes(paper: _Paper, drawn: SignatureView, left: float, top: float) -> None:
    across, down = _SIGN_WIDTH / FIELD[0], _SIGN_HEIGHT / FIELD[1]
    paper.set_line_width(0.4)
    for stroke in drawn.strokes:
        paper.polyline([(left + x * across, top + y * down) for x, y in stroke])
    paper.set_line_width(0.2)


def _closing(paper: _Paper, view: Paper) -> None:
    """The day, and over it the agency's name and seal where it is given out under its seal."""
    paper.set_font(_SONG, size=sheet.BODY)
    dated, agency = view.content.dated, view.content.agency
    paper.note(dated + agency)
    top, pitch, sign = paper.get_y() + 4, sheet.PITCH / _MM, sheet.BODY / _MM
    middle = paper.r_margin_at - 2 * sign - paper.width(dated) / 2
    said = [agency, dated] if sheet.is_sealed(view) else [dated]
    for place, text in enumerate(said):
        wide = paper.width(text)
        at = min(middle - wide / 2, paper.r_margin_at - wide)
        paper.set_xy(at, top + place * pitch)
        paper.cell(wide, pitch, text)
    if sheet.is_sealed(view):
        paper.set_font(_SONG, size=sheet.SMALL)
        paper.set_text_color(_GREY)
        paper.set_xy(middle - 20, top + 2 * pitch)
        paper.cell(40, 5, "（印章）", align=Align.C)
        paper.set_text_color(_BLACK)
