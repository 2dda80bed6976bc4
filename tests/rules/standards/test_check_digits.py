# SPDX-License-Identifier: Apache-2.0
"""Check digits of whole columns agree with the kernel, code by code."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from mingjing.kernel import citizen_id, usc_code
from mingjing.standards.rules.check_digits import CHECKS, Failing, failing
from mingjing.standards.rules.elements import elements

USC = "91330100MA2ABCDEXG"
CITIZEN = "11010519491231002X"


def judged(check: str, *texts: str | None) -> Failing:
    return failing(check, pa.chunked_array([pa.array(texts, pa.string())]))


def verdicts(check: str, *texts: str | None) -> list[tuple[bool, bool]]:
    found = judged(check, *texts)
    return list(zip(found.form.to_pylist(), found.check.to_pylist(), strict=True))


FORM, CHECK, RIGHT = (True, False), (False, True), (False, False)


def test_social_credit_codes() -> None:
    assert verdicts("usc_code", USC, USC[:-1] + "H", USC[:-1], "x" * 18, None, "汉" * 6) == [
        RIGHT, CHECK, FORM, FORM, RIGHT, FORM,
    ]  # fmt: skip


def test_citizen_numbers() -> None:
    wrong_day = "11010519490231002" + citizen_id.check_character("11010519490231002")
    wrong_province = "99010519491231002" + citizen_id.check_character("99010519491231002")
    assert verdicts(
        "citizen_id", CITIZEN, CITIZEN[:-1] + "1", wrong_day, wrong_province, CITIZEN.lower(), None
    ) == [RIGHT, CHECK, CHECK, CHECK, FORM, RIGHT]


def test_organisation_codes_inside() -> None:
    inner = "91330100MA2ABCDE1"
    assert verdicts("organisation_code", USC, inner + usc_code.check_character(inner)) == [
        RIGHT,
        CHECK,
    ]


def test_card_numbers() -> None:
    assert verdicts("luhn", "4111111111111111", "4111111111111112", "411", "x" * 16, None) == [
        RIGHT, CHECK, FORM, FORM, RIGHT,
    ]  # fmt: skip


def test_chunks_and_slices_make_no_difference() -> None:
    texts = [USC, None, USC[:-1] + "H", "short"] * 5
    whole = pa.array(["", *texts], pa.string())
    parts = pa.chunked_array([whole.slice(1, 7), whole.slice(8, 13)])
    assert (
        failing("usc_code", parts).check.to_pylist() == judged("usc_code", *texts).check.to_pylist()
    )
    assert failing("usc_code", pa.chunked_array([], pa.string())).form.to_pylist() == []


CHARACTERS = st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXYIOSVZx汉")


@given(st.text(CHARACTERS, max_size=20))
def test_any_text_is_judged_as_the_kernel_judges_a_credit_code(text: str) -> None:
    form, check = verdicts("usc_code", text)[0]
    assert (not form and not check) == usc_code.is_valid(text)


@given(st.text(st.sampled_from(usc_code.ALPHABET), min_size=17, max_size=17), st.integers(0, 30))
def test_any_last_character_is_judged_as_the_kernel_does(first: str, last: int) -> None:
    text = f"{first[:2]}330100{first[8:]}{usc_code.ALPHABET[last]}"
    assert (verdicts("usc_code", text) == [RIGHT]) == usc_code.is_valid(text)


@given(
    st.integers(10, 99), st.integers(1800, 2100), st.integers(0, 13), st.integers(0, 32),
    st.integers(0, 9999), st.booleans(),
)  # fmt: skip
def test_any_number_is_judged_as_the_kernel_judges_a_citizen(
    province: int, year: int, month: int, day: int, tail: int, is_right: bool
) -> None:
    first = f"{province}{tail:04d}{year:04d}{month:02d}{day:02d}{tail % 1000:03d}"
    right = citizen_id.check_character(first)
    text = first + (right if is_right else "0" if right != "0" else "1")
    problems = [p for p in citizen_id.explain(text) if not p.is_note]
    assert (verdicts("citizen_id", text) == [RIGHT]) == (not problems)


def test_each_check_of_an_element_exists() -> None:
    named = {check for e in elements() for check in (e.check, e.note_check) if check}
    assert named == set(CHECKS)
