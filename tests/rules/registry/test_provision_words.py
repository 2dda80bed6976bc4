# SPDX-License-Identifier: Apache-2.0
"""Provisions are read as people write them, and written as people cite them."""

import pytest

from mingjing.registry.rules import has_part, read_provision, write_provision
from mingjing.registry.types import ArticleRef, ArticleUnreadable, Provision, parse_provision

NAMES = {"食品安全法": "food-safety-law", "Food Safety Law": "food-safety-law"}
ARTICLE = "有下列情形之一的，给予处罚：\n（一）甲；\n（二）乙。\n从事前款行为的，依照前款处罚。"


def law(number: str, paragraph: int = 0, item: int = 0) -> Provision:
    return Provision(ArticleRef("food-safety-law", number), paragraph, item)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("food-safety-law 125", law("125")),
        ("food-safety-law 125(1)(2)", law("125", 1, 2)),
        ("《食品安全法》第一百二十五条第一款第(二)项", law("125", 1, 2)),
        ("食品安全法第一百二十五条第一款第（二）项", law("125", 1, 2)),
        ("食品安全法第125条第1款第2项", law("125", 1, 2)),
        ("食品安全法第\uff11\uff12\uff15条第\uff11款", law("125", 1)),
        ("食品安全法 §\uff11\uff12\uff15", law("125")),
        ("食品安全法第一百二十五条第二项", law("125", 0, 2)),
        ("食品安全法第三十三条之一第二款", law("33-1", 2)),
        ("食品安全法 §125", law("125")),
        ("Food Safety Law Art. 125(1)(2)", law("125", 1, 2)),
        ("food safety law article 125", law("125")),
        ("食品安全法", None),
        ("狂欢法第一条", None),
        ("随便写的", None),
        ("", None),
    ],
)
def test_a_provision_is_read(text: str, found: Provision | None) -> None:
    assert read_provision(text, NAMES) == found


@pytest.mark.parametrize(
    ("one", "zh", "en"),
    [
        (law("125"), "《食品安全法》第一百二十五条", "Food Safety Law Art. 125"),
        (
            law("125", 1, 2),
            "《食品安全法》第一百二十五条第一款第(二)项",
            "Food Safety Law Art. 125(1)(2)",
        ),
        (law("33-1", 2), "《食品安全法》第三十三条之一第二款", "Food Safety Law Art. 33-1(2)"),
    ],
)
def test_a_provision_is_written_and_read_again(one: Provision, zh: str, en: str) -> None:
    assert write_provision(one, "食品安全法", "zh") == zh
    assert write_provision(one, "Food Safety Law", "en") == en
    assert {read_provision(text, NAMES) for text in (zh, en, one.text)} == {one}


@pytest.mark.parametrize("text", ["", "125", "food-safety-law 125(", "Food 1", "food-safety-law"])
def test_what_is_no_provision_is_refused(text: str) -> None:
    with pytest.raises(ArticleUnreadable):
        parse_provision(text)


@pytest.mark.parametrize(
    ("paragraph", "item", "is_there"),
    [(0, 0, True), (1, 0, True), (2, 0, True), (3, 0, False), (1, 2, True), (1, 3, False),
     (2, 1, False), (0, 2, True)],
)  # fmt: skip
def test_an_article_has_its_paragraphs_and_items(paragraph: int, item: int, is_there: bool) -> None:
    assert has_part(ARTICLE, law("1", paragraph, item)) is is_there
