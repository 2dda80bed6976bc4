# SPDX-License-Identifier: Apache-2.0
"""Joining (并案): the joined case goes on in its lead case, and nothing is decided in it."""

from dataclasses import replace
from datetime import date

import pytest
from tests.rooms.cases.bureau import PERSON, TODAY, Bureau, a_case
from tests.rooms.cases.course import Course, fine

from mingjing.cases import public
from mingjing.cases.models import Case, CaseClock
from mingjing.cases.types import codes as c
from mingjing.cases.types import steps as s
from mingjing.cases.types.refusals import (
    ActHasCase,
    CannotJoinThere,
    CaseIsJoined,
    ClosingGroundMissing,
    ObjectUnknown,
    ThingsStillHeld,
    TransferPending,
)
from mingjing.cases.types.steps import Joined, Payload

SMALL = fine(2_000)


@pytest.fixture
def lead(bureau: Bureau) -> Course:
    return Course(bureau, a_case(bureau))


@pytest.fixture
def other(bureau: Bureau, lead: Course) -> Course:
    return Course(bureau, a_case(bureau, distinct_reason="另一门店"))


def join(course: Course, to: str) -> None:
    joining = Joined(to, "同一当事人的关联违法行为")
    public.join_case(**course.by("sun"), joining=joining)


def row(course: Course) -> Case:
    return Case.objects.get(case_id=course.case_id)


def lawful(course: Course, who: str) -> set[type[Payload]]:
    actor = getattr(course.bureau, who)
    found = public.next_steps(course.case_id, actor=actor, now=course.now)
    return {one.kind for one in found if one.refusal is None}


@pytest.mark.law("APL-029")
def test_what_is_joined_is_not_decided(lead: Course, other: Course) -> None:
    other.prove().report(SMALL).notify(SMALL).speak().answer()
    join(other, lead.case_id)
    assert row(other).stage == c.Stage.JOINED
    with pytest.raises(CaseIsJoined) as refused:
        other.decide(SMALL)
    number = row(lead).number
    assert number in refused.value.message("zh")
    assert number in refused.value.remedy("en")
    for attempt in (other.prove, other.speak, other.ask_hearing, lambda: other.notify(SMALL)):
        with pytest.raises(CaseIsJoined):
            attempt()
    assert public.replay_case(other.case_id).is_clean


@pytest.mark.law("APL-029")
def test_the_next_steps_name_the_lead_case(lead: Course, other: Course) -> None:
    join(other, lead.case_id)
    found = public.next_steps(other.case_id, actor=other.bureau.sun, now=other.now)
    refused = {one.kind: one.refusal for one in found if one.refusal}
    for kind in (s.EvidenceAdded, s.ReportMade, s.DecisionMade, s.MeasureTaken, s.Joined):
        refusal = refused[kind]
        assert isinstance(refusal, CaseIsJoined)
        assert refusal.detail["number"] == row(lead).number
    assert s.Closed in lawful(other, "sun")


@pytest.mark.law("APL-029")
def test_it_closes_as_joined_and_not_otherwise(lead: Course, other: Course) -> None:
    with pytest.raises(ClosingGroundMissing):
        other.close(c.ClosingGround.JOINED)
    join(other, lead.case_id)
    for ground in c.ClosingGround:
        if ground is not c.ClosingGround.JOINED:
            with pytest.raises(ClosingGroundMissing):
                other.close(ground)
    other.close(c.ClosingGround.JOINED).archive()
    assert row(other).stage == c.Stage.ARCHIVED
    lead.prove().report(SMALL).notify(SMALL).speak().answer().decide(SMALL).serve()
    assert row(lead).fine_fen == 200_000


@pytest.mark.law("APL-060")
def test_the_term_of_the_decision_runs_in_the_lead_case_alone(lead: Course, other: Course) -> None:
    join(other, lead.case_id)
    found = CaseClock.objects.filter(deadline_id="DL-02").order_by("case__opened_on", "case_id")
    assert dict(found.values_list("case_id", "state")) == {
        lead.case_id: "running",
        other.case_id: "met",
    }


@pytest.mark.law("APL-056", "APL-029")
def test_what_is_held_is_given_back_first(lead: Course, other: Course) -> None:
    approval = s.ApprovalGiven(c.ApprovalSubject.PRESERVATION, "证据可能灭失")
    public.approve_beforehand(**other.by("sun"), approval=approval)
    order = s.PreservationOrdered(
        "p1", (s.Item("账册", "一本", "m1"),), "证据可能灭失", other.bureau.officers, True,
        other.bureau.sun.account_id, TODAY, c.Signature.SIGNED,
    )  # fmt: skip
    public.preserve(**other.by("zhao"), order=order)
    join(other, lead.case_id)
    with pytest.raises(ThingsStillHeld):
        other.close(c.ClosingGround.JOINED)
    assert s.PreservationDisposed in lawful(other, "sun")


@pytest.mark.law("APL-029")
def test_only_a_case_that_can_take_it_in_is_a_lead(
    bureau: Bureau, lead: Course, other: Course
) -> None:
    stranger = a_case(bureau, PERSON)
    for unknown in (stranger, other.case_id, "case_unknown", ""):
        with pytest.raises(ObjectUnknown):
            join(other, unknown)
    third = Course(bureau, a_case(bureau, distinct_reason="第三门店"))
    join(other, lead.case_id)
    with pytest.raises(CannotJoinThere):  # no ring, no chain
        join(lead, other.case_id)
    lead.prove().report(SMALL).notify(SMALL).speak().answer().decide(SMALL)
    with pytest.raises(CannotJoinThere):
        join(third, lead.case_id)
    dismissed = Course(bureau, a_case(bureau, distinct_reason="第四门店"))
    dismissed.close(c.ClosingGround.DISMISSED)
    with pytest.raises(CannotJoinThere):
        join(third, dismissed.case_id)


@pytest.mark.law("TRF-10", "APL-027")
def test_a_transfer_is_settled_before_the_case_is_joined(lead: Course, other: Course) -> None:
    proposed = s.TransferProposed(other.bureau.officers, "涉嫌犯罪", TODAY)
    public.propose_transfer(**other.by("zhao"), proposal=proposed)
    with pytest.raises(TransferPending):
        join(other, lead.case_id)


@pytest.mark.law("APL-029")
def test_the_joined_act_is_not_filed_again(bureau: Bureau, lead: Course, other: Course) -> None:
    join(other, lead.case_id)
    other.close(c.ClosingGround.JOINED)
    with pytest.raises(ActHasCase):
        a_case(bureau, act_id=row(other).unlawful_act_id, distinct_reason="再立一案")


def test_the_number_is_that_of_the_lead_whatever_is_said(lead: Course, other: Course) -> None:
    joining = Joined(lead.case_id, "同一当事人", "某局立案〔1999〕1号")
    public.join_case(**other.by("sun"), joining=replace(joining, reason="关联"))
    said = public.case(other.case_id, date(2026, 11, 23)).steps[-1].payload
    assert isinstance(said, Joined)
    assert said.to_number == row(lead).number
