# SPDX-License-Identifier: Apache-2.0
"""References to articles."""

import pytest

from mingjing.registry.types import ArticleRef, ArticleUnreadable, parse_article


@pytest.mark.parametrize("text", ["administrative-penalty-law 60", "criminal-law 133-1", "a 1"])
def test_a_reference_reads_back_as_it_was_written(text: str) -> None:
    assert parse_article(text).text == text


def test_blanks_do_not_matter() -> None:
    assert parse_article("  food-safety-law   124 ") == ArticleRef("food-safety-law", "124")


@pytest.mark.parametrize(
    "text",
    ["", "行政处罚法 60", "food-safety-law", "food-safety-law 0", "Food-safety-law 1", "law 60.1",
     "law \uff11", "law 60 61", "law 12345"],
)  # fmt: skip
def test_it_refuses_what_is_no_reference(text: str) -> None:
    with pytest.raises(ArticleUnreadable):
        parse_article(text)
