# SPDX-License-Identifier: Apache-2.0
"""Normal forms of licence numbers and credit codes."""

import pytest

from mingjing.kernel.usc_code import check_character
from mingjing.subjects.rules.keys import licence_form, usc_form

_FIRST_17 = "91330106MA27XYA12"


@pytest.mark.parametrize(
    ("raw", "number", "stem"),
    [
        ("2041814", "2041814", "2041814"),
        ("CPS22811", "CPS22811", "22811"),
        (" cps 22811 ", "CPS 22811", "22811"),
        ("1354323-GM DAY", "1354323-GM DAY", "1354323"),
        ("GD2225427-0", "GD2225427-0", "2225427"),
        ("9", "9", "9"),
        ("JY13301060123456", "JY13301060123456", "13301060123456"),
    ],
)
def test_it_finds_number_and_stem(raw: str, number: str, stem: str) -> None:
    form = licence_form(raw)
    assert form is not None
    assert (form.licence_no, form.stem) == (number, stem)


@pytest.mark.parametrize("nothing", [None, "", "0", "0-0", " 00 ", "--"])
def test_zeros_are_no_licence(nothing: str | None) -> None:
    assert licence_form(nothing) is None


def test_a_credit_code_counts_only_with_its_check_character() -> None:
    good = _FIRST_17 + check_character(_FIRST_17)
    wrong = _FIRST_17 + ("0" if good[-1] != "0" else "1")
    assert usc_form(good) == good
    assert usc_form(f" {good[:9]} {good[9:].lower()}") == good
    assert usc_form(wrong) is None
    assert usc_form(None) is None


def test_letters_that_the_code_does_not_have_are_read_as_digits() -> None:
    good = _FIRST_17 + check_character(_FIRST_17)
    assert usc_form(good.replace("0", "O").replace("1", "I")) == good
