# SPDX-License-Identifier: Apache-2.0
"""Who contains whom, by the structure of the region codes."""

import pytest

from mingjing.kernel.regions import are_neighbours, as_prefix, covers, lies_in


@pytest.mark.parametrize(
    ("region", "other", "contains"),
    [
        ("330000", "330106", True),
        ("330100", "330106", True),
        ("330106", "330100", False),
        ("330100", "330200", False),
        ("000000", "330106", True),
        ("330106", "330106001", True),
        ("US-17", "US-17-031", True),
        ("US-1", "US-17", False),
        ("330000", "US-17", False),
    ],
)
def test_a_region_contains_what_lies_below_it(region: str, other: str, contains: bool) -> None:
    assert covers(region, other) is contains
    assert lies_in(other, region) is contains


def test_no_region_contains_nothing_and_sets_no_limit() -> None:
    assert not covers("", "330106")
    assert lies_in("330106", "")
    assert not lies_in("", "330106")


@pytest.mark.parametrize(
    ("code", "prefix"),
    [
        ("330000", "33"),
        ("330100", "3301"),
        ("330106", "330106"),
        ("000000", ""),
        ("US-17", "US-17"),
    ],
)
def test_a_code_as_prefix_begins_the_codes_below_it(code: str, prefix: str) -> None:
    assert as_prefix(code) == prefix


@pytest.mark.parametrize(
    ("own", "other", "is_near"),
    [
        ("330106", "330100", True),
        ("330106", "330102", True),
        ("330106", "330000", True),
        ("330106", "000000", True),
        ("330106", "330200", False),
        ("339900", "339900001", True),
        ("339900001", "339900002", True),
        ("330000", "330100", True),
        ("339900", "US-IL-CHI", False),
        ("US-IL-CHI", "US-IL", True),
    ],
)
def test_neighbours_lie_in_one_city_or_above_it(own: str, other: str, is_near: bool) -> None:
    assert are_neighbours(own, other) is is_near
