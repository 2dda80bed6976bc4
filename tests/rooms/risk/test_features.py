# SPDX-License-Identifier: Apache-2.0
"""Features as of a day: counted by hand, and blind to everything that comes later."""

import math
from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rooms.risk.world import AS_OF, Visited, World, days_before, features_of

from mingjing.risk.learning.features import Features, steps, steps_digest

WORLD = World(
    visited=(
        Visited("v1", "s1", days_before(400), hit=1, items=("30", "38"), outcome="fail"),
        Visited("v2", "s1", days_before(100), inspector="b"),
        Visited("v3", "s2", days_before(50), hit=2, inspector="b", place=0.001),
        Visited("v4", "s2", days_before(20), purpose="complaint", outcome="unknown", items=()),
        Visited("v5", "s3", days_before(10), inspector=None, place=0.05),
    ),
    complaints=((days_before(30), 0.002), (days_before(200), 0.002), (days_before(30), 0.01)),
)


@cache
def before() -> Features:
    return features_of(WORLD, "s1", "s2", "s3")


@pytest.fixture
def known() -> Features:
    return before()


def value(features: Features, name: str, row: int = 0) -> float:
    return float(features.column(name)[row])


def test_it_counts_visits_and_days(known: Features) -> None:
    assert [value(known, "past_visits", row) for row in range(3)] == [2, 1, 1]
    assert value(known, "days_since_visit") == 100
    assert value(known, "days_since_visit_before") == 400
    assert value(known, "days_since_hit") == 400
    assert value(known, "days_since_failed") == 400
    assert value(known, "days_known") == 400


def test_it_tells_the_last_visit_from_the_mean(known: Features) -> None:
    assert value(known, "last_critical") == 0
    assert value(known, "mean_critical") == 0.5
    assert value(known, "last_critical", 1) == 2
    assert value(known, "past_hits", 1) == 1


def test_recent_visits_weigh_more(known: Features) -> None:
    old, new = math.exp(-400 / 365), math.exp(-100 / 365)
    assert value(known, "own_rate") == pytest.approx((old + 0.15) / (old + new + 1), abs=1e-6)


def test_a_residual_is_what_was_found_less_what_the_inspector_usually_finds(
    known: Features,
) -> None:
    # Routine visits: v1 v2 v3 v5, hits v1 v3: 2 of 4. Inspector b: 1 of 2, pulled by 20 to 0.5.
    # Inspector a: 1 of 1, pulled: (1 + 20 * 0.5) / 21.
    strict = (1 + 20 * 0.5) / 21
    assert value(known, "last_residual") == pytest.approx(0 - 0.5)
    assert value(known, "residual_sum") == pytest.approx((1 - strict) + (0 - 0.5), abs=1e-6)


def test_an_unknown_inspector_counts_as_the_average(known: Features) -> None:
    assert value(known, "last_residual", 2) == pytest.approx(0 - 0.5)


def test_a_group_rate_leaves_the_subject_out(known: Features) -> None:
    # Owner: others of s1 are v3 (hit) and v5: (1 + 5 * 0.5) / (2 + 5).
    assert value(known, "owner_visits") == 2
    assert value(known, "owner_rate") == pytest.approx(3.5 / 7, abs=1e-6)
    # Others of s2 are v1 (hit), v2, v5: (1 + 2.5) / 8.
    assert value(known, "owner_rate", 1) == pytest.approx(3.5 / 8, abs=1e-6)


def test_it_counts_complaints_within_four_hundred_metres(known: Features) -> None:
    # 0.002° is 222 m, 0.01° is 1.1 km.
    assert value(known, "complaints_near_90") == 1
    assert value(known, "complaints_near_365") == 2


def test_it_counts_visits_of_other_purposes_within_a_year(known: Features) -> None:
    assert value(known, "complaint_visits", 1) == 1
    assert value(known, "days_since_complaint", 1) == 20
    assert math.isnan(value(known, "days_since_complaint"))


def test_it_reads_the_register_and_the_licence(known: Features) -> None:
    assert value(known, "risk_class") == 1
    assert value(known, "licence_age") == (AS_OF - AS_OF.replace(2010, 1, 1)).days
    assert value(known, "privilege:tavern") == 1
    assert value(known, "privileges") == 2


def test_an_item_has_the_share_of_visits_that_found_it(known: Features) -> None:
    assert value(known, "item:38") == 0.5
    assert value(known, "item:30") == 1
    assert value(known, "item:38", 1) == 0


def test_a_subject_without_a_past_has_unknown_values() -> None:
    later = WORLD.plus([Visited("v9", "s9", days_before(-5), hit=1)])
    found = features_of(later, "s9", record="r:v9")
    assert value(found, "past_visits") == 0
    assert math.isnan(value(found, "last_critical"))
    assert math.isnan(value(found, "item:30"))
    # Its register row is what the visit's own row says; its findings are not.
    assert value(found, "risk_class") == 1


def test_the_first_day_of_all_has_features_too() -> None:
    later = World((Visited("v9", "s9", days_before(-5)),))
    assert features_of(later, "s9", record="r:v9").rows == 1


def test_no_feature_is_an_inspector(known: Features) -> None:
    names = known.names(np.ones(known.rows, dtype=bool))
    assert not [name for name in names if "inspector" in name]
    texts = {step.name: step.sql for step in steps()}
    assert [name for name, sql in texts.items() if "inspector" in sql] == ["strictness", "past"]


def test_the_digest_of_the_steps_is_stable() -> None:
    assert steps_digest() == steps_digest()


def same(first: Features, second: Features) -> None:
    assert list(first.numbers) == list(second.numbers)
    for name in first.numbers:
        np.testing.assert_array_equal(first.numbers[name], second.numbers[name], name)
    for name in {*first.items, *second.items} - {""}:
        np.testing.assert_array_equal(
            np.nan_to_num(first.column(f"item:{name}")),
            np.nan_to_num(second.column(f"item:{name}")),
            name,
        )
    np.testing.assert_array_equal(first.area, second.area)
    np.testing.assert_array_equal(first.category, second.category)


LATER = st.builds(
    Visited,
    name=st.uuids().map(str),
    subject=st.sampled_from(["s1", "s2", "s3", "s4"]),
    on=st.integers(0, 400).map(lambda days: days_before(-days)),
    hit=st.integers(0, 3),
    inspector=st.sampled_from(["a", "b", "c", None]),
    purpose=st.sampled_from(["canvass", "complaint", "reinspection", "poisoning"]),
    outcome=st.sampled_from(["pass", "fail", "unknown"]),
    place=st.sampled_from([0.0, 0.001, 0.02]),
    risk_class=st.sampled_from(["1", "2", "3"]),
    items=st.sampled_from([(), ("30",), ("38", "40")]),
)
COMPLAINTS = st.tuples(
    st.integers(0, 400).map(lambda days: days_before(-days)), st.sampled_from([0.0, 0.002])
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LATER, max_size=6, unique_by=lambda v: v.name), st.lists(COMPLAINTS, max_size=4))
def test_no_record_of_the_day_or_later_changes_a_feature(
    later: list[Visited], complaints: list[tuple[date, float]]
) -> None:
    changed = features_of(WORLD.plus(later, complaints), "s1", "s2", "s3")
    same(before(), changed)


def test_who_makes_the_next_visit_changes_nothing() -> None:
    coming = Visited("v9", "s9", AS_OF, hit=1, inspector="a")
    stranger = replace(coming, inspector="nobody", hit=0)
    first = features_of(WORLD.plus([coming]), "s9", record="r:v9")
    same(first, features_of(WORLD.plus([stranger]), "s9", record="r:v9"))
