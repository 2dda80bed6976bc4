# SPDX-License-Identifier: Apache-2.0
"""A transfer holds the decision up while it is under way, and no longer once it was refused."""

import pytest
from tests.rooms.cases.bureau import Bureau, a_case
from tests.rooms.cases.course import Course, fine

from mingjing.cases import public
from mingjing.cases.models import Case
from mingjing.cases.types.codes import Stage
from mingjing.cases.types.refusals import TransferPending
from mingjing.cases.types.steps import (
    PoliceDecided,
    TransferDecided,
    TransferHanded,
    TransferProposed,
)

SMALL = fine(2_000)


@pytest.fixture
def heard(bureau: Bureau) -> Course:
    """A case that only waits for its decision."""
    course = Course(bureau, a_case(bureau))
    return course.prove().report(SMALL).notify(SMALL).speak().answer()


def propose(course: Course) -> None:
    proposal = TransferProposed(course.bureau.officers, "涉嫌犯罪的书面报告", course.today)
    public.propose_transfer(**course.by("zhao"), proposal=proposal)


def approve(course: Course) -> None:
    decision = TransferDecided(True, "同意移送", course.now)
    public.decide_transfer(**course.by("sun"), decision=decision)


@pytest.mark.law("APL-027", "TRF-10")
def test_no_decision_while_a_transfer_is_under_way(heard: Course) -> None:
    propose(heard)
    with pytest.raises(TransferPending):
        heard.decide(SMALL)
    approve(heard)
    with pytest.raises(TransferPending):
        heard.decide(SMALL)


@pytest.mark.law("TRF-9", "APL-027")
def test_what_the_police_refuse_is_decided_by_the_agency(heard: Course) -> None:
    propose(heard)
    approve(heard)
    handover = TransferHanded(heard.now, "临江市公安局", True, True, True, False, "回执 1 号")
    public.hand_to_police(**heard.by("zhao"), handover=handover)
    refusal = PoliceDecided(False, heard.today, "不予立案 1 号")
    public.record_police_decision(**heard.by("zhao"), decision=refusal)
    heard.decide(SMALL)
    assert Case.objects.get().stage == Stage.DECIDED
    assert public.replay_case(heard.case_id).is_clean
