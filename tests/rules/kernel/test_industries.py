# SPDX-License-Identifier: Apache-2.0
"""Industry codes, GB/T 4754-2017."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjing.kernel import industries
from mingjing.kernel.industries import IndustryLevel


def test_it_knows_20_sections_and_97_divisions() -> None:
    sections = industries.sections()
    assert "".join(item.code for item in sections) == "ABCDEFGHIJKLMNOPQRST"
    divisions = [item for section in sections for item in industries.divisions_of(section.code)]
    assert [item.code[1:] for item in divisions] == [f"{n:02}" for n in range(1, 98)]


@pytest.mark.parametrize(
    ("text", "code", "level", "parent", "name"),
    [
        ("H", "H", IndustryLevel.SECTION, None, "住宿和餐饮业"),
        ("62", "H62", IndustryLevel.DIVISION, "H", "餐饮业"),
        ("H62", "H62", IndustryLevel.DIVISION, "H", "餐饮业"),
        ("621", "H621", IndustryLevel.GROUP, "H62", "餐饮业"),
        ("H6210", "H6210", IndustryLevel.CLASS, "H621", "餐饮业"),
        ("0111", "A0111", IndustryLevel.CLASS, "A011", "农业"),
    ],
)
def test_it_takes_a_code_apart(
    text: str, code: str, level: IndustryLevel, parent: str | None, name: str
) -> None:
    found = industries.parse(text)
    assert (found.code, found.level, found.parent, found.name) == (code, level, parent, name)
    assert industries.name(text) == name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "kernel.industry.form"),
        ("1", "kernel.industry.form"),
        ("A1", "kernel.industry.form"),
        ("a01", "kernel.industry.form"),
        ("A01111", "kernel.industry.form"),
        ("A0１", "kernel.industry.form"),  # noqa: RUF001 - full width, as typed
        ("AB", "kernel.industry.form"),
        ("U", "kernel.industry.section"),
        ("U01", "kernel.industry.section"),
        ("98", "kernel.industry.division"),
        ("A00", "kernel.industry.division"),
        ("A13", "kernel.industry.mismatch"),
    ],
)
def test_it_says_what_is_wrong(text: str, code: str) -> None:
    problems = industries.explain(text)
    assert problems[0].code == code
    assert problems[0].message("zh")
    assert problems[0].remedy("en")
    with pytest.raises(industries.IndustryInvalid):
        industries.parse(text)


def test_it_names_the_section_that_a_division_belongs_to() -> None:
    (problem,) = industries.explain("A13")
    assert problem.expected == "C"
    assert industries.section_of("1391") == "C"
    assert industries.section_of("99") == ""


def test_it_reports_a_wrong_section_and_a_wrong_division_together() -> None:
    assert [p.code for p in industries.explain("U98")] == [
        "kernel.industry.section",
        "kernel.industry.division",
    ]


@given(st.text("ABTUZ0123456789", max_size=6))
def test_it_parses_exactly_what_it_does_not_complain_about(text: str) -> None:
    if industries.explain(text):
        with pytest.raises(industries.IndustryInvalid):
            industries.parse(text)
    else:
        assert industries.parse(text).code.endswith(text)
