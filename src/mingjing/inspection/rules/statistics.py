# SPDX-License-Identifier: Apache-2.0
"""What a plan found (检查成效): hit rates by lane and prevalence estimated by design.

The hit rate of a targeted lane says nothing about the population. The random lane does: each of
its visits stands for population / visited subjects of its stratum (Horvitz-Thompson).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from mingjing.inspection.types import Estimate, HitRate, Lane, StratumResult

_Z95 = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Visit:
    """What the statistics need of a visit that took place."""

    lane: Lane
    violations: int
    has_critical: bool


def hit_rates(visits: Iterable[Visit]) -> tuple[HitRate, ...]:
    """Visits and hits of each lane, in the order of the lanes."""
    totals = {lane: [0, 0, 0] for lane in Lane}
    for visit in visits:
        counts = totals[visit.lane]
        counts[0] += 1
        counts[1] += visit.violations > 0
        counts[2] += visit.has_critical
    return tuple(HitRate(lane, *counts) for lane, counts in totals.items())


def prevalence(strata: Sequence[StratumResult]) -> Estimate | None:
    """Stratified estimate of the share of subjects with a violation; None without visits.

    With N_h subjects, m_h visited and p_h of these hits: p = sum(N_h p_h) / N, its variance
    sum((N_h / N)^2 (1 - m_h / N_h) p_h (1 - p_h) / (m_h - 1)). A stratum visited in full has no
    variance. Visits that did not take place are taken as missing at random in their stratum.
    Strata with fewer than two visits are put together. The interval is Wilson's, for the size of
    a simple sample with the same variance, so that it stays within 0 and 1 and never has width 0.

    Shape: one row per stratum; strata without subjects are ignored.
    """
    groups = _with_variance([one for one in strata if one.population])
    population = sum(one.population for one in groups)
    visited = sum(one.visited for one in groups)
    if not visited:
        return None
    share = sum(one.population * one.hits / one.visited for one in groups) / population
    variance = _variance(groups, population)
    low, high = _wilson(share, _effective_size(share, variance, visited), visited == population)
    error = None if variance is None else sqrt(variance)
    return Estimate(share, error, low, high, population, visited)


def _with_variance(strata: Sequence[StratumResult]) -> list[StratumResult]:
    """The strata, those with fewer than two visits (and not visited in full) put together."""
    thin = [one for one in strata if one.visited < min(2, one.population)]
    groups = [one for one in strata if one not in thin]
    if not thin:
        return groups
    joined = _join(thin)
    while groups and joined.visited < min(2, joined.population):
        smallest = min(groups, key=lambda one: (one.population, one.stratum))
        groups.remove(smallest)
        joined = _join([joined, smallest])
    return [*groups, joined]


def _join(strata: Sequence[StratumResult]) -> StratumResult:
    return StratumResult(
        "*",
        sum(one.population for one in strata),
        sum(one.visited for one in strata),
        sum(one.hits for one in strata),
    )


def _variance(groups: Sequence[StratumResult], population: int) -> float | None:
    total = 0.0
    for one in groups:
        if one.visited == one.population:
            continue
        if one.visited < 2:
            return None
        share = one.hits / one.visited
        unseen = 1 - one.visited / one.population
        weight = one.population / population
        total += weight**2 * unseen * share * (1 - share) / (one.visited - 1)
    return total


def _effective_size(share: float, variance: float | None, visited: int) -> float:
    """The size of a simple random sample with the same variance."""
    return share * (1 - share) / variance if variance else float(visited)


def _wilson(share: float, size: float, is_census: bool) -> tuple[float, float]:
    if is_census:
        return share, share
    centre = share + _Z95**2 / (2 * size)
    half = _Z95 * sqrt(share * (1 - share) / size + _Z95**2 / (4 * size**2))
    scale = 1 + _Z95**2 / size
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)
