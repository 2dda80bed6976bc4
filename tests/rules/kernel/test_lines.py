# SPDX-License-Identifier: Apache-2.0
"""Lines of Chinese text end where GB/T 15834 and CLREQ let them end."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mingjing.kernel.lines import NO_END, NO_START, lines, pieces

# What may stand in a document, marks often: so that they meet the ends of lines.
SIGNS = "临江市罚款一二三，。、；：？！）》（《“”‘’…—·%¥12,.aZ 　"
texts = st.text(alphabet=SIGNS, max_size=120)


def width(text: str) -> float:
    """As wide as it is in a document: Latin half a character."""
    return sum(1 if ord(sign) > 0x2000 else 0.5 for sign in text)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("处罚款人民币贰仟元整（¥2,000.00）。", ["罚款人民币贰仟元整", "（¥2,000.00）。"]),
        ("没收人民币贰仟元整", ["人民币贰仟元整"]),
        ("给予罚款2,000.00元的处罚", ["罚款2,000.00元"]),
        ("并处罚款¥2,000.00。", ["罚款¥2,000.00。"]),
        ("货值5万元", ["5万元"]),
        ("在5个工作日内", ["5个工作日"]),
        ("依据第一百二十四条之一，", ["第一百二十四条之一，"]),
        ("依据第44条处罚", ["第44条"]),
        ("每日加处3%。", ["3%。"]),
        ("共 12 件", ["12 件"]),
        ("于2026年11月23日", ["2026年", "11月", "23日"]),
        ("罚决〔2026〕12号，", ["〔2026〕12号，"]),
        ("《食品安全法》", ["《食", "法》"]),
        ("编号ABC-12的", ["ABC-12的"]),
        ("等……不——止", ["……", "——"]),
        ("阿卜·买买提", ["卜·"]),
    ],
)
def test_what_belongs_together_stays_together(text: str, whole: list[str]) -> None:
    found = pieces(text)
    assert "".join(found) == text
    assert set(whole) <= set(found)


@example("一二三四五六七八九十，一", 10)
@example("一二三四五六七八九（一）", 10)
@example("“" * 30, 10)
@example("一" + "。" * 30, 10)
@given(texts, st.integers(6, 30))
def test_no_line_begins_or_ends_wrongly(text: str, most: int) -> None:
    found = lines(text, most, width, 2)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(width(line) <= most for line in found)
    assert width(found[0]) <= most - 2
    for before, after in pairwise(found):
        if _could_be_kept(text, most - 2):
            assert after[:1] not in NO_START
            assert before[-1:] not in NO_END


def _could_be_kept(text: str, most: float) -> bool:
    """Whether everything that belongs together fits a line: else a line must be cut."""
    return all(width(part) <= most for part in pieces(text))


@given(st.text(alphabet=SIGNS.replace(" ", "").replace("　", ""), max_size=120))
def test_as_much_as_fits_stands_on_a_line(text: str) -> None:
    if _could_be_kept(text, 20):
        found = lines(text, 20, width)
        for before, after in pairwise(found):
            assert width(before + pieces(after)[0]) > 20


def test_what_is_wider_than_a_line_is_cut_where_marks_allow() -> None:
    found = lines("https://linjiang.example/cases/verify/1", 12, width)
    assert "".join(found) == "https://linjiang.example/cases/verify/1"
    assert all(width(line) <= 12 for line in found)
    assert lines("", 12, width) == [""]
