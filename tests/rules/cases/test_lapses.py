# SPDX-License-Identifier: Apache-2.0
"""What happens by itself when a term ends."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.rules.cases.files import NOW, a_file, ask, filed, look, noon, taken
from tests.rules.cases.holding import (
    DAY,
    approved,
    freezing,
    measure,
    preservation,
    preserving,
    sealed,
)

from mingjing.cases.rules.coercion_clocks import freezing_notice_clock
from mingjing.cases.rules.lapses import LAPSES, lapse_named, lapsing
from mingjing.cases.rules.measures import held
from mingjing.cases.types.codes import ApprovalSubject, ServiceKind
from mingjing.cases.types.refusals import NotLapsed
from mingjing.cases.types.steps import ClockLapsed, MeasureNoticeServed
from mingjing.registry.law import deadline_rows
from mingjing.registry.types import DeadlineEffect

ONE_DAY = timedelta(days=1)
END = date(2026, 2, 19)
LAPSE = ClockLapsed("DL-11", "measure_1", "release", END)


@pytest.mark.law("DL-11", "ACL-028", "ACL-025")
def test_sealing_is_released_the_day_after_its_last() -> None:
    file = a_file(*sealed())
    assert list(lapsing(file, look(file, END).law)) == []
    assert list(lapsing(file, look(file, END + ONE_DAY).law)) == [LAPSE]
    ask(look(file, END + ONE_DAY, "system"), LAPSE)
    with pytest.raises(NotLapsed):
        ask(look(file, END, "system"), LAPSE)


@pytest.mark.law("ACL-028")
def test_it_happens_once() -> None:
    file = a_file(*sealed(), taken(LAPSE, END + ONE_DAY, "system"))
    assert held(file) == ()
    assert list(lapsing(file, look(file, END + ONE_DAY).law)) == []
    with pytest.raises(NotLapsed):
        lapse_named(file, look(file, END + ONE_DAY).law, deadline_id="DL-11", about="measure_1")


@pytest.mark.law("DL-12", "ACL-033", "ACL-032")
def test_freezing_is_released_too() -> None:
    file = a_file(filed(), approved(ApprovalSubject.FREEZING), taken(freezing(), noon(DAY)))
    found = list(lapsing(file, look(file, END + ONE_DAY).law))
    assert [(one.deadline_id, one.effect) for one in found] == [("DL-12", "release")]


@pytest.mark.law("DL-10", "ACL-019")
def test_an_unapproved_urgent_measure_is_released_after_a_day_to_the_minute() -> None:
    file = a_file(filed(), taken(measure(is_urgent=True, approved_by=""), noon(DAY)))
    last = noon(DAY + ONE_DAY)
    assert list(lapsing(file, look(file, last).law)) == []
    (found,) = lapsing(file, look(file, last + timedelta(seconds=1)).law)
    assert (found.deadline_id, found.about) == ("DL-10", "measure_1")


@pytest.mark.law("DL-01", "APL-056")
@pytest.mark.parametrize(("field", "found"), [("food", []), ("public_security", ["DL-01"])])
def test_preserved_things_are_free_by_themselves_where_the_field_says_so(
    field: str, found: list[str]
) -> None:
    _, *rest = preserving()
    file = a_file(filed(field=field), *rest)
    law = look(file, NOW).law
    assert [one.deadline_id for one in lapsing(file, law)] == found


@pytest.mark.law("APL-056")
def test_a_released_preservation_holds_nothing() -> None:
    _, *rest = preserving()
    lapse = ClockLapsed("DL-01", preservation().preservation_id, "release", date(2026, 1, 29))
    assert held(a_file(filed(field="public_security"), *rest, taken(lapse))) == ()


@pytest.mark.law("ACL-028")
@pytest.mark.parametrize(
    "wrong",
    [
        replace(LAPSE, effect="alarm"),
        replace(LAPSE, due_on=END + ONE_DAY),
        replace(LAPSE, about="measure_9"),
        replace(LAPSE, deadline_id="DL-02"),
    ],
)
def test_a_made_up_lapse_is_refused(wrong: ClockLapsed) -> None:
    with pytest.raises(NotLapsed):
        ask(look(a_file(*sealed()), END + ONE_DAY, "system"), wrong)


@pytest.mark.law("DL-13", "ACL-069", "ACL-031")
def test_the_freezing_decision_is_due_in_three_working_days() -> None:
    # After Friday 13 February: Saturday 14 (made up), 24, 25; the Spring Festival lies between.
    day = date(2026, 2, 13)
    steps = (filed(), approved(ApprovalSubject.FREEZING, day), taken(freezing(day), noon(day)))
    file = a_file(*steps)
    (clock,) = freezing_notice_clock(file, look(file, day).law)
    assert clock.due.on == date(2026, 2, 25)
    told = taken(MeasureNoticeServed("measure_1", day, ServiceKind.DIRECT), day)
    (clock,) = freezing_notice_clock(a_file(*steps, told), look(file, day).law)
    assert clock.state(date(2026, 2, 26)) == "met"


def test_effects_are_those_of_the_deadline_registry() -> None:
    registered = {row.deadline_id: row.effect for row in deadline_rows()}
    # DL-01 is an alarm in the general rule; only fields with their own rule release.
    differing = {one for one, row in LAPSES.items() if registered[one] is not row.effect}
    assert differing == {"DL-01"}
    assert LAPSES["DL-01"].effect is DeadlineEffect.RELEASE
