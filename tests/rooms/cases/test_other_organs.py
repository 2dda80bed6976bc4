# SPDX-License-Identifier: Apache-2.0
"""Other organs in a case: help, clues of duty crimes, the criminal court and what it means."""

from dataclasses import replace
from typing import Any

import pytest
from tests.rooms.cases.bureau import Bureau, a_case
from tests.rooms.cases.course import Course, fine
from tests.rooms.cases.inserting import decide_and_serve
from tests.rooms.cases.signing_in import client_of
from tests.rooms.cases.stopping import stopped

from mingjing.cases import public
from mingjing.cases.models import Case
from mingjing.cases.types.codes import (
    ClosingGround,
    CriminalResult,
    DutyOrgan,
    Outcome,
    PayManner,
    Stage,
)
from mingjing.cases.types.refusals import (
    AlreadyDone,
    DutyCluePapersMissing,
    FieldWrong,
    FinedByCourt,
    HelpUndescribed,
    JudgementUnfit,
    NothingToDo,
    ObjectUnknown,
)
from mingjing.cases.types.steps import (
    DutyClueHanded,
    HelpAnswered,
    HelpRequested,
    JudgementReceived,
    PaymentReceived,
    Penalty,
    PenaltyPerformed,
    PoliceDecided,
    Proposal,
    TransferDecided,
    TransferHanded,
    TransferProposed,
)
from mingjing.registry.types import NotPermitted, PenaltyKind

SMALL = fine(2_000)
WARNING = Proposal(Outcome.PENALTY, (Penalty(PenaltyKind.WARNING),))


@pytest.fixture
def course(bureau: Bureau) -> Course:
    return Course(bureau, a_case(bureau))


# Help, 行政处罚法 art. 26.


def ask(course: Course, **changes: Any) -> int:
    plain = HelpRequested("h1", "临江市公安局", "核实当事人身份", course.today)
    return public.ask_for_help(**course.by("zhao"), request=replace(plain, **changes))


def answer(course: Course, **changes: Any) -> int:
    plain = HelpAnswered("h1", True, "身份属实", course.today, "公函 1 号")
    return public.record_help(**course.by("zhao"), answer=replace(plain, **changes))


@pytest.mark.law("APL-026")
@pytest.mark.parametrize("name", ["organ", "what"])
def test_a_request_for_help_names_agency_and_matter(course: Course, name: str) -> None:
    where: dict[str, Any] = {"rule": "APL-026", "article": "行政处罚法 §26"}
    stopped(course.case_id, lambda: ask(course, **{name: " "}), HelpUndescribed, **where)
    assert ask(course) == 2


@pytest.mark.law("APL-026")
def test_request_and_answer_are_on_the_file_and_bar_nothing(course: Course) -> None:
    with pytest.raises(NothingToDo):
        answer(course)
    ask(course)
    with pytest.raises(AlreadyDone):
        ask(course)
    course.prove()  # the case goes on while the answer is out
    with pytest.raises(ObjectUnknown):
        answer(course, help_id="h2")
    stopped(
        course.case_id,
        lambda: answer(course, is_given=False, text=""),
        HelpUndescribed,
        rule="APL-026",
        article="行政处罚法 §26",
    )
    answer(course, is_given=False, text="不属于本机关职权")
    view = public.case(course.case_id, course.today)
    said = [one.payload for one in view.steps if isinstance(one.payload, HelpAnswered)]
    assert [(one.is_given, one.text) for one in said] == [(False, "不属于本机关职权")]
    assert "APL-026" in view.steps[-1].rules
    with pytest.raises(NothingToDo):
        answer(course)


@pytest.mark.law("APL-026")
def test_only_an_officer_asks_for_help(course: Course) -> None:
    request = HelpRequested("h1", "临江市公安局", "核实身份", course.today)
    with pytest.raises(NotPermitted):
        public.ask_for_help(**course.by("qian"), request=request)


# Duty crimes, Decree 310 art. 19.


def hand_clue(course: Course, **changes: Any) -> int:
    plain = DutyClueHanded(
        DutyOrgan.SUPERVISION, "临江市监察委员会", "移线函 1 号", "回执 1 号", course.today
    )
    return public.hand_duty_clue(**course.by("zhao"), handover=replace(plain, **changes))


@pytest.mark.law("TRF-12")
@pytest.mark.parametrize("name", ["organ", "document_no", "return_slip"])
def test_a_clue_of_a_duty_crime_goes_with_letter_and_slip(course: Course, name: str) -> None:
    where: dict[str, Any] = {"rule": "TRF-12", "article": "移送规定 §19"}
    stopped(course.case_id, lambda: hand_clue(course, **{name: ""}), DutyCluePapersMissing, **where)
    assert hand_clue(course) == 2
    assert hand_clue(course, to=DutyOrgan.PROCURATORATE, organ="临江市人民检察院") == 3


@pytest.mark.law("TRF-12")
def test_a_clue_may_come_up_after_the_case_is_closed(course: Course) -> None:
    course.close(ClosingGround.DISMISSED)
    hand_clue(course)
    assert Case.objects.get().stage == Stage.CLOSED


# The criminal court, 行政处罚法 arts 27, 35.


def to_police(course: Course, is_filed: bool = True) -> None:
    proposal = TransferProposed(course.bureau.officers, "涉嫌犯罪的书面报告", course.today)
    public.propose_transfer(**course.by("zhao"), proposal=proposal)
    approval = TransferDecided(True, "同意移送", course.now)
    public.decide_transfer(**course.by("sun"), decision=approval)
    handover = TransferHanded(course.now, "临江市公安局", True, True, True, False, "回执 1 号")
    public.hand_to_police(**course.by("zhao"), handover=handover)
    decision = PoliceDecided(is_filed, course.today, "立案 1 号")
    public.record_police_decision(**course.by("zhao"), decision=decision)


def judge(course: Course, **changes: Any) -> int:
    plain = JudgementReceived(
        CriminalResult.PUNISHED, "临江市人民法院", "（2027）刑初 1 号", course.today, 300_000
    )
    return public.record_judgement(**course.by("zhao"), judgement=replace(plain, **changes))


@pytest.mark.law("APL-027", "APL-035")
def test_a_criminal_result_does_not_contradict_itself(course: Course) -> None:
    course.prove()
    to_police(course)
    where: dict[str, Any] = {"rule": "APL-035", "article": "§35"}
    wrong = [
        {"document_no": ""},
        {"organ": " "},
        {"criminal_fine_fen": -1},
        {"result": CriminalResult.NOT_PURSUED},
        {"result": CriminalResult.EXEMPT, "criminal_fine_fen": 0, "is_imprisoned": True},
    ]
    for changes in wrong:
        stopped(course.case_id, lambda c=changes: judge(course, **c), JudgementUnfit, **where)  # type: ignore[misc]
    judge(course)
    assert Case.objects.get().stage == Stage.INVESTIGATION


@pytest.mark.law("APL-027")
def test_what_is_not_prosecuted_comes_back_and_is_fined(course: Course) -> None:
    course.prove().report(SMALL).notify(SMALL).speak().answer()
    to_police(course)
    judge(course, result=CriminalResult.NOT_PURSUED, criminal_fine_fen=0)
    course.decide(SMALL)
    assert Case.objects.get().stage == Stage.DECIDED
    assert public.replay_case(course.case_id).is_clean


@pytest.mark.law("APL-035")
def test_after_a_criminal_fine_there_is_no_further_fine(course: Course) -> None:
    course.prove().report(SMALL).notify(SMALL).speak().answer()
    to_police(course)
    judge(course)
    where: dict[str, Any] = {"rule": "APL-035", "article": "行政处罚法 §35(2)"}
    stopped(course.case_id, lambda: course.decide(SMALL), FinedByCourt, **where)
    stopped(course.case_id, lambda: course.notify(SMALL), FinedByCourt, **where)
    course.report(WARNING).notify(WARNING).speak().answer().decide(WARNING)
    assert Case.objects.get().fine_fen == 0
    assert public.replay_case(course.case_id).is_clean


@pytest.mark.law("APL-027", "APL-035")
def test_a_case_that_the_court_hands_over_comes_with_its_result(course: Course) -> None:
    course.prove().report(SMALL)
    judge(course)
    with pytest.raises(NothingToDo):
        judge(course)
    where: dict[str, Any] = {"rule": "APL-035", "article": "行政处罚法 §35(2)"}
    stopped(course.case_id, lambda: course.notify(SMALL), FinedByCourt, **where)
    course.report(WARNING).notify(WARNING)


@pytest.mark.law("APL-027", "APL-035")
def test_what_the_police_refused_has_no_criminal_result(course: Course) -> None:
    to_police(course, is_filed=False)
    with pytest.raises(NothingToDo):
        judge(course)


@pytest.mark.law("APL-035")
def test_a_sentence_without_a_fine_leaves_the_fine_open(course: Course) -> None:
    course.prove().report(SMALL).notify(SMALL).speak().answer()
    to_police(course)
    judge(course, criminal_fine_fen=0, is_imprisoned=True)
    course.decide(SMALL)
    assert Case.objects.get().fine_fen == 200_000


@pytest.mark.law("APL-035")
@pytest.mark.parametrize(
    ("paid", "criminal", "counts"),
    [
        (1_000_000, 3_000_000, 1_000_000),
        (1_000_000, 400_000, 400_000),
        (250_000, 3_000_000, 250_000),
        (0, 3_000_000, 0),
    ],
)
def test_a_fine_paid_counts_towards_the_criminal_fine(
    course: Course, paid: int, criminal: int, counts: int
) -> None:
    decide_and_serve(course.case_id, actor=course.bureau.sun, now=course.now)  # 10,000 yuan
    if paid:
        payment = PaymentReceived(paid, course.today, PayManner.BANK, "票据 1 号")
        public.record_payment(**course.by("zhao"), payment=payment)
    assert public.credit(course.case_id, course.now) is None
    to_police(course)
    judge(course, criminal_fine_fen=criminal)
    assert public.credit(course.case_id, course.now) == public.Credit(fine_fen=counts)


@pytest.mark.law("APL-035")
@pytest.mark.parametrize(("is_imprisoned", "days"), [(True, 10), (False, 0)])
def test_detention_served_counts_towards_the_term(
    course: Course, is_imprisoned: bool, days: int
) -> None:
    detention = Penalty(PenaltyKind.DETENTION, text="行政拘留十日")
    decide_and_serve(course.case_id, detention, actor=course.bureau.sun, now=course.now)
    course.later(11)
    done = PenaltyPerformed("已执行", course.today, PenaltyKind.DETENTION, days=10)
    stopped(
        course.case_id,
        lambda: public.record_performance(**course.by("zhao"), performance=replace(done, days=0)),
        FieldWrong,
        rule="APL-047",
        article="§47",
    )
    public.record_performance(**course.by("zhao"), performance=done)
    to_police(course)
    judge(course, is_imprisoned=is_imprisoned, criminal_fine_fen=0)
    assert public.credit(course.case_id, course.now) == public.Credit(detention_days=days)


@pytest.mark.law("APL-035")
def test_the_page_of_the_case_says_what_counts(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingjing.entry.middleware.system_now", lambda: course.now)
    decide_and_serve(course.case_id, actor=course.bureau.sun, now=course.now)
    payment = PaymentReceived(250_000, course.today, PayManner.BANK, "票据 1 号")
    public.record_payment(**course.by("zhao"), payment=payment)
    head, path = client_of(course.bureau, "head"), f"/cases/{course.case_id}/"
    assert "Counts towards the sentence" not in head.get(path).content.decode()
    to_police(course)
    judge(course)
    shown = head.get(path).content.decode()
    assert "Counts towards the sentence" in shown
    assert "Fine (yuan) 2,500.00" in shown
