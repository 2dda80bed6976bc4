# SPDX-License-Identifier: Apache-2.0
"""The simple procedure: whose case it is, what is due in it, and that one act is fined once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from tests.rooms.cases.bureau import ITEM, PERSON, REGION, SHOP, TODAY, Bureau, a_case
from tests.rooms.cases.course import BASIS, REMEDIES, Course, fine
from tests.rooms.cases.papering import sign

from mingjing.cases import public
from mingjing.cases.models import Case, CaseClock
from mingjing.cases.queries.lists import CaseFilter
from mingjing.cases.types import codes as c
from mingjing.cases.types import steps as s
from mingjing.cases.types.documents import PaperMissing, SignatureMissing, SignerNotOfStep
from mingjing.cases.types.inputs import NewParty
from mingjing.cases.types.refusals import (
    ActHasCase,
    FieldOfAnotherItem,
    FinedAlready,
    OtherActsAtThatTime,
    SamePerson,
)
from mingjing.kernel.paging import PageRequest
from mingjing.registry.models import ListEntry

FIRST = replace(REMEDIES, is_reconsideration_first=True)


def spot(bureau: Bureau, yuan: int = 100, **changes: Any) -> s.DecidedOnTheSpot:
    plain = s.DecidedOnTheSpot(
        ITEM, "过期食品", fine(yuan), "货架上有过期食品", BASIS, bureau.now, "江北路 1 号", REGION,
        bureau.officers, True, True, "当场缴纳", FIRST, c.Signature.SIGNED, "立即下架",
    )  # fmt: skip
    return replace(plain, **changes)


def decide(bureau: Bureau, party: NewParty = SHOP, **changes: Any) -> str:
    return public.decide_on_the_spot(
        actor=bureau.zhao, now=bureau.now, decision=spot(bureau, **changes), party=party
    )


def act_of(case_id: str) -> str:
    return Case.objects.get(case_id=case_id).unlawful_act_id


def due(bureau: Bureau, officer: str) -> set[tuple[str, str]]:
    """What the officer's workbench says is due, by case."""
    found = public.due_clocks(bureau.agency_id, TODAY, officer_id=officer)
    return {(clock.case_id, clock.deadline_id) for clock, _ in found}


def mine(bureau: Bureau, officer: str) -> list[str]:
    where = CaseFilter(bureau.agency_id, officer, is_open=True)
    return [one.case_id for one in public.cases(where, PageRequest(1, 9), TODAY).items]


@pytest.mark.law("APL-042", "APL-052")
def test_the_officers_have_their_case_on_the_workbench(bureau: Bureau) -> None:
    case_id = decide(bureau)
    zhao, chen = bureau.officers
    assert mine(bureau, zhao) == mine(bureau, chen) == [case_id]
    assert (case_id, "DL-06") in due(bureau, zhao)
    assert public.case(case_id, TODAY).officers == tuple(sorted(bureau.officers))
    assert mine(bureau, "officer_else") == []
    assert due(bureau, "officer_else") == set()


@pytest.mark.law("APL-071")
def test_what_was_collected_is_due_at_the_agency_in_two_working_days(bureau: Bureau) -> None:
    course = Course(bureau, decide(bureau))
    paid = s.PaymentReceived(
        10_000, TODAY, c.PayManner.ON_SPOT, "票 1", ground=c.OnSpotGround.SMALL
    )
    public.record_payment(**course.by("zhao"), payment=paid)
    assert (course.case_id, "DL-07") in due(bureau, bureau.officers[1])
    clock = CaseClock.objects.get(case_id=course.case_id, deadline_id="DL-07")
    assert clock.due_on == TODAY + timedelta(days=2)


@pytest.mark.law("APL-052", "DL-59")
def test_the_police_report_in_a_day_and_others_without_a_term(bureau: Bureau) -> None:
    plain = decide(bureau)
    assert not CaseClock.objects.filter(case_id=plain, deadline_id="DL-59").exists()
    QuerySet.update(ListEntry.objects.filter(code=ITEM), field="public_security")
    with pytest.raises(FieldOfAnotherItem):
        decide(bureau, PERSON, field="food")
    course = Course(bureau, decide(bureau, PERSON))
    clock = CaseClock.objects.get(case_id=course.case_id, deadline_id="DL-59")
    assert (clock.due_at, clock.state) == (bureau.now + timedelta(hours=24), "running")
    with pytest.raises(PaperMissing):
        public.file_back(**course.by("zhao"), back=s.FiledBack(TODAY))
    made = public.issue_document(**course.by("zhao"), form_id="spot_decision", seq=1)
    for other in ("赵某", "Qian"):
        with pytest.raises(SignerNotOfStep):
            sign(bureau.zhao, bureau.now, made, other)
    assert public.signing_officers(made) == ("Zhao", "Chen")
    sign(bureau.zhao, bureau.now, made, "Zhao")
    with pytest.raises(SignatureMissing) as refused:
        public.file_back(**course.by("zhao"), back=s.FiledBack(TODAY))
    assert "应当由2名执法人员签名，现有1名" in refused.value.message("zh")
    sign(bureau.zhao, bureau.now, made, "Zhao ")
    with pytest.raises(SignatureMissing):  # who signs twice is one
        public.file_back(**course.by("zhao"), back=s.FiledBack(TODAY))
    sign(bureau.zhao, bureau.now, made, "Chen")
    public.file_back(**course.by("zhao"), back=s.FiledBack(TODAY))
    assert CaseClock.objects.get(case_id=course.case_id, deadline_id="DL-59").state == "met"


@pytest.mark.law("APL-057")
def test_who_decided_it_does_not_close_it(bureau: Bureau) -> None:
    course = Course(bureau, decide(bureau))
    both = replace(bureau.sun, officer_id=bureau.chen.officer_id)
    course.bureau = replace(bureau, sun=both)
    with pytest.raises(SamePerson):
        course.close(c.ClosingGround.PERFORMED)


@pytest.mark.law("APL-029")
def test_the_same_act_is_not_fined_twice_on_the_spot(bureau: Bureau) -> None:
    first = decide(bureau)
    with pytest.raises(FinedAlready):
        decide(bureau, act_id=act_of(first), distinct_reason="再次")
    with pytest.raises(OtherActsAtThatTime) as refused:
        decide(bureau)
    assert Case.objects.get(case_id=first).number in refused.value.message("zh")
    assert Case.objects.count() == 1


@pytest.mark.law("APL-029")
def test_another_act_of_the_day_is_told_apart_by_a_reason(bureau: Bureau) -> None:
    first = decide(bureau)
    second = decide(bureau, distinct_reason="另一门店，另一批次")
    assert act_of(first) != act_of(second)
    assert decide(bureau, PERSON)  # another party needs no reason


@pytest.mark.law("APL-029")
@pytest.mark.parametrize("days", [1, 2])
def test_an_act_of_another_day_is_another_act(bureau: Bureau, days: int) -> None:
    decide(bureau)
    bureau = replace(bureau, now=bureau.now + timedelta(days=days))
    assert decide(bureau)


@pytest.mark.law("APL-029")
def test_what_was_fined_on_the_spot_is_not_filed(bureau: Bureau) -> None:
    first = decide(bureau)
    with pytest.raises(ActHasCase):
        a_case(bureau, act_id=act_of(first), distinct_reason="同一行为")
    with pytest.raises(OtherActsAtThatTime):
        a_case(bureau, happened_from=TODAY, happened_to=TODAY, discovered_on=TODAY)


@pytest.mark.law("APL-025", "APL-029")
def test_what_is_filed_is_not_fined_on_the_spot(bureau: Bureau) -> None:
    filed = a_case(bureau)
    with pytest.raises(ActHasCase):
        decide(bureau, act_id=act_of(filed), distinct_reason="同一行为")


@pytest.mark.law("APL-029", "APL-048")
def test_a_revoked_fine_frees_the_act(bureau: Bureau) -> None:
    course = Course(bureau, decide(bureau))
    change = s.DecisionChanged(c.ChangeKind.REVOKED, TODAY, "依据有误", "撤 1 号")
    public.change_decision(**course.by("sun"), change=change)
    with pytest.raises(ActHasCase):  # the case is still open
        decide(bureau, act_id=act_of(course.case_id), distinct_reason="重新作出")
    course.write().close(c.ClosingGround.REVOKED)
    again = decide(bureau, act_id=act_of(course.case_id), distinct_reason="重新作出")
    assert act_of(again) == act_of(course.case_id)
    assert public.replay_case(again).is_clean
