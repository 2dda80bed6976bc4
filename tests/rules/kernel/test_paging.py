# SPDX-License-Identifier: Apache-2.0
"""Which page, in which order."""

import pytest

from mingjing.kernel.paging import PageRequest, SortOrder


@pytest.mark.parametrize(
    ("text", "column", "is_descending", "again"),
    [
        ("name", "name", False, "name"),
        ("-name", "name", True, "-name"),
        ("", "", False, ""),
        (None, "", False, ""),
        ("--name", "", False, ""),
        ("password", "", False, ""),
        ("-name; drop", "", False, ""),
    ],
)
def test_an_order_is_a_column_of_the_list_or_none(
    text: str | None, column: str, is_descending: bool, again: str
) -> None:
    order = SortOrder.parse(text, ("name", "records"))
    assert (order.column, order.is_descending, order.text) == (column, is_descending, again)


def test_nonsense_means_the_first_page() -> None:
    assert PageRequest.parse("x").number == 1
    assert PageRequest.parse("3", 25).offset == 50
