# SPDX-License-Identifier: Apache-2.0
"""Cases are found by the party's name, published decisions by agency, year and words."""

import pytest
from django.urls import reverse
from tests.pages import PageClient
from tests.rooms.cases.bureau import SHOP, TODAY, Bureau, a_case
from tests.rooms.cases.course import Course, fine
from tests.rooms.cases.signing_in import client_of
from tests.rooms.cases.test_publication import decided, publish

from mingjing.cases import public
from mingjing.cases.models import Case
from mingjing.cases.types.codes import ChangeKind
from mingjing.cases.types.steps import DecisionChanged, PublicationWithdrawn
from mingjing.cases.types.views import PublishedFilter
from mingjing.kernel.paging import PageRequest

pytestmark = pytest.mark.django_db
PAGE = PageRequest(1, 10)


def total(**where: object) -> int:
    return public.published(PAGE, PublishedFilter(**where)).total  # type: ignore[arg-type]


def test_a_case_is_found_by_part_of_the_name_of_its_party(bureau: Bureau) -> None:
    number = Case.objects.get(case_id=a_case(bureau)).number
    client = client_of(bureau, "officer")
    address = reverse("cases-list")
    answer = client.post(address, {"q": SHOP.name[2:6]}, follow=True)
    assert number in answer.content.decode()
    assert answer.redirect_chain == [(f"{address}?found=1", 302)], "no name stands in an address"
    assert number not in client.post(address, {"q": "没有这家"}, follow=True).content.decode()
    assert number in client.get(address).content.decode()


def test_another_agency_does_not_find_it(bureau: Bureau) -> None:
    a_case(bureau)
    where = public.CaseFilter(agency_id="agency_else", text=SHOP.name)
    assert public.cases(where, PAGE, TODAY).total == 0


@pytest.fixture
def course(bureau: Bureau) -> Course:
    found = decided(bureau, SHOP)
    publish(found)
    return found


def test_published_decisions_are_cut_down(bureau: Bureau, course: Course) -> None:
    year = course.today.year
    assert total() == total(year=year) == total(agency_id=bureau.agency_id) == 1
    assert total(year=year - 1) == total(agency_id="agency_else") == 0
    number = public.published(PAGE).items[0].number
    assert total(text=SHOP.name[:4]) == total(text="保质期") == total(text=number) == 1
    assert total(text="没有") == total(text=SHOP.identity_no) == 0


def test_the_words_of_what_was_withdrawn_find_nothing(course: Course) -> None:
    change = DecisionChanged(ChangeKind.CHANGED, course.today, "裁量不当", "改1号", fine(1_000))
    public.change_decision(**course.by("sun"), change=change)
    withdrawn = PublicationWithdrawn(course.today, "主要证据不足")
    public.withdraw_publication(**course.by("zhao"), withdrawal=withdrawn)
    assert total(text=SHOP.name) == 0
    assert total() == 1


def test_the_page_says_that_nothing_is_like_that(course: Course) -> None:
    client = PageClient(headers={"accept-language": "en"})
    address, year = reverse("cases-published"), str(course.today.year)
    asked = client.post(address, {"q": SHOP.name, "year": year})
    assert asked["Location"] == f"{address}?year={year}&found=1"  # nobody's name in an address
    assert SHOP.name in client.get(asked["Location"]).content.decode()
    page = client.post(address, {"q": "没有"}, follow=True).content.decode()
    assert "No published decision is like that" in page
