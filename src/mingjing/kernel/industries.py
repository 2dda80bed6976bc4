# SPDX-License-Identifier: Apache-2.0
"""Industry codes (国民经济行业分类, GB/T 4754-2017): section, division, group, class.

`A`, `A01`, `A011`, `A0111`; the letter may be left out below the section. Sections and divisions
are listed in `data/codes/industries.csv`; groups and classes are checked for form and division.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from mingjing.kernel.code_tables import read_table
from mingjing.kernel.labels import LabelledEnum
from mingjing.kernel.problems import CodeInvalid, Problem, raise_first

_FORM: Final = re.compile(r"([A-Z]?)([0-9]{0,4})").fullmatch


class IndustryLevel(LabelledEnum):
    """Level of an industry code (行业分类层级)."""

    SECTION = "section", "门类", "Section"
    DIVISION = "division", "大类", "Division"
    GROUP = "group", "中类", "Group"
    CLASS = "class", "小类", "Class"


_LEVELS: Final = {
    0: IndustryLevel.SECTION,
    2: IndustryLevel.DIVISION,
    3: IndustryLevel.GROUP,
    4: IndustryLevel.CLASS,
}


class IndustryInvalid(CodeInvalid):
    """Base of what can be wrong with an industry code (行业代码有误)."""

    code = "kernel.industry.invalid"
    zh, en = "行业代码有误。", "The industry code is wrong."
    article = "GB/T 4754-2017"


class IndustryFormWrong(IndustryInvalid):
    """Not one capital and two to four digits (格式不对)."""

    code = "kernel.industry.form"
    zh = "行业代码“{found}”格式不对，应为一个大写字母（A–T）加 2 至 4 位数字，字母可省。"
    en = (
        "The industry code '{found}' has a wrong form: a capital A–T and 2 to 4 digits, "
        "the letter may be left out."
    )
    remedy_zh = "请核对；电子表格可能去掉了开头的 0。"
    remedy_en = "Check it; a spreadsheet may have dropped a leading zero."


class IndustrySectionUnknown(IndustryInvalid):
    """The letter is no section (门类不存在)."""

    code = "kernel.industry.section"
    zh = "第 1 位“{found}”不是门类，应为 A 至 T。"
    en = "Character 1, '{found}', is no section: it must be A to T."


class IndustryDivisionUnknown(IndustryInvalid):
    """The two digits are no division (大类不存在)."""

    code = "kernel.industry.division"
    zh = "大类“{found}”不存在，应为 {expected}。"
    en = "There is no division '{found}': it must be {expected}."
    remedy_zh = "请核对；电子表格可能去掉了开头的 0。"
    remedy_en = "Check it; a spreadsheet may have dropped a leading zero."


class IndustrySectionMismatch(IndustryInvalid):
    """The division belongs to another section (门类与大类不符)."""

    code = "kernel.industry.mismatch"
    zh = "大类 {division}（{name}）属于门类 {expected}，而不是 {found}。"
    en = "Division {division} ({name}) belongs to section {expected}, not {found}."


@dataclass(frozen=True, slots=True)
class Industry:
    """An industry code with its place in the classification (行业).

    :ivar code: with the letter, e.g. `C1491`.
    :ivar division: letter and two digits; empty for a section.
    """

    code: str
    level: IndustryLevel
    section: str
    division: str

    @property
    def name(self) -> str:
        """Chinese name; of its division where groups and classes are not listed."""
        return _names()[self.division or self.section]

    @property
    def parent(self) -> str | None:
        """Code one level up, None for a section."""
        match self.level:
            case IndustryLevel.SECTION:
                return None
            case IndustryLevel.DIVISION:
                return self.section
            case _:
                return self.code[:-1]


def parse(text: str) -> Industry:
    """Take a code of 1 to 5 characters apart.

    Raises: IndustryFormWrong, IndustrySectionUnknown, IndustryDivisionUnknown,
        IndustrySectionMismatch.
    """
    raise_first(_problems(text))
    digits = text.lstrip("ABCDEFGHIJKLMNOPQRST")
    section = section_of(digits) if digits else text
    division = section + digits[:2] if digits else ""
    return Industry(section + digits, _LEVELS[len(digits)], section, division)


def explain(text: str) -> list[Problem]:
    """Everything wrong with the code; empty if all is well."""
    return list(_problems(text))


def section_of(division: str) -> str:
    """The section letter of a code that begins with two digits; empty if there is none."""
    return _sections().get(division[:2], "")


def name(code: str) -> str:
    """Chinese name of a section or division; of the division for longer codes. Raises: as parse."""
    return parse(code).name


def sections() -> tuple[Industry, ...]:
    """The twenty sections in order."""
    return tuple(parse(code) for code in _names() if len(code) == 1)


def divisions_of(section: str) -> tuple[Industry, ...]:
    """The divisions of a section in order."""
    return tuple(parse(code) for code in _names() if len(code) == 3 and code[0] == section)


def _problems(text: str) -> Iterator[Problem]:
    found = _FORM(text)
    letter, digits = found.groups() if found else ("", "")
    if not found or len(digits) not in _LEVELS or not letter + digits:
        yield Problem(IndustryFormWrong(found=text))
        return
    if letter and letter not in _names():
        yield Problem(IndustrySectionUnknown(found=letter, position=1))
    if not digits:
        return
    section = section_of(digits)
    if not section:
        error = IndustryDivisionUnknown(
            found=digits[:2], expected="01–97", position=len(letter) + 1
        )
        yield Problem(error)
    elif letter in _names() and letter != section:
        detail = {"division": digits[:2], "name": _names()[section + digits[:2]]}
        yield Problem(IndustrySectionMismatch(found=letter, expected=section, position=1, **detail))


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in read_table("industries.csv")}


@cache
def _sections() -> dict[str, str]:
    return {code[1:]: code[0] for code in _names() if len(code) == 3}
