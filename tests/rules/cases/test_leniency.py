# SPDX-License-Identifier: Apache-2.0
"""The published leniency lists (包容免罚清单): item by item, followed or left with a reason."""

from dataclasses import replace
from datetime import date

import pytest
from tests.rules.cases.files import SUN, a_file, ask, look, on_the_spot, taken
from tests.rules.cases.steps_of_terms import AROUND, evidence, filed_on, fine

from mingjing.cases.rules.asking import rule_ids
from mingjing.cases.rules.decision import demand_deliberated
from mingjing.cases.rules.leniency import demand_no_coercion_checked
from mingjing.cases.types import steps as s
from mingjing.cases.types.casefile import LenientItem, Ranged, Surroundings
from mingjing.cases.types.codes import (
    LenientFactor,
    ListedLeniency,
    MeasureKind,
    NoPenaltyGround,
    Outcome,
    Signature,
)
from mingjing.cases.types.refusals import (
    DeliberationMissing,
    LeniencyNotGiven,
    LeniencyNotListed,
    LeniencyUnchecked,
    LeniencyUnreasoned,
)
from mingjing.cases.types.steps import CorrectionChecked, LeniencyCheck, Proposal
from mingjing.registry.types import LeniencyKind

pytestmark = pytest.mark.law("LEN-1")

ON = date(2026, 3, 2)


def item(kind: LeniencyKind) -> LenientItem:
    return LenientItem(f"L-{kind.value}", kind.zh, kind, "list_1", "7" * 64)


def listing(*kinds: LeniencyKind, tier: str = "") -> Surroundings:
    ranged = Ranged("b", 1, "", 1, tier, 0, 10_000_000, "food-safety-law 124", "") if tier else None
    return replace(AROUND, leniency=tuple(map(item, kinds)), ranged=ranged)


def said(proposal: Proposal, kind: LeniencyKind, found: ListedLeniency, why: str = "") -> Proposal:
    return replace(
        proposal, listed=(*proposal.listed, LeniencyCheck(f"L-{kind.value}", found, why))
    )


def report(proposal: Proposal, around: Surroundings, *more: s.Payload) -> None:
    made = s.ReportMade("事实", "理由", ("food-safety-law 124",), proposal)
    ask(look(a_file(filed_on(ON), *evidence(ON), *more), ON, around=around), made)


FINE = fine(100_000)
FIRST, LIGHTER = LeniencyKind.FIRST, LeniencyKind.LIGHTER


def test_without_a_list_nothing_is_asked() -> None:
    report(FINE, AROUND)


def test_each_item_of_the_list_is_looked_at_before_a_penalty() -> None:
    both = listing(FIRST, LIGHTER)
    with pytest.raises(LeniencyUnchecked) as refusal:
        report(FINE, both)
    assert FIRST.zh in refusal.value.message("zh")
    half = said(FINE, FIRST, ListedLeniency.NOT_MET, "两年内受过处罚")
    with pytest.raises(LeniencyUnchecked):
        report(half, both)
    report(said(half, LIGHTER, ListedLeniency.NOT_MET, "没有主动下架"), both)


def test_an_item_is_set_aside_only_with_a_reason() -> None:
    for found in (ListedLeniency.NOT_MET, ListedLeniency.DEPARTED):
        with pytest.raises(LeniencyUnreasoned):
            report(said(FINE, FIRST, found, " "), listing(FIRST))
        report(said(FINE, FIRST, found, "危害后果严重"), listing(FIRST))


def test_what_is_on_no_list_or_named_twice_is_refused() -> None:
    once = said(FINE, FIRST, ListedLeniency.NOT_MET, "不是首次")
    with pytest.raises(LeniencyNotListed):
        report(once, AROUND)
    with pytest.raises(LeniencyNotListed):
        report(said(once, FIRST, ListedLeniency.NOT_MET, "不是首次"), listing(FIRST))


@pytest.mark.parametrize("kind", [LeniencyKind.NONE, LeniencyKind.FIRST])
def test_an_item_of_no_penalty_that_is_applied_ends_without_one(kind: LeniencyKind) -> None:
    with pytest.raises(LeniencyNotGiven):
        report(said(FINE, kind, ListedLeniency.APPLIED), listing(kind))
    none = Proposal(Outcome.NO_PENALTY, no_penalty=NoPenaltyGround.FIRST)
    corrected = CorrectionChecked(ON, True, "已经下架")
    report(said(none, kind, ListedLeniency.APPLIED), listing(kind), corrected)


def test_a_lighter_item_that_is_applied_names_its_ground() -> None:
    applied = said(FINE, LIGHTER, ListedLeniency.APPLIED)
    with pytest.raises(LeniencyNotGiven):
        report(applied, listing(LIGHTER))
    report(replace(applied, lenient=(LenientFactor.REMOVED_HARM,)), listing(LIGHTER))


@pytest.mark.parametrize(
    ("kind", "tier", "is_enough"),
    [
        (LeniencyKind.LIGHTER, "ordinary", False),
        (LeniencyKind.LIGHTER, "lighter", True),
        (LeniencyKind.LIGHTER, "mitigated", True),
        (LeniencyKind.MITIGATED, "lighter", False),
        (LeniencyKind.MITIGATED, "mitigated", True),
    ],
)
def test_the_tier_of_the_benchmark_is_as_light_as_the_item(
    kind: LeniencyKind, tier: str, *, is_enough: bool
) -> None:
    applied = said(FINE, kind, ListedLeniency.APPLIED)
    if tier != "ordinary":
        applied = replace(applied, lenient=(LenientFactor.REMOVED_HARM,))
    if is_enough:
        report(applied, listing(kind, tier=tier))
        return
    with pytest.raises(LeniencyNotGiven):
        report(applied, listing(kind, tier=tier))


def test_leaving_the_list_is_discussed_by_the_heads_however_small_the_fine() -> None:
    left = said(FINE, FIRST, ListedLeniency.DEPARTED, "涉及婴幼儿食品")
    made = s.ReportMade("事实", "理由", ("food-safety-law 124",), left)
    before = (filed_on(ON), *evidence(ON), taken(made, ON))
    with pytest.raises(DeliberationMissing):
        demand_deliberated(look(a_file(*before), ON), left)
    demand_deliberated(
        look(a_file(*before), ON), said(FINE, FIRST, ListedLeniency.NOT_MET, "非首次")
    )
    talked = s.Deliberated(ON, (SUN, "account_wu"), "同意", left)
    demand_deliberated(look(a_file(*before, taken(talked, ON)), ON), left)


@pytest.mark.law("DIS-2", "APL-057")
def test_on_the_spot_neither_list_nor_benchmark_is_left() -> None:
    there = on_the_spot(100, ON).payload
    assert isinstance(there, s.DecidedOnTheSpot)
    plain = replace(
        there,
        basis=("food-safety-law 124",),
        correction="立即改正",
        remedies=s.Remedies("临江市人民政府", "临江市人民法院", is_reconsideration_first=True),
    )
    situation = look(a_file(), ON, around=listing(FIRST))
    met = said(plain.proposal, FIRST, ListedLeniency.NOT_MET, "不是首次")
    ask(situation, replace(plain, proposal=met))
    left = said(plain.proposal, FIRST, ListedLeniency.DEPARTED, "影响恶劣")
    with pytest.raises(DeliberationMissing):
        ask(situation, replace(plain, proposal=left))
    unfair = replace(met, deviation="clearly_unfair", deviation_text="显失公平")
    with pytest.raises(DeliberationMissing):
        ask(situation, replace(plain, proposal=unfair))


@pytest.mark.law("ACL-016")
def test_a_measure_says_why_the_list_of_no_coercion_does_not_apply() -> None:
    measure = s.MeasureTaken(
        "measure_1", MeasureKind.SEALING, (s.Item("冷柜", "1", "001"),), "防止销售",
        "food-safety-law 110",
        look(a_file(), ON).law.now, ("officer_zhao", "officer_chen"), True, True, True, True, True,
        Signature.SIGNED, True, 2, "330200-0101",
    )  # fmt: skip
    listed = look(a_file(), ON, around=listing(LeniencyKind.NO_COERCION))
    with pytest.raises(LeniencyUnchecked):
        demand_no_coercion_checked(listed, measure)
    demand_no_coercion_checked(listed, replace(measure, list_reason="货值已超过五百元"))
    demand_no_coercion_checked(look(a_file(), ON, around=listing(FIRST)), measure)
    assert rule_ids(demand_no_coercion_checked) == ("LEN-1", "ACL-016")
