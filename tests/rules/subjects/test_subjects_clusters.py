# SPDX-License-Identifier: Apache-2.0
"""Clusters under limits: strongest edge first, never across what must stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjing.subjects.rules.clusters import Limit, Limits, cluster, is_parallel


def test_it_joins_along_edges_and_names_a_cluster_by_its_smallest_form() -> None:
    found = cluster({1: None, 2: None, 3: None, 4: None}, [(3, 2), (1, 2)], Limits())
    assert found.root == {1: 1, 2: 1, 3: 1, 4: 4}
    assert found.refused == ()


def test_it_cuts_a_chain_at_its_weakest_bridge() -> None:
    # Strong 1-2 and 3-4, weak bridge 2-3; three forms are too many.
    found = cluster(dict.fromkeys(range(1, 5)), [(1, 2), (3, 4), (2, 3)], Limits(size=3))
    assert found.root == {1: 1, 2: 1, 3: 3, 4: 3}
    assert found.refused == ((2, 3, Limit.SIZE),)


def test_a_judgement_holds_also_through_others() -> None:
    # 1 and 3 were judged different; 2 is like both and goes with the stronger.
    limits = Limits(apart=frozenset({(1, 3)}))
    found = cluster({1: None, 2: None, 3: None}, [(1, 2), (2, 3)], limits)
    assert found.root == {1: 1, 2: 1, 3: 3}
    assert found.refused == ((2, 3, Limit.JUDGED),)


def test_licences_inspected_side_by_side_stay_apart() -> None:
    limits = Limits(parallel={"A": frozenset({"B"}), "B": frozenset({"A"})})
    found = cluster({1: "A", 2: "B", 3: None}, [(1, 3), (2, 3), (1, 2)], limits)
    assert found.root == {1: 1, 2: 2, 3: 1}
    assert {limit for _, _, limit in found.refused} == {Limit.PARALLEL}


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), max_size=30))
def test_without_limits_it_finds_the_connected_components(edges: list[tuple[int, int]]) -> None:
    forms = range(1, 13)
    root = cluster(dict.fromkeys(forms), edges, Limits()).root
    reach = {form: {form} for form in forms}
    for _ in forms:
        for left, right in edges:
            both = reach[left] | reach[right]
            for form in both:
                reach[form] = reach[form] | both
    assert all(root[form] == min(reach[form]) for form in forms)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([0, 200, 400], [10, 210, 410], True),  # an outlet each
        ([0, 200, 400], [0, 200, 400], False),  # visited together
        ([0, 200, 400], [200, 400], False),  # the accompanying licence
        ([0, 100], [150, 300], False),  # a successor
        ([0, 400], [100], False),  # one visit says nothing
        ([0, 300], [121, 400], False),  # 179 days of overlap: the day before
        ([0, 300], [120, 400], True),  # 180 days
    ],
)
def test_side_by_side_needs_time_and_days_of_its_own(
    one: list[int], other: list[int], expected: bool
) -> None:
    assert is_parallel(one, other) is expected
    assert is_parallel(other, one) is expected
