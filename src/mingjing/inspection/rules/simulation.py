# SPDX-License-Identifier: Apache-2.0
"""Selection tried on a closed cohort (选案模拟): what the lanes would have found and estimated.

The lanes, the draw and the estimate are those of a real plan; only the results are known.
Assumes that a subject not visited then would have shown the result really recorded.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mingjing.inspection.rules.draw import draw_objects
from mingjing.inspection.rules.pool import PlanFacts, Pool, PoolObject
from mingjing.inspection.rules.selection import (
    Selection,
    SelectionOrder,
    Situation,
    random_places,
    select,
)
from mingjing.inspection.rules.statistics import prevalence
from mingjing.inspection.types import Candidate, Lane, StratumResult

_FACTS = PlanFacts("simulation", "", "", "", "", "", 0)


@dataclass(frozen=True, slots=True)
class Trial:
    """One simulated plan: ratios 0 to 1; `estimate` and `truth` are prevalences of the cohort."""

    recall: float
    estimate: float
    truth: float
    random_visits: int


def trial(
    cohort: Sequence[Candidate],
    hits: Collection[str],
    *,
    capacity: Decimal,
    random_share: Decimal,
    seed: str,
) -> Trial:
    """Plans `capacity` of the cohort's visits, `random_share` of them at random, and looks.

    Order: a function of its arguments.
    """
    budget = int(capacity * len(cohort))
    take = random_places(budget, random_share)
    found = select(cohort, SelectionOrder(budget, take, 0, date.min, None), Situation())
    shares, drawn = draw_objects(_pool(found, take), seed)
    certain = {one.candidate.subject_id for one in found.chosen}
    by_chance = {one.subject_id: one.stratum for one, _, _ in drawn}
    strata = [StratumResult("certain", len(certain), len(certain), len(certain & set(hits)))]
    for share in shares:
        visited = [s for s, stratum in by_chance.items() if stratum == share.stratum]
        hit = sum(subject_id in hits for subject_id in visited)
        strata.append(StratumResult(share.stratum, share.population, len(visited), hit))
    estimate = prevalence(strata)
    caught = sum(subject_id in hits for subject_id in (*certain, *by_chance))
    return Trial(
        recall=caught / len(hits) if hits else 1.0,
        estimate=estimate.prevalence if estimate else 0.0,
        truth=len(hits) / len(cohort),
        random_visits=len(by_chance),
    )


def _pool(found: Selection, take: int) -> Pool:
    """Just enough of a pool to draw objects from."""
    frame = tuple(
        PoolObject(one.subject_id, Lane.RANDOM, stratum, "", one.area, "", one.rank)
        for one, stratum in found.frame
    )
    return Pool(_FACTS, "", take, 0, (), (), frame, (), frozenset(), ())
