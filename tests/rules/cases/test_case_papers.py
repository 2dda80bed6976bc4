# SPDX-License-Identifier: Apache-2.0
"""Papers: what the law wants in writing is written before it is served, and kept in the file."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.rules.cases.files import (
    AROUND,
    SUN,
    Taken,
    a_file,
    ask,
    decision,
    filed,
    look,
    on_the_spot,
    ready,
    served,
    taken,
)
from tests.rules.cases.holding import DAY, freezing, measure

from mingjing.cases.rules.papers import (
    case_forms,
    demand_made_before_service,
    paper_before,
    papers_due,
)
from mingjing.cases.rules.table import step_rules
from mingjing.cases.types import codes as c
from mingjing.cases.types import steps as s
from mingjing.cases.types.casefile import CaseFile, Paper, Surroundings
from mingjing.cases.types.documents import (
    PaperDiffers,
    PaperMissing,
    PaperNotPrepared,
    ServedBeforeMade,
    SignatureMissing,
)
from mingjing.registry.types import PenaltyKind

ON = date(2026, 3, 2)
FINE = s.Proposal(c.Outcome.PENALTY, (s.Penalty(PenaltyKind.FINE, 100_000),))
BASIS = ("food-safety-law 124",)
NOTICE = s.NoticeServed(
    FINE, "事实", "理由", BASIS, True, False, c.ServiceKind.DIRECT, ON, "回证"
)  # fmt: skip
NOTHING = Paper("closing_report", 99)
"""A document that no gate asks for: something was made, but not what is wanted."""


def holding(*made: Paper) -> Surroundings:
    return replace(AROUND, papers=(NOTHING, *made))


def decided(outcome: c.Outcome = c.Outcome.PENALTY) -> CaseFile:
    return a_file(filed(), decision(on=ON, outcome=outcome))


def reported() -> CaseFile:
    return a_file(filed(), taken(s.ReportMade("事实", "理由", BASIS, FINE), ON))


@pytest.mark.law("APL-059", "APL-061")
@pytest.mark.parametrize(
    ("outcome", "made", "is_lawful"),
    [
        (c.Outcome.PENALTY, Paper("decision", 2), True),
        (c.Outcome.NO_PENALTY, Paper("no_penalty_decision", 2), True),
        (c.Outcome.NOT_ESTABLISHED, Paper("no_penalty_decision", 2), True),
        (c.Outcome.PENALTY, Paper("decision", 1), False),
        (c.Outcome.PENALTY, Paper("no_penalty_decision", 2), False),
        (c.Outcome.NO_PENALTY, Paper("decision", 2), False),
    ],
)
def test_a_decision_is_served_once_that_very_decision_is_written(
    outcome: c.Outcome, made: Paper, is_lawful: bool
) -> None:
    situation = look(decided(outcome), ON, around=holding(made))
    service = s.DecisionServed(c.ServiceKind.DIRECT, ON, "回证")
    if is_lawful:
        ask(situation, service)
        return
    with pytest.raises(PaperMissing) as refused:
        ready(situation, s.DecisionServed)
    assert [(form.series, seq) for form, seq in refused.value.wanted] in (
        [("罚决", 2)],
        [("不罚", 2)],
    )
    assert (refused.value.rule, refused.value.article) == ("APL-059", "行政处罚法 §59, §61")


@pytest.mark.law("APL-044")
def test_a_prior_notice_is_written_before_it_is_served() -> None:
    with pytest.raises(PaperNotPrepared) as refused:
        ready(look(reported(), ON, around=holding()), s.NoticeServed)
    assert "《行政处罚事先告知书》" in refused.value.message("zh")
    served_before = holding(Paper("prior_notice", 7, says_this=True))
    with pytest.raises(PaperNotPrepared):
        ready(look(reported(), ON, around=served_before), s.NoticeServed)
    ready(look(reported(), ON, around=holding(Paper("prior_notice"))), s.NoticeServed)


@pytest.mark.law("APL-044", "APL-064b", "ACL-035")
@pytest.mark.parametrize("says_this", [True, False])
def test_what_is_told_is_what_the_paper_says(says_this: bool) -> None:
    power = look(reported()).around.power
    around = replace(holding(Paper("prior_notice", says_this=says_this)), power=power)
    situation = look(reported(), ON, around=around)
    gates = _serving(s.NoticeServed)
    if says_this:
        gates(situation, NOTICE)
        return
    with pytest.raises(PaperDiffers):
        gates(situation, NOTICE)


MADE_BEFORE = [
    (NOTICE, Paper("prior_notice", says_this=True), ON),
    (
        s.HearingScheduled(datetime(2026, 3, 11, 9, tzinfo=UTC), "听证室", "account_qian", ON),
        Paper("hearing_notice", says_this=True),
        ON,
    ),
    (
        s.DemandServed("请缴纳", 1, 0, "缴款", ON, ON + timedelta(14), True, "回证"),
        Paper("demand", says_this=True),
        ON,
    ),
    (s.DecisionServed(c.ServiceKind.DIRECT, ON, "回证"), Paper("decision", 2), ON),
]


@pytest.mark.law("APL-044", "APL-061", "APL-064b", "ACL-035")
@pytest.mark.parametrize(("served_as", "paper", "on"), MADE_BEFORE)
@pytest.mark.parametrize("days", [-1, 0, 1, None])
def test_no_paper_is_served_before_the_day_it_was_made(
    served_as: s.Payload, paper: Paper, on: date, days: int | None
) -> None:
    made_on = None if days is None else on + timedelta(days)  # an old receipt does not say it
    situation = look(decided(), ON, around=holding(replace(paper, made_on=made_on)))
    rule = step_rules()[type(served_as)]
    assert demand_made_before_service in rule.gates()
    if days != 1:
        demand_made_before_service(situation, served_as)
        return
    with pytest.raises(ServedBeforeMade) as refused:
        demand_made_before_service(situation, served_as)
    assert "2026-03-03" in refused.value.message("zh")
    assert refused.value.rule in {"APL-044", "APL-061", "APL-064b", "ACL-035"}


def _serving(kind: type[s.Payload]):  # type: ignore[no-untyped-def]  # the gate itself
    from mingjing.cases.rules.papers import demand_paper_says
    from mingjing.cases.rules.table import step_rules

    assert demand_paper_says in step_rules()[kind].serving
    return demand_paper_says


@pytest.mark.law("APL-064b", "ACL-035")
def test_hearing_notice_and_demand_are_written_before_too() -> None:
    asked = a_file(
        filed(), taken(s.ReportMade("事实", "理由", BASIS, FINE), ON),
        taken(replace(NOTICE, tells_hearing=True), ON), taken(s.HearingRequested(ON), ON),
    )  # fmt: skip
    with pytest.raises(PaperNotPrepared) as hearing:
        ready(look(asked, ON, "account_qian", holding()), s.HearingScheduled)
    late = a_file(filed(), decision(on=ON), served(ON))
    with pytest.raises(PaperNotPrepared) as demanded:
        ready(look(late, ON + timedelta(40), around=holding()), s.DemandServed)
    assert (hearing.value.rule, demanded.value.rule) == ("APL-064b", "ACL-035")
    kinds = (s.NoticeServed, s.HearingScheduled, s.DemandServed)
    found = [paper_before(kind) for kind in kinds]
    assert [one.id for one in found if one] == ["prior_notice", "hearing_notice", "demand"]
    assert paper_before(s.DecisionServed) is None


@pytest.mark.law("APL-052")
@pytest.mark.parametrize(
    ("made", "refusal"),
    [
        ((), PaperMissing),
        ((Paper("spot_decision", 1, signed=0),), SignatureMissing),
        ((Paper("spot_decision", 1, signed=1),), SignatureMissing),
        ((Paper("spot_decision", 1, signed=2),), None),
    ],
)
def test_a_decision_on_the_spot_is_written_and_signed(
    made: tuple[Paper, ...], refusal: type[Exception] | None
) -> None:
    file = a_file(on_the_spot(), procedure=c.Procedure.SIMPLE)
    situation = look(file, date(2026, 3, 2), around=holding(*made))
    if refusal is None:
        ready(situation, s.FiledBack)
        return
    with pytest.raises(refusal):
        ready(situation, s.FiledBack)
    with pytest.raises(refusal):
        ready(look(file, date(2026, 3, 2), SUN, holding(*made)), s.Closed)


@pytest.mark.law("ACL-024", "ACL-025", "ACL-031")
def test_a_measure_is_written_before_its_decision_is_served_or_its_term_extended() -> None:
    frozen = a_file(filed(), Taken(freezing(), measure().taken_at))
    told = s.MeasureNoticeServed("measure_1", DAY, c.ServiceKind.DIRECT)
    with pytest.raises(PaperMissing) as refused:
        ask(look(frozen, DAY, around=holding()), told)
    assert refused.value.rule == "ACL-024"
    ask(look(frozen, DAY, around=holding(Paper("freezing_decision", 2))), told)
    sealed = a_file(filed(), Taken(measure(), measure().taken_at))
    with pytest.raises(PaperMissing):
        ready(look(sealed, DAY, SUN, holding()), s.MeasureExtended)
    ready(look(sealed, DAY, SUN, holding(Paper("measure_decision", 2))), s.MeasureExtended)


@pytest.mark.law("APL-047")
def test_the_archive_asks_for_what_the_steps_must_have_left() -> None:
    closed = taken(s.Closed(c.ClosingGround.DISMISSED, "办结"), ON, SUN)
    dismissed = a_file(filed(), closed)
    assert papers_due(dismissed) == ()
    ready(look(dismissed, ON, around=holding()), s.Archived)
    whole = a_file(
        filed(), Taken(measure(), measure().taken_at), taken(NOTICE, ON), decision(on=ON),
        served(ON), taken(s.Closed(c.ClosingGround.PERFORMED, "办结"), ON, SUN),
    )  # fmt: skip
    due = [(form.id, seq) for form, seq in papers_due(whole)]
    assert due == [
        ("measure_decision", 2), ("prior_notice", 3), ("service_receipt", 3), ("decision", 4),
        ("service_receipt", 5),
    ]  # fmt: skip
    made = [Paper(form, seq) for form, seq in due]
    ready(look(whole, ON, around=holding(*made)), s.Archived)
    for left_out in made:
        some = (one for one in made if one is not left_out)
        with pytest.raises(PaperMissing) as refused:
            ready(look(whole, ON, around=holding(*some)), s.Archived)
        missing = [(form.id, seq) for form, seq in refused.value.wanted]
        assert missing == [(left_out.form, left_out.seq)]


def test_the_list_of_forms_says_which_the_law_asks_for() -> None:
    assert {one.asked for one in case_forms()} == {"", "before", "file"}
    assert all(one.acts for one in case_forms() if one.asked), "only of steps"
