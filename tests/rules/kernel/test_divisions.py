# SPDX-License-Identifier: Apache-2.0
"""Administrative divisions, GB/T 2260, and containment of region codes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjing.kernel import divisions
from mingjing.kernel.divisions import Level
from mingjing.kernel.regions import covers

TODAY = date(2025, 12, 31)


def test_it_knows_the_divisions_in_force() -> None:
    in_force = [
        row
        for row in (divisions.lookup(code, on=TODAY) for code in divisions.codes())
        if row is not None and row.valid_to is None and row.origin == "gb2260"
    ]
    by_level = {at: sum(row.level is at for row in in_force) for at in Level}
    assert by_level[Level.PROVINCE] == 34
    assert by_level[Level.PREFECTURE] == 333


def test_it_parses_a_county() -> None:
    row = divisions.parse("110105")
    assert (row.name, row.level, row.origin) == ("朝阳区", Level.COUNTY, "gb2260")


@pytest.mark.parametrize(
    ("code", "level", "parent"),
    [
        ("130000", Level.PROVINCE, None),
        ("130100", Level.PREFECTURE, "130000"),
        ("130102", Level.COUNTY, "130100"),
        ("441900", Level.PREFECTURE, "440000"),
        ("441900003", Level.TOWN, "441900"),
        ("110101001", Level.TOWN, "110101"),
        ("110101001001", Level.VILLAGE, "110101001"),
        ("110101000000", Level.COUNTY, "110100"),
        ("460001", Level.COUNTY, "460000"),  # directly below the province, until 1987
    ],
)
def test_it_reads_level_and_parent_from_the_structure(
    code: str, level: Level, parent: str | None
) -> None:
    assert divisions.level(code) is level
    assert divisions.parent(code) == parent


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("110105", "北京市朝阳区"),
        ("130102", "河北省石家庄市长安区"),
        ("419001", "河南省济源市"),
        ("500229", "重庆市城口县"),
        ("441900", "广东省东莞市"),
        ("440000", "广东省"),
        ("659001", "新疆维吾尔自治区石河子市"),
    ],
)
def test_it_builds_the_full_name(code: str, name: str) -> None:
    assert divisions.full_name(code, on=TODAY) == name


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("110103", date(2009, 6, 1), "崇文区"),
        ("130502", date(2019, 6, 1), "桥东区"),
        ("130502", date(2021, 1, 1), "襄都区"),
        ("120112", date(1985, 1, 1), "南郊区"),
        ("120112", date(2020, 1, 1), "津南区"),
    ],
)
def test_it_knows_the_name_of_a_day(code: str, day: date, name: str) -> None:
    assert divisions.name_on(code, day) == name


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2010, 12, 30), True), (date(2010, 12, 31), True), (date(2011, 1, 1), False)],
)
def test_an_abolished_code_holds_until_the_end_of_its_last_year(day: date, holds: bool) -> None:
    found = [problem.code for problem in divisions.explain("110103", on=day)]
    assert found == ([] if holds else ["kernel.division.not_in_force"])


def test_in_the_year_of_a_renaming_the_new_name_is_given() -> None:
    assert divisions.name_on("130502", date(2020, 3, 1)) == "襄都区"
    assert [row.name for row in divisions.history("130502")] == ["桥东区", "襄都区"]


def test_it_refuses_a_code_that_was_not_in_force() -> None:
    with pytest.raises(divisions.DivisionNotInForce) as caught:
        divisions.parse("500157", on=date(2024, 1, 1))
    assert "2025-01-01" in caught.value.message("en")


def test_it_explains_an_unknown_but_well_formed_code() -> None:
    (problem,) = divisions.explain("350999")
    assert problem.code == "kernel.division.unknown"
    assert "宁德市" in problem.message("zh")
    (problem,) = divisions.explain("110105999")
    assert "it lies in 朝阳区" in problem.message("en")
    (problem,) = divisions.explain("990000")
    assert problem.code == "kernel.division.unknown"


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("1101", 4),
        ("11010S", 6),
        ("1１0105", 2),  # noqa: RUF001 - full width, as typed
        ("000000", 1),
        ("001100", 1),
        ("110105 ", 7),
    ],
)
def test_it_says_what_is_wrong_with_the_form(text: str, position: int) -> None:
    (problem,) = divisions.explain(text)
    assert (problem.code, problem.position) == ("kernel.division.form", position)


@pytest.mark.parametrize("text", ["US-17-031", "US-17", "FR"])
def test_it_refuses_codes_of_other_countries_clearly(text: str) -> None:
    with pytest.raises(divisions.DivisionOtherScheme) as caught:
        divisions.parse(text)
    assert text in caught.value.message("en")
    with pytest.raises(divisions.DivisionOtherScheme):
        divisions.level(text)


def test_it_lists_what_lies_below() -> None:
    names = [row.name for row in divisions.children("130000", on=TODAY)]
    assert names[:2] == ["石家庄市", "唐山市"]
    assert len(names) == 11
    codes = [row.code for row in divisions.children("500100", on=date(2026, 1, 1))]
    assert "500157" in codes
    assert "500105" not in codes


@pytest.mark.parametrize(
    ("region", "other", "expected"),
    [
        ("110000", "110105", True),
        ("110105", "110105", True),
        ("110105", "110000", False),
        ("110100", "110105", True),
        ("110000", "120000", False),
        ("441900", "441900003", True),
        ("440000", "441900003", True),
        ("110105", "110105000000", True),
        ("000000", "110105", True),
        ("419001", "419002", False),
        ("US-17", "US-17-031", True),
        ("US-17-031", "US-17", False),
        ("US", "US-17-031", True),
        ("US-1", "US-17", False),
        ("US-17-031", "US-17-031", True),
        ("000000", "US-17", False),
        ("US", "110105", False),
        ("", "110105", False),
        ("", "", False),
    ],
)
def test_it_tells_who_contains_whom(region: str, other: str, expected: bool) -> None:
    assert covers(region, other) is expected


division_codes = st.sampled_from(divisions.codes())


@given(division_codes, division_codes, division_codes)
def test_containment_is_an_order(a: str, b: str, c: str) -> None:
    assert covers(a, a)
    if covers(a, b) and covers(b, c):
        assert covers(a, c)
    if covers(a, b) and covers(b, a):
        assert a == b


@given(division_codes)
def test_every_code_of_the_table_lies_below_its_parent(code: str) -> None:
    above = divisions.parent(code)
    assert above is None or covers(above, code)
    assert divisions.level(code) is divisions.history(code)[-1].level
    assert divisions.explain(code) == []


@given(st.text(max_size=14))
def test_it_explains_any_text_it_does_not_know(text: str) -> None:
    assert bool(divisions.explain(text)) != divisions.is_known(text)
