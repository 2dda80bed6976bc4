# SPDX-License-Identifier: Apache-2.0
"""Unified social credit code, GB 32100-2015 and GB 11714 inside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjing.kernel import usc_code
from mingjing.kernel.errors import Invalid

# law.md 8.1: worked by hand there.
GOOD = [
    "12440300MB2C92173E",
    "91350100M000100Y43",
    "11230500001755309F",
    "91320105780688132K",
    "91440300708461136T",
]
ALPHABET = usc_code.ALPHABET


def codes() -> st.SearchStrategy[str]:
    heads = st.text(ALPHABET, min_size=2, max_size=2)
    regions = st.text("0123456789", min_size=6, max_size=6)
    tails = st.text(ALPHABET, min_size=9, max_size=9)
    first17 = st.builds(lambda *parts: "".join(parts), heads, regions, tails)
    return first17.map(lambda text: text + usc_code.check_character(text))


@pytest.mark.parametrize("text", GOOD)
def test_it_accepts_codes_of_real_bodies(text: str) -> None:
    usc_code.check(text)
    assert usc_code.explain(text) == []


def test_it_takes_a_code_apart() -> None:
    code = usc_code.parse("91350100M000100Y43")
    assert (code.department, code.kind, code.division) == ("9", "1", "350100")
    assert code.organisation_code == "M000100Y-4"
    assert (code.label("zh"), code.label("en")) == ("市场监管/企业", "market regulation/enterprise")


def test_it_computes_the_worked_example() -> None:
    assert usc_code.check_character("12440300MB2C92173") == "E"
    assert usc_code.organisation_check_character("MB2C9217") == "3"


def test_it_computes_x_and_zero_in_organisation_codes() -> None:
    # 3 x 1 + 2 x 6 = 15, 15 mod 11 = 4, 11 - 4 = 7; 2 x 6 = 12, 11 - 1 = 10 = X; 11 - 0 = 0.
    assert usc_code.organisation_check_character("10000006") == "7"
    assert usc_code.organisation_check_character("00000006") == "X"
    assert usc_code.organisation_check_character("00000000") == "0"


def test_it_names_the_check_character_it_computed() -> None:
    with pytest.raises(usc_code.UscCheckWrong) as caught:
        usc_code.check("91110000600007520M")
    assert caught.value.code == "kernel.usc.check"
    assert caught.value.detail["position"] == 18
    assert caught.value.detail["expected"] == "K"


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("9I350100M000100Y43", 2),
        ("9135O100M000100Y43", 5),
        ("91350100M0001o0Y43", 14),
        ("91350100M000100Y4Z", 18),
        ("91350100M000中00Y43"[:18], 13),
    ],
)
def test_it_names_the_wrong_character(text: str, position: int) -> None:
    with pytest.raises(usc_code.UscInvalid) as caught:
        usc_code.check(text)
    assert caught.value.detail["position"] == position
    assert f"Character {position} is" in caught.value.message("en")
    assert f"第 {position} 位" in caught.value.message("zh")


def test_it_demands_digits_in_the_division() -> None:
    found = usc_code.explain("913A0100M000100Y43")
    assert [(p.code, p.position) for p in found] == [("kernel.usc.division_digits", 4)]


@pytest.mark.parametrize("text", ["", "9", GOOD[0][:17], GOOD[0] + "0"])
def test_it_refuses_a_wrong_length(text: str) -> None:
    with pytest.raises(usc_code.UscLengthWrong) as caught:
        usc_code.check(text)
    assert caught.value.detail["found"] == len(text)


def test_it_reports_all_problems_at_once() -> None:
    found = usc_code.explain("9I35O100M000100Y4")
    assert [(p.code, p.position) for p in found] == [
        ("kernel.usc.length", None),
        ("kernel.usc.character", 2),
        ("kernel.usc.division_digits", 5),
    ]


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("9135O1OOM000100Y43", "91350100M000100Y43"),
        ("9I350I00M000I00Y43", "91350100M000100Y43"),
        (" 91350100m000100y43 ", "91350100M000100Y43"),
        ("９１３５０１００Ｍ０００１００Ｙ４３", "91350100M000100Y43"),  # noqa: RUF001 - as typed
        ("91350100-M000100Y4-3", "91350100M000100Y43"),
    ],
)
def test_it_suggests_what_was_meant_without_applying_it(raw: str, meant: str) -> None:
    assert usc_code.suggest(raw) == meant
    assert not usc_code.is_valid(raw)
    assert meant in usc_code.explain(raw)[0].remedy("en")
    assert meant in usc_code.explain(raw)[0].remedy("zh")


@pytest.mark.parametrize("text", [GOOD[0], "91350100M000100Y44", "nonsense"])
def test_it_suggests_nothing_where_nothing_fits(text: str) -> None:
    assert usc_code.suggest(text) is None


def test_a_failed_inner_check_is_only_a_note() -> None:
    first17 = "91350100M000100Y5"
    text = first17 + usc_code.check_character(first17)
    usc_code.check(text)
    assert [(p.code, p.is_note, p.expected) for p in usc_code.explain(text)] == [
        ("kernel.usc.organisation_check", True, "4")
    ]


def test_unknown_department_and_division_are_notes() -> None:
    first17 = "94999999M000100Y4"
    text = first17 + usc_code.check_character(first17)
    assert [(p.code, p.is_note) for p in usc_code.explain(text)] == [
        ("kernel.usc.kind", True),
        ("kernel.usc.division", True),
    ]
    assert usc_code.parse(text).label("zh") == ""


def test_every_problem_speaks_both_languages_and_says_what_to_do() -> None:
    texts = ["9I35O100M000100Y4", "91110000600007520M"]
    for problem in (p for text in texts for p in usc_code.explain(text)):
        assert problem.message("zh")
        assert problem.message("en")
        assert problem.remedy("zh")
        assert problem.remedy("en")
        assert isinstance(problem.error, Invalid)


@given(codes())
def test_it_accepts_what_it_computed(text: str) -> None:
    assert usc_code.is_valid(text)
    assert usc_code.parse(text).text == text


@given(codes(), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_it_finds_any_single_wrong_character(text: str, index: int, other: str) -> None:
    if other != text[index]:
        assert not usc_code.is_valid(text[:index] + other + text[index + 1 :])


@given(codes(), st.integers(0, 16))
def test_it_finds_any_two_neighbours_swapped(text: str, index: int) -> None:
    swapped = text[:index] + text[index + 1] + text[index] + text[index + 2 :]
    assert swapped == text or not usc_code.is_valid(swapped)


@given(st.text(max_size=24))
def test_it_explains_any_text_that_it_refuses(text: str) -> None:
    errors = [p for p in usc_code.explain(text) if not p.is_note]
    assert bool(errors) != usc_code.is_valid(text)
