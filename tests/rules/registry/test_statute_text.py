# SPDX-License-Identifier: Apache-2.0
"""Statutes are read article by article; references lead from any usual writing to one article."""

import pytest

from mingjing.kernel.articles import articles_in_chinese, chinese_numeral
from mingjing.registry import statutes
from mingjing.registry.rules import (
    chinese_number,
    read_refs,
    read_statute,
    text_digest,
)
from mingjing.registry.types import ArticleRef, ReferenceUnreadable, StatuteUnreadable

PENALTY = "administrative-penalty-law"
TEXT = """---
title: "某法"
---
# 某法

2020年1月1日 通过

<!-- INFO END -->

## 第一章　总 则

第一条　为了某事，制定本法。

### 第一节 规定

第二条 下列情形：

（一）甲；

（二）乙。

根据第一条办理。

第二条之一 另行规定的，从其规定。

## 第二章 附则

第三条 自公布之日起施行。"""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十四", 14),
        ("二十", 20),
        ("三十三", 33),
        ("一百", 100),
        ("一百零八", 108),
        ("一百一十", 110),
        ("两百三十五", 235),
        ("一千零七十二", 1072),
    ],
)
def test_it_reads_chinese_numbers(text: str, number: int) -> None:
    assert chinese_number(text) == number


def test_it_refuses_what_is_no_chinese_number() -> None:
    with pytest.raises(ValueError, match="3"):
        chinese_number("3")


def test_it_reads_articles_with_chapters_sections_and_items() -> None:
    found = read_statute(TEXT, "某法")
    assert [one.number for one in found] == ["1", "2", "2-1", "3"]
    assert found[0].heading == "第一章 总则"
    assert found[1].heading == "第一章 总则 · 第一节 规定"
    assert found[3].heading == "第二章 附则"
    assert found[1].text.split("\n") == [
        "下列情形：",
        "（一）甲；",
        "（二）乙。",
        "根据第一条办理。",
    ]


@pytest.mark.parametrize(
    ("text", "expected", "found"),
    [
        ("第一条 甲\n\n第三条 乙", "2", "3"),
        ("第二条 甲", "1", "2"),
        ("第一条 甲\n\n第一条 乙", "2", "1"),
        ("没有条文", "1", "-"),
    ],
)
def test_it_refuses_a_text_with_a_gap(text: str, expected: str, found: str) -> None:
    with pytest.raises(StatuteUnreadable) as refusal:
        read_statute(text, "某法")
    assert (str(refusal.value.detail["expected"]), refusal.value.detail["found"]) == (
        expected,
        found,
    )


def test_the_digest_changes_with_one_sign() -> None:
    one = read_statute("第一条 甲。", "某法")
    assert text_digest(one) == text_digest(read_statute("第一条　甲。\n", "某法"))
    assert text_digest(one) != text_digest(read_statute("第一条 乙。", "某法"))


def test_every_packaged_text_reads_to_its_last_article() -> None:
    counts = {one.instrument_id: len(statutes.packaged_articles(one)) for one in statutes.heads()}
    held = {name: count for name, count in counts.items() if count}
    assert held == {
        "administrative-penalty-law": 86,
        "administrative-coercion-law": 71,
        "administrative-licensing-law": 83,
        "administrative-reconsideration-law": 90,
        "personal-information-protection-law": 74,
        "business-environment-regulation": 72,
        "criminal-case-transfer-provisions": 20,
        "enterprise-information-publicity": 25,
        "government-data-sharing-regulation": 44,
        "investment-project-regulation": 24,
        "online-government-services-provisions": 16,
        "open-government-information": 56,
        "public-security-video-regulation": 34,
        "penalty-publicity-provisions": 19,
    }


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("行政处罚法 §60", ["60"]),
        ("行政处罚法 §17, §23", ["17", "23"]),
        ("《中华人民共和国行政处罚法》第六十条", ["60"]),
        ("行政处罚法第三十三条之一、第六十条", ["33-1", "60"]),
        ("行政处罚法 §§10-12", ["10", "11", "12"]),
        ("Administrative Penalty Law §64(1)", ["64"]),
        ("administrative-penalty-law 60", ["60"]),
        ("行政处罚法", [""]),
    ],
)
def test_it_reads_every_usual_way_to_write_a_reference(text: str, numbers: list[str]) -> None:
    assert statutes.article_refs(text) == tuple(ArticleRef(PENALTY, one) for one in numbers)


def test_it_reads_references_to_several_instruments_in_order() -> None:
    found = statutes.article_refs("行政强制法 §25; 国办发〔2024〕54号, 行政处罚法 §42")
    assert [str(one) for one in found] == [
        "administrative-coercion-law 25",
        "enterprise-inspection-opinion",
        "administrative-penalty-law 42",
    ]


def test_it_writes_a_reference_in_both_languages_and_reads_it_back() -> None:
    ref = ArticleRef(PENALTY, "60")
    for said in (statutes.cite(ref, "zh"), statutes.cite(ref, "en"), str(ref)):
        assert statutes.article_refs(said) == (ref,)


def test_it_refuses_what_names_no_instrument() -> None:
    with pytest.raises(ReferenceUnreadable, match="某法"):
        statutes.article_refs("某法 §1")
    assert read_refs("", {"行政处罚法": PENALTY}) == ()


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (14, "十四"), (100, "一百"), (108, "一百零八"),
                         (110, "一百一十"), (1001, "一千零一"), (1010, "一千零一十")]
)  # fmt: skip
def test_numbers_are_written_as_laws_write_them(number: int, text: str) -> None:
    assert chinese_numeral(number) == text


def test_every_number_that_is_written_is_read_back() -> None:
    assert all(chinese_number(chinese_numeral(one)) == one for one in range(1, 10_000))


@pytest.mark.parametrize(
    ("ref", "text"),
    [
        (ArticleRef(PENALTY, "60"), "《中华人民共和国行政处罚法》第六十条"),
        (ArticleRef("food-safety-law", "124"), "《中华人民共和国食品安全法》第一百二十四条"),
        (ArticleRef("price-law"), "《中华人民共和国价格法》"),
        (
            ArticleRef("price-law", "3-1"),
            "《中华人民共和国价格法》第三条之一",
        ),
    ],
)
def test_documents_cite_by_the_full_title(ref: ArticleRef, text: str) -> None:
    assert statutes.cite_in_full(ref) == text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("行政处罚法 §47", "行政处罚法第四十七条"),
        ("行政处罚法 ch. 5", "行政处罚法第五章"),
        ("行政处罚法 §44, §62(2)", "行政处罚法第四十四条、第六十二条第二款"),
        ("食品安全法 §125(1)(2)", "食品安全法第一百二十五条第一款第(二)项"),
        ("行政处罚法 §30-§35", "行政处罚法第三十条至第三十五条"),
        ("刑法 §33-1；行政强制法 §10", "刑法第三十三条之一；行政强制法第十条"),
        ("行政处罚法 §58, 国办发〔2018〕118号", "行政处罚法第五十八条、国办发〔2018〕118号"),
        ("GB/T 36344-2018", "GB/T 36344-2018"),
    ],
)
def test_a_basis_is_read_as_the_law_writes_it(written: str, read: str) -> None:
    assert articles_in_chinese(written) == read
