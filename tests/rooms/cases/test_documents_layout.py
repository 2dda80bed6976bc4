# SPDX-License-Identifier: Apache-2.0
"""Documents on paper: read back from the PDF and the Word file that are handed out."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from docx import Document as WordFile
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from mingjing.cases.queries.documents import forms
from mingjing.cases.types.documents import DocumentView
from mingjing.engines.papers.docx import docx_of
from mingjing.engines.papers.pdf import pdf_of
from mingjing.engines.papers.words import SEAL, Content, GlyphMissing, SignatureView, Table
from mingjing.kernel.lines import NO_END, NO_START, pieces
from mingjing.kernel.resources import data_path

ADDRESS = "https://linjiang.example/cases/verify/document_01m8bm9vcjjxx9ttd7x5wg2dqm"
PARTY = "当事人（签名或者盖章）"
RIGHT_EDGE = (210 - 26) / 25.4 * 72  # points
LAW = "administrative-penalty-law-2021.zh.md"


def view(
    *paragraphs: str, tables: tuple[Table, ...] = (), signers: tuple[str, ...] = (SEAL,)
) -> DocumentView:
    content = Content(
        "行政处罚决定书", "临江市市场监督管理局罚决〔2026〕1号", "临江市市场监督管理局",
        paragraphs, tables, signers, "2026年11月23日",
    )  # fmt: skip
    return DocumentView(
        "document_1", "case_1", forms()[0], content.number,
        datetime(2026, 11, 23, 2, 0, tzinfo=UTC), "0" * 64, content,
    )  # fmt: skip


def read_back(document: DocumentView) -> list[list[str]]:
    """Lines of each page of the PDF, as they stand on it."""
    reader = PdfReader(io.BytesIO(pdf_of(document, ADDRESS)))
    return [[line for line in page.extract_text().split("\n") if line] for page in reader.pages]


def plain(text: str) -> str:
    return "".join(text.split())


def wrongly_broken(found: list[str]) -> list[str]:
    """Lines that begin or end with a mark that may not stand there."""
    return [line for line in found if line.strip()[0] in NO_START or line.strip()[-1] in NO_END]


def paragraphs_of_a_law() -> tuple[str, ...]:
    """A statute's own text: sixteen thousand signs with every mark that lawyers use."""
    text = data_path("law", "texts", LAW).read_text(encoding="utf-8")
    body = text.partition("<!-- INFO END -->")[2]
    return tuple(line.strip() for line in body.splitlines() if line.strip())


def test_no_line_of_a_long_document_is_broken_wrongly() -> None:
    said = paragraphs_of_a_law()
    assert len(said) > 150
    pages = read_back(view(*said))
    found = [line for page in pages for line in page]
    assert len(found) > 400
    assert wrongly_broken(found) == []
    whole = plain("".join(found))
    assert all(plain(part) in whole for part in said if len(part) < 28)
    for number, page in enumerate(pages, 1):
        assert f"第 {number} 页 共 {len(pages)} 页" in "\n".join(page)


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.text("临江市罚款一二，。、；：？！）》（《“”%¥12.aZ", min_size=1, max_size=90),
        min_size=20,
        max_size=60,
    )
)
def test_no_line_of_any_document_is_broken_wrongly(said: list[str]) -> None:
    # A line may not begin a paragraph with what was typed there: only breaks are ours.
    kept = [f"文{part}文" for part in said if all(len(one) < 20 for one in pieces(part))]
    table = Table("物品清单", ("序号", "名称"), tuple((str(n), one) for n, one in enumerate(kept)))
    found = read_back(view(*kept, tables=(table,) if kept else ()))
    flat = [line for page in found for line in page]
    assert wrongly_broken(flat) == []
    assert all(plain(one) in plain("".join(flat)) for one in kept if len(one) < 20)


def test_a_long_table_keeps_to_the_page_and_repeats_its_head() -> None:
    name = "临江市望江新区滨江大道味道餐饮管理有限责任公司第一百二十三分公司" * 3
    rows = tuple((str(n), name, "12 件", f"LJ-{n:04}", "") for n in range(1, 60))
    table = Table("物品清单", ("序号", "名称", "数量", "标识", "备注"), rows)
    reader = PdfReader(io.BytesIO(pdf_of(view("清单如下。", tables=(table,)), ADDRESS)))
    assert len(reader.pages) > 3
    for page in reader.pages:
        placed: list[tuple[float, str]] = []

        def keep(text: str, _cm: Any, at: Any, _font: Any, _size: Any, to: Any = placed) -> None:
            to.append((at[4], text.strip()))

        page.extract_text(visitor_text=keep)
        assert all(at < RIGHT_EDGE for at, text in placed if text)
    texts = [page.extract_text() for page in reader.pages]
    assert all("序号" in one and "标识" in one for one in texts[:-1])
    assert all(f"LJ-{n:04}" in "".join(texts) for n in range(1, 60))


def test_a_drawn_signature_stands_on_its_line_with_name_and_time() -> None:
    drawn = SignatureView(
        "周某", PARTY, datetime(2026, 11, 23, 3, 5, tzinfo=UTC), (((0, 0), (1000, 300)),), "赵强"
    )
    unsigned = view("甲。", signers=(PARTY,))
    signed = replace(unsigned, signatures=(drawn,))
    blank, found = ("\n".join(read_back(one)[0]) for one in (unsigned, signed))
    assert "年 月 日" in " ".join(blank.split())
    assert "周某" not in blank
    assert "2026-11-23 11:05 手写签名 采集：赵强" in " ".join(found.split())  # Beijing
    strokes = PdfReader(io.BytesIO(pdf_of(signed, ADDRESS))).pages[0].get_contents()
    assert strokes is not None
    assert b" m\n" in strokes.get_data() or b" m " in strokes.get_data()
    word = WordFile(io.BytesIO(docx_of(signed, ADDRESS)))
    assert len(word.inline_shapes) == 2  # the code, the signature
    assert any("11:05 手写签名" in one.text for one in word.paragraphs)


def test_a_sign_that_the_font_lacks_is_refused_not_left_out() -> None:
    with pytest.raises(GlyphMissing) as refused:
        pdf_of(view("当事人：𠮷某。"), ADDRESS)
    assert refused.value.detail["signs"] == "𠮷"
    word = WordFile(io.BytesIO(docx_of(view("当事人：𠮷某。"), ADDRESS)))
    assert any("𠮷某" in one.text for one in word.paragraphs)


def test_the_closing_stands_under_words_and_never_alone_on_a_page() -> None:
    for count in range(14, 19):
        pages = read_back(view(*["一二三四五六七八九十。"] * count))
        assert any("一二三" in line for line in pages[-1]), count
        assert any("（印章）" in line for line in pages[-1]), count


def test_lines_to_sign_stand_under_words_and_never_alone_on_a_page() -> None:
    signers = ("当事人", "执法人员", "见证人")
    for count in range(10, 18):
        pages = read_back(view(*["一二三四五六七八九十。"] * count, signers=signers))
        last = pages[-1]
        assert any("一二三" in line for line in last), count
        assert all(any(one in line for line in last) for one in signers), count


def test_word_keeps_the_closing_with_the_last_words() -> None:
    word = WordFile(io.BytesIO(docx_of(view("甲。", "乙。", signers=("当事人", SEAL)), ADDRESS)))
    kept = [one.text for one in word.paragraphs if one.paragraph_format.keep_with_next]
    assert kept[0] == "乙。"
    assert kept[-1] == "（印章）"


def test_a_fine_is_not_parted_from_its_amount() -> None:
    for lead in range(28):
        said = f"{'一' * lead}决定给予罚款人民币贰仟元整的处罚。"
        found = [line for page in read_back(view(said)) for line in page]
        assert not any(line.endswith("罚款") for line in found), lead


def test_word_breaks_by_the_rules_for_chinese_on_every_line() -> None:
    table = Table("物品清单", ("序号", "名称"), (("1", "食品"),))
    word = WordFile(io.BytesIO(docx_of(view("甲。", tables=(table,)), ADDRESS)))
    cells = [one for row in word.tables[0].rows for cell in row.cells for one in cell.paragraphs]
    said = [one for one in (*word.paragraphs, *cells) if one.text]
    assert len(said) > 8
    assert all(one._element.pPr.find(qn("w:kinsoku")) is not None for one in said)
    footer = word.sections[0].footer.paragraphs[0]._element.xml
    assert "PAGE" in footer
    assert "NUMPAGES" in footer
