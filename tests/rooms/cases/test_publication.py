# SPDX-License-Identifier: Apache-2.0
"""Decisions go public in time, without anything private, and come down when they fall."""

from dataclasses import replace
from datetime import date

import pytest
from tests.pages import PageClient
from tests.rooms.cases.bureau import PERSON, SHOP, Bureau, a_case
from tests.rooms.cases.course import Course, fine

from mingjing.cases import public
from mingjing.cases.models import CaseClock, Publication
from mingjing.cases.types.codes import ChangeKind, ClockState, PrivateKind, PublicationPlace
from mingjing.cases.types.inputs import NewParty
from mingjing.cases.types.refusals import ObjectUnknown, PrivateInPublication, WithdrawFirst
from mingjing.cases.types.steps import DecisionChanged, DecisionPublished, PublicationWithdrawn
from mingjing.kernel.paging import PageRequest

SMALL = fine(2_000)
ZHOU = replace(PERSON, name="周正国", address="江北路 9 号", phone="010-8888")
TEXT = "经营超过保质期的食品 12 袋"


def decided(bureau: Bureau, party: NewParty) -> Course:
    course = Course(bureau, a_case(bureau, party)).prove()
    course.report(SMALL).notify(SMALL).speak().answer()
    return course.later(6).decide(SMALL).serve()


def publish(course: Course, text: str = TEXT) -> None:
    said = DecisionPublished(course.today, tuple(PublicationPlace), text)
    public.publish_decision(**course.by("zhao"), publication=said)


@pytest.mark.law("TS-3", "DL-33", "DL-35")
def test_the_terms_run_from_the_decision_and_end_with_publication(bureau: Bureau) -> None:
    course = decided(bureau, SHOP)
    clocks = CaseClock.objects.filter(deadline_id__in=("DL-33", "DL-35"))
    assert set(clocks.values_list("state", flat=True)) == {ClockState.RUNNING}
    publish(course)
    assert set(clocks.values_list("state", flat=True)) == {ClockState.MET}


@pytest.mark.law("TS-4")
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"当事人{ZHOU.name}销售过期食品", PrivateKind.NAME),
        (f"证件 {PERSON.identity_no}", PrivateKind.IDENTITY),
        ("住江北路 9 号", PrivateKind.ADDRESS),
        ("电话 13900001111", PrivateKind.PHONE),
        ("周 正国销售过期食品", PrivateKind.NAME),
        ("住江北路9号", PrivateKind.ADDRESS),
    ],
)
def test_a_person_is_never_named_to_the_public(
    bureau: Bureau, text: str, kind: PrivateKind
) -> None:
    course = decided(bureau, ZHOU)
    with pytest.raises(PrivateInPublication) as refused:
        publish(course, text)
    assert refused.value.detail["found"] == (kind,)
    assert not Publication.objects.exists()
    publish(course)
    line = public.published(PageRequest(1, 10)).items[0]
    assert line.party == "周某"


@pytest.mark.law("TS-4", "APL-048", "APL-050")
def test_the_reason_of_a_withdrawal_names_nobody_either(bureau: Bureau) -> None:
    course = decided(bureau, ZHOU)
    publish(course)
    change = DecisionChanged(ChangeKind.CHANGED, course.today, "裁量不当", "改1号", fine(1_000))
    public.change_decision(**course.by("sun"), change=change)
    told = f"周正国（{PERSON.identity_no}，13900001111，江北路 9 号）申诉成立"
    with pytest.raises(PrivateInPublication) as refused:
        public.withdraw_publication(
            **course.by("zhao"), withdrawal=PublicationWithdrawn(course.today, told)
        )
    assert refused.value.detail["found"] == tuple(PrivateKind)[:4]
    public.withdraw_publication(
        **course.by("zhao"), withdrawal=PublicationWithdrawn(course.today, "申诉成立")
    )
    assert Publication.objects.get().withdrawn_because == "申诉成立"


@pytest.mark.law("TS-3", "TS-4", "APL-048")
def test_anybody_reads_a_decision_and_why_it_was_taken_down(bureau: Bureau) -> None:
    course = decided(bureau, SHOP)
    anybody = PageClient(headers={"accept-language": "en"})
    assert "Nothing published yet" in anybody.get("/cases/published/").content.decode()
    withdrawn = PublicationWithdrawn(course.today, "主要证据不足")
    with pytest.raises(ObjectUnknown):
        public.withdraw_publication(**course.by("zhao"), withdrawal=withdrawn)
    publish(course)
    text = anybody.get("/cases/published/").content.decode()
    assert SHOP.name in text
    assert TEXT in text
    assert SHOP.identity_no not in text
    change = DecisionChanged(ChangeKind.CHANGED, course.today, "裁量不当", "改1号", fine(1_000))
    public.change_decision(**course.by("sun"), change=change)
    with pytest.raises(WithdrawFirst):
        publish(course)
    assert CaseClock.objects.get(deadline_id="DL-08").state == ClockState.RUNNING
    public.withdraw_publication(**course.by("zhao"), withdrawal=withdrawn)
    text = anybody.get("/cases/published/").content.decode()
    assert "主要证据不足" in text
    assert TEXT not in text
    publish(course)
    assert "1,000" in anybody.get("/cases/published/").content.decode()
    assert Publication.objects.get().decided_on <= date(2026, 12, 31)
