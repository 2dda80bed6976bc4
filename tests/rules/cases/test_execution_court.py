# SPDX-License-Identifier: Apache-2.0
"""Courts, suspension, ends and agreements of execution."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.rules.cases.executing import BASE, DEMAND, DEMANDED, ONE_DAY, refused
from tests.rules.cases.files import (
    CITIZEN,
    SHOP,
    SUN,
    Taken,
    a_file,
    ask,
    decision,
    look,
    ready,
    rows,
    served,
    taken,
)
from tests.rules.cases.test_execution import COURT, EXECUTION, RIPE

from mingjing.cases.rules.court import is_court_accepted
from mingjing.cases.rules.execution_clocks import (
    court_clock,
    demand_clock,
    surcharge_clock,
    suspension_clock,
)
from mingjing.cases.rules.lapses import lapsing
from mingjing.cases.rules.remedies import court_window
from mingjing.cases.types.casefile import PartyFacts
from mingjing.cases.types.codes import (
    ChangeKind,
    CourtAnswer,
    EndGround,
    PayManner,
    Procedure,
    RemedyKind,
    RemedyResult,
    SuspensionGround,
)
from mingjing.cases.types.refusals import (
    AgreementUnlawful,
    CourtPapersMissing,
    CourtWindowClosed,
    DateImpossible,
    DemandRunning,
    EndGroundWrong,
    ExecutionOver,
    ExecutionStayed,
    FieldWrong,
    NothingToDo,
    RemediesOpen,
)
from mingjing.cases.types.steps import (
    AgreementMade,
    ClockLapsed,
    CourtAnswered,
    DecisionChanged,
    DemandAnswered,
    ExecutionDecided,
    ExecutionEnded,
    ExecutionResumed,
    ExecutionSuspended,
    PaymentReceived,
    PerformanceDeferred,
    RemedyClosed,
    RemedyOpened,
)
from mingjing.kernel.errors import PlatformError


@pytest.mark.law("ACL-053", "REM-1", "REM-2", "APL-072")
@pytest.mark.parametrize("row", rows("court_window.yaml"), ids=lambda row: row["what"])
def test_the_window_of_the_court(row: dict[str, Any]) -> None:
    steps: list[Taken] = list(DEMANDED)
    for number, (kind, opened, closed, result) in enumerate(row.get("remedies", [])):
        name = f"remedy_{number}"
        steps.append(taken(RemedyOpened(name, RemedyKind(kind), opened, "机关"), opened))
        steps.append(taken(RemedyClosed(name, RemedyResult(result), closed, "1 号"), closed))
    if "deferred" in row:
        put_off = PerformanceDeferred(row["deferred"], "困难", date(2026, 3, 9))
        steps.append(taken(put_off, date(2026, 3, 10), SUN))
    procedure = Procedure(row.get("procedure", "ordinary"))
    file = a_file(*steps, procedure=procedure)
    window = court_window(file, look(file, row["last"]).law)
    assert window is not None
    assert (window.opens_after.on, window.last.on) == (row["ends"], row["last"])
    (clock,) = court_clock(file, look(file, row["last"]).law)
    assert [clock.state(row["last"]), clock.state(row["last"] + ONE_DAY)] == ["running", "over"]
    opens = row["ends"] + ONE_DAY
    ask(look(file, opens), replace(COURT, on=opens))
    refused(file, opens, replace(COURT, on=row["ends"]), RemediesOpen)
    ask(look(file, row["last"]), replace(COURT, on=row["last"]))
    late = row["last"] + ONE_DAY
    refused(file, late, replace(COURT, on=late), CourtWindowClosed)


@pytest.mark.law("ACL-053")
def test_while_a_remedy_runs_the_court_is_closed() -> None:
    opened = taken(RemedyOpened("r1", RemedyKind.SUIT, date(2026, 8, 1), "法院"), date(2026, 8, 1))
    file = a_file(*DEMANDED, opened)
    refused(file, date(2026, 9, 3), COURT, RemediesOpen)
    assert list(court_clock(file, look(file, date(2026, 9, 3)).law)) == []


@pytest.mark.law("ACL-054", "ACL-036")
@pytest.mark.parametrize(
    ("demanded", "first"),
    [
        # Ten working days after Thursday 20 August 2026: 3 September.
        (date(2026, 8, 20), date(2026, 9, 4)),
        # Over the days of October: 21, 22, 23, 24, 28, 29, 30 September, 8, 9, 10 October.
        (date(2026, 9, 20), date(2026, 10, 11)),
    ],
)
def test_ten_working_days_lie_between_demand_and_court(demanded: date, first: date) -> None:
    demand = replace(DEMAND, served_on=demanded, surcharge_fen=1_000_000)
    file = a_file(*BASE, taken(demand, demanded))
    (clock,) = demand_clock(file, look(file, demanded).law)
    assert clock.due.on == first - ONE_DAY
    ask(look(file, first), replace(COURT, on=first))
    refused(file, first, replace(COURT, on=first - ONE_DAY), DemandRunning)
    adopted = taken(DemandAnswered("已缴", True, demanded), demanded)
    refused(a_file(*BASE, taken(demand, demanded), adopted), first, COURT, PlatformError)


@pytest.mark.law("ACL-054", "ACL-055")
@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"has_signed_application": False}, CourtPapersMissing),
        ({"has_decision": False}, CourtPapersMissing),
        ({"has_opinion": False}, CourtPapersMissing),
        ({"has_object": False}, CourtPapersMissing),
        ({"court": ""}, FieldWrong),
        ({"on": date(2026, 9, 4)}, DateImpossible),
    ],
)
def test_it_refuses_an_application(changes: dict[str, Any], refusal: type[PlatformError]) -> None:
    refused(a_file(*DEMANDED), date(2026, 9, 3), replace(COURT, **changes), refusal)


@pytest.mark.law("ACL-053")
def test_a_window_that_lapsed_is_closed_even_if_the_day_is_wrong() -> None:
    last = date(2026, 12, 2)
    file = a_file(*DEMANDED)
    (lapse,) = lapsing(file, look(file, last + ONE_DAY).law)
    assert lapse == ClockLapsed("DL-17", "", "lapse", last)
    after = a_file(*DEMANDED, taken(lapse, last + ONE_DAY, "system"))
    refused(after, last + ONE_DAY, replace(COURT, on=last), CourtWindowClosed)
    assert list(lapsing(after, look(after, last + ONE_DAY).law)) == []


@pytest.mark.law("ACL-053")
@pytest.mark.parametrize(
    "done",
    [
        COURT,
        ExecutionEnded(EndGround.LOST, date(2026, 9, 3), "灭失"),
        EXECUTION,
        PaymentReceived(1_000_000, date(2026, 9, 3), PayManner.BANK, "票据", 1_000_000),
    ],
)
def test_the_window_does_not_lapse_where_it_is_not_needed(done: Any) -> None:
    file = a_file(*DEMANDED, taken(done, date(2026, 9, 3)))
    assert list(lapsing(file, look(file, date(2026, 12, 3)).law)) == []


@pytest.mark.law("ACL-056", "ACL-057", "ACL-058")
def test_the_court_answers() -> None:
    answered = CourtAnswered(CourtAnswer.ACCEPTED, date(2026, 9, 8), "（2026）行审 1 号")
    applied = (*DEMANDED, taken(COURT, date(2026, 9, 3)))
    file = a_file(*applied)
    ask(look(file, date(2026, 9, 8)), answered)
    refused(file, date(2026, 9, 8), replace(answered, document_no=""), FieldWrong)
    refused(file, date(2026, 9, 8), replace(answered, on=date(2026, 9, 2)), DateImpossible)
    with pytest.raises(NothingToDo):
        ready(look(a_file(*DEMANDED), date(2026, 9, 8)), CourtAnswered)
    assert not is_court_accepted(file)
    assert is_court_accepted(a_file(*applied, taken(answered, date(2026, 9, 8))))
    refusal = replace(answered, answer=CourtAnswer.NOT_ACCEPTED)
    assert not is_court_accepted(a_file(*applied, taken(refusal, date(2026, 9, 8))))


SUSPENDED = ExecutionSuspended(SuspensionGround.HARDSHIP, "暂无履行能力", date(2026, 3, 20))


@pytest.mark.law("ACL-039")
def test_execution_is_suspended_and_resumed() -> None:
    file = a_file(*DEMANDED)
    now = date(2026, 3, 20)
    ask(look(file, now, SUN), SUSPENDED)
    for wrong, refusal in (
        (replace(SUSPENDED, reason=""), FieldWrong),
        (replace(SUSPENDED, on=now + ONE_DAY), DateImpossible),
    ):
        with pytest.raises(refusal):
            ask(look(file, now, SUN), wrong)
    halted = a_file(*DEMANDED, taken(SUSPENDED, now, SUN))
    with pytest.raises(ExecutionStayed):
        ready(look(halted, now, SUN), ExecutionSuspended)
    ask(look(halted, RIPE, SUN), ExecutionResumed(RIPE))
    with pytest.raises(DateImpossible):
        ask(look(halted, RIPE, SUN), ExecutionResumed(now - ONE_DAY))
    with pytest.raises(NothingToDo):
        ready(look(file, RIPE, SUN), ExecutionResumed)
    resumed = a_file(
        *DEMANDED, taken(SUSPENDED, now, SUN), taken(ExecutionResumed(RIPE), RIPE, SUN)
    )
    ready(look(resumed, RIPE, SUN), ExecutionDecided)


@pytest.mark.law("ACL-039")
@pytest.mark.parametrize(
    ("suspended", "is_given_up"),
    [
        (SUSPENDED, True),
        (replace(SUSPENDED, has_social_harm=True), False),
        (replace(SUSPENDED, ground=SuspensionGround.THIRD_CLAIM), False),
    ],
)
def test_after_three_years_it_is_given_up(suspended: ExecutionSuspended, is_given_up: bool) -> None:
    # Suspended on 20 March 2023: three years end on 20 March 2026, a Friday; it would not move.
    old = replace(suspended, on=date(2023, 3, 20))
    lately = replace(DEMAND, served_on=date(2023, 3, 18))
    steps = (
        taken(decision(on=date(2023, 2, 27)).payload, date(2023, 2, 27), SUN),
        served(date(2023, 2, 27)),
        taken(lately, date(2023, 3, 18)),
        taken(old, date(2023, 3, 20), SUN),
    )
    file = a_file(*steps)
    (clock,) = suspension_clock(file, look(file, date(2026, 3, 20)).law)
    assert clock.due.on == date(2026, 3, 20)
    found = [one.deadline_id for one in lapsing(file, look(file, date(2026, 3, 21)).law)]
    assert ("DL-18" in found) is is_given_up


@pytest.mark.law("ACL-039", "ACL-040")
def test_what_was_given_up_is_ended_not_executed() -> None:
    lapse = ClockLapsed("DL-18", "5", "lapse", date(2029, 3, 20))
    steps = (*DEMANDED, taken(SUSPENDED, date(2026, 3, 20), SUN), taken(lapse, RIPE, "system"))
    file = a_file(*steps)
    with pytest.raises(ExecutionOver):
        ready(look(file, RIPE, SUN), ExecutionDecided)
    with pytest.raises(ExecutionOver):
        ready(look(file, RIPE, SUN), ExecutionResumed)
    ended = ExecutionEnded(EndGround.SUSPENDED, RIPE, "满三年")
    ask(look(file, RIPE, SUN), ended)
    with pytest.raises(ExecutionOver):
        ready(look(a_file(*steps, taken(ended, RIPE, SUN)), RIPE, SUN), ExecutionEnded)


@pytest.mark.law("ACL-040")
@pytest.mark.parametrize(
    ("ground", "party", "is_lawful"),
    [
        (EndGround.DEATH, CITIZEN, True),
        (EndGround.DEATH, SHOP, False),
        (EndGround.DISSOLVED, SHOP, True),
        (EndGround.DISSOLVED, CITIZEN, False),
        (EndGround.LOST, SHOP, True),
        (EndGround.REVOKED, SHOP, False),
        (EndGround.SUSPENDED, SHOP, False),
        (EndGround.OTHER, SHOP, True),
    ],
)
def test_an_end_has_its_ground(ground: EndGround, party: PartyFacts, is_lawful: bool) -> None:
    situation = look(a_file(*DEMANDED, party=party), RIPE, SUN)
    ended = ExecutionEnded(ground, RIPE, "情况说明")
    if is_lawful:
        ask(situation, ended)
        with pytest.raises(FieldWrong):
            ask(situation, replace(ended, text=""))
    else:
        with pytest.raises(EndGroundWrong):
            ask(situation, ended)


@pytest.mark.law("ACL-040")
def test_a_revoked_decision_ends_execution() -> None:
    revoked = taken(DecisionChanged(ChangeKind.REVOKED, RIPE, "错误", "1 号"), RIPE)
    ask(
        look(a_file(*DEMANDED, revoked), RIPE, SUN), ExecutionEnded(EndGround.REVOKED, RIPE, "撤销")
    )


AGREED = AgreementMade("分两期缴纳", date(2026, 3, 20), date(2026, 6, 30), 30_000, "已消除隐患")


@pytest.mark.law("ACL-042")
@pytest.mark.parametrize(
    ("agreed", "refusal"),
    [
        (AGREED, None),
        (replace(AGREED, reduced_surcharge_fen=0, remedied=""), None),
        (replace(AGREED, remedied=""), AgreementUnlawful),
        # On 20 March three days have run: 900 yuan.
        (replace(AGREED, reduced_surcharge_fen=90_001), AgreementUnlawful),
        (replace(AGREED, reduced_surcharge_fen=-1), AgreementUnlawful),
        (replace(AGREED, text=""), FieldWrong),
        (replace(AGREED, until_on=date(2026, 3, 19)), DateImpossible),
    ],
)
def test_an_agreement_gives_away_surcharge_only(
    agreed: AgreementMade, refusal: type[PlatformError] | None
) -> None:
    situation = look(a_file(*DEMANDED), date(2026, 3, 20), SUN)
    if refusal is None:
        ask(situation, agreed)
    else:
        with pytest.raises(refusal):
            ask(situation, agreed)


@pytest.mark.law("ACL-042")
def test_an_agreement_is_made_in_execution() -> None:
    with pytest.raises(NothingToDo):
        ask(look(a_file(*BASE), date(2026, 3, 20), SUN), AGREED)


@pytest.mark.law("ACL-046")
def test_the_clock_of_the_surcharge_opens_execution() -> None:
    file = a_file(*DEMANDED)
    (clock,) = surcharge_clock(file, look(file, RIPE).law)
    assert (clock.due.on, clock.met_on, clock.is_ours) == (
        date(2026, 4, 16),
        date(2026, 4, 16),
        False,
    )
    assert list(surcharge_clock(file, look(file, date(2026, 3, 17)).law)) == []
