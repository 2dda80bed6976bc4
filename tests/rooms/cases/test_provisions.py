# SPDX-License-Identifier: Apache-2.0
"""Provisions that a step cites: offered by name, found, and held to the register."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse
from tests.pages import PageClient, parse, text_of
from tests.rooms.cases.bureau import PERSON, Bureau, a_case, a_checked_clue, filing
from tests.rooms.cases.course import BASIS, Course, fine
from tests.rooms.cases.test_cases_pages import sign_in

from mingjing.cases import public
from mingjing.cases.models import Case, CaseStep
from mingjing.cases.types.refusals import (
    BasisNotTold,
    BasisOfAnotherItem,
    NotHeard,
    ProvisionUnknown,
)
from mingjing.cases.types.steps import DecisionMade, ReportMade
from mingjing.registry.public import register_packaged_law

CLOCK = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
REPORT = {"outcome": "penalty", "money_02": "2000", "found": "过期", "reasons": "清楚"}
SMALL = fine(2_000)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: CLOCK)


@pytest.fixture
def course(bureau: Bureau) -> Course:
    register_packaged_law(bureau.now)
    return Course(bureau, a_case(bureau)).prove()


@pytest.fixture
def officer(bureau: Bureau, course: Course) -> PageClient:
    return sign_in(bureau, "officer", bureau.officers[0])


def url(course: Course, act: str = "report_made") -> str:
    return reverse("cases-step", args=[course.case_id, act])


def post(client: PageClient, course: Course, **data: Any) -> Any:
    return client.post(url(course), {**REPORT, **data})


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_form_offers_the_articles_of_the_item_by_name(
    course: Course, officer: PageClient, language: str
) -> None:
    officer.speak(language)
    page = officer.get(url(course))
    said = text_of(parse(page))
    name = {"zh-hans": "《食品安全法》第一百二十四条", "en": "Food Safety Law Art. 124"}
    assert name[language] in said
    assert "food-safety-law" not in said


def test_a_provision_is_found_and_ticked_and_nothing_is_taken(
    course: Course, officer: PageClient
) -> None:
    before = Case.objects.get().version
    words = "食品安全法第一百二十五条第一款第（二）项"
    page = post(officer, course, basis_find=words, basis=["food-safety-law 124"], _find="basis")
    form = page.context["form"]
    assert form["basis"].value() == ["food-safety-law 124", "food-safety-law 125(1)(2)"]
    assert form["found"].value() == "过期"
    assert "Food Safety Law Art. 125(1)(2)" in text_of(parse(page))
    assert Case.objects.get().version == before
    worded = post(officer, course, basis_find="当事人有权进行陈述和申辩", _find="basis")
    assert "Administrative Penalty Law Art. 45" in text_of(parse(worded))
    nothing = post(officer, course, basis_find="没有这样的话", _find="basis")
    assert "No provision of the register has" in text_of(parse(nothing))


def test_what_was_chosen_is_stored_by_its_code(course: Course, officer: PageClient) -> None:
    ticked = ["food-safety-law 124", "《食品安全法》第一百二十五条第一款第(二)项"]
    assert post(officer, course, basis=ticked).status_code == 302
    report = Case.objects.get().steps.get(act=ReportMade.act).payload
    assert report["basis"] == ["food-safety-law 124", "food-safety-law 125(1)(2)"]
    page = officer.get(reverse("cases-case", args=[course.case_id]))
    assert "Food Safety Law Art. 125(1)(2)" in text_of(parse(page))
    assert public.replay_case(course.case_id).is_clean


@pytest.mark.law("APL-005", "APL-038")
@pytest.mark.parametrize(
    "basis",
    ["狂欢法第一条", "food-safety-law 999", "carnival-law 1", "administrative-penalty-law 87"],
)
def test_an_unknown_provision_is_refused_when_posted_by_hand(
    course: Course, officer: PageClient, basis: str
) -> None:
    before = Case.objects.get().version
    response = post(officer, course, basis=basis)
    assert response.status_code == 422
    said = text_of(parse(response))
    assert "APL-038" in said
    assert "Choose one that is offered" in said
    assert Case.objects.get().version == before


@pytest.mark.law("APL-005", "APL-038")
def test_every_act_that_cites_refuses_the_unknown(course: Course) -> None:
    unknown = ("carnival-law 1",)
    with pytest.raises(ProvisionUnknown):
        course.report(SMALL, basis=unknown)
    course.report(SMALL)
    with pytest.raises(ProvisionUnknown):
        course.notify(SMALL, basis=unknown)
    course.notify(SMALL).speak().answer()
    with pytest.raises(ProvisionUnknown):
        course.decide(SMALL, basis=unknown)
    bureau = course.bureau
    filed = replace(filing(bureau, a_checked_clue(bureau, "other")), basis=unknown)
    with pytest.raises(ProvisionUnknown):
        public.file_case(actor=bureau.sun, now=bureau.now, filed=filed, party=PERSON)


@pytest.mark.law("APL-038", "APL-044")
def test_a_case_of_food_is_not_filed_or_decided_on_the_price_law(
    bureau: Bureau, course: Course
) -> None:
    price = ("price-law 42",)
    other = filing(bureau, a_checked_clue(bureau), basis=price)
    with pytest.raises(BasisOfAnotherItem):
        public.file_case(actor=bureau.sun, now=bureau.now, filed=other, party=PERSON)
    with pytest.raises(BasisOfAnotherItem):
        course.report(SMALL, basis=price)
    course.report(SMALL)
    with pytest.raises(BasisOfAnotherItem):
        course.notify(SMALL, basis=price)
    course.notify(SMALL).speak().answer()
    with pytest.raises(BasisOfAnotherItem):
        course.decide(SMALL, basis=price)
    with pytest.raises(BasisNotTold) as refused:
        course.decide(SMALL, basis=(*BASIS, *price))
    assert refused.value.detail["found"] == price
    assert "《价格法》第四十二条" in refused.value.message("zh")  # named, not by its code
    assert "price-law 42" not in refused.value.message("zh")
    course.notify(SMALL, basis=(*BASIS, *price))  # told anew, heard anew
    with pytest.raises(NotHeard):
        course.decide(SMALL, basis=(*BASIS, *price))
    course.speak().answer().decide(SMALL, basis=(*BASIS, *price))
    step = CaseStep.objects.get(case_id=course.case_id, act=DecisionMade.act)
    assert step.receipt["around"]["grounds"] == list(BASIS)
    assert public.replay_case(course.case_id).is_clean
