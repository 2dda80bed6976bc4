# SPDX-License-Identifier: Apache-2.0
"""Citizen number, GB 11643-1999. The numbers are the standard's examples or made up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjing.kernel import citizen_id

EXAMPLE = "11010519491231002X"  # GB 11643-1999, annex


def numbers() -> st.SearchStrategy[str]:
    days = st.dates(date(1900, 1, 1), date(2026, 11, 23)).map(lambda day: f"{day:%Y%m%d}")
    regions = st.sampled_from(["110105", "440524", "310115", "650102", "110103"])
    sequence = st.integers(0, 999).map(lambda n: f"{n:03}")
    first17 = st.builds(lambda *parts: "".join(parts), regions, days, sequence)
    return first17.map(lambda text: text + citizen_id.check_character(text))


@pytest.mark.parametrize("text", [EXAMPLE, "440524188001010014"])
def test_it_accepts_the_examples_of_the_standard(text: str) -> None:
    citizen_id.check(text)
    assert citizen_id.explain(text) == []


def test_it_takes_a_number_apart() -> None:
    person = citizen_id.parse(EXAMPLE)
    assert (person.division, person.born_on, person.sequence) == (
        "110105",
        date(1949, 12, 31),
        "002",
    )
    assert (person.is_male, person.is_legacy, person.full) == (False, False, EXAMPLE)


def test_it_reads_and_raises_a_number_of_15_digits() -> None:
    person = citizen_id.parse("110105491231002")
    assert (person.is_legacy, person.born_on) == (True, date(1949, 12, 31))
    assert person.full == EXAMPLE


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2013, 12, 30), 63),
        (date(2013, 12, 31), 63),  # the birthday itself still counts as the old age
        (date(2014, 1, 1), 64),
    ],
)
def test_a_year_is_complete_on_the_day_after_the_birthday(day: date, age: int) -> None:
    assert citizen_id.parse(EXAMPLE).age_on(day) == age


def test_it_names_the_check_character_it_computed() -> None:
    with pytest.raises(citizen_id.CitizenIdCheckWrong) as caught:
        citizen_id.check("110105194912310021")
    assert (caught.value.detail["position"], caught.value.detail["expected"]) == (18, "X")


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("11010519491231002", "kernel.citizen_id.length", None),
        ("", "kernel.citizen_id.length", None),
        ("1101O519491231002X", "kernel.citizen_id.character", 5),
        ("11010519491231002x", "kernel.citizen_id.character", 18),
        ("1101051949123100X2", "kernel.citizen_id.character", 17),
        ("99010519491231002X", "kernel.citizen_id.division", 2),
        ("00010519491231002X", "kernel.citizen_id.division", 1),
        ("110105194902290025", "kernel.citizen_id.date", 7),
        ("110105491331002", "kernel.citizen_id.date", 7),
        ("11010549123100X", "kernel.citizen_id.character", 15),
    ],
)
def test_it_says_what_is_wrong_and_where(text: str, code: str, position: int | None) -> None:
    found = citizen_id.explain(text)
    assert (found[0].code, found[0].position) == (code, position)
    assert found[0].remedy("zh")
    assert found[0].remedy("en")


@pytest.mark.parametrize(
    ("today", "is_fine"),
    [(date(1949, 12, 30), False), (date(1949, 12, 31), True), (date(1950, 1, 1), True)],
)
def test_it_refuses_a_birth_after_today(today: date, is_fine: bool) -> None:
    codes = [problem.code for problem in citizen_id.explain(EXAMPLE, today=today)]
    assert codes == ([] if is_fine else ["kernel.citizen_id.date_ahead"])


def test_an_abolished_county_is_known_and_an_unknown_one_is_a_note() -> None:
    old = "11010319800101001"  # 崇文区, abolished in 2010
    assert citizen_id.explain(old + citizen_id.check_character(old)) == []
    odd = "11019919800101001"
    found = citizen_id.explain(odd + citizen_id.check_character(odd))
    assert [(p.code, p.is_note) for p in found] == [("kernel.citizen_id.division_unknown", True)]


def test_it_accepts_the_number_of_a_foreign_permanent_resident() -> None:
    first17 = "91184019800101001"
    assert citizen_id.explain(first17 + citizen_id.check_character(first17)) == []


@pytest.mark.parametrize(
    "raw", ["11010519491231002x", " 110105 19491231 002X", "11O1O519491231002X"]
)
def test_it_suggests_what_was_meant(raw: str) -> None:
    assert citizen_id.suggest(raw) == EXAMPLE


@pytest.mark.parametrize("raw", [EXAMPLE, "110105194912310021", "x"])
def test_it_suggests_nothing_where_nothing_fits(raw: str) -> None:
    assert citizen_id.suggest(raw) is None


@pytest.mark.parametrize(
    "text",
    ["110105194912310021", "11010519491331002X", "1101051949123100", "1101O519491231002X"],
)
def test_no_message_contains_the_number_or_the_birth_date(text: str) -> None:
    for problem in citizen_id.explain(text):
        shown = problem.error.text("zh") + problem.error.text("en") + repr(problem)
        assert text not in shown
        assert "194912" not in shown
        assert "194913" not in shown
    assert "1949" not in repr(citizen_id.parse(EXAMPLE))


def test_the_mask_leaves_province_and_last_character() -> None:
    assert citizen_id.mask(EXAMPLE) == "11***************X"
    assert citizen_id.mask("12345") == "*****"


@given(numbers())
def test_it_accepts_what_it_computed(text: str) -> None:
    assert citizen_id.parse(text).full == text


@given(numbers(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_it_finds_any_single_wrong_character(text: str, index: int, other: str) -> None:
    if other != text[index]:
        with pytest.raises(citizen_id.CitizenIdInvalid):
            citizen_id.check(text[:index] + other + text[index + 1 :])


@given(numbers(), st.integers(0, 16))
def test_it_finds_any_two_neighbours_swapped(text: str, index: int) -> None:
    swapped = text[:index] + text[index + 1] + text[index] + text[index + 2 :]
    if swapped != text:
        with pytest.raises(citizen_id.CitizenIdInvalid):
            citizen_id.check(swapped)


@given(st.text(max_size=20))
def test_it_explains_any_text(text: str) -> None:
    for problem in citizen_id.explain(text):
        assert problem.message("zh")
