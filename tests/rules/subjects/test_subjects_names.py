# SPDX-License-Identifier: Apache-2.0
"""Normal forms of names: what writing habit adds is taken away, what identifies stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjing.subjects.rules.names import name_form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KEVIN'S  Hamburger Heaven, Inc.", "KEVINS HAMBURGER HEAVEN"),
        ("The Game", "GAME"),
        ("A & J Food and Liquor, Inc.", "A J FOOD LIQUOR"),
        ("LEVY RESTAURANTS @ WRIGLEY FIELD", "Levy Restaurants   Wrigley Field"),
        ("Café Müller L.L.C.", "CAFE MULLER LLC"),
        ("STARBUCKS COFFEE #2223", "Starbucks Coffee"),
        ("P.J. CLARKE'S", "PJ CLARKES"),
        ("临江市老王小吃店（个体工商户）", "临江市老王小吃店"),
        ("海底捞餐饮有限责任公司", "海底捞餐饮有限公司"),
    ],
)
def test_it_gives_two_spellings_one_core(one: str, other: str) -> None:
    first, second = name_form(one), name_form(other)
    assert first is not None
    assert second is not None
    assert first.core == second.core


@pytest.mark.parametrize(
    ("one", "other"),
    [("THE WIT", "THE WAY"), ("SUBWAY 1", "SUBWAY 2"), ("老王小吃店", "老李小吃店")],
)
def test_it_keeps_two_names_apart(one: str, other: str) -> None:
    first, second = name_form(one), name_form(other)
    assert first is not None
    assert second is not None
    assert first.core != second.core


@pytest.mark.parametrize("blank", [None, "", "   ", "!!!", "'"])
def test_it_finds_nothing_in_nothing(blank: str | None) -> None:
    assert name_form(blank) is None


def test_a_name_that_is_only_a_number_or_filler_keeps_it() -> None:
    number, filler = name_form("#7"), name_form("The")
    assert number is not None
    assert number.core == "7"
    assert filler is not None
    assert filler.core == "THE"


def test_a_store_number_is_kept_beside_the_core() -> None:
    form = name_form("CVS/PHARMACY #8731")
    assert form is not None
    assert (form.core, form.number) == ("CVS PHARMACY", "8731")


def test_no_exit_is_no_store_number() -> None:
    form = name_form("NO EXIT CAFE")
    assert form is not None
    assert form.number == ""


def test_a_legal_form_alone_stays_a_name() -> None:
    english, chinese = name_form("LIMITED"), name_form("有限公司")
    assert english is not None
    assert english.core == "LIMITED"
    assert chinese is not None
    assert chinese.core == "有限公司"


def test_byte_wise_similarity_never_sees_chinese() -> None:
    mixed = name_form("海底捞 HAIDILAO")
    assert mixed is not None
    assert mixed.ascii == ""
    assert mixed.tokens == ("海底", "底捞", "HAIDILAO")


@given(st.text(max_size=40))
def test_the_form_of_a_core_is_the_core(text: str) -> None:
    form = name_form(text)
    if form is not None:
        assert form.tokens
        assert form.ascii.isascii()
        again = name_form(form.core)
        assert again is not None
        assert again.squashed in {form.squashed, again.squashed}
