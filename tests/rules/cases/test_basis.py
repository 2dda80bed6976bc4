# SPDX-License-Identifier: Apache-2.0
"""Provisions: a penalty rests on what punishes the act, and on what the party was told."""

from dataclasses import replace
from datetime import date

import pytest
from tests.rules.cases.files import AROUND, a_file, decision, filed, look, taken

from mingjing.cases.rules.basis import demand_basis_told, demand_penalty_basis
from mingjing.cases.rules.table import step_rules
from mingjing.cases.types import codes as c
from mingjing.cases.types import steps as s
from mingjing.cases.types.refusals import BasisNotTold, BasisOfAnotherItem
from mingjing.registry.types import PenaltyKind

ON = date(2026, 3, 2)
FINE = s.Proposal(c.Outcome.PENALTY, (s.Penalty(PenaltyKind.FINE, 100_000),))
GROUNDS = ("food-safety-law 124", "food-safety-regulation")
NOTICE = s.NoticeServed(
    FINE, "事实", "理由", ("food-safety-law 124",), True, False, c.ServiceKind.DIRECT, ON, "回证"
)  # fmt: skip


@pytest.mark.law("APL-005", "APL-038", "APL-044")
@pytest.mark.parametrize(
    ("cited", "grounds", "is_lawful"),
    [
        (("food-safety-law 124",), GROUNDS, True),
        (("food-safety-law 124(1)(5)",), GROUNDS, True),  # the paragraph of a listed article
        (("food-safety-regulation 67",), GROUNDS, True),  # the item cites the whole instrument
        (("price-law 42", "food-safety-law 124"), GROUNDS, True),
        (("price-law 42",), GROUNDS, False),
        (("food-safety-law 125",), GROUNDS, False),
        (("《某市条例》第三条",), (*GROUNDS, "《某市条例》第三条"), True),
        (("《某市条例》第三条",), GROUNDS, False),
        (("price-law 42",), (), True),  # the item itself names no basis
        (("price-law 42",), None, True),  # a receipt of the time before
    ],
)
def test_a_penalty_rests_on_a_provision_of_its_item(
    cited: tuple[str, ...], grounds: tuple[str, ...] | None, is_lawful: bool
) -> None:
    situation = look(a_file(filed()), ON, around=replace(AROUND, grounds=grounds))
    for said in (
        s.ReportMade("事实", "理由", cited, FINE),
        replace(NOTICE, basis=cited),
        replace(filed().payload, basis=cited),  # type: ignore[call-arg]  # a filing
        replace(decision().payload, basis=cited),  # type: ignore[call-arg]  # a decision
    ):
        assert demand_penalty_basis in step_rules()[type(said)].lawful
        if is_lawful:
            demand_penalty_basis(situation, said)
            continue
        with pytest.raises(BasisOfAnotherItem) as refused:
            demand_penalty_basis(situation, said)
        assert "food-safety-law 124" in refused.value.remedy("zh")


def test_without_a_penalty_other_provisions_may_stand_alone() -> None:
    situation = look(a_file(filed()), ON, around=replace(AROUND, grounds=GROUNDS))
    no_penalty = s.Proposal(c.Outcome.NO_PENALTY, no_penalty=c.NoPenaltyGround.MINOR_CORRECTED)
    report = s.ReportMade("事实", "理由", ("administrative-penalty-law 33",), no_penalty)
    demand_penalty_basis(situation, report)


@pytest.mark.law("APL-044", "APL-062")
@pytest.mark.parametrize(
    ("told", "cited", "differing"),
    [
        (("food-safety-law 124",), ("food-safety-law 124",), ()),
        (("food-safety-law 124",), ("food-safety-law 124(1)(5)",), ()),
        (("food-safety-law 124",), ("food-safety-law 124", "administrative-penalty-law 32"), ()),
        (("food-safety-law 124",), ("food-safety-law 124", "price-law 42"), ("price-law 42",)),
        (("food-safety-law 124", "price-law 42"), ("food-safety-law 124",), ("price-law 42",)),
        (
            ("food-safety-law 124",),
            ("food-safety-law 125",),
            ("food-safety-law 124", "food-safety-law 125"),
        ),
    ],
)
def test_the_decision_rests_on_the_basis_that_was_told(
    told: tuple[str, ...], cited: tuple[str, ...], differing: tuple[str, ...]
) -> None:
    first = replace(NOTICE, basis=("price-law 1",))  # what was told last counts
    file = a_file(filed(), taken(first, ON), taken(replace(NOTICE, basis=told), ON))
    made = decision(on=ON).payload
    assert isinstance(made, s.DecisionMade)
    assert demand_basis_told in step_rules()[s.DecisionMade].lawful
    said = replace(made, basis=cited)
    if not differing:
        demand_basis_told(look(file, ON), said)
        return
    with pytest.raises(BasisNotTold) as refused:
        demand_basis_told(look(file, ON), said)
    assert refused.value.detail["found"] == differing
    demand_basis_told(look(a_file(filed()), ON), said)  # the gate of the notice asks for one
