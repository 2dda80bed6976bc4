# SPDX-License-Identifier: Apache-2.0
"""What a paper says (文书内容), before it is laid out; what its layout may refuse."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from mingjing.kernel.errors import Unavailable

FIELD = (1000, 300)  # the field in which a signature is drawn: width, height
SEAL = "（行政机关印章）"


@dataclass(frozen=True, slots=True)
class Table:
    """A list inside a document (文书附表)."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What a document says (文书内容), before it is laid out."""

    title: str
    number: str
    agency: str
    paragraphs: tuple[str, ...]
    tables: tuple[Table, ...]
    signers: tuple[str, ...]
    dated: str


@dataclass(frozen=True, slots=True)
class SignatureView:
    """A signature (手写签名): who, as what, when, its strokes, before whom it was drawn.

    :ivar strokes: none for a signature in ink on the printed copy.
    """

    name: str
    role: str
    signed_at: datetime
    strokes: tuple[tuple[tuple[int, int], ...], ...]
    taken_by: str = ""


class Paper(Protocol):
    """What can be laid out (待排版文书): its content, its moment, its drawn signatures."""

    @property
    def content(self) -> Content:
        """What it says."""

    @property
    def issued_at(self) -> datetime:
        """When it was made."""

    @property
    def signatures(self) -> tuple[SignatureView, ...]:
        """Who signed it by hand."""


class FontMissing(Unavailable):
    """The Chinese font for PDF is not in place (缺少中文字体)."""

    code = "engines.font_missing"
    zh, en = "没有安装制作 PDF 所需的中文字体。", "The Chinese font for PDF is not in place."
    remedy_zh = "请运行 make setup 安装前端资源，或者下载 DOCX。"
    remedy_en = "Run make setup to put the assets in place, or take the DOCX."


class GlyphMissing(Unavailable):
    """The Chinese font lacks a character of the document (字体缺字)."""

    code = "engines.glyph_missing"
    zh = "PDF 所用的字体没有“{signs}”，不能印出。"
    en = "The font of the PDF lacks “{signs}”, which cannot be printed."
    remedy_zh = "请下载 DOCX，用装有该字的字体打印。"
    remedy_en = "Take the DOCX and print it with a font that has it."
