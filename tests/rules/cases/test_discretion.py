# SPDX-License-Identifier: Apache-2.0
"""Discretion (裁量): the benchmark binds, and leaving it takes a reason and the heads together."""

from dataclasses import replace
from datetime import date

import pytest
from tests.rules.cases.files import a_file, ask, look, taken
from tests.rules.cases.steps_of_terms import AROUND, evidence, filed_on, fine

from mingjing.cases.rules.decision import demand_as_discussed, demand_deliberated
from mingjing.cases.types import codes as c
from mingjing.cases.types import steps as s
from mingjing.cases.types.casefile import Ranged
from mingjing.cases.types.refusals import (
    DeliberationMissing,
    DeviationUnreasoned,
    DiscussionDeparted,
    FineOutsideRange,
    MitigationUngrounded,
    NoRowFits,
)

ON = date(2026, 3, 2)
RANGED = replace(
    AROUND,
    ranged=Ranged("b", 1, "", 2, "ordinary", 300_000, 500_000, "food-safety-law 124", ""),
)
BELOW = fine(100_000)
REASONED = replace(BELOW, deviation="clearly_unfair", deviation_text="残疾人个体经营，显失公平")


def report(proposal: s.Proposal) -> s.ReportMade:
    return s.ReportMade("事实", "理由", ("food-safety-law 124",), proposal)


@pytest.mark.law("DIS-1", "APL-034")
def test_a_fine_outside_the_published_benchmark_is_refused() -> None:
    situation = look(a_file(filed_on(ON), *evidence(ON)), ON, around=RANGED)
    with pytest.raises(FineOutsideRange):
        ask(situation, report(BELOW))
    with pytest.raises(FineOutsideRange):
        ask(situation, report(fine(500_001)))
    ask(situation, report(fine(500_000)))


@pytest.mark.law("DIS-1", "APL-034", "APL-032")
def test_a_refusal_says_what_the_benchmark_says_and_nothing_else() -> None:
    file = a_file(filed_on(ON), *evidence(ON))
    assert RANGED.ranged is not None
    none = replace(RANGED, ranged=replace(RANGED.ranged, row_no=0, low_fen=None, high_fen=None))
    with pytest.raises(NoRowFits) as blank:
        ask(look(file, ON, around=none), report(fine(2_000_000)))
    assert "20,000.00 元没有可依的幅度" in blank.value.message("zh")
    mild = replace(RANGED, ranged=replace(RANGED.ranged, tier="mitigated"))
    with pytest.raises(MitigationUngrounded) as ungrounded:  # a sum within the statutory range
        ask(look(file, ON, around=mild), report(fine(2_000_000)))
    assert "裁量基准第 2 行" in ungrounded.value.message("zh")
    assert "statutory" not in ungrounded.value.message("en")


@pytest.mark.law("DIS-2")
def test_the_benchmark_is_left_only_with_an_explanation() -> None:
    situation = look(a_file(filed_on(ON), *evidence(ON)), ON, around=RANGED)
    with pytest.raises(DeviationUnreasoned):
        ask(situation, report(replace(REASONED, deviation_text=" ")))
    ask(situation, report(REASONED))


@pytest.mark.law("DIS-2", "APL-057")
def test_leaving_the_benchmark_is_discussed_by_the_heads_however_small_the_fine() -> None:
    said = taken(report(REASONED), ON)
    before = (filed_on(ON), *evidence(ON), said)
    file = a_file(*before)
    with pytest.raises(DeliberationMissing):
        demand_deliberated(look(file, ON), REASONED)
    demand_deliberated(look(file, ON), BELOW)
    talked = s.Deliberated(ON, ("account_sun", "account_wu"), "同意", REASONED)
    demand_deliberated(look(a_file(*before, taken(talked, ON)), ON), REASONED)


@pytest.mark.law("APL-057")
@pytest.mark.parametrize(
    ("discussed", "decided", "is_lawful"),
    [
        (fine(8_000_000), fine(8_000_000), True),
        (fine(8_000_000), fine(7_000_000), False),
        (fine(8_000_000), fine(100_000), False),  # though a fine so small needs no discussion
        (fine(8_000_000), s.Proposal(c.Outcome.NOT_ESTABLISHED), False),
        (fine(100_000), replace(fine(100_000), lenient=(c.LenientFactor.MINOR_AGE,)), True),
    ],
)
def test_nobody_departs_alone_from_what_was_discussed(
    discussed: s.Proposal, decided: s.Proposal, is_lawful: bool
) -> None:
    said = taken(replace(report(discussed), is_grave=True), ON)
    talked = s.Deliberated(ON, ("account_sun", "account_wu"), "同意", discussed)
    before = (filed_on(ON), *evidence(ON), said, taken(talked, ON))
    look_now = look(a_file(*before), ON)
    if is_lawful:
        demand_as_discussed(look_now, decided)
        return
    with pytest.raises(DiscussionDeparted) as refused:
        demand_as_discussed(look_now, decided)
    assert "罚款 80,000.00 元" in refused.value.message("zh")
    again = taken(replace(talked, proposal=decided), ON)
    demand_as_discussed(look(a_file(*before, again), ON), decided)
    demand_as_discussed(look(a_file(*before, said), ON), decided)  # all is reported anew
