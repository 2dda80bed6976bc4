# SPDX-License-Identifier: Apache-2.0
"""Proofs made by the writer convince the verifier, and altered ones do not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.ledger.ledger_trees import grown, leaves, naive_root, tile_reader

from mingjing.ledger.rules.hashing import leaf_hash
from mingjing.ledger.rules.proofs import Tree, climb, sides
from mingjing_verify.log.errors import Broken
from mingjing_verify.log.merkle import verify_consistency, verify_inclusion

LEAVES = leaves(66_000)
_, FILES = grown(LEAVES, list(range(1, 601)))


def tree(size: int, seen: list[str] | None = None) -> Tree:
    files = FILES if size <= 600 else grown(LEAVES[:size], [])[1]
    return Tree(size, tile_reader(files, [] if seen is None else seen))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_it_proves_inclusion_of_any_leaf(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 600))
    index = data.draw(st.integers(0, size - 1))
    path = tree(size).inclusion(index)
    root = naive_root(LEAVES[:size])
    leaf = leaf_hash(LEAVES[index])
    verify_inclusion(index, size, leaf_hash=leaf, proof=path, root=root)
    assert climb(leaf, path, sides(index, size))[-1] == root


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_it_proves_consistency_of_any_two_sizes(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 600))
    old = data.draw(st.integers(1, size))
    proof = tree(size).consistency(old)
    roots = naive_root(LEAVES[:old]), naive_root(LEAVES[:size])
    verify_consistency((old, size), roots, proof=proof)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_it_convinces_nobody_of_an_altered_proof(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 600))
    index = data.draw(st.integers(0, size - 1))
    path = tree(size).inclusion(index)
    at = data.draw(st.integers(0, len(path) - 1))
    bit = 1 << data.draw(st.integers(0, 255))
    path[at] = (int.from_bytes(path[at], "big") ^ bit).to_bytes(32, "big")
    with pytest.raises(Broken):
        verify_inclusion(
            index,
            size,
            leaf_hash=leaf_hash(LEAVES[index]),
            proof=path,
            root=naive_root(LEAVES[:size]),
        )


def test_it_proves_across_three_levels_of_tiles_reading_few_of_them() -> None:
    seen: list[str] = []
    whole = tree(66_000, seen)
    path = whole.inclusion(40_000)
    root = whole.root_of(0, 66_000)
    verify_inclusion(40_000, 66_000, leaf_hash=leaf_hash(LEAVES[40_000]), proof=path, root=root)
    assert len(seen) == len(set(seen)) <= 6


def test_it_has_an_empty_path_in_a_tree_of_one() -> None:
    assert tree(1).inclusion(0) == []
    assert sides(0, 1) == []


@pytest.mark.parametrize(("size", "index"), [(1, 1), (5, 5), (5, -1)])
def test_it_makes_no_proof_for_a_leaf_that_is_not_there(size: int, index: int) -> None:
    with pytest.raises(ValueError, match="not in a tree"):
        tree(size).inclusion(index)


@pytest.mark.parametrize("old", [0, 6])
def test_it_makes_no_consistency_proof_from_nothing_or_from_the_future(old: int) -> None:
    with pytest.raises(ValueError, match="no consistency proof"):
        tree(5).consistency(old)


def test_it_refuses_a_consistency_proof_from_the_empty_tree() -> None:
    with pytest.raises(Broken):
        verify_consistency((0, 5), (naive_root([]), naive_root(LEAVES[:5])), proof=[])
