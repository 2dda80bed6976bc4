# SPDX-License-Identifier: Apache-2.0
"""Coercive measures: their gates, their terms, their end."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.rules.cases.files import (
    AROUND,
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
    rows,
    served,
    taken,
)
from tests.rules.cases.holding import DAY, FRIDGE, approved, freezing, measure, sealed

from mingjing.cases.rules.closing import demand_nothing_held
from mingjing.cases.rules.measures import held, in_force, term_of
from mingjing.cases.rules.measures import measure as measure_of
from mingjing.cases.types import refusals, steps
from mingjing.cases.types.codes import (
    ApprovalSubject,
    MeasureDuty,
    MeasureKind,
    ReleaseGround,
    ServiceKind,
    Signature,
)
from mingjing.cases.types.refusals import (
    AlreadyDone,
    ApprovalMissing,
    CoercionItemMissing,
    DateImpossible,
    FieldWrong,
    FrozenTooMuch,
    HeldAlready,
    KeeperNotAllowed,
    MeasureBasisTooLow,
    MeasureEnded,
    MeasureProcedureMissing,
    MeasureTooLong,
    NecessitiesHeld,
    NothingToDo,
    NotYourCase,
    ObjectUnknown,
    OfficerNotQualified,
    ReleaseGroundWrong,
    SamePerson,
    ThingsStillHeld,
    TooFewQualified,
    UrgentApprovalLate,
    WitnessMissing,
)
from mingjing.cases.types.steps import (
    ApprovalGiven,
    GoodsHandedOver,
    MeasureApproved,
    MeasureExtended,
    MeasureNoticeServed,
    MeasureReleased,
    MeasureTaken,
    Payload,
    Penalty,
)
from mingjing.kernel.errors import PlatformError
from mingjing.registry.types import InstrumentLevel, PenaltyKind

ONE_DAY = timedelta(days=1)
BEFORE = (filed(), approved(), approved(ApprovalSubject.FREEZING))


def under_test(
    testing: list[date] | None, ended: date | None = None, measure_id: str = "measure_1"
) -> list[Taken]:
    if testing is None:
        return []
    first, last, told = testing
    found = [taken(steps.TestingStarted("test_1", measure_id, first, last, told, "检测院"), told)]
    if ended:
        found.append(taken(steps.TestingEnded("test_1", ended, "不合格"), ended))
    return found


@pytest.mark.law("ACL-025", "ACL-032")
@pytest.mark.parametrize("row", rows("measure_terms.yaml"), ids=lambda row: row["what"])
def test_a_measure_lasts_until(row: dict[str, Any]) -> None:
    kind = MeasureKind(row.get("kind", "sealing"))
    taken_so_far = [filed(), taken(measure(row["taken"], kind=kind, days=row.get("days", 0)))]
    if row.get("extended"):
        taken_so_far.append(taken(MeasureExtended("measure_1", row["extended"], "案情复杂", DAY)))
    file = a_file(*taken_so_far, *under_test(row.get("testing"), row.get("tested")))
    on_the_day = look(file, row["last"])
    last = term_of(measure_of(file, "measure_1"), file, on_the_day.law)
    assert last.on == row["last"]
    assert not last.is_over(row["last"])
    assert last.is_over(row["last"] + ONE_DAY)


def test_a_measure_with_all_checks_is_lawful() -> None:
    ask(look(a_file(*BEFORE), noon(DAY)), measure())
    ask(look(a_file(*BEFORE), noon(DAY)), freezing())


@pytest.mark.law("ACL-018", "ACL-030")
@pytest.mark.parametrize(
    ("field", "duty"),
    [
        ("is_id_shown", MeasureDuty.ID_SHOWN),
        ("is_party_called", MeasureDuty.PARTY_CALLED),
        ("are_rights_told", MeasureDuty.RIGHTS_TOLD),
        ("is_party_heard", MeasureDuty.PARTY_HEARD),
        ("is_record_made", MeasureDuty.RECORD_MADE),
        ("is_decision_handed", MeasureDuty.DECISION_HANDED),
    ],
)
def test_it_refuses_a_measure_without(field: str, duty: MeasureDuty) -> None:
    undone: dict[str, Any] = {field: False}
    with pytest.raises(MeasureProcedureMissing) as refused:
        ask(look(a_file(*BEFORE), noon(DAY)), measure(**undone))
    assert refused.value.detail == {"missing": (duty,)}


@pytest.mark.law("ACL-024")
def test_one_copy_of_the_inventory_is_too_few() -> None:
    with pytest.raises(MeasureProcedureMissing, match="inventory in two copies"):
        ask(look(a_file(*BEFORE), noon(DAY)), measure(inventory_copies=1))


@pytest.mark.law("ACL-018")
def test_an_absent_party_needs_a_witness_and_no_hearing() -> None:
    absent: dict[str, Any] = {
        "signature": Signature.ABSENT,
        "are_rights_told": False,
        "is_party_heard": False,
        "is_decision_handed": False,
    }
    situation = look(a_file(*BEFORE), noon(DAY))
    ask(situation, measure(**absent, witness="见证人"))
    with pytest.raises(WitnessMissing):
        ask(situation, measure(**absent))


@pytest.mark.law("ACL-010", "ACL-017", "ACL-018", "ACL-023", "ACL-026", "ACL-029")
@pytest.mark.parametrize(
    ("payload", "refusal"),
    [
        (measure(officers=OFFICERS[:1]), TooFewQualified),
        (measure(officers=(OFFICERS[0], "officer_wu")), OfficerNotQualified),
        (measure(approved_by=""), ApprovalMissing),
        (measure(approved_by="account_zhao"), ApprovalMissing),
        (measure(kind=MeasureKind.SEIZURE), ApprovalMissing),
        (measure(has_necessities=True), NecessitiesHeld),
        (measure(items=()), FieldWrong),
        (measure(items=(FRIDGE, replace(FRIDGE, mark="冷柜- 001"))), FieldWrong),
        (measure(items=(replace(FRIDGE, quantity=""),)), FieldWrong),
        (measure(items=(replace(FRIDGE, mark="x" * 81),)), FieldWrong),
        (measure(reason=" "), FieldWrong),
        (measure(measure_id=""), AlreadyDone),
        (measure(days=31), MeasureTooLong),
        (measure(days=-1), MeasureTooLong),
        (measure(DAY + ONE_DAY), DateImpossible),
        (measure(taken_at=noon(DAY, 13)), FieldWrong),
        (freezing(keeper="银行"), KeeperNotAllowed),
        (replace(freezing(), fen=500_001), FrozenTooMuch),
        (replace(freezing(), fen=0), FieldWrong),
    ],
)
def test_it_refuses(payload: MeasureTaken, refusal: type[PlatformError]) -> None:
    with pytest.raises(refusal):
        ask(look(a_file(*BEFORE), noon(DAY)), payload)


@pytest.mark.law("ACL-009", "ACL-010", "ACL-029")
@pytest.mark.parametrize(
    ("payload", "level", "is_lawful"),
    [
        (measure(), InstrumentLevel.LOCAL_REGULATION, True),
        (measure(), InstrumentLevel.MINISTRY_RULE, False),
        (measure(), None, False),
        (freezing(), InstrumentLevel.LAW, True),
        (freezing(), InstrumentLevel.ADMINISTRATIVE_REGULATION, False),
    ],
)
def test_the_basis_is_high_enough(
    payload: MeasureTaken, level: InstrumentLevel | None, is_lawful: bool
) -> None:
    situation = look(a_file(*BEFORE), noon(DAY), around=replace(AROUND, basis_level=level))
    if is_lawful:
        ask(situation, payload)
    else:
        with pytest.raises(MeasureBasisTooLow):
            ask(situation, payload)


@pytest.mark.law("ACL-017", "ACL-022")
def test_a_measure_stands_on_the_power_list() -> None:
    with pytest.raises(CoercionItemMissing):
        ask(look(a_file(*BEFORE), noon(DAY), around=replace(AROUND, coercion=None)), measure())


@pytest.mark.law("ACL-023", "ACL-029")
def test_nothing_is_held_twice() -> None:
    situation = look(a_file(*BEFORE), noon(DAY), around=replace(AROUND, held=("冷柜-001",)))
    with pytest.raises(HeldAlready):
        ask(situation, measure())
    ask(situation, measure(items=(replace(FRIDGE, mark="冷柜-002"),)))


@pytest.mark.law("ACL-018")
def test_one_approval_carries_one_measure() -> None:
    file = a_file(*sealed())
    again = measure(measure_id="measure_2", items=(replace(FRIDGE, mark="冷柜-002"),))
    with pytest.raises(ApprovalMissing):
        ask(look(file, noon(DAY, 13)), again)
    with pytest.raises(AlreadyDone):
        ask(look(file, noon(DAY, 13)), measure())


@pytest.mark.law("ACL-018")
def test_the_approval_comes_first() -> None:
    file = a_file(
        filed(), taken(ApprovalGiven(ApprovalSubject.SEALING, "防止转移"), noon(DAY, 13), SUN)
    )
    with pytest.raises(ApprovalMissing):
        ask(look(file, noon(DAY, 14)), measure())


@pytest.mark.law("ACL-016", "ACL-018")
def test_the_head_approves_not_the_officer() -> None:
    given = ApprovalGiven(ApprovalSubject.SEALING, "防止转移")
    ask(look(a_file(filed()), DAY, SUN), given)
    with pytest.raises(FieldWrong):
        ask(look(a_file(filed()), DAY, SUN), replace(given, reason=""))
    with pytest.raises(SamePerson):
        ask(look(a_file(filed()), DAY), given)


@pytest.mark.law("ACL-017")
def test_only_officers_of_the_case_take_measures() -> None:
    with pytest.raises(NotYourCase):
        ask(look(a_file(*BEFORE), noon(DAY), "account_wu"), measure())


URGENT = (filed(), taken(measure(is_urgent=True, approved_by=""), noon(DAY)))


@pytest.mark.law("ACL-019")
def test_an_urgent_measure_needs_no_approval_before() -> None:
    ask(look(a_file(filed()), noon(DAY)), measure(is_urgent=True, approved_by=""))


@pytest.mark.law("ACL-019")
def test_its_approval_is_made_up_within_twenty_four_hours() -> None:
    file, yes = a_file(*URGENT), MeasureApproved("measure_1", True, "情况属实")
    ask(look(file, noon(DAY + ONE_DAY), SUN), yes)
    late = look(file, noon(DAY + ONE_DAY) + timedelta(minutes=1), SUN)
    with pytest.raises(UrgentApprovalLate):
        ask(late, yes)
    ask(late, replace(yes, is_approved=False))
    with pytest.raises(FieldWrong):
        ask(late, replace(yes, reason=""))


@pytest.mark.law("ACL-019")
def test_a_head_who_disagrees_ends_it_at_once() -> None:
    no = taken(MeasureApproved("measure_1", False, "不应当采取"), noon(DAY, 15), SUN)
    file = a_file(*URGENT, no)
    assert in_force(file) == ()
    assert held(file) == ()
    with pytest.raises(NothingToDo):
        ready(look(file, noon(DAY, 16), SUN), MeasureApproved)


@pytest.mark.law("ACL-019")
def test_what_is_approved_is_not_approved_again() -> None:
    yes = taken(MeasureApproved("measure_1", True, "情况属实"), noon(DAY, 15), SUN)
    second = taken(
        measure(measure_id="measure_2", is_urgent=True, items=(replace(FRIDGE, mark="2"),))
    )
    file = a_file(*URGENT, yes, second)
    with pytest.raises(AlreadyDone):
        ask(look(file, noon(DAY, 16), SUN), MeasureApproved("measure_1", True, "再次"))
    with pytest.raises(ObjectUnknown):
        ask(look(file, noon(DAY, 16), SUN), MeasureApproved("measure_9", True, "不明"))


@pytest.mark.law("ACL-025")
@pytest.mark.parametrize(
    ("today", "days", "refusal"),
    [
        (date(2026, 2, 18), 30, None),
        (date(2026, 2, 19), 30, None),
        (date(2026, 2, 20), 30, MeasureEnded),
        (date(2026, 2, 19), 31, MeasureTooLong),
        (date(2026, 2, 19), 0, MeasureTooLong),
    ],
)
def test_an_extension_comes_before_the_end(
    today: date, days: int, refusal: type[PlatformError] | None
) -> None:
    situation = look(a_file(*sealed()), today, SUN)
    extended = MeasureExtended("measure_1", days, "案情复杂", today)
    if refusal is None:
        ask(situation, extended)
    else:
        with pytest.raises(refusal):
            ask(situation, extended)


@pytest.mark.law("ACL-025")
def test_extensions_together_stay_within_thirty_days() -> None:
    file = a_file(*sealed(), taken(MeasureExtended("measure_1", 20, "案情复杂", DAY), DAY, SUN))
    ask(look(file, DAY, SUN), MeasureExtended("measure_1", 10, "案情复杂", DAY))
    with pytest.raises(MeasureTooLong):
        ask(look(file, DAY, SUN), MeasureExtended("measure_1", 11, "案情复杂", DAY))
    with pytest.raises(FieldWrong):
        ask(look(file, DAY, SUN), MeasureExtended("measure_1", 10, "", DAY))
    with pytest.raises(DateImpossible):
        ask(look(file, DAY, SUN), MeasureExtended("measure_1", 10, "复杂", DAY - ONE_DAY))


@pytest.mark.law("ACL-025")
def test_an_unapproved_urgent_measure_is_not_extended() -> None:
    with pytest.raises(MeasureEnded):
        ask(look(a_file(*URGENT), noon(DAY, 14), SUN), MeasureExtended("measure_1", 5, "复杂", DAY))


@pytest.mark.law("ACL-032")
def test_freezing_is_extended_by_thirty_days() -> None:
    file = a_file(*BEFORE, taken(freezing(), noon(DAY)))
    ask(look(file, DAY, SUN), MeasureExtended("measure_1", 30, "案情复杂", DAY))
    with pytest.raises(MeasureTooLong):
        ask(look(file, DAY, SUN), MeasureExtended("measure_1", 31, "案情复杂", DAY))


@pytest.mark.law("ACL-025")
def test_testing_is_of_things_that_are_held() -> None:
    started = steps.TestingStarted("test_1", "measure_1", DAY, DAY + ONE_DAY, DAY, "检测院")
    situation = look(a_file(*sealed()), DAY)
    ask(situation, started)
    for wrong, refusal in (
        (replace(started, by=""), FieldWrong),
        (replace(started, testing_id=""), AlreadyDone),
        (replace(started, until_on=DAY - ONE_DAY), DateImpossible),
        (replace(started, told_on=DAY + ONE_DAY), DateImpossible),
        (replace(started, from_on=DAY - ONE_DAY), DateImpossible),
        (replace(started, measure_id="measure_9"), ObjectUnknown),
    ):
        with pytest.raises(refusal):
            ask(situation, wrong)
    with pytest.raises(refusals.TestingNotAllowed):
        ask(look(a_file(*BEFORE, taken(freezing(), noon(DAY))), DAY), started)
    with pytest.raises(MeasureEnded):
        ask(look(a_file(*sealed()), date(2026, 2, 20)), started)


def test_testing_ends_once_with_a_result() -> None:
    ended = steps.TestingEnded("test_1", DAY + ONE_DAY, "不合格")
    running = a_file(*sealed(), *under_test([DAY, DAY + ONE_DAY, DAY]))
    situation = look(running, DAY + ONE_DAY)
    ask(situation, ended)
    for wrong, refusal in (
        (replace(ended, result=""), FieldWrong),
        (replace(ended, testing_id="test_9"), ObjectUnknown),
        (replace(ended, on=DAY - ONE_DAY), DateImpossible),
    ):
        with pytest.raises(refusal):
            ask(situation, wrong)
    over = a_file(*sealed(), *under_test([DAY, DAY + ONE_DAY, DAY], DAY + ONE_DAY))
    with pytest.raises(NothingToDo):
        ready(look(over, DAY + ONE_DAY), steps.TestingEnded)
    second = taken(steps.TestingStarted("test_2", "measure_1", DAY, DAY, DAY, "检测院"), DAY)
    with pytest.raises(AlreadyDone):
        ask(
            look(a_file(*sealed(), *under_test([DAY, DAY, DAY], DAY), second), DAY),
            replace(ended, on=DAY),
        )


@pytest.mark.law("ACL-031")
def test_the_freezing_decision_is_handed_over_once() -> None:
    notice = MeasureNoticeServed("measure_1", DAY, ServiceKind.DIRECT)
    file = a_file(*BEFORE, taken(freezing(), noon(DAY)))
    ask(look(file, DAY), notice)
    with pytest.raises(AlreadyDone):
        ask(look(a_file(*file_steps(file), taken(notice, DAY)), DAY), notice)
    with pytest.raises(AlreadyDone):
        ask(look(a_file(*sealed()), DAY), notice)
    with pytest.raises(DateImpossible):
        ask(look(file, DAY), replace(notice, on=DAY + ONE_DAY))


def file_steps(file: Any) -> list[Taken]:
    return [Taken(step.payload, step.at, step.account_id) for step in file.steps]


@pytest.mark.law("ACL-028", "ACL-027")
@pytest.mark.parametrize(
    ("ground", "today", "is_lawful"),
    [
        (ReleaseGround.NO_VIOLATION, DAY, True),
        (ReleaseGround.NOT_NEEDED, DAY, True),
        (ReleaseGround.EXPIRED, date(2026, 2, 19), False),
        (ReleaseGround.EXPIRED, date(2026, 2, 20), True),
        (ReleaseGround.NOT_APPROVED, DAY, False),
        (ReleaseGround.CONFISCATED, DAY, False),
    ],
)
def test_a_release_has_its_ground(ground: ReleaseGround, today: date, is_lawful: bool) -> None:
    situation = look(a_file(*sealed()), today, SUN)
    released = MeasureReleased("measure_1", ground, today, "冷柜 1 台已退还")
    if is_lawful:
        ask(situation, released)
    else:
        with pytest.raises(ReleaseGroundWrong):
            ask(situation, released)


@pytest.mark.law("ACL-028")
def test_a_release_returns_the_goods_and_happens_once() -> None:
    situation = look(a_file(*sealed()), DAY, SUN)
    released = MeasureReleased("measure_1", ReleaseGround.NOT_NEEDED, DAY, "冷柜 1 台")
    with pytest.raises(FieldWrong):
        ask(situation, replace(released, returned=""))
    done = a_file(*sealed(), taken(released, DAY, SUN))
    assert held(done) == ()
    with pytest.raises(AlreadyDone):
        ask(look(done, DAY, SUN), released)


@pytest.mark.law("ACL-027")
def test_confiscated_goods_are_not_returned() -> None:
    made = decision(Penalty(PenaltyKind.CONFISCATE_GOODS, text="冷柜"), on=DAY)
    file = a_file(*sealed(), made, served(DAY))
    ask(look(file, DAY, SUN), MeasureReleased("measure_1", ReleaseGround.CONFISCATED, DAY))


@pytest.mark.law("ACL-019")
def test_an_unapproved_urgent_measure_is_released_as_such() -> None:
    released = MeasureReleased("measure_1", ReleaseGround.NOT_APPROVED, DAY, "冷柜 1 台")
    ask(look(a_file(*URGENT), noon(DAY, 14), SUN), released)


@pytest.mark.law("ACL-021")
def test_goods_handed_to_the_police_are_held_no_longer() -> None:
    handed = taken(GoodsHandedOver(DAY, "回执 1 号"), DAY)
    assert held(a_file(*sealed())) != ()
    assert held(a_file(*sealed(), handed)) == ()


@pytest.mark.law("ACL-027")
def test_a_case_that_holds_things_is_not_closed() -> None:
    with pytest.raises(ThingsStillHeld):
        demand_nothing_held(look(a_file(*sealed()), DAY, SUN))
    demand_nothing_held(look(a_file(filed()), DAY, SUN))


@pytest.mark.parametrize("kind", [MeasureExtended, MeasureReleased, steps.TestingStarted])
def test_without_a_measure_nothing_about_it_is_next(kind: type[Payload]) -> None:
    by = "account_zhao" if kind is steps.TestingStarted else SUN
    with pytest.raises(NothingToDo):
        ready(look(a_file(filed()), DAY, by), kind)
