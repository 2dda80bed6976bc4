# SPDX-License-Identifier: Apache-2.0
"""Remedies of the party: what is entered, and how long the party has."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.rules.cases.files import (
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

from mingjing.cases.rules.clocks import Clock
from mingjing.cases.rules.dates import far_due
from mingjing.cases.rules.execution_clocks import remedy_clock
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import Procedure, RemedyKind, RemedyResult
from mingjing.cases.types.refusals import (
    AlreadyDone,
    DateImpossible,
    FieldWrong,
    NothingToDo,
    ObjectUnknown,
    ReviewFirst,
)
from mingjing.cases.types.steps import (
    RemedyClosed,
    RemedyOpened,
)
from mingjing.kernel.calendar import national
from mingjing.kernel.terms import Term, Unit

DAY = date(2026, 3, 2)
ONE_DAY = timedelta(days=1)
REVIEW = RemedyOpened("r1", RemedyKind.RECONSIDERATION, date(2026, 3, 20), "临江市人民政府")
SUIT = RemedyOpened("r2", RemedyKind.SUIT, date(2026, 4, 20), "临江市人民法院")
RESULT = RemedyClosed("r1", RemedyResult.UPHELD, date(2026, 4, 10), "复议决定 1 号")
BASE = (filed(), decision(), served())


def spot_file(*more: Any) -> CaseFile:
    return a_file(on_the_spot(), *more, procedure=Procedure.SIMPLE)


@pytest.mark.law("APL-073")
def test_a_remedy_is_entered_with_its_organ_once() -> None:
    ask(look(a_file(*BASE), REVIEW.on), REVIEW)
    for wrong, refusal in (
        (replace(REVIEW, organ=""), FieldWrong),
        (replace(REVIEW, remedy_id=""), AlreadyDone),
        (replace(REVIEW, on=DAY - ONE_DAY), DateImpossible),
        (replace(REVIEW, on=REVIEW.on + ONE_DAY), DateImpossible),
    ):
        with pytest.raises(refusal):
            ask(look(a_file(*BASE), REVIEW.on), wrong)
    running = a_file(*BASE, taken(REVIEW, REVIEW.on))
    with pytest.raises(AlreadyDone):
        ask(look(running, date(2026, 3, 21)), replace(REVIEW, remedy_id="r9"))


@pytest.mark.law("ARL-023")
def test_on_the_spot_the_review_comes_first() -> None:
    with pytest.raises(ReviewFirst):
        ask(look(spot_file(), SUIT.on), SUIT)
    back = replace(RESULT, result=RemedyResult.WITHDRAWN)
    taken_back = spot_file(taken(REVIEW, REVIEW.on), taken(back, RESULT.on))
    with pytest.raises(ReviewFirst):
        ask(look(taken_back, SUIT.on), SUIT)
    ask(look(spot_file(taken(REVIEW, REVIEW.on), taken(RESULT, RESULT.on)), SUIT.on), SUIT)
    ask(look(a_file(*BASE), SUIT.on), SUIT)


@pytest.mark.law("APL-073")
def test_a_remedy_ends_once_with_its_document() -> None:
    running = (*BASE, taken(REVIEW, REVIEW.on))
    ask(look(a_file(*running), RESULT.on), RESULT)
    for wrong, refusal in (
        (replace(RESULT, document_no=""), FieldWrong),
        (replace(RESULT, remedy_id="r9"), ObjectUnknown),
        (replace(RESULT, on=REVIEW.on - ONE_DAY), DateImpossible),
    ):
        with pytest.raises(refusal):
            ask(look(a_file(*running), RESULT.on), wrong)
    with pytest.raises(NothingToDo):
        ready(look(a_file(*BASE), RESULT.on), RemedyClosed)
    both = a_file(*running, taken(RESULT, RESULT.on), taken(SUIT, SUIT.on))
    with pytest.raises(AlreadyDone):
        ask(look(both, SUIT.on), RESULT)


def clocks(file: CaseFile, today: date) -> dict[str, Clock]:
    return {clock.about: clock for clock in remedy_clock(file, look(file, today).law)}


@pytest.mark.law("DL-51", "REM-1", "REM-2", "ARL-023")
def test_the_party_has_sixty_days_and_six_months() -> None:
    found = clocks(a_file(*BASE), DAY)
    # 2 March and sixty days is 1 May, a holiday until the 5th.
    assert found["reconsideration"].due.on == date(2026, 5, 6)
    assert found["suit"].due.on == date(2026, 9, 2)
    assert not any(clock.is_ours for clock in found.values())
    assert set(clocks(spot_file(), DAY)) == {"reconsideration"}


@pytest.mark.law("DL-51", "REM-2")
def test_after_the_review_fifteen_days_remain() -> None:
    steps = (*BASE, taken(REVIEW, REVIEW.on), taken(RESULT, RESULT.on))
    found = clocks(a_file(*steps), RESULT.on)
    # 10 April and fifteen days is Saturday 25 April.
    assert found["suit"].due.on == date(2026, 4, 27)
    assert found["reconsideration"].met_on == REVIEW.on
    over = clocks(a_file(*steps), date(2026, 4, 28))
    assert over["suit"].state(date(2026, 4, 28)) == "lapsed"


def test_a_term_beyond_the_calendar_is_provisional_and_does_not_move() -> None:
    # 2 January 2028 is a Sunday; its calendar is not loaded.
    found = far_due(date(2027, 7, 2), Term(6, Unit.MONTH), national())
    assert (found.on, found.is_provisional) == (date(2028, 1, 2), True)
