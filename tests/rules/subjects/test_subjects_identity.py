# SPDX-License-Identifier: Apache-2.0
"""Stable ids: greatest overlap, redirects, splits."""

from itertools import count

from mingjing.subjects.rules.identity import Identities, Overlap, assign_ids


def assigned(
    clusters: list[str], overlaps: list[tuple[str, str, int]], current: list[str] | None = None
) -> Identities:
    number = count(1)
    known = current if current is not None else sorted({old for _, old, _ in overlaps})
    return assign_ids(
        clusters, [Overlap(*o) for o in overlaps], known, lambda: f"new{next(number)}"
    )


def test_a_cluster_keeps_its_id() -> None:
    found = assigned(["a"], [("a", "old1", 3)])
    assert (found.ids, found.merged, found.split, found.emptied) == ({"a": "old1"}, {}, {}, ())


def test_new_records_make_a_new_id() -> None:
    found = assigned(["a", "b"], [("a", "old1", 3)])
    assert found.ids == {"a": "old1", "b": "new1"}
    assert found.split == {}


def test_the_larger_part_survives_a_merge_and_the_other_redirects() -> None:
    found = assigned(["a"], [("a", "old1", 2), ("a", "old2", 5)])
    assert found.ids == {"a": "old2"}
    assert found.merged == {"old1": "old2"}


def test_the_older_id_survives_a_merge_of_equals() -> None:
    found = assigned(["a"], [("a", "old2", 2), ("a", "old1", 2)])
    assert found.merged == {"old2": "old1"}


def test_the_larger_part_keeps_the_id_of_a_split() -> None:
    found = assigned(["a", "b"], [("a", "old1", 4), ("b", "old1", 1)])
    assert found.ids == {"a": "old1", "b": "new1"}
    assert found.split == {"new1": "old1"}
    assert found.merged == {}


def test_records_that_move_between_two_subjects_change_no_id() -> None:
    found = assigned(["a", "b"], [("a", "old1", 6), ("b", "old1", 4), ("b", "old2", 5)])
    assert found.ids == {"a": "old1", "b": "old2"}
    assert (found.merged, found.split) == ({}, {})


def test_a_subject_whose_records_are_gone_is_empty() -> None:
    found = assigned(["a"], [("a", "old1", 1)], current=["old1", "old2"])
    assert found.emptied == ("old2",)


def test_the_order_of_overlaps_changes_nothing() -> None:
    overlaps = [("a", "old1", 2), ("b", "old1", 2), ("b", "old2", 2), ("a", "old2", 1)]
    assert assigned(["a", "b"], overlaps) == assigned(["a", "b"], overlaps[::-1])
