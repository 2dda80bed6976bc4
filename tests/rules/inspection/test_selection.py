# SPDX-License-Identifier: Apache-2.0
"""Lanes under a budget: leads, hand, coverage, risk, and what remains for the random draw."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjing.inspection.rules.selection import (
    Selection,
    SelectionOrder,
    Situation,
    random_places,
    select,
)
from mingjing.inspection.rules.strata import strata_of
from mingjing.inspection.types import BudgetExceeded, Candidate, Lane

DUE = date(2024, 12, 1)
FRESH = date(2026, 6, 1)


def candidate(
    number: int,
    *,
    area: str = "east",
    rank: int | None = -1,
    last: date | None = FRESH,
    visits: int = 0,
    category: str = "food",
) -> Candidate:
    return Candidate(
        subject_id=f"s{number:03}",
        category=category,
        area=area,
        region="330100",
        rank=number if rank == -1 else rank,
        last_visited_on=last,
        ordinary_visits=visits,
    )


def order(
    budget: int,
    random_take: int,
    *,
    statutory: int = 0,
    cap: int | None = 2,
    quotas: dict[str, Decimal] | None = None,
    floor: str = "0",
) -> SelectionOrder:
    return SelectionOrder(budget, random_take, statutory, DUE, cap, quotas or {}, Decimal(floor))


def lane(found: Selection, which: Lane) -> list[str]:
    return [c.candidate.subject_id for c in found.chosen if c.lane == which]


def test_it_fills_the_risk_lane_by_rank_and_leaves_the_rest_to_chance() -> None:
    found = select([candidate(n) for n in range(1, 11)], order(5, 1), Situation())
    assert lane(found, Lane.RISK) == ["s001", "s002", "s003", "s004"]
    assert [c.subject_id for c, _ in found.frame] == [f"s{n:03}" for n in range(5, 11)]


@pytest.mark.law("INS-COV")
def test_it_covers_the_never_visited_and_the_longest_ago_first() -> None:
    things = [
        candidate(1),
        candidate(2, last=date(2024, 11, 30)),
        candidate(3, last=date(2020, 1, 1)),
        candidate(4, last=None),
        candidate(5, last=DUE),  # due only the day after
    ]
    found = select(things, order(5, 1, statutory=2), Situation())
    assert lane(found, Lane.STATUTORY) == ["s004", "s003"]
    assert lane(found, Lane.RISK) == ["s001", "s002"]


@pytest.mark.law("INS-3")
def test_it_leaves_out_subjects_at_their_cap() -> None:
    things = [candidate(1, visits=2), candidate(2, visits=1), candidate(3)]
    found = select(things, order(3, 1), Situation())
    assert lane(found, Lane.RISK) == ["s002", "s003"]
    assert dict(found.excluded)["cap"] == 1


@pytest.mark.law("INS-LEAD")
def test_it_lets_a_lead_go_above_the_cap_and_records_it() -> None:
    things = [candidate(1, visits=2), candidate(2)]
    found = select(things, order(3, 1), Situation(leads={"s001": "lead_1"}))
    (first, _) = found.chosen
    assert (first.lane, first.lead_id, first.is_above_cap) == (Lane.LEAD, "lead_1", True)


def test_it_keeps_leads_waiting_when_the_places_are_gone() -> None:
    leads = {f"s{n:03}": f"lead_{n}" for n in range(1, 6)}
    found = select([candidate(n) for n in range(1, 9)], order(4, 1), Situation(leads=leads))
    assert lane(found, Lane.LEAD) == ["s001", "s002", "s003"]
    assert (lane(found, Lane.RISK), found.leads_waiting) == ([], 2)


def test_it_puts_what_was_added_by_hand_before_the_rest() -> None:
    found = select([candidate(n) for n in range(1, 9)], order(3, 1), Situation(added=("s008",)))
    assert (lane(found, Lane.MANUAL), lane(found, Lane.RISK)) == (["s008"], ["s001"])


def test_it_refuses_more_additions_than_places() -> None:
    with pytest.raises(BudgetExceeded, match="need 2"):
        select(
            [candidate(1), candidate(2)],
            order(2, 1),
            Situation(added=("s001", "s002")),
        )


def test_it_leaves_out_what_was_removed_busy_or_has_no_item() -> None:
    things = [candidate(1), candidate(2), candidate(3, category="fire"), candidate(4)]
    situation = Situation(
        removed=frozenset({"s001"}), busy=frozenset({"s002"}), categories=frozenset({"food"})
    )
    found = select(things, order(3, 1), situation)
    assert lane(found, Lane.RISK) == ["s004"]
    assert dict(found.excluded) == {"no_item": 1, "removed": 1, "busy": 1, "cap": 0}


def test_it_never_draws_a_risk_place_for_a_subject_without_a_score() -> None:
    found = select([candidate(1, rank=None), candidate(2)], order(3, 1), Situation())
    assert lane(found, Lane.RISK) == ["s002"]
    assert [c.subject_id for c, _ in found.frame] == ["s001"]


def test_it_reserves_places_for_an_area_with_a_quota() -> None:
    things = [candidate(n) for n in range(1, 9)] + [candidate(n, area="west") for n in (20, 21, 22)]
    found = select(things, order(5, 1, quotas={"west": Decimal("0.5")}), Situation())
    assert sorted(lane(found, Lane.RISK)) == ["s001", "s002", "s020", "s021"]


def test_it_gives_back_places_that_an_area_cannot_fill() -> None:
    things = [candidate(n) for n in range(1, 9)] + [candidate(20, area="west")]
    found = select(things, order(5, 1, quotas={"west": Decimal("0.5")}), Situation())
    assert sorted(lane(found, Lane.RISK)) == ["s001", "s002", "s003", "s020"]


def test_it_holds_a_floor_of_the_proportional_share() -> None:
    things = [candidate(n) for n in range(1, 11)] + [
        candidate(n, area="west") for n in range(50, 60)
    ]
    found = select(things, order(9, 1, floor="0.5"), Situation())
    west = [s for s in lane(found, Lane.RISK) if s >= "s050"]
    assert west == ["s050", "s051"]  # half of 8 x 10/20


@pytest.mark.parametrize(
    ("budget", "share", "places"),
    [(100, "0.15", 15), (10, "0.15", 2), (10, "0.1", 1), (4, "0.1", 0)],
)
def test_it_rounds_the_random_places_half_up(budget: int, share: str, places: int) -> None:
    assert random_places(budget, Decimal(share)) == places


def test_it_keeps_each_area_a_stratum_when_two_visits_may_be_expected() -> None:
    frame = [candidate(n) for n in range(10)] + [candidate(n, area="west") for n in range(10, 20)]
    assert {stratum for _, stratum in strata_of(frame, 4)} == {"east", "west"}


def test_it_groups_small_areas_until_two_visits_may_be_expected() -> None:
    # 10 visits for 100: an area of 20 may expect two
    frame = [candidate(n) for n in range(50)]
    for number, (area, size) in enumerate((("a", 15), ("b", 5), ("c", 12), ("d", 9), ("", 9))):
        frame += [candidate(100 * (number + 1) + n, area=area) for n in range(size)]
    found = strata_of(frame, 10)
    sizes = {s: sum(1 for _, other in found if other == s) for _, s in found}
    assert sizes == {"east": 50, "- + a": 24, "b + c + d": 26}


def test_it_adds_what_is_left_over_to_the_last_group_or_the_smallest_stratum() -> None:
    frame = [candidate(n) for n in range(8)] + [candidate(9, area="west")]
    assert {stratum for _, stratum in strata_of(frame, 3)} == {"east + west"}
    frame += [candidate(n, area=f"ward {n}") for n in range(10, 20)]
    # 6 visits for 19: seven wards may expect two, the four left over join them
    assert {stratum for _, stratum in strata_of(frame, 6)} == {"east", "ward 10 … west (11)"}


def test_it_makes_one_stratum_when_all_together_may_expect_less_than_two() -> None:
    frame = [candidate(n, area=f"ward {n}") for n in range(5)]
    assert {stratum for _, stratum in strata_of(frame, 1)} == {"ward 0 … ward 4 (5)"}


@st.composite
def registers(make: st.DrawFn) -> list[Candidate]:
    count = make(st.integers(0, 16))
    return [
        candidate(
            n,
            area=make(st.sampled_from(["", "a", "b", "c"])),
            rank=make(st.none() | st.integers(1, 40)),
            last=make(st.sampled_from([None, date(2020, 1, 1), FRESH])),
            visits=make(st.integers(0, 3)),
        )
        for n in range(count)
    ]


@settings(deadline=None, max_examples=50)
@given(registers(), st.integers(1, 30), st.integers(0, 10), st.integers(0, 20))
def test_it_never_exceeds_the_budget_and_counts_everyone_once(
    things: list[Candidate], budget: int, random_take: int, statutory: int
) -> None:
    random_take = min(random_take, budget)
    found = select(things, order(budget, random_take, statutory=statutory), Situation())
    again = select(things[::-1], order(budget, random_take, statutory=statutory), Situation())
    assert found == again
    assert len(found.chosen) + random_take <= budget
    chosen = {c.candidate.subject_id for c in found.chosen}
    framed = {c.subject_id for c, _ in found.frame}
    assert not chosen & framed
    assert len(chosen) + len(framed) + sum(n for _, n in found.excluded) == len(things)
