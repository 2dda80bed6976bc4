# SPDX-License-Identifier: Apache-2.0
"""What the pages of a case say of people, clocks and numbers: words, never ids or keys."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from tests.pages import PageClient
from tests.rooms.cases.bureau import TODAY, Bureau, a_case
from tests.rooms.cases.course import Course, fine
from tests.rooms.cases.signing_in import client_of

from mingjing.cases import public
from mingjing.cases.models import Case, Document
from mingjing.cases.queries.files import case_row, file_of
from mingjing.cases.types.codes import ClosingGround, PayManner, PublicationPlace
from mingjing.cases.types.steps import DecisionPublished, Joined, PaymentReceived, RecusalAsked
from mingjing.kernel.paging import PageRequest, SortOrder
from mingjing.registry.public import actor_for
from mingjing.registry.types import Actor

pytestmark = pytest.mark.django_db
CLOCK = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
LARGE = fine(2_000)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: CLOCK)


@pytest.fixture
def course(bureau: Bureau) -> Course:
    return Course(bureau, a_case(bureau))


def page(client: PageClient, name: str, *args: object) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


def decided(course: Course) -> Course:
    course.prove().report(LARGE).notify(LARGE).speak().answer()
    return course.decide(LARGE).serve()


def test_officers_stand_by_name(bureau: Bureau, course: Course) -> None:
    asking = RecusalAsked(bureau.officers[0], "当事人", "与当事人有亲属关系")
    public.ask_recusal(**course.by("zhao"), request=asking)
    text = page(client_of(bureau, "head"), "cases-case", course.case_id)
    assert "officer_0" not in text
    assert "Zhao" in text


def test_whoever_acts_stands_by_name_and_role_in_the_readers_language(
    bureau: Bureau, course: Course
) -> None:
    client = client_of(bureau, "legal")
    row = case_row(course.case_id)
    public.ask_recusal(
        actor=Actor(
            actor_for("legal", TODAY).account_id,
            "legal",
            bureau.agency_id,
            "",
            frozenset({"officer"}),
        ),
        now=course.now,
        case_id=row.case_id,
        request=RecusalAsked(bureau.officers[0], "当事人", "亲属关系"),
    )
    text = page(client, "cases-case", course.case_id)
    assert "legal (Legal reviewer)" in text
    (step,) = [o for o in public.case(row.case_id, TODAY).steps if o.seq == 2]
    assert step.who.label("zh") == "legal（法制人员）"


def test_the_party_is_called_the_party(bureau: Bureau, course: Course) -> None:
    course.prove().report(LARGE).notify(LARGE)
    row = case_row(course.case_id)
    party = Actor(row.party_id, "party", bureau.agency_id, "330100", frozenset({"party"}))
    bureau = Bureau(
        bureau.agency_id, party, bureau.chen, bureau.qian, bureau.sun, party, course.now
    )
    Course(bureau, course.case_id).speak()
    last = public.case(course.case_id, TODAY).steps[-1]
    assert (last.who.label("zh"), last.who.label("en")) == ("当事人", "The party")


def test_a_receipt_words_the_numbers_of_the_law(bureau: Bureau, course: Course) -> None:
    decided(course)
    seq = next(o.seq for o in public.case(course.case_id, TODAY).steps if o.limits)
    text = page(client_of(bureau, "head"), "cases-receipt", course.case_id, seq)
    assert "Not fewer than two enforcement officers." in text
    assert "2 persons" in text
    assert "working_day" not in text


def test_two_rights_of_the_party_are_told_apart(course: Course) -> None:
    decided(course)
    row = case_row(course.case_id)
    clocks = public.case(row.case_id, TODAY).clocks
    named = public.named_clocks(clocks, "zh", file_of(row))
    assert {o.about for o in named if o.clock.deadline_id == "DL-51"} == {"行政复议", "行政诉讼"}
    assert public.named_clocks(clocks, "zh")[0].name == named[0].name


def test_a_paid_fine_makes_the_court_needless_not_done(course: Course) -> None:
    decided(course)
    paid = PaymentReceived(200_000, TODAY, PayManner.BANK, "票据 1 号")
    public.record_payment(**course.by("zhao"), payment=paid)
    row = case_row(course.case_id)
    named = public.named_clocks(public.case(row.case_id, TODAY).clocks, "zh", file_of(row))
    (court,) = [one for one in named if one.clock.deadline_id == "DL-17"]
    assert (court.state, court.tone) == ("已履行，无需申请", "muted")


def test_joined_cases_and_their_lead_lead_to_each_other(bureau: Bureau, course: Course) -> None:
    other = Course(bureau, a_case(bureau, distinct_reason="另一门店"))
    public.join_case(**other.by("sun"), joining=Joined(course.case_id, "关联违法行为"))
    head = client_of(bureau, "head")
    lead_page = page(head, "cases-case", course.case_id)
    other_page = page(head, "cases-case", other.case_id)
    assert reverse("cases-case", args=[other.case_id]) in lead_page
    assert "Cases joined to this one" in lead_page
    assert reverse("cases-case", args=[course.case_id]) in other_page


def test_what_is_published_bears_the_number_of_the_decision(bureau: Bureau, course: Course) -> None:
    decided(course)
    said = DecisionPublished(course.today, tuple(PublicationPlace), "经营超过保质期的食品")
    public.publish_decision(**course.by("zhao"), publication=said)
    filing = Case.objects.get().number
    line = public.published(PageRequest(1, 10)).items[0]
    paper = Document.objects.filter(form="decision").first()
    assert line.number == (paper.number if paper else "")
    assert line.number != filing


def test_the_register_begins_with_what_is_open(bureau: Bureau, course: Course) -> None:
    decided(course)
    paid = PaymentReceived(200_000, TODAY, PayManner.BANK, "票据 1 号")
    public.record_payment(**course.by("zhao"), payment=paid)
    course.close(ClosingGround.PERFORMED)
    later = Course(bureau, a_case(bureau, distinct_reason="另一门店"))
    where = public.CaseFilter(bureau.agency_id)

    def shown(order: SortOrder) -> list[str]:
        return [o.case_id for o in public.cases(where, PageRequest(), TODAY, order).items]

    assert shown(SortOrder()) == [later.case_id, course.case_id]
    assert shown(SortOrder("number")) == [course.case_id, later.case_id]
    assert shown(SortOrder("due")) == [later.case_id, course.case_id]


def test_the_workbench_shows_a_head_what_waits(bureau: Bureau, course: Course) -> None:
    course.prove().report(LARGE).notify(LARGE).speak().answer()
    number = Case.objects.get().number
    text = page(client_of(bureau, "head"), "cases-workbench")
    assert text.index("Waits for me") < text.index(number) < text.index("Terms of the agency")
    assert reverse("cases-step", args=[course.case_id, "decided"]) in text
    assert "Waits for me" not in page(client_of(bureau, "officer"), "cases-workbench")
