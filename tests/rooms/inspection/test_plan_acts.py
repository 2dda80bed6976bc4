# SPDX-License-Identifier: Apache-2.0
"""Drafting a plan and changing it by hand."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.rooms.inspection.conftest import Town, candidate, item

from mingjing.inspection import public
from mingjing.inspection.types import (
    AlreadyPlanned,
    BudgetExceeded,
    CapReached,
    Change,
    ItemNotPublished,
    Lane,
    LeadKind,
    LeadState,
    NewLead,
    NothingToInspect,
    PlanInvalid,
    PlanMissing,
    RandomShareOutside,
    ReasonMissing,
    SelectionChange,
    Stage,
    SubjectNotCandidate,
    TaskState,
    WrongStage,
)
from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import entry_for
from mingjing.registry.public import publish_item
from mingjing.registry.types import Actor, NotPermitted, UnknownAgency

ALL = PageRequest(1, 100)


def draft(town: Town, now: datetime, candidates: Any = None, **changes: object) -> str:
    wanted = replace(town.plan, **changes)  # type: ignore[arg-type]
    chosen = town.candidates if candidates is None else candidates
    return public.draft_plan(actor=town.planner, now=now, plan=wanted, candidates=chosen)


def lanes(plan_id: str) -> dict[str, int]:
    return {count.lane.value: count.tasks for count in public.lane_counts(plan_id)}


def subjects(plan_id: str, lane: Lane) -> list[str]:
    found = public.tasks(plan_id, ALL, public.TaskFilter(lane=lane.value))
    return [view.subject_id for view in found.items]


def change(town: Town, now: datetime, plan_id: str, subject_id: str, what: Change) -> None:
    public.change_selection(
        actor=town.planner,
        now=now,
        plan_id=plan_id,
        change=SelectionChange(subject_id, what, "known to be closed for works"),
    )


def test_it_drafts_the_certain_visits_and_keeps_places_for_the_draw(
    town: Town, drafted: str
) -> None:
    view = public.plan(drafted)
    assert (view.stage, view.budget, view.random_take) == (Stage.DRAFTED, 10, 2)
    assert (view.candidates, view.frame_size) == (20, 12)
    assert lanes(drafted) == {"statutory": 0, "risk": 8, "random": 0, "lead": 0, "manual": 0}
    assert subjects(drafted, Lane.RISK) == [f"subject_{n:02}" for n in range(1, 9)]
    assert all(t.inclusion == 1 for t in public.tasks(drafted, ALL).items)


def test_it_leaves_one_entry_for_the_draft(town: Town, drafted: str) -> None:
    assert [e.act for e in entry_for("inspection_plan", drafted)] == ["inspection.plan_drafted"]


def test_it_keeps_the_limits_it_applied_with_their_articles(town: Town, drafted: str) -> None:
    kept = {row["name"]: row for row in public.plan(drafted).limits}
    assert kept["inspection.officers_min"]["article"] == "行政处罚法 §42"
    assert kept["inspection.random_share_max"]["tag"] == "M"


@pytest.mark.law("INS-COV")
def test_it_covers_those_who_are_due(town: Town, now: datetime) -> None:
    old = [candidate(19, last_visited_on=None), candidate(20, last_visited_on=date(2024, 11, 22))]
    plan_id = draft(town, now, [*town.candidates[:18], *old], statutory_share=Decimal("0.1"))
    assert subjects(plan_id, Lane.STATUTORY) == ["subject_19"]
    assert lanes(plan_id)["risk"] == 7


@pytest.mark.law("INS-3")
def test_it_counts_visits_of_other_plans_against_the_cap(town: Town, now: datetime) -> None:
    once = [replace(one, ordinary_visits=1) for one in town.candidates]
    first = draft(town, now, once, period_to=date(2026, 11, 25))
    later = draft(town, now, once, period_from=date(2026, 11, 26))
    taken = set(subjects(first, Lane.RISK))
    assert not taken & set(subjects(later, Lane.RISK))
    assert dict(public.plan(later).excluded)["cap"] == len(taken)


def test_it_leaves_out_subjects_with_an_open_visit_elsewhere(
    town: Town, drafted: str, now: datetime
) -> None:
    second = draft(town, now)
    assert dict(public.plan(second).excluded)["busy"] == 8
    assert not set(subjects(second, Lane.RISK)) & set(subjects(drafted, Lane.RISK))


def test_it_keeps_to_the_region_of_the_plan(town: Town, now: datetime) -> None:
    others = [candidate(30, region="330200", rank=0), candidate(31, region="", rank=0)]
    plan_id = draft(town, now, [*town.candidates, *others])
    assert "subject_31" in subjects(plan_id, Lane.RISK)
    assert public.plan(plan_id).candidates == 21


@pytest.mark.law("INS-6")
def test_it_merges_items_into_one_visit(town: Town, system: Actor, now: datetime) -> None:
    publish_item(actor=system, now=now, item=item("fire-exits"))
    plan_id = draft(town, now, items=("food-hygiene", "fire-exits"))
    first = public.tasks(plan_id, ALL).items[0]
    assert first.items == ("fire-exits", "food-hygiene")


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"random_share": Decimal("0.05")}, RandomShareOutside),
        ({"random_share": Decimal("0.25")}, RandomShareOutside),
        ({"items": ("secret-item",)}, ItemNotPublished),
        ({"period_from": date(2025, 12, 1), "as_of": date(2025, 11, 1)}, PlanInvalid),
        ({"budget": 2}, PlanInvalid),
        ({"title": ""}, PlanInvalid),
    ],
)
def test_it_refuses_an_unlawful_plan(
    town: Town, now: datetime, changes: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        draft(town, now, **changes)
    assert public.plans(ALL).total == 0


def test_it_refuses_an_item_that_lapses_within_the_period(
    town: Town, system: Actor, now: datetime
) -> None:
    short = replace(item("short-lived"), valid_to=date(2026, 12, 30))
    publish_item(actor=system, now=now, item=short)
    with pytest.raises(ItemNotPublished, match="2026-12-31"):
        draft(town, now, items=("short-lived",))


def test_it_refuses_a_plan_that_no_item_applies_to(town: Town, now: datetime) -> None:
    with pytest.raises(NothingToInspect):
        draft(town, now, [replace(one, category="mining") for one in town.candidates])
    with pytest.raises(NothingToInspect):
        draft(town, now, [])


def test_it_refuses_a_planner_of_another_region(town: Town, li: Actor, now: datetime) -> None:
    with pytest.raises(NotPermitted):
        public.draft_plan(actor=li, now=now, plan=town.plan, candidates=town.candidates)


def test_it_refuses_an_agency_that_is_not_registered(
    town: Town, system: Actor, now: datetime
) -> None:
    wanted = replace(town.plan, agency_id="agency_none")
    with pytest.raises(UnknownAgency):
        public.draft_plan(actor=system, now=now, plan=wanted, candidates=town.candidates)


@pytest.mark.law("INS-8")
def test_it_refuses_a_plan_for_another_agency_or_beyond_the_region(
    town: Town, now: datetime
) -> None:
    with pytest.raises(NotPermitted):
        draft(town, now, agency_id="agency_other")
    with pytest.raises(NotPermitted):
        draft(town, now, region="")


def test_a_plan_of_a_city_takes_the_subjects_of_its_districts(town: Town, now: datetime) -> None:
    below = [replace(one, region="330106") for one in town.candidates]
    beside = [candidate(90, region="330200"), candidate(91, region="440100")]
    plan_id = draft(town, now, [*below, *beside])
    assert public.plan(plan_id).candidates == len(below)


def test_it_takes_out_a_subject_and_moves_the_next_up(
    town: Town, drafted: str, now: datetime
) -> None:
    before = {t.subject_id: t.task_id for t in public.tasks(drafted, ALL).items}
    change(town, now, drafted, "subject_01", Change.REMOVE)
    assert subjects(drafted, Lane.RISK) == [f"subject_{n:02}" for n in range(2, 10)]
    after = {t.subject_id: t.task_id for t in public.tasks(drafted, ALL).items}
    assert after["subject_02"] == before["subject_02"]
    (kept,) = public.changes(drafted)
    assert (kept.change, kept.by) == (Change.REMOVE, town.planner.account_id)


def test_it_adds_a_subject_in_its_own_lane(town: Town, drafted: str, now: datetime) -> None:
    change(town, now, drafted, "subject_20", Change.ADD)
    assert subjects(drafted, Lane.MANUAL) == ["subject_20"]
    assert lanes(drafted)["risk"] == 7
    acts = [e.act for e in entry_for("inspection_plan", drafted)]
    assert acts == ["inspection.plan_drafted", "inspection.selection_changed"]


def test_it_lets_the_last_word_on_a_subject_count(town: Town, drafted: str, now: datetime) -> None:
    change(town, now, drafted, "subject_20", Change.ADD)
    change(town, now, drafted, "subject_20", Change.REMOVE)
    assert subjects(drafted, Lane.MANUAL) == []
    assert lanes(drafted)["risk"] == 8


def test_it_refuses_a_change_without_a_reason(town: Town, drafted: str, now: datetime) -> None:
    with pytest.raises(ReasonMissing):
        public.change_selection(
            actor=town.planner,
            now=now,
            plan_id=drafted,
            change=SelectionChange("subject_01", Change.REMOVE, " "),
        )


def test_it_refuses_to_add_a_stranger(town: Town, drafted: str, now: datetime) -> None:
    with pytest.raises(SubjectNotCandidate):
        change(town, now, drafted, "subject_99", Change.ADD)


def test_it_refuses_to_add_above_the_cap_without_a_lead(town: Town, now: datetime) -> None:
    plan_id = draft(town, now, [*town.candidates[:19], candidate(20, ordinary_visits=2)])
    with pytest.raises(CapReached) as refusal:
        change(town, now, plan_id, "subject_20", Change.ADD)
    assert refusal.value.article == "国办发〔2024〕54号"


def test_it_refuses_to_add_a_subject_that_is_planned_elsewhere(
    town: Town, drafted: str, now: datetime
) -> None:
    second = draft(town, now)
    with pytest.raises(AlreadyPlanned):
        change(town, now, second, "subject_01", Change.ADD)


def test_it_refuses_more_additions_than_the_budget_holds(town: Town, now: datetime) -> None:
    plan_id = draft(town, now, budget=5)
    for n in range(10, 14):
        change(town, now, plan_id, f"subject_{n}", Change.ADD)
    with pytest.raises(BudgetExceeded):
        change(town, now, plan_id, "subject_14", Change.ADD)
    assert len(subjects(plan_id, Lane.MANUAL)) == 4


def test_it_changes_nothing_after_the_pool_is_frozen(
    town: Town, drafted: str, now: datetime
) -> None:
    public.freeze_pool(actor=town.planner, now=now, plan_id=drafted)
    with pytest.raises(WrongStage):
        change(town, now, drafted, "subject_20", Change.ADD)


def test_it_names_a_plan_that_does_not_exist(db: None) -> None:
    with pytest.raises(PlanMissing, match="plan_none"):
        public.plan("plan_none")


def take(town: Town, now: datetime, subject_id: str, record_id: str) -> str:
    return public.take_lead(
        actor=town.planner,
        now=now,
        lead=NewLead(
            subject_id=subject_id,
            kind=LeadKind.COMPLAINT,
            nature="rats seen",
            source_record=record_id,
            made_on=date(2026, 11, 20),
            region=town.plan.region,
        ),
    )


def test_it_visits_a_lead_above_the_cap_in_its_own_lane(town: Town, now: datetime) -> None:
    lead_id = take(town, now, "subject_20", "c311:1")
    plan_id = draft(town, now, [*town.candidates[:19], candidate(20, ordinary_visits=2)])
    (found,) = public.tasks(plan_id, ALL, public.TaskFilter(lane="lead")).items
    detail = public.task(found.task_id)
    assert (found.subject_id, found.lead_id) == ("subject_20", lead_id)
    assert detail.cap_exception == f"lead {lead_id}"
    assert public.lead(lead_id).state == LeadState.PLANNED
    assert public.lead(lead_id).task_id == found.task_id


def test_it_gives_a_lead_back_when_its_subject_is_taken_out(town: Town, now: datetime) -> None:
    lead_id = take(town, now, "subject_05", "c311:1")
    plan_id = draft(town, now)
    assert public.lead(lead_id).state == LeadState.PLANNED
    change(town, now, plan_id, "subject_05", Change.REMOVE)
    assert public.lead(lead_id).state == LeadState.OPEN
    assert public.tasks(plan_id, ALL).items[0].state == TaskState.PLANNED


def test_it_lists_plans_with_a_fixed_number_of_queries(
    town: Town, drafted: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        assert public.plans(ALL).items[0].plan_id == drafted
    with django_assert_num_queries(3):
        assert public.tasks(drafted, ALL).total == 8
