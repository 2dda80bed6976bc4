# SPDX-License-Identifier: Apache-2.0
"""Sampling, preservation by prior registration, orders to correct."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.rules.cases.files import (
    AROUND,
    OFFICERS,
    SUN,
    a_file,
    ask,
    filed,
    look,
    ready,
    taken,
)
from tests.rules.cases.holding import DAY, approved, preservation, preserving

from mingjing.cases.rules.coercion_clocks import preservation_clock
from mingjing.cases.rules.measures import held, preserved
from mingjing.cases.types.codes import ApprovalSubject, Disposal, Signature
from mingjing.cases.types.refusals import (
    AlreadyDone,
    ApprovalMissing,
    DateImpossible,
    FieldWrong,
    HeldAlready,
    IdNotShown,
    NothingToDo,
    ObjectUnknown,
    OfficerNotQualified,
    TooFewQualified,
    WitnessMissing,
)
from mingjing.cases.types.steps import (
    CorrectionChecked,
    CorrectionOrdered,
    PreservationDisposed,
    PreservationOrdered,
    SampleTaken,
)
from mingjing.kernel.errors import PlatformError

ONE_DAY = timedelta(days=1)
BEFORE = (filed(), approved(ApprovalSubject.PRESERVATION))
SAMPLE = SampleTaken("sample_1", "面包", "3 袋", DAY, OFFICERS, True, Signature.SIGNED, "检测院")
ORDER = CorrectionOrdered("立即下架超过保质期的食品", DAY + ONE_DAY, DAY)


@pytest.mark.law("APL-056", "APL-042", "APL-055")
@pytest.mark.parametrize(
    ("payload", "refusal"),
    [
        (replace(SAMPLE, officers=OFFICERS[:1]), TooFewQualified),
        (replace(SAMPLE, officers=("officer_wu", "officer_zhao")), OfficerNotQualified),
        (replace(SAMPLE, is_id_shown=False), IdNotShown),
        (replace(SAMPLE, signature=Signature.ABSENT), WitnessMissing),
        (replace(SAMPLE, quantity=""), FieldWrong),
        (replace(SAMPLE, sample_id=""), AlreadyDone),
        (replace(SAMPLE, taken_on=DAY + ONE_DAY), DateImpossible),
    ],
)
def test_it_refuses_a_sample(payload: SampleTaken, refusal: type[PlatformError]) -> None:
    with pytest.raises(refusal):
        ask(look(a_file(filed()), DAY), payload)


@pytest.mark.law("APL-056")
def test_a_sample_is_taken_once() -> None:
    ask(look(a_file(filed()), DAY), SAMPLE)
    with pytest.raises(AlreadyDone):
        ask(look(a_file(filed(), taken(SAMPLE, DAY)), DAY), SAMPLE)


@pytest.mark.law("APL-056", "APL-042", "APL-055", "ACL-023")
@pytest.mark.parametrize(
    ("payload", "refusal"),
    [
        (preservation(approved_by=""), ApprovalMissing),
        (preservation(officers=OFFICERS[:1]), TooFewQualified),
        (preservation(is_id_shown=False), IdNotShown),
        (preservation(signature=Signature.ABSENT), WitnessMissing),
        (preservation(reason=""), FieldWrong),
        (preservation(items=()), FieldWrong),
        (preservation(preservation_id=""), AlreadyDone),
        (preservation(DAY + ONE_DAY), DateImpossible),
    ],
)
def test_it_refuses_to_preserve(payload: PreservationOrdered, refusal: type[PlatformError]) -> None:
    with pytest.raises(refusal):
        ask(look(a_file(*BEFORE), DAY), payload)


@pytest.mark.law("APL-056")
def test_preservation_needs_an_approval_of_its_own() -> None:
    ask(look(a_file(*BEFORE), DAY), preservation())
    with pytest.raises(ApprovalMissing):
        ask(look(a_file(*preserving()), DAY), preservation(preservation_id="preservation_2"))


@pytest.mark.law("ACL-023")
def test_a_sealed_thing_is_not_preserved() -> None:
    situation = look(a_file(*BEFORE), DAY, around=replace(AROUND, held=("冷柜-001",)))
    with pytest.raises(HeldAlready):
        ask(situation, preservation())


@pytest.mark.law("DL-01", "APL-085", "APL-056")
@pytest.mark.parametrize(
    ("started", "last"),
    [
        # Working days after Tuesday 10 February: 11, 12, 13, Saturday 14 (made up), 24, 25, 26.
        (date(2026, 2, 10), date(2026, 2, 26)),
        # Provisional 2027: 2, 3, 4 February, then 9, 10, 11, 12.
        (date(2027, 2, 1), date(2027, 2, 12)),
        (date(2026, 3, 2), date(2026, 3, 11)),
    ],
)
def test_preserved_evidence_is_decided_on_in_seven_working_days(started: date, last: date) -> None:
    file = a_file(*preserving(started))
    (clock,) = preservation_clock(file, look(file, started).law)
    assert clock.due.on == last
    assert [clock.state(last - ONE_DAY), clock.state(last), clock.state(last + ONE_DAY)] == [
        "running",
        "running",
        "over",
    ]


@pytest.mark.law("APL-056")
def test_a_disposal_ends_the_preservation_even_late() -> None:
    disposed = PreservationDisposed("preservation_1", Disposal.RETURN, date(2026, 3, 31), "返还")
    file = a_file(*preserving())
    ask(look(file, date(2026, 3, 31), SUN), disposed)
    after = a_file(*preserving(), taken(disposed, date(2026, 3, 31), SUN))
    assert (preserved(after), held(after)) == ((), ())
    (clock,) = preservation_clock(after, look(after, date(2026, 4, 1)).law)
    assert clock.state(date(2026, 4, 1)) == "met"


@pytest.mark.law("APL-056")
def test_it_refuses_a_disposal() -> None:
    situation = look(a_file(*preserving()), DAY, SUN)
    right = PreservationDisposed("preservation_1", Disposal.TAKE, DAY, "留作证据")
    for wrong, refusal in (
        (replace(right, preservation_id="preservation_9"), ObjectUnknown),
        (replace(right, reason=""), FieldWrong),
        (replace(right, on=DAY - ONE_DAY), DateImpossible),
    ):
        with pytest.raises(refusal):
            ask(situation, wrong)
    with pytest.raises(NothingToDo):
        ready(look(a_file(filed()), DAY, SUN), PreservationDisposed)
    both = a_file(
        *preserving(),
        approved(ApprovalSubject.PRESERVATION),
        taken(preservation(preservation_id="preservation_2"), DAY),
        taken(right, DAY, SUN),
    )
    with pytest.raises(AlreadyDone):
        ask(look(both, DAY, SUN), right)


@pytest.mark.law("APL-028")
def test_an_order_to_correct_says_what_and_by_when() -> None:
    situation = look(a_file(filed()), DAY)
    ask(situation, ORDER)
    with pytest.raises(FieldWrong):
        ask(situation, replace(ORDER, text=" "))
    with pytest.raises(DateImpossible):
        ask(situation, replace(ORDER, by_on=DAY - ONE_DAY))
    with pytest.raises(DateImpossible):
        ask(situation, replace(ORDER, served_on=DAY + ONE_DAY))


@pytest.mark.law("APL-028")
def test_a_correction_is_checked_after_the_order() -> None:
    checked = CorrectionChecked(DAY, True, "已下架")
    file = a_file(filed(), taken(ORDER, DAY))
    ask(look(file, DAY), checked)
    with pytest.raises(DateImpossible):
        ask(look(file, DAY), replace(checked, on=DAY - ONE_DAY))
    with pytest.raises(NothingToDo):
        ready(look(a_file(filed()), DAY), CorrectionChecked)
