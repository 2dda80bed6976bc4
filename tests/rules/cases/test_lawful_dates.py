# SPDX-License-Identifier: Apache-2.0
"""Days and changes that would go round a gate: dated before, changed upwards, paid twice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.rules.cases.files import (
    OFFICERS,
    REMEDIES,
    a_file,
    ask,
    decision,
    filed,
    look,
    noon,
    served,
    taken,
)

from mingjing.cases.rules.dates import demand_between, demand_instants
from mingjing.cases.types import codes as c
from mingjing.cases.types import steps as s
from mingjing.cases.types.casefile import PartyFacts, Power, Surroundings
from mingjing.cases.types.refusals import (
    ClosingGroundMissing,
    DateImpossible,
    DateTooEarly,
    DateTooLate,
    HeavierThanDecided,
    NothingToDo,
    PaymentTooMuch,
    PenaltyAdded,
    TransferPending,
    UnderFourteen,
)
from mingjing.registry.types import PenaltyKind

MADE = date(2026, 3, 2)
DAY = timedelta(days=1)
POWER = Power("330200-0001", "过期食品", ("food-safety-law 124",), tuple(PenaltyKind), None, "")
AROUND = Surroundings(certified=OFFICERS, power=POWER)


def fine(yuan: int) -> s.Proposal:
    return s.Proposal(c.Outcome.PENALTY, (s.Penalty(PenaltyKind.FINE, yuan * 100),))


def change(proposal: s.Proposal | None, kind: c.ChangeKind = c.ChangeKind.CHANGED) -> s.Payload:
    return s.DecisionChanged(kind, MADE + DAY, "裁量过重", "改字 1 号", proposal)


@pytest.mark.law("APL-045", "APL-048")
@pytest.mark.parametrize("yuan", [10_001, 20_000])
def test_a_decision_is_not_changed_to_a_heavier_one(yuan: int) -> None:
    file = a_file(filed(), decision(), served())
    with pytest.raises(HeavierThanDecided):
        ask(look(file, MADE + DAY, "account_sun", AROUND), change(fine(yuan)))


@pytest.mark.law("APL-045", "APL-048")
def test_a_change_adds_no_penalty_and_says_which() -> None:
    revoked = s.Penalty(PenaltyKind.REVOKE_LICENCE)
    more = s.Proposal(c.Outcome.PENALTY, (*fine(100).penalties, revoked))
    file = a_file(filed(), decision(), served())
    with pytest.raises(PenaltyAdded) as refused:
        ask(look(file, MADE + DAY, "account_sun", AROUND), change(more))
    assert PenaltyKind.REVOKE_LICENCE.zh in refused.value.message("zh")
    assert "yuan" not in refused.value.message("en")


@pytest.mark.parametrize(
    ("on", "earliest", "latest", "refusal"),
    [
        (0, 0, 0, None),
        (-1, 0, 5, DateImpossible),
        (6, 0, 5, DateImpossible),
        (9, 9, 5, DateTooLate),  # no day lies between: the end that it passes is named
        (4, 9, 5, DateTooEarly),
    ],
)
def test_a_refused_day_is_told_an_interval_that_has_days(
    on: int, earliest: int, latest: int, refusal: type[DateImpossible] | None
) -> None:
    days = [MADE + timedelta(one) for one in (on, earliest, latest)]
    instants = [noon(one) for one in days]
    if refusal is None:
        demand_between("on", *days)
        demand_instants("at", *instants)
        return
    for gate, ends in ((demand_between, days), (demand_instants, instants)):
        with pytest.raises(refusal) as refused:
            gate("on", *ends)
        assert type(refused.value) is refusal
        said = refused.value.message("zh")
        assert ("至" in said) is (refusal is DateImpossible)


@pytest.mark.law("APL-048")
def test_it_is_changed_to_a_lighter_one() -> None:
    file = a_file(filed(), decision(), served())
    ask(look(file, MADE + DAY, "account_sun", AROUND), change(fine(10_000)))
    ask(look(file, MADE + DAY, "account_sun", AROUND), change(fine(100)))


@pytest.mark.law("APL-044", "APL-045")
def test_no_penalty_is_not_changed_into_a_penalty_without_a_notice() -> None:
    mild = s.Proposal(c.Outcome.NOT_ESTABLISHED)
    made = decision()
    assert isinstance(made.payload, s.DecisionMade)
    none = replace(made, payload=replace(made.payload, proposal=mild))
    with pytest.raises(HeavierThanDecided):
        ask(
            look(a_file(filed(), none, served()), MADE + DAY, "account_sun", AROUND),
            change(fine(100)),
        )


@pytest.mark.law("APL-048")
def test_what_was_never_decided_or_is_revoked_is_not_changed() -> None:
    dismissed = a_file(filed(), taken(s.Closed(c.ClosingGround.DISMISSED, "撤案"), MADE, "sun"))
    revoked = a_file(
        filed(), decision(), served(), taken(change(None, c.ChangeKind.REVOKED), MADE + DAY)
    )
    for file in (dismissed, revoked):
        with pytest.raises(NothingToDo):
            ask(look(file, MADE + 2 * DAY, "account_sun", AROUND), change(fine(100)))


def notified(*more: object) -> tuple[object, ...]:
    """Report on 2 March, notice on 4 March; five working days to speak end on 11 March."""
    evidence = s.EvidenceAdded(
        "e1", c.EvidenceKind.SITE_RECORD, "笔录", MADE, c.EvidenceSource.OFFICER, OFFICERS,
        tuple(c.FactElement), kept_at="案卷", is_id_shown=True,
        signature=c.Signature.SIGNED,
    )  # fmt: skip
    report = s.ReportMade("事实", "理由", ("food-safety-law 124",), fine(1_000))
    notice = s.NoticeServed(
        fine(1_000), "事实", "理由", ("food-safety-law 124",), True, True, c.ServiceKind.DIRECT,
        date(2026, 3, 4), "回证",
    )  # fmt: skip
    return (
        filed(), taken(evidence, MADE), taken(s.EvidenceVerified("e1", True, "印证"), MADE),
        taken(report, MADE), taken(notice, date(2026, 3, 4)), *more,
    )  # fmt: skip


def decided(on: date) -> s.DecisionMade:
    payload = decision(on=on).payload
    assert isinstance(payload, s.DecisionMade)
    return replace(payload, proposal=fine(1_000), correction="改正")


@pytest.mark.law("APL-044", "APL-062", "APL-064a")
@pytest.mark.parametrize(
    ("on", "is_lawful"),
    [
        (date(2026, 3, 3), False),
        (date(2026, 3, 10), False),
        (date(2026, 3, 11), False),
        (date(2026, 3, 12), True),
    ],
)
def test_a_decision_is_not_dated_into_the_time_of_the_party(on: date, is_lawful: bool) -> None:
    file = a_file(*notified())  # type: ignore[arg-type]
    situation = look(file, date(2026, 4, 1), "account_sun", AROUND)
    if is_lawful:
        ask(situation, decided(on))
        return
    with pytest.raises(DateImpossible):
        ask(situation, decided(on))


@pytest.mark.law("APL-062", "APL-064g")
def test_a_decision_is_not_dated_before_what_was_heard() -> None:
    hearing = s.HearingHeld(date(2026, 3, 20), c.HearingEnd.ABSENT, record="笔录", opinion="维持")
    spoken = s.StatementMade("请求从轻", date(2026, 3, 5))
    answer = taken(s.StatementReviewed(False, "不采纳"), date(2026, 3, 6))
    file = a_file(*notified(taken(spoken), answer, taken(hearing)))  # type: ignore[arg-type]
    situation = look(file, date(2026, 4, 1), "account_sun", AROUND)
    with pytest.raises(DateImpossible):
        ask(situation, decided(date(2026, 3, 19)))
    ask(situation, decided(date(2026, 3, 20)))


@pytest.mark.law("APL-064b")
@pytest.mark.parametrize(("told_on", "is_lawful"), [(5, False), (6, True), (7, True)])
def test_a_hearing_is_told_after_it_was_asked_for(told_on: int, is_lawful: bool) -> None:
    asked = taken(s.HearingRequested(date(2026, 3, 6)), date(2026, 3, 6))
    file = a_file(*notified(asked))  # type: ignore[arg-type]
    plan = s.HearingScheduled(
        noon(date(2026, 3, 27)), "听证室", "account_qian", date(2026, 3, told_on)
    )
    situation = look(file, date(2026, 3, 9), "account_qian", AROUND)
    if is_lawful:
        ask(situation, plan)
        return
    with pytest.raises(DateImpossible):
        ask(situation, plan)


@pytest.mark.law("APL-067", "APL-072")
def test_a_payment_dated_back_does_not_take_more_than_is_owed() -> None:
    first = taken(s.PaymentReceived(600_000, MADE + 9 * DAY, c.PayManner.BANK, "1"), MADE + 9 * DAY)
    file = a_file(filed(), decision(), served(), first)
    back = s.PaymentReceived(400_001, MADE + 5 * DAY, c.PayManner.BANK, "2")
    with pytest.raises(PaymentTooMuch):
        ask(look(file, MADE + 10 * DAY), back)
    ask(look(file, MADE + 10 * DAY), replace(back, fen=400_000))


def spot(on: date) -> s.DecidedOnTheSpot:
    return s.DecidedOnTheSpot(
        "330200-0001", "占道", fine(50), "事实", ("food-safety-law 124",), noon(on), "路口",
        "330100", OFFICERS, True, True, "缴纳", replace(REMEDIES, is_reconsideration_first=True),
        c.Signature.SIGNED, "改正",
    )  # fmt: skip


@pytest.mark.law("APL-030", "APL-051")
@pytest.mark.parametrize(
    ("on", "is_lawful"),
    [(date(2026, 3, 1), False), (date(2026, 3, 2), False), (date(2026, 3, 3), False)],
)
def test_on_the_spot_too_a_minor_is_seen(on: date, is_lawful: bool) -> None:
    child = PartyFacts(c.PartyKind.CITIZEN, born_on=date(2012, 3, 4))
    file = a_file(party=child, procedure=c.Procedure.SIMPLE)
    with pytest.raises(UnderFourteen):
        ask(look(file, on, around=AROUND), spot(on))
    assert not is_lawful


@pytest.mark.law("APL-030")
def test_who_is_fourteen_on_the_day_gets_it_lighter_on_the_spot() -> None:
    child = PartyFacts(c.PartyKind.CITIZEN, born_on=date(2012, 3, 2))
    file = a_file(party=child, procedure=c.Procedure.SIMPLE)
    lighter = replace(fine(50), lenient=(c.LenientFactor.MINOR_AGE,))
    ask(look(file, MADE, around=AROUND), replace(spot(MADE), proposal=lighter))


HANDED = (
    taken(s.TransferProposed(OFFICERS, "报告", date(2026, 3, 13)), date(2026, 3, 13)),
    taken(s.TransferDecided(True, "", noon(date(2026, 3, 13))), date(2026, 3, 13)),
    taken(
        s.TransferHanded(noon(date(2026, 3, 14)), "公安局", True, True, True, True),
        date(2026, 3, 14),
    ),
)


@pytest.mark.law("TRF-9", "TRF-10", "APL-027")
def test_once_the_police_refused_the_agency_decides() -> None:
    refused = taken(s.PoliceDecided(False, date(2026, 3, 16), "不立 1 号"), date(2026, 3, 16))
    file = a_file(*notified(*HANDED, refused))  # type: ignore[arg-type]
    ask(look(file, date(2026, 4, 1), "account_sun", AROUND), decided(date(2026, 4, 1)))


@pytest.mark.law("TRF-10", "APL-027")
@pytest.mark.parametrize("steps", [1, 2])
def test_while_a_transfer_is_under_way_nothing_is_decided(steps: int) -> None:
    file = a_file(*notified(*HANDED[:steps]))  # type: ignore[arg-type]
    with pytest.raises(TransferPending):
        ask(look(file, date(2026, 4, 1), "account_sun", AROUND), decided(date(2026, 4, 1)))


@pytest.mark.law("APL-047")
@pytest.mark.parametrize(
    ("ground", "more"),
    [
        (c.ClosingGround.DISMISSED, ()),
        (c.ClosingGround.REVOKED, (decision(), taken(change(None, c.ChangeKind.REVOKED)))),
    ],
)
def test_what_could_not_be_done_is_not_missing_in_the_archive(
    ground: c.ClosingGround, more: tuple[s.Payload, ...]
) -> None:
    begun = notified() if more else (filed(),)
    file = a_file(*begun, *more, taken(s.Closed(ground, "结案"), date(2026, 4, 1)))  # type: ignore[arg-type]
    ask(look(file, date(2026, 4, 2)), s.Archived("2026-1", 30))


@pytest.mark.law("APL-057", "APL-061", "APL-066")
@pytest.mark.parametrize("has_decision", [False, True])
def test_nothing_counts_as_performed_before_a_decision_was_served(has_decision: bool) -> None:
    warning = decision(s.Penalty(PenaltyKind.WARNING))
    file = a_file(*notified(*([warning] if has_decision else [])))  # type: ignore[arg-type]
    closing = s.Closed(c.ClosingGround.PERFORMED, "执行完毕")
    situation = look(file, date(2026, 4, 1), "account_sun", AROUND)
    with pytest.raises(ClosingGroundMissing):
        ask(situation, closing)
    if has_decision:
        after = a_file(*notified(warning, served()))  # type: ignore[arg-type]
        ask(look(after, date(2026, 4, 1), "account_sun", AROUND), closing)
