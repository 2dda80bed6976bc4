# SPDX-License-Identifier: Apache-2.0
"""Words of the search, and weights in words."""

import pytest

from mingjing.subjects.rules.explain import strength
from mingjing.subjects.rules.search import after, halves, has_phrase, index_tokens, may_have_typo
from mingjing.subjects.types import Strength


def test_it_cuts_latin_into_words_and_chinese_into_pairs() -> None:
    assert index_tokens("Kevin's Bar, 554 W Pershing") == ("KEVINS", "BAR", "554", "W", "PERSHING")
    assert index_tokens("海底捞 No.8") == ("海底", "底捞", "NO8")
    assert index_tokens("王") == ("王",)
    assert index_tokens(" ,.") == ()


@pytest.mark.parametrize(
    ("token", "expected"), [("KFC", False), ("CAFE", True), ("2041814", False), ("海底", False)]
)
def test_only_latin_words_of_four_letters_may_be_mistyped(token: str, expected: bool) -> None:
    assert may_have_typo(token) is expected


def test_one_wrong_letter_leaves_one_half() -> None:
    assert halves("BURGER") == ("BUR", "GER")
    assert halves("PIZZA") == ("PI", "ZZA")


def test_a_range_ends_after_every_word_with_the_beginning() -> None:
    assert "STAR" <= "STARBUCKS" < after("STAR")
    assert not after("STAR") > "STB"


@pytest.mark.parametrize(
    ("bits", "expected"),
    [
        (None, Strength.NOT_COUNTED),
        (6.0, Strength.DECISIVE),
        (5.9, Strength.FOR),
        (1.0, Strength.FOR),
        (0.9, Strength.NEUTRAL),
        (-0.9, Strength.NEUTRAL),
        (-1.0, Strength.AGAINST),
        (-6.0, Strength.DECISIVELY_AGAINST),
    ],
)
def test_a_weight_has_its_word(bits: float | None, expected: Strength) -> None:
    assert strength(bits) is expected


@pytest.mark.parametrize(
    ("name", "asked", "has"),
    [
        ("SUN WAH BAR-B-Q INC CO", ("SUN", "WAH"), True),
        ("NEW SUN WAHS", ("SUN", "WAH"), True),
        ("HOUSE OF WAH SUN", ("SUN", "WAH"), False),
        ("SUN AND WAH", ("SUN", "WAH"), False),
        ("SUN", ("SUN", "WAH"), False),
        ("", ("SUN", "WAH"), False),
        ("临江老字号饭店", ("老字", "字号"), True),
    ],
)
def test_it_knows_whether_words_stand_side_by_side_in_the_order_asked(
    name: str, asked: tuple[str, ...], has: bool
) -> None:
    assert has_phrase(name, asked) is has
