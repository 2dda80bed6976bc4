# SPDX-License-Identifier: Apache-2.0
"""The transfer to criminal justice, step by step."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.rules.cases.files import (
    OFFICERS,
    SUN,
    Taken,
    a_file,
    ask,
    decision,
    filed,
    look,
    noon,
    ready,
    served,
    taken,
)
from tests.rules.cases.holding import approved, measure

from mingjing.cases.rules.execution_clocks import (
    chief_clock,
    goods_clock,
    handover_clock,
    police_clock,
    reconsideration_clock,
)
from mingjing.cases.rules.measures import held
from mingjing.cases.rules.stages import stage_of
from mingjing.cases.rules.transfer import demand_no_transfer_pending
from mingjing.cases.types.codes import EvidenceKind, EvidenceSource, FactElement, Stage
from mingjing.cases.types.refusals import (
    AlreadyDone,
    AskedTooLate,
    DateImpossible,
    FieldWrong,
    NothingToDo,
    NotTheChief,
    OfficerNotQualified,
    PartyNotTold,
    SamePerson,
    StepOutOfOrder,
    TooFewQualified,
    TransferPapersMissing,
    TransferPending,
)
from mingjing.cases.types.steps import (
    EvidenceAdded,
    GoodsHandedOver,
    Payload,
    Penalty,
    PenaltyPerformed,
    PoliceAsked,
    PoliceDecided,
    TransferDecided,
    TransferHanded,
    TransferProposed,
)
from mingjing.kernel.errors import PlatformError
from mingjing.registry.types import PenaltyKind

ONE_DAY = timedelta(days=1)
DAY = date(2026, 3, 4)  # a Wednesday
PROPOSED = TransferProposed(OFFICERS, "涉嫌构成犯罪的书面报告", DAY)
APPROVED = TransferDecided(True, "同意移送", noon(DAY, 14))
HANDED = TransferHanded(noon(DAY, 16), "临江市公安局", True, True, True, False, "回执 1 号")
REFUSED = PoliceDecided(False, date(2026, 3, 6), "不予立案 1 号")
FILED_BY_POLICE = replace(REFUSED, is_filed=True)
ASKED = PoliceAsked(date(2026, 3, 9), "临江市公安局")

TO_CHIEF = (filed(), taken(PROPOSED, DAY))
TO_POLICE = (*TO_CHIEF, taken(APPROVED, noon(DAY, 14), SUN))
WITH_POLICE = (*TO_POLICE, taken(HANDED, noon(DAY, 16)))
CAME_BACK = (*WITH_POLICE, taken(REFUSED, REFUSED.on))


def refused(steps: Any, now: Any, payload: Payload, refusal: type[PlatformError]) -> None:
    by = SUN if isinstance(payload, TransferDecided) else "account_zhao"
    with pytest.raises(refusal):
        ask(look(a_file(*steps), now, by), payload)


@pytest.mark.law("TRF-13", "TRF-1")
def test_a_team_of_two_reports_in_writing() -> None:
    ask(look(a_file(filed()), DAY), PROPOSED)
    refused((filed(),), DAY, replace(PROPOSED, team=OFFICERS[:1]), TooFewQualified)
    wu = replace(PROPOSED, team=("officer_wu", OFFICERS[0]))
    refused((filed(),), DAY, wu, OfficerNotQualified)
    refused((filed(),), DAY, replace(PROPOSED, report=""), FieldWrong)
    refused((filed(),), DAY, replace(PROPOSED, on=DAY + ONE_DAY), DateImpossible)
    refused(TO_CHIEF, DAY, PROPOSED, TransferPending)


@pytest.mark.law("TRF-2")
def test_the_chief_head_decides_and_says_why_not() -> None:
    now = noon(DAY, 15)
    ask(look(a_file(*TO_CHIEF), now, SUN), APPROVED)
    refused(TO_CHIEF, now, replace(APPROVED, is_chief=False), NotTheChief)
    refused(TO_CHIEF, now, replace(APPROVED, is_approved=False, reason=""), NotTheChief)
    refused(TO_CHIEF, now, replace(APPROVED, at=noon(DAY, 16)), DateImpossible)
    refused(TO_CHIEF, now, replace(APPROVED, at=noon(DAY - ONE_DAY)), DateImpossible)
    refused((filed(),), now, APPROVED, NothingToDo)
    with pytest.raises(SamePerson):
        ask(look(a_file(*TO_CHIEF), now), APPROVED)


@pytest.mark.law("DL-28", "TRF-2")
@pytest.mark.parametrize(
    ("proposed", "last"),
    [
        (DAY, date(2026, 3, 9)),  # Saturday 7 March moves to Monday
        (date(2026, 3, 3), date(2026, 3, 6)),
        (date(2026, 2, 13), date(2026, 2, 24)),  # 16 February lies in the Spring Festival
        (date(2027, 2, 4), date(2027, 2, 9)),  # 7 February 2027 as well
    ],
)
def test_within_three_days(proposed: date, last: date) -> None:
    file = a_file(filed(), taken(replace(PROPOSED, on=proposed), proposed))
    (clock,) = chief_clock(file, look(file, proposed).law)
    assert clock.due.on == last
    assert [clock.state(last), clock.state(last + ONE_DAY)] == ["running", "over"]


@pytest.mark.law("DL-29", "TRF-3")
def test_what_is_approved_is_handed_over_within_a_day() -> None:
    file = a_file(*TO_POLICE)
    (clock,) = handover_clock(file, look(file, DAY).law)
    last = noon(DAY + ONE_DAY, 14)
    assert clock.due.at == last
    late = last + timedelta(seconds=1)
    assert [clock.state(DAY, last), clock.state(DAY, late)] == ["running", "over"]
    done = a_file(*WITH_POLICE)
    (clock,) = handover_clock(done, look(done, DAY).law)
    assert clock.met_on == DAY
    no = a_file(*TO_CHIEF, taken(replace(APPROVED, is_approved=False), noon(DAY, 14), SUN))
    assert list(handover_clock(no, look(no, DAY).law)) == []


@pytest.mark.law("TRF-4", "TRF-5")
def test_it_goes_with_letter_report_and_inventory() -> None:
    now = noon(DAY, 17)
    ask(look(a_file(*TO_POLICE), now), HANDED)
    refused(TO_POLICE, now, replace(HANDED, has_letter=False), TransferPapersMissing)
    refused(TO_POLICE, now, replace(HANDED, has_report=False), TransferPapersMissing)
    refused(TO_POLICE, now, replace(HANDED, has_inventory=False), TransferPapersMissing)
    refused(TO_POLICE, now, replace(HANDED, organ=""), FieldWrong)
    refused(TO_POLICE, now, replace(HANDED, at=noon(DAY, 18)), DateImpossible)
    refused(TO_POLICE, now, replace(HANDED, at=noon(DAY, 13)), DateImpossible)
    refused(TO_CHIEF, now, HANDED, NothingToDo)


@pytest.mark.law("TRF-4")
def test_what_was_tested_goes_with_its_report() -> None:
    evidence = EvidenceAdded(
        "e1", EvidenceKind.EXPERTISE, "鉴定意见", DAY, EvidenceSource.OFFICER, OFFICERS,
        (FactElement.ACT,), kept_at="案卷",
    )  # fmt: skip
    steps = (filed(), taken(evidence, DAY), *TO_POLICE[1:])
    refused(steps, noon(DAY, 17), HANDED, TransferPapersMissing)
    ask(look(a_file(*steps), noon(DAY, 17)), replace(HANDED, has_expertise=True))


@pytest.mark.law("APL-082", "TRF-10", "APL-027")
@pytest.mark.parametrize(
    ("steps", "is_pending"),
    [
        ((filed(),), False),
        (TO_CHIEF, True),
        (TO_POLICE, True),
        (WITH_POLICE, False),
        (CAME_BACK, False),
        ((*TO_CHIEF, taken(replace(APPROVED, is_approved=False), DAY, SUN)), False),
    ],
)
def test_no_penalty_takes_the_place_of_a_transfer(steps: Any, is_pending: bool) -> None:
    situation = look(a_file(*steps), date(2026, 3, 10))
    if is_pending:
        with pytest.raises(TransferPending):
            demand_no_transfer_pending(situation)
    else:
        demand_no_transfer_pending(situation)


@pytest.mark.law("TRF-6", "TRF-9")
def test_the_case_is_with_the_police_until_they_refuse() -> None:
    assert stage_of(a_file(*WITH_POLICE)) is Stage.TRANSFERRED
    with pytest.raises(StepOutOfOrder):
        ready(look(a_file(*WITH_POLICE), DAY), TransferProposed)
    assert stage_of(a_file(*CAME_BACK)) is Stage.INVESTIGATION
    after_decision = (filed(), decision(), served(), *CAME_BACK[1:])
    assert stage_of(a_file(*after_decision)) is Stage.PERFORMANCE


@pytest.mark.law("DL-30", "TRF-6")
def test_the_police_decide_in_three_days_with_a_document() -> None:
    file = a_file(*WITH_POLICE)
    (clock,) = police_clock(file, look(file, DAY).law)
    assert (clock.due.on, clock.is_ours) == (date(2026, 3, 9), False)
    ask(look(file, REFUSED.on), REFUSED)
    refused(WITH_POLICE, REFUSED.on, replace(REFUSED, document_no=""), FieldWrong)
    refused(WITH_POLICE, REFUSED.on, replace(REFUSED, on=DAY - ONE_DAY), DateImpossible)
    refused((filed(),), REFUSED.on, REFUSED, NothingToDo)
    refused(CAME_BACK, REFUSED.on, REFUSED, NothingToDo)


@pytest.mark.law("DL-31", "TRF-7", "TRF-8")
@pytest.mark.parametrize(
    ("on", "refusal"),
    [(date(2026, 3, 8), None), (date(2026, 3, 9), None), (date(2026, 3, 10), AskedTooLate)],
)
def test_reconsideration_is_asked_for_in_three_days(
    on: date, refusal: type[PlatformError] | None
) -> None:
    asked = replace(ASKED, on=on)
    if refusal is None:
        ask(look(a_file(*CAME_BACK), on), asked)
    else:
        refused(CAME_BACK, on, asked, refusal)
        file = a_file(*CAME_BACK)
        (clock,) = reconsideration_clock(file, look(file, on).law)
        assert clock.state(on) == "lapsed"


@pytest.mark.law("TRF-7", "TRF-8")
def test_a_second_refusal_goes_to_the_procuratorate() -> None:
    again = replace(REFUSED, on=date(2026, 3, 11))
    asked = (*CAME_BACK, taken(ASKED, ASKED.on))
    refused(asked, ASKED.on, ASKED, NothingToDo)
    ask(look(a_file(*asked), again.on), again)
    refused(asked, again.on, replace(again, on=date(2026, 3, 8)), DateImpossible)
    steps = (*asked, taken(again, again.on))
    refused(steps, date(2026, 3, 12), replace(ASKED, on=date(2026, 3, 12)), AlreadyDone)
    up = PoliceAsked(date(2026, 3, 12), "临江市人民检察院", to_procuratorate=True)
    ask(look(a_file(*steps), up.on), up)
    refused(steps, date(2026, 3, 17), replace(up, on=date(2026, 3, 17)), AskedTooLate)
    refused(steps, up.on, replace(up, organ=""), FieldWrong)
    file = a_file(*steps)
    assert [clock.due.on for clock in police_clock(file, look(file, up.on).law)] == [
        date(2026, 3, 9),
        date(2026, 3, 12),
    ]


@pytest.mark.law("TRF-8")
def test_the_police_may_file_on_reconsideration() -> None:
    filed_after = taken(replace(FILED_BY_POLICE, on=date(2026, 3, 11)), date(2026, 3, 11))
    file = a_file(*CAME_BACK, taken(ASKED, ASKED.on), filed_after)
    assert stage_of(file) is Stage.TRANSFERRED


SEALED: tuple[Taken, ...] = (approved(day=DAY), taken(measure(DAY), noon(DAY)))
FILED_THERE = (filed(), *SEALED, *WITH_POLICE[1:], taken(FILED_BY_POLICE, FILED_BY_POLICE.on))


@pytest.mark.law("DL-32", "TRF-11", "ACL-021")
def test_goods_follow_within_three_days_and_the_party_is_told() -> None:
    on = date(2026, 3, 9)
    handed = GoodsHandedOver(on, "交接清单 1 号", on)
    file = a_file(*FILED_THERE)
    (clock,) = goods_clock(file, look(file, on).law)
    assert clock.due.on == on
    ask(look(file, on), handed)
    refused(FILED_THERE, on, replace(handed, told_party_on=None), PartyNotTold)
    refused(FILED_THERE, on, replace(handed, told_party_on=on + ONE_DAY), DateImpossible)
    refused(FILED_THERE, on, replace(handed, receipt=""), FieldWrong)
    refused(FILED_THERE, on, replace(handed, on=date(2026, 3, 5)), DateImpossible)
    after = a_file(*FILED_THERE, taken(handed, on))
    assert held(after) == ()
    refused((*FILED_THERE, taken(handed, on)), on, handed, NothingToDo)
    refused(WITH_POLICE, on, handed, NothingToDo)
    (clock,) = goods_clock(after, look(after, on).law)
    assert clock.met_on == on


@pytest.mark.law("TRF-10")
def test_what_was_decided_before_goes_on() -> None:
    stop = decision(Penalty(PenaltyKind.SUSPEND_BUSINESS, text="停业七日"))
    file = a_file(filed(), stop, served(), *WITH_POLICE[1:])
    assert stage_of(file) is Stage.TRANSFERRED
    done = PenaltyPerformed("已停业七日", DAY, PenaltyKind.SUSPEND_BUSINESS)
    ask(look(file, noon(DAY, 17)), done)
