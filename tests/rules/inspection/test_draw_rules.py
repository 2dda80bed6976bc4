# SPDX-License-Identifier: Apache-2.0
"""The draw is a function of pool and seed, and lawful for every pool."""

import hashlib
import json
import random as shuffles  # noqa: TID251 - the order of input must not matter; hypothesis seeds it
from dataclasses import replace
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.inspection import second_draw
from tests.rules.inspection.pools import officer, pool, thing

from mingjing.inspection.rules.draw import (
    allocate,
    derive_seed,
    result_document,
    run_draw,
    seed_text,
    ticket,
)
from mingjing.inspection.rules.gates import demand_pairs
from mingjing.inspection.rules.pool import Pool, pool_bytes, pool_digest
from mingjing.inspection.rules.pool_reading import read_pool
from mingjing.inspection.types import Lane, NoLawfulPair

SEED = "ab" * 32
T = TypeVar("T")


def test_it_hashes_the_seed_from_five_lines() -> None:
    text = seed_text("d" * 64, 17, "cm9vdA==", "3 17 22")
    assert text == f"mingjing-draw/1 seed\n{'d' * 64}\n17\ncm9vdA==\n3 17 22\n"
    assert derive_seed("d" * 64, 17, "cm9vdA==", "3 17 22") == (
        hashlib.sha256(text.encode()).hexdigest()
    )


def test_it_hashes_a_lot_from_lines_without_a_last_newline() -> None:
    assert ticket("s", "object", "东区", "x") == (
        hashlib.sha256("s\nobject\n东区\nx".encode()).hexdigest()
    )


@pytest.mark.parametrize(
    ("sizes", "take", "expected"),
    [
        ({"a": 50, "b": 30, "c": 20}, 10, {"a": 5, "b": 3, "c": 2}),
        # quotas 1.5, 0.9, 0.6: one each by remainder .9, .6 before .5
        ({"a": 5, "b": 3, "c": 2}, 3, {"a": 1, "b": 1, "c": 1}),
        # quotas 1.5 and 1.5: the tie goes to the first name
        ({"b": 2, "a": 2}, 3, {"a": 2, "b": 1}),
        ({"a": 1, "b": 1}, 5, {"a": 1, "b": 1}),
        ({"a": 3}, 0, {"a": 0}),
        ({}, 3, {}),
    ],
)
def test_it_allocates_by_largest_remainder(
    sizes: dict[str, int], take: int, expected: dict[str, int]
) -> None:
    assert allocate(sizes, take) == expected


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(1, 60), max_size=8))
def test_it_allocates_every_place_within_one_of_the_quota(sizes: dict[str, int]) -> None:
    total = sum(sizes.values())
    for take in {0, total // 7, total // 2, total}:
        got = allocate(sizes, take)
        assert sum(got.values()) == take
        assert all(abs(got[s] - take * sizes[s] / total) < 1 for s in sizes)


def test_it_takes_the_lowest_lots_of_each_stratum() -> None:
    names = [f"s{n}" for n in range(10)]
    drawn = run_draw(pool(frame=[thing(n) for n in names], take=3), SEED)
    lots = sorted(names, key=lambda n: ticket(SEED, "object", "east", n))
    assert {t.subject_id for t in drawn.tasks} == set(lots[:3])
    assert all((t.taken, t.population) == (3, 10) for t in drawn.tasks)


def test_it_visits_the_certain_lanes_with_probability_one() -> None:
    drawn = run_draw(pool(fixed=[thing("s1", lane=Lane.RISK)]), SEED)
    (task,) = drawn.tasks
    assert (task.lane, task.taken, task.population) == (Lane.RISK, 1, 1)


def test_it_gives_the_next_visit_to_those_with_less_load() -> None:
    team = [officer(f"officer_{n}") for n in "abcd"]
    things = [thing(f"s{n}", lane=Lane.RISK) for n in range(4)]
    drawn = run_draw(pool(fixed=things, officers=team), SEED)
    counts = {o.officer_id: 0 for o in team}
    for task in drawn.tasks:
        for one in task.officers:
            counts[one] += 1
    assert counts == {"officer_a": 2, "officer_b": 2, "officer_c": 2, "officer_d": 2}


def test_it_spares_an_officer_who_has_more_open_visits() -> None:
    team = [officer("officer_a", load=5), officer("officer_b"), officer("officer_c")]
    drawn = run_draw(pool(fixed=[thing("s1", lane=Lane.RISK)], officers=team), SEED)
    assert set(drawn.tasks[0].officers) == {"officer_b", "officer_c"}
    assert drawn.tasks[0].reserves == ("officer_a",)


def test_it_looks_for_the_skills_of_the_pair_together() -> None:
    team = [
        officer("officer_a", skills=["food"]),
        officer("officer_b", skills=["food"]),
        officer("officer_c", skills=["lab"], load=9),
    ]
    things = [thing("s1", lane=Lane.RISK)]
    drawn = run_draw(pool(fixed=things, officers=team, skills=["food", "lab"]), SEED)
    assert "officer_c" in drawn.tasks[0].officers


def test_it_never_sends_a_recused_officer() -> None:
    team = [officer(f"officer_{n}") for n in "abc"]
    one = pool(fixed=[thing("s1", lane=Lane.RISK)], officers=team, recusals=[("officer_a", "s1")])
    assert set(run_draw(one, SEED).tasks[0].officers) == {"officer_b", "officer_c"}
    assert run_draw(one, SEED).tasks[0].reserves == ()


def test_it_rotates_the_pair_of_the_last_visit() -> None:
    team = [officer(f"officer_{n}") for n in "abcd"]
    before = [("s1", ("officer_a", "officer_b"))]
    drawn = run_draw(
        pool(fixed=[thing("s1", lane=Lane.RISK)], officers=team, last_visits=before), SEED
    )
    assert set(drawn.tasks[0].officers) == {"officer_c", "officer_d"}
    assert not drawn.tasks[0].is_rotation_waived


def test_it_waives_rotation_when_nobody_else_may_go_and_says_so() -> None:
    before = [("s1", ("officer_a", "officer_b"))]
    drawn = run_draw(pool(fixed=[thing("s1", lane=Lane.RISK)], last_visits=before), SEED)
    assert drawn.tasks[0].is_rotation_waived


def test_it_refuses_a_visit_for_which_only_one_may_go() -> None:
    one = pool(fixed=[thing("s1", lane=Lane.RISK)], recusals=[("officer_a", "s1")])
    with pytest.raises(NoLawfulPair, match="s1"):
        run_draw(one, SEED)


def test_it_sends_nobody_outside_the_region() -> None:
    team = [officer("officer_a"), officer("officer_b"), officer("officer_c", region="3302")]
    drawn = run_draw(pool(fixed=[thing("s1", lane=Lane.RISK)], officers=team), SEED)
    assert set(drawn.tasks[0].officers) == {"officer_a", "officer_b"}


_SKILLS = st.sets(st.sampled_from(["food", "lab"]), max_size=2)


@st.composite
def pools(make: st.DrawFn) -> Pool:
    team = [
        officer(
            f"officer_{n}",
            skills=sorted(make(_SKILLS)),
            region=make(st.sampled_from(["", "33", "330100", "330200"])),
            load=make(st.integers(0, 3)),
        )
        for n in range(make(st.integers(2, 7)))
    ]
    names = [f"对象{n}" for n in range(make(st.integers(1, 14)))]
    lanes = st.sampled_from([Lane.RISK, Lane.LEAD, Lane.RANDOM, Lane.RANDOM])
    things = [
        thing(
            name,
            lane=make(lanes),
            stratum=make(st.sampled_from(["东", "east", "*"])),
            region=make(st.sampled_from(["330100", "330200"])),
        )
        for name in names
    ]
    ids = [one.officer_id for one in team]
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(names))
    last = st.dictionaries(
        st.sampled_from(names), st.lists(st.sampled_from(ids), min_size=2, max_size=2), max_size=4
    )
    return pool(
        frame=[one for one in things if one.lane == Lane.RANDOM],
        fixed=[one for one in things if one.lane != Lane.RANDOM],
        officers=team,
        take=make(st.integers(0, 8)),
        skills=sorted(make(_SKILLS)),
        recusals=make(st.sets(pairs, max_size=4)),
        last_visits=[(name, tuple(pair)) for name, pair in make(last).items()],
    )


@settings(deadline=None, max_examples=60)
@given(pools(), st.binary(min_size=32, max_size=32), st.randoms(use_true_random=False))
def test_it_draws_lawfully_and_replays_for_any_pool(
    one: Pool, raw_seed: bytes, mixer: shuffles.Random
) -> None:
    seed = raw_seed.hex()
    try:
        result = run_draw(one, seed)
    except NoLawfulPair:
        with pytest.raises(NoLawfulPair):  # the gate at freezing would have said so
            demand_pairs(one)
        return
    regions = {o.officer_id: o.region for o in one.officers}
    places = {o.subject_id: o.region for o in (*one.fixed, *one.frame)}
    for task in result.tasks:
        first, second = task.officers
        assert first != second
        assert not {(first, task.subject_id), (second, task.subject_id)} & one.recusals
        assert all(places[task.subject_id].startswith(regions[o]) for o in task.officers)
        last = dict(one.last_visits).get(task.subject_id, ())
        assert task.is_rotation_waived or not set(last) & set(task.officers)
        assert not set(task.reserves) & set(task.officers)
    assert len({t.subject_id for t in result.tasks}) == len(result.tasks)
    assert len(result.tasks) == len(one.fixed) + min(one.random_take, len(one.frame))
    document = result_document(result)
    mixed = _mixed(one, mixer)
    assert pool_bytes(mixed) == pool_bytes(one)
    assert result_document(run_draw(mixed, seed)) == document
    published = json.loads(pool_bytes(one))
    assert second_draw.draw(published, seed) == json.loads(json.dumps(document))
    assert result_document(run_draw(read_pool(published), seed)) == document


def _mixed(one: Pool, mixer: shuffles.Random) -> Pool:
    def shuffled(items: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(mixer.sample(items, len(items)))

    return replace(
        one,
        fixed=shuffled(one.fixed),
        frame=shuffled(one.frame),
        officers=shuffled(one.officers),
        last_visits=shuffled(one.last_visits),
    )


@settings(deadline=None, max_examples=30)
@given(pools())
def test_it_lets_every_draw_succeed_once_the_gate_has_passed(one: Pool) -> None:
    try:
        demand_pairs(one)
    except NoLawfulPair:
        return
    run_draw(one, SEED)


def test_it_agrees_with_the_second_implementation_on_seed_and_shares() -> None:
    digest = pool_digest(pool(frame=[thing("s1")]))
    assert derive_seed(digest, 3, "cm9vdA==", "") == second_draw.seed(digest, 3, "cm9vdA==", "")
    sizes = {"甲": 13, "乙": 7, "丙": 7, "丁": 1}
    for take in range(29):
        assert allocate(sizes, take) == second_draw.shares(sizes, take)


def test_it_draws_each_object_about_equally_often() -> None:
    frame = [thing(f"s{n}") for n in range(10)]
    one = pool(frame=frame, take=3)
    counts = dict.fromkeys((f"s{n}" for n in range(10)), 0)
    for n in range(500):
        for task in run_draw(one, hashlib.sha256(str(n).encode()).hexdigest()).tasks:
            counts[task.subject_id] += 1
    # expected 150 each, standard deviation 10.2; six of them on either side
    assert all(88 < count < 212 for count in counts.values())


def test_it_puts_no_name_and_no_certificate_number_into_the_document() -> None:
    document = json.loads(pool_bytes(pool(fixed=[thing("s1", lane=Lane.RISK)])))
    assert set(document["officers"][0]) == {"officer_id", "certificate", "region", "skills", "load"}
