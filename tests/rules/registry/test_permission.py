# SPDX-License-Identifier: Apache-2.0
"""Who may do what: role, region and agency together decide, each role where it was given."""

import pytest

from mingjing.registry.public import may
from mingjing.registry.types import Actor, Thing

HERE = Thing("agency_main", "330100")


def holder(*powers: tuple[str, str], agency_id: str = "agency_main") -> Actor:
    roles = frozenset(role for role, _ in powers)
    regions = [region for _, region in powers]
    return Actor("account_x", "X", agency_id, min(regions, key=len), roles, powers=powers)


@pytest.mark.parametrize(
    ("thing", "allowed"),
    [
        (HERE, True),
        (Thing("agency_main", "330102"), True),
        (Thing("agency_main", "440100"), False),
        (Thing("agency_main", "330000"), False),
        (Thing(), True),
    ],
)
def test_a_power_reaches_as_far_as_its_region(thing: Thing, allowed: bool) -> None:
    planner = holder(("planner", "330100"))
    assert may(planner, "inspection.draw", thing).allowed is allowed


def test_something_of_an_agency_without_a_region_lies_in_no_single_region() -> None:
    nationwide = Thing("agency_main", "")
    assert not may(holder(("planner", "330100")), "inspection.draft_plan", nationwide).allowed
    assert may(holder(("planner", "")), "inspection.draft_plan", nationwide).allowed


def test_each_role_stands_only_where_it_was_given() -> None:
    person = holder(("officer", "330000"), ("planner", "330102"), ("planner", "330203"))
    assert may(person, "inspection.draw", Thing("agency_main", "330102")).allowed
    assert may(person, "inspection.draw", Thing("agency_main", "330203")).allowed
    assert not may(person, "inspection.draw", HERE).allowed
    assert may(person, "inspection.enter_result", HERE).allowed


@pytest.mark.parametrize(
    ("role", "action"),
    [
        ("planner", "inspection.draw"),
        ("planner", "inspection.cancel_task"),
        ("officer", "inspection.enter_result"),
        ("administrator", "registry.appoint"),
    ],
)
def test_a_planner_officer_or_administrator_acts_for_the_own_agency_only(
    role: str, action: str
) -> None:
    stranger = holder((role, "330100"), agency_id="agency_other")
    assert not may(stranger, action, HERE).allowed
    assert may(holder((role, "330100")), action, HERE).allowed


def test_a_steward_takes_in_the_records_of_other_agencies_of_the_region() -> None:
    steward = holder(("steward", "330100"), agency_id="agency_other")
    assert may(steward, "catalog.take_in", HERE).allowed
    assert not may(steward, "catalog.take_in", Thing("agency_main", "440100")).allowed


def test_a_refusal_names_the_places_and_not_their_numbers() -> None:
    stranger = Thing("agency_main", "US-IL-CHI")
    why = may(holder(("planner", "339900")), "inspection.draw", stranger).because[0]
    assert "限于临江市，所办事项的地区是芝加哥市" in why.text("zh")
    assert "Linjiang (339900), and this lies in Chicago (US-IL-CHI)" in why.text("en")
