# SPDX-License-Identifier: Apache-2.0
"""Each gate at its boundary."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from tests.rules.inspection.pools import officer, pool, thing

from mingjing.inspection.rules import gates
from mingjing.inspection.rules.cap import plan_cap
from mingjing.inspection.types import (
    CertificateNotInForce,
    ItemNotPublished,
    Lane,
    NewPlan,
    NoLawfulPair,
    NotTheDrawnPair,
    OfficerRecused,
    PlanInvalid,
    PublicStringWrong,
    RandomShareOutside,
    ReasonMissing,
    TooFewOfficers,
    VisitNotOver,
    VisitOutsidePeriod,
)
from mingjing.registry.law import limit
from mingjing.registry.types import ItemKind, ItemView, OfficerView

DAY = date(2026, 11, 23)
LEAST = limit("inspection.officers_min", DAY)
PLAN = NewPlan(
    title="十二月餐饮检查",
    period_from=date(2026, 12, 1),
    period_to=date(2026, 12, 31),
    as_of=date(2026, 11, 30),
    region="330100",
    agency_id="agency_main",
    budget=20,
    random_share=Decimal("0.15"),
    items=("item-1",),
)


def item(code: str, kind: ItemKind = ItemKind.GENERAL, cap: int | None = None) -> ItemView:
    return ItemView(
        item_code=code,
        name=code,
        name_en="",
        legal_basis="§1",
        kind=kind,
        subject_category="",
        yearly_cap=cap,
        skill="",
        checklist=(),
        valid_from=DAY,
        valid_to=None,
    )


def holder(name: str, valid_from: date, valid_to: date) -> OfficerView:
    return OfficerView(name, name, "a", "", f"no-{name}", valid_from, valid_to, frozenset())


@pytest.mark.law("INS-RND")
@pytest.mark.parametrize("share", ["0.10", "0.15", "0.20"])
def test_it_accepts_a_random_share_in_range(share: str) -> None:
    low, high = (limit(f"inspection.random_share_{end}", DAY) for end in ("min", "max"))
    gates.demand_random_share(Decimal(share), low, high)


@pytest.mark.law("INS-RND")
@pytest.mark.parametrize("share", ["0.0999", "0.2001", "0", "1"])
def test_it_refuses_a_random_share_out_of_range_with_the_article(share: str) -> None:
    low, high = (limit(f"inspection.random_share_{end}", DAY) for end in ("min", "max"))
    with pytest.raises(RandomShareOutside) as refusal:
        gates.demand_random_share(Decimal(share), low, high)
    assert refusal.value.article == low.article == "营商环境条例 §54"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "  "}, "title"),
        ({"items": ()}, "items"),
        ({"budget": 0}, "budget"),
        ({"period_to": date(2026, 11, 30)}, "period_to"),
        ({"period_to": date(2027, 12, 1)}, "period_to"),
        ({"as_of": date(2026, 12, 2)}, "as_of"),
        ({"statutory_share": Decimal("0.9")}, "statutory_share"),
        ({"area_quotas": {"a": Decimal("0.6"), "b": Decimal("0.5")}}, "area_quotas"),
        ({"area_quotas": {"a": Decimal("-0.1")}}, "area_quotas"),
        ({"area_quotas": {"a": Decimal("NaN")}}, "area_quotas"),
        ({"area_quotas": {"a": Decimal("Infinity")}}, "area_quotas"),
        ({"area_floor": Decimal("1.1")}, "area_floor"),
    ],
)
def test_it_names_the_field_of_a_plan_that_is_wrong(change: dict[str, object], field: str) -> None:
    months = limit("inspection.plan_months_max", DAY)
    with pytest.raises(PlanInvalid) as refusal:
        gates.demand_plan_fields(replace(PLAN, **change), months)  # type: ignore[arg-type]
    assert refusal.value.detail["field"] == field


@pytest.mark.law("INS-5")
@pytest.mark.parametrize("last", [date(2026, 12, 1), date(2026, 12, 31), date(2027, 11, 30)])
def test_it_accepts_a_period_of_a_day_to_a_year(last: date) -> None:
    months = limit("inspection.plan_months_max", DAY)
    gates.demand_plan_fields(replace(PLAN, period_to=last), months)


def test_it_counts_months_to_the_end_of_a_short_one() -> None:
    assert gates.months_after(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert gates.months_after(date(2026, 11, 30), -24) == date(2024, 11, 30)
    assert gates.months_after(date(2026, 12, 31), 2) == date(2027, 2, 28)


def test_it_counts_months_no_further_than_the_calendar_goes() -> None:
    assert gates.months_after(date(9999, 12, 31), 1) == date.max
    assert gates.months_after(date(1, 1, 1), -1) == date.min


@pytest.mark.law("INS-2")
def test_it_refuses_an_item_that_is_not_on_the_list() -> None:
    gates.demand_items_published(["item-1"], [item("item-1")], DAY)
    with pytest.raises(ItemNotPublished, match="item-2"):
        gates.demand_items_published(["item-1", "item-2"], [item("item-1")], DAY)


@pytest.mark.law("INS-4")
def test_it_demands_a_reason_with_words_in_it() -> None:
    gates.demand_reason("closed for works", "removal")
    with pytest.raises(ReasonMissing):
        gates.demand_reason(" \n", "removal")


@pytest.mark.law("APL-042")
def test_it_demands_two_officers() -> None:
    gates.demand_officer_pool(["a", "b"], LEAST)
    with pytest.raises(TooFewOfficers) as refusal:
        gates.demand_officer_pool(["a"], LEAST)
    assert (refusal.value.rule, refusal.value.article) == ("APL-042", "行政处罚法 §42")


def test_it_finds_the_object_that_nobody_may_visit() -> None:
    things = [thing("s1", lane=Lane.RISK), thing("s2"), thing("s3")]
    fine = pool(frame=things[1:], fixed=things[:1])
    gates.demand_pairs(fine)
    with pytest.raises(NoLawfulPair, match="s2"):
        gates.demand_pairs(replace(fine, recusals=frozenset({("officer_a", "s2")})))


def test_it_finds_regions_and_skills_that_the_pool_does_not_cover() -> None:
    team = [officer("officer_a", region="330100"), officer("officer_b", region="330100")]
    with pytest.raises(NoLawfulPair):
        gates.demand_pairs(pool(frame=[thing("s1", region="330200")], officers=team))
    with pytest.raises(NoLawfulPair):
        gates.demand_pairs(pool(frame=[thing("s1")], officers=team, skills=["lab"]))


def test_it_accepts_the_drawn_pair_in_any_order() -> None:
    gates.demand_drawn_pair(["b", "a"], ["a", "b"], LEAST)


@pytest.mark.law("APL-042", "DRO-2")
@pytest.mark.parametrize(
    ("present", "refusal"),
    [
        (["a"], TooFewOfficers),
        (["a", "a"], TooFewOfficers),
        ([], TooFewOfficers),
        (["a", "c"], NotTheDrawnPair),
        (["a", "b", "c"], NotTheDrawnPair),
    ],
)
def test_it_refuses_others_than_the_drawn_pair(
    present: list[str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        gates.demand_drawn_pair(present, ["a", "b"], LEAST)


@pytest.mark.law("APL-042")
@pytest.mark.parametrize(
    ("on", "is_fine"),
    [
        (date(2026, 11, 30), False),
        (date(2026, 12, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_it_demands_a_certificate_on_the_very_day(on: date, is_fine: bool) -> None:
    holders = [holder("a", date(2026, 12, 1), date(2026, 12, 31))]
    if is_fine:
        gates.demand_certificates(["a"], holders, on)
        return
    with pytest.raises(CertificateNotInForce):
        gates.demand_certificates(["a"], holders, on)


@pytest.mark.law("APL-042", "INS-1")
def test_it_refuses_an_auxiliary_who_is_on_no_list_of_certificates() -> None:
    with pytest.raises(CertificateNotInForce, match="auxiliary"):
        gates.demand_certificates(["auxiliary"], [], DAY)


@pytest.mark.law("APL-043")
def test_it_refuses_a_recused_officer() -> None:
    gates.demand_not_recused(["a", "b"], ["c"])
    with pytest.raises(OfficerRecused) as refusal:
        gates.demand_not_recused(["a", "b"], ["b", "c"])
    assert refusal.value.article == "行政处罚法 §43"


@pytest.mark.parametrize(
    ("on", "is_fine"),
    [
        (date(2026, 11, 30), False),
        (date(2026, 12, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_it_places_a_visit_in_the_period(on: date, is_fine: bool) -> None:
    period = (PLAN.period_from, PLAN.period_to)
    if is_fine:
        gates.demand_visit_in_period(on, period)
        return
    with pytest.raises(VisitOutsidePeriod):
        gates.demand_visit_in_period(on, period)


@pytest.mark.law("INS-5")
@pytest.mark.parametrize(("minutes", "is_fine"), [(-1, True), (0, True), (1, False)])
def test_a_visit_is_over_before_its_result_is_entered(minutes: int, is_fine: bool) -> None:
    now = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
    ended = now + timedelta(minutes=minutes)
    if is_fine:
        gates.demand_visit_over(ended, now)
        return
    with pytest.raises(VisitNotOver) as refused:
        gates.demand_visit_over(ended, now)
    assert "10:01" in refused.value.message("en")


@pytest.mark.law("DRO-1")
@pytest.mark.parametrize(
    ("announced", "given", "is_fine"),
    [
        ("", "", True),
        ("lottery of 2026-11-25", "03 11 17", True),
        ("lottery of 2026-11-25", "", False),
        ("", "03 11 17", False),
        ("lottery", " 3", False),
        ("lottery", "3\n4", False),
        ("lottery", "3" * 201, False),
    ],
)
def test_it_takes_a_public_string_only_as_announced(
    announced: str, given: str, is_fine: bool
) -> None:
    if is_fine:
        gates.demand_public_string(announced, given)
        return
    with pytest.raises(PublicStringWrong):
        gates.demand_public_string(announced, given)


@pytest.mark.law("INS-3")
@pytest.mark.parametrize(
    ("items", "cap"),
    [
        ([item("a", cap=1), item("b", cap=4)], 1),
        ([item("a", ItemKind.KEY)], None),
        ([item("a")], 2),
        ([item("a", ItemKind.KEY), item("b", cap=3)], 3),
        ([], None),
    ],
)
def test_it_takes_the_lowest_cap_of_a_joint_visit(items: list[ItemView], cap: int | None) -> None:
    assert plan_cap(items, limit("inspection.yearly_cap", DAY)) == cap
