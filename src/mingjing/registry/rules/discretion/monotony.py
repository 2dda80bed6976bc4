# SPDX-License-Identifier: Apache-2.0
"""Heavier facts never get a lighter tier or range (轻重相当): 过罚相当, 行政处罚法 §5.

Facts x are not heavier than facts y when on every ordered factor x stands no further than y and
on every other they are equal. The search walks both at once, factor by factor, and keeps of each
only the rows still possible; pairs that can no longer end in a contradiction are dropped.
"""

from collections.abc import Iterator, Sequence

from mingjing.kernel.problems import Problem
from mingjing.registry.rules.discretion.regions import Axis, Region, region_text
from mingjing.registry.rules.discretion.tables import SINGLE, winner
from mingjing.registry.rules.discretion.weights import Verdict, Weigher
from mingjing.registry.types.benchmark_refusals import (
    AggregateUnchecked,
    HeavierFactsLighter,
    TooManyCombinations,
    UnitsNotComparable,
)
from mingjing.registry.types.benchmarks import DecisionTable, HitPolicy

MAX_PAIRS = 20_000
MAX_REPORTED = 20
Ways = tuple[tuple[Region, ...], tuple[Region, ...]]
States = dict[tuple[int, int], Ways]
_WORDS = {
    Verdict.TIER: ("阶次", "tier"),
    Verdict.RANGE: ("幅度", "range"),
}


def monotony_problems(table: DecisionTable, axes: tuple[Axis, ...]) -> list[Problem]:
    """Pairs of rows where the heavier facts fare better, each with an example.

    Law: 行政处罚法 §5; 国办发〔2022〕27号.
    """
    if not any(axis.is_ordered for axis in axes):
        return []
    if table.hit_policy not in SINGLE:
        listed = table.hit_policy != HitPolicy.COLLECT
        return [] if listed else [Problem(AggregateUnchecked(), is_note=True)]
    weigher = Weigher(table, axes)
    bad = [weigher.contradicted_by(row) for row in range(len(table.rows))]
    pairs = _walk(table, axes, bad)
    if pairs is None:
        refusal = TooManyCombinations(zh_check="轻重顺序", en_check="order of tiers and ranges")
        return [Problem(refusal, is_note=True)]
    return list(_problems(table, axes, weigher, pairs))[:MAX_REPORTED]


def _walk(table: DecisionTable, axes: Sequence[Axis], bad: Sequence[int]) -> States | None:
    """Row sets of lighter and heavier facts that may contradict, None when there are too many."""
    everything = (1 << len(table.rows)) - 1
    states: States = {(everything, everything): ((), ())}
    for axis in axes:
        steps = tuple(_steps(axis))
        following: States = {}
        for (light, heavy), (light_way, heavy_way) in states.items():
            for low, high in steps:
                key = (light & low.rows, heavy & high.rows)
                if key not in following and _may_contradict(*key, bad):
                    following[key] = ((*light_way, low), (*heavy_way, high))
            if len(following) > MAX_PAIRS:
                return None
        states = following
    return states


def _steps(axis: Axis) -> Iterator[tuple[Region, Region]]:
    """Pairs of regions of which the first is not heavier, one for each pair of row sets."""
    seen: set[tuple[int, int]] = set()
    for place, low in enumerate(axis.regions):
        for high in axis.regions[place:] if axis.is_ordered else (low,):
            if (low.rows, high.rows) not in seen:
                seen.add((low.rows, high.rows))
                yield low, high


def _may_contradict(light: int, heavy: int, bad: Sequence[int]) -> bool:
    row = 0
    while light >> row:
        if light >> row & 1 and bad[row] & heavy:
            return True
        row += 1
    return False


def _problems(
    table: DecisionTable, axes: Sequence[Axis], weigher: Weigher, pairs: States
) -> Iterator[Problem]:
    seen: set[tuple[int, int]] = set()
    for (light, heavy), ways in pairs.items():
        rows = winner(table, light), winner(table, heavy)
        verdict = weigher.verdict(*rows)
        if rows in seen or verdict == Verdict.FINE:
            continue
        seen.add(rows)
        numbers = {"row": rows[0] + 1, "other": rows[1] + 1}
        if verdict == Verdict.UNKNOWN:
            yield Problem(UnitsNotComparable(**numbers), is_note=True)
            continue
        zh, en = _WORDS[verdict]
        light_text, heavy_text = (box_text(axes, way) for way in ways)
        yield Problem(
            HeavierFactsLighter(
                **numbers, light=light_text, heavy=heavy_text, zh_what=zh, en_what=en
            )
        )


def box_text(axes: Sequence[Axis], regions: Sequence[Region]) -> str:
    """A box of facts in the words of cells; factors that may be anything are left out."""
    texts = [
        f"{axis.factor.name}: {text}"
        for axis, region in zip(axes, regions, strict=False)
        if (text := region_text(axis.factor, region)) != "-" and len(axis.regions) > 1
    ]
    return "{" + "; ".join(texts) + "}"
