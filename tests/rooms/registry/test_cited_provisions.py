# SPDX-License-Identifier: Apache-2.0
"""What lists, benchmarks, rules and parameters cite has a page; what is nowhere is not known."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse
from tests.pages import PageClient, parse, text_of

from mingjing.registry import public
from mingjing.registry.types import ArticleRef, Provision, parse_provision

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
DAY = date(2026, 11, 23)


@pytest.fixture
def law(db: None) -> None:
    public.register_packaged_law(NOW)


def page_of(ref: ArticleRef) -> str:
    if ref.number:
        return reverse("law-article", args=[ref.instrument_id, ref.number])
    return reverse("law-instrument", args=[ref.instrument_id])


def test_every_article_that_a_rule_or_a_number_cites_has_a_page(
    law: None, page_client: PageClient
) -> None:
    refs = {ref for one in public.rules() for ref in one.articles}
    refs |= {ref for one in public.parameters(DAY) for ref in public.refs_in(one.article)}
    assert len(refs) > 150
    missing = [ref.text for ref in refs if page_client.get(page_of(ref)).status_code != 200]
    assert not missing


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_article_without_text_says_so(law: None, page_client: PageClient, language: str) -> None:
    page_client.speak(language)
    response: Any = page_client.get("/registry/law/food-safety-law/125/")
    assert response.status_code == 200
    said = text_of(parse(response))
    words = {"zh-hans": ("未收录", "《食品安全法》第一百二十五条"), "en": ("not held", "Art. 125")}
    assert all(word in said for word in words[language])


def test_an_article_of_an_instrument_that_ended_is_shown_as_it_was(
    law: None, page_client: PageClient
) -> None:
    assert page_client.get("/registry/law/enterprise-information-publicity/8/").status_code == 200


@pytest.mark.parametrize("address", ["food-safety-law/155", "no-such-law/1", "price-law/x"])
def test_what_no_law_has_is_not_found(law: None, page_client: PageClient, address: str) -> None:
    assert page_client.get(f"/registry/law/{address}/").status_code == 404


@pytest.mark.law("APL-005", "APL-038")
@pytest.mark.parametrize(
    ("text", "is_known"),
    [
        ("food-safety-law 125", True),
        ("food-safety-law 125(1)(2)", True),
        ("food-safety-law 154", True),
        ("food-safety-law 155", False),
        ("administrative-penalty-law 33(1)", True),
        ("administrative-penalty-law 33(9)", False),
        ("administrative-penalty-law 32(1)(2)", True),
        ("administrative-penalty-law 32(1)(9)", False),
        ("administrative-penalty-law 87", False),
        ("carnival-law 1", False),
    ],
)
def test_a_provision_is_on_the_register_or_not(db: None, text: str, is_known: bool) -> None:
    assert public.is_on_register(parse_provision(text)) is is_known


def test_provisions_are_found_by_name_and_by_words(law: None) -> None:
    named = public.find_provisions("食品安全法第一百二十五条第一款第（二）项", DAY)
    assert [one.provision.text for one in named] == ["food-safety-law 125(1)(2)"]
    assert not public.find_provisions("食品安全法第九百条", DAY)
    worded = public.find_provisions("当事人有权进行陈述和申辩", DAY)
    assert Provision(ArticleRef("administrative-penalty-law", "45")) in [
        one.provision for one in worded
    ]
    of_law = public.find_provisions("行政强制法", DAY)
    assert {one.provision.ref.instrument_id for one in of_law} == {"administrative-coercion-law"}
