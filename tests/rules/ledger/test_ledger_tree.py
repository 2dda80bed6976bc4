# SPDX-License-Identifier: Apache-2.0
"""The writer's tree is the one of RFC 6962 and its files are those of C2SP tlog-tiles."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.ledger.ledger_trees import grown, leaves, naive_root

from mingjing.ledger.rules.hashing import EMPTY_ROOT, fold_full
from mingjing.ledger.rules.paths import edge_tiles, index_path, tile_path, tile_width
from mingjing.ledger.rules.tree import EMPTY_EDGE, Edge, EdgeDiffers, grow

LEAVES = leaves(70_000)


def test_it_has_the_root_of_the_definition_at_every_size() -> None:
    edge = EMPTY_EDGE
    for size in range(601):
        edge = grow(edge, LEAVES[edge.size - edge.size % 256 : size]).edge
        assert edge.root() == naive_root(LEAVES[:size]), size


@settings(max_examples=60, deadline=None)
@given(size=st.integers(0, 600), stops=st.lists(st.integers(0, 600), max_size=6))
def test_it_does_not_depend_on_the_steps_it_grew_in(size: int, stops: list[int]) -> None:
    in_steps, files = grown(LEAVES[:size], sorted(stop for stop in stops if stop <= size))
    at_once, needed = grown(LEAVES[:size], [])
    assert in_steps == at_once
    assert in_steps.root() == naive_root(LEAVES[:size])
    assert needed.items() <= files.items()


def test_it_writes_the_tiles_of_the_example_in_the_specification() -> None:
    edge, files = grown(LEAVES, [1000, 65_536])
    assert edge.root() == naive_root(LEAVES)
    _, at_once = grown(LEAVES, [])
    full = [path for path in at_once if path.startswith("tile/0/") and ".p/" not in path]
    assert len(full) == 273
    assert len(at_once["tile/0/273.p/112"]) == 112 * 32
    assert len(at_once["tile/1/000"]) == 8192
    assert len(at_once["tile/1/001.p/17"]) == 17 * 32
    assert len(at_once["tile/2/000.p/1"]) == 32
    assert at_once["tile/2/000.p/1"] == fold_full(
        [at_once["tile/1/000"][at : at + 32] for at in range(0, 8192, 32)]
    )
    assert at_once.items() <= files.items()


def test_it_writes_a_partial_tile_above_a_first_full_one() -> None:
    _, files = grown(LEAVES[:256], [])
    assert sorted(files) == ["tile/0/000", "tile/1/000.p/1", "tile/entries/000"]


def test_it_puts_length_and_bytes_of_each_entry_into_the_bundle() -> None:
    _, files = grown([b"ab", b"", b"c" * 300], [])
    assert files["tile/entries/000.p/3"] == b"\x00\x02ab\x00\x00\x01\x2c" + b"c" * 300


def test_it_refuses_leaves_that_differ_from_the_published_ones() -> None:
    edge, _ = grown(LEAVES[:300], [])
    with pytest.raises(EdgeDiffers):
        grow(edge, [*LEAVES[256:299], b"other", *LEAVES[300:310]])


def test_it_refuses_fewer_leaves_than_are_published() -> None:
    edge, _ = grown(LEAVES[:300], [])
    with pytest.raises(EdgeDiffers):
        grow(edge, LEAVES[256:290])


def test_it_grows_by_nothing() -> None:
    assert grow(EMPTY_EDGE, []).edge == EMPTY_EDGE
    assert grow(EMPTY_EDGE, []).files == []
    assert EMPTY_EDGE.root() == EMPTY_ROOT


def test_it_refuses_an_edge_that_does_not_fit_its_size() -> None:
    with pytest.raises(ValueError, match="wide"):
        Edge(size=3, levels=((b"x" * 32,),))


@pytest.mark.parametrize("count", [0, 3])
def test_it_folds_only_perfect_subtrees(count: int) -> None:
    with pytest.raises(ValueError, match="perfect"):
        fold_full([b"x" * 32] * count)


@pytest.mark.parametrize(
    ("index", "path"),
    [(0, "000"), (5, "005"), (999, "999"), (1000, "x001/000"), (1234067, "x001/x234/067")],
)
def test_it_writes_tile_numbers_in_groups_of_three(index: int, path: str) -> None:
    assert index_path(index) == path


def test_it_refuses_negative_numbers_and_wrong_widths() -> None:
    with pytest.raises(ValueError, match="negative"):
        index_path(-1)
    for width in (0, 257):
        with pytest.raises(ValueError, match="wide"):
            tile_path(0, 0, width)


def test_it_knows_the_width_of_each_tile() -> None:
    assert edge_tiles(70_000) == [(0, 273, 112), (1, 1, 17), (2, 0, 1)]
    assert tile_width(70_000, 0, 272) == 256
    assert tile_width(70_000, "entries", 273) == 112
    assert tile_width(70_000, 1, 1) == 17
    assert tile_width(70_000, 1, 2) == 0
