# SPDX-License-Identifier: Apache-2.0
"""From a clue to a case."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.rooms.cases.bureau import SHOP, Bureau, a_case, a_checked_clue, filing
from tests.rooms.cases.course import Course

from mingjing.cases import public
from mingjing.cases.models import Case, CaseClock, CaseStep, Clue
from mingjing.cases.types.codes import ClosingGround, ClueState, Stage
from mingjing.cases.types.refusals import (
    ActHasCase,
    BasisMissing,
    ClueNotChecked,
    DateImpossible,
    FieldWrong,
    LimitationOver,
    NotOurPlace,
    OfficerNotQualified,
    OtherActsAtThatTime,
    PowerMissing,
    TooFewQualified,
)
from mingjing.kernel.errors import PlatformError
from mingjing.ledger.public import entry_for
from mingjing.registry.types import NotPermitted


@pytest.mark.law("APL-054")
def test_it_files_a_checked_clue(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    row = Case.objects.get(case_id=case_id)
    assert (row.stage, row.version, row.is_open) == (Stage.INVESTIGATION, 1, True)
    assert Clue.objects.get().state == ClueState.FILED
    assert sorted(row.officers.values_list("officer_id", flat=True)) == sorted(bureau.officers)
    assert [entry.act for entry in entry_for("case", case_id)] == ["case.filed"]


@pytest.mark.law("APL-047")
def test_the_step_is_what_the_ledger_has(bureau: Bureau) -> None:
    case_id = a_case(bureau)
    step = CaseStep.objects.get()
    assert step.digest == entry_for("case", case_id)[0].digest


@pytest.mark.law("APL-060", "DL-02")
def test_the_decision_is_due_ninety_days_after_filing(bureau: Bureau) -> None:
    a_case(bureau)
    clock = CaseClock.objects.get(deadline_id="DL-02")
    # 2026-11-23 + 90 days is Sunday 2027-02-21, so it moves to Monday.
    assert clock.due_on == date(2027, 2, 22)


def test_the_receipt_names_gates_and_numbers(bureau: Bureau) -> None:
    a_case(bureau)
    receipt = CaseStep.objects.get().receipt
    assert "APL-036" in receipt["rules"]
    assert "penalty.limitation_years" in [limit["name"] for limit in receipt["limits"]]


@pytest.mark.law("APL-022", "APL-036", "APL-042", "INS-8")
@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"officers": ("o1",)}, TooFewQualified),
        ({"officers": ("o1", "o2")}, OfficerNotQualified),
        ({"basis": ()}, BasisMissing),
        ({"place_region": "440100"}, NotOurPlace),
        ({"happened_to": date(2026, 11, 24)}, DateImpossible),
        (
            {
                "happened_from": date(2024, 11, 16),
                "happened_to": date(2024, 11, 17),
                "discovered_on": date(2026, 11, 18),
            },
            LimitationOver,
        ),
    ],
)
def test_it_refuses(bureau: Bureau, changes: dict[str, Any], refusal: type[PlatformError]) -> None:
    clue_id = a_checked_clue(bureau)
    with pytest.raises(refusal):
        public.file_case(
            actor=bureau.sun, now=bureau.now, filed=filing(bureau, clue_id, **changes), party=SHOP
        )
    assert not Case.objects.exists()
    assert Clue.objects.get().state == ClueState.CHECKED


@pytest.mark.law("APL-017")
def test_an_item_that_is_not_in_force_is_refused(bureau: Bureau) -> None:
    clue_id = a_checked_clue(bureau)
    filed = filing(bureau, clue_id, power_item_code="330200-9999")
    with pytest.raises(PowerMissing):
        public.file_case(actor=bureau.sun, now=bureau.now, filed=filed, party=SHOP)


@pytest.mark.law("APL-025")
def test_acts_at_the_same_time_must_be_told_apart(bureau: Bureau) -> None:
    a_case(bureau)
    clue_id = a_checked_clue(bureau)
    with pytest.raises(OtherActsAtThatTime):
        public.file_case(
            actor=bureau.sun, now=bureau.now, filed=filing(bureau, clue_id), party=SHOP
        )
    filed = filing(bureau, clue_id, distinct_reason="不同门店的另一违法行为")
    assert public.file_case(actor=bureau.sun, now=bureau.now, filed=filed, party=SHOP)


@pytest.mark.law("APL-029")
def test_one_act_has_one_case(bureau: Bureau) -> None:
    first = Case.objects.get(case_id=a_case(bureau))
    clue_id = a_checked_clue(bureau)
    filed = filing(bureau, clue_id, act_id=first.unlawful_act_id, distinct_reason="同一行为")
    with pytest.raises(ActHasCase):
        public.file_case(actor=bureau.sun, now=bureau.now, filed=filed, party=SHOP)


@pytest.mark.law("APL-029")
def test_an_act_on_record_keeps_its_days(bureau: Bureau) -> None:
    course = Course(bureau, a_case(bureau)).close(ClosingGround.DISMISSED)
    known = Case.objects.get(case_id=course.case_id).unlawful_act
    clue_id = a_checked_clue(bureau)
    days = {"happened_from": known.happened_from, "happened_to": known.happened_to}
    earlier = dict.fromkeys(days, known.happened_from - timedelta(days=1))
    with pytest.raises(FieldWrong) as refused:
        public.file_case(
            actor=bureau.sun,
            now=bureau.now,
            filed=filing(bureau, clue_id, act_id=known.act_id, **earlier),
            party=SHOP,
        )
    assert known.happened_from.isoformat() in refused.value.message("zh")
    again = filing(bureau, clue_id, act_id=known.act_id, **days)
    assert public.file_case(actor=bureau.sun, now=bureau.now, filed=again, party=SHOP)


@pytest.mark.law("APL-054")
def test_only_a_checked_clue_is_filed(bureau: Bureau) -> None:
    clue_id = a_checked_clue(bureau)
    filed = filing(bureau, clue_id)
    public.file_case(actor=bureau.sun, now=bureau.now, filed=filed, party=SHOP)
    with pytest.raises(ClueNotChecked):
        public.file_case(actor=bureau.sun, now=bureau.now, filed=filed, party=SHOP)


@pytest.mark.law("APL-054")
@pytest.mark.parametrize("who", ["zhao", "qian"])
def test_officers_and_reviewers_do_not_file(bureau: Bureau, who: str) -> None:
    clue_id = a_checked_clue(bureau)
    with pytest.raises(NotPermitted):
        public.file_case(
            actor=getattr(bureau, who), now=bureau.now, filed=filing(bureau, clue_id), party=SHOP
        )
