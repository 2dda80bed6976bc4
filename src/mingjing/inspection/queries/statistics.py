# SPDX-License-Identifier: Apache-2.0
"""What plans found: reads the visits of a plan and hands them to the rules."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mingjing.inspection.models import PlanChange, Task
from mingjing.inspection.rules.statistics import Visit, hit_rates, prevalence
from mingjing.inspection.types import (
    Change,
    Lane,
    OverrideScore,
    PlanStatistics,
    StratumResult,
    TaskState,
)

_VISITED = (TaskState.VISITED.value, TaskState.CLOSED.value)


@dataclass(frozen=True, slots=True)
class _Row:
    lane: str
    stratum: str
    population: int
    state: str
    violations: int
    has_critical: bool
    is_first_visit: bool

    @property
    def is_visited(self) -> bool:
        return self.state in _VISITED


def visits_between(agency_id: str, first: date, last: date) -> tuple[int, int]:
    """Visits that an agency made from one day to another, and how many found a problem (TS-5)."""
    made = Task.objects.filter(plan__agency_id=agency_id, visited_on__range=(first, last))
    return made.count(), made.filter(violations__gt=0).count()


def plan_statistics(plan_id: str) -> PlanStatistics:
    """Hit rates by lane, prevalence in the random frame and in the whole register, overrides.

    A hit of the estimates is a visit with a critical violation. `frame` is the population that
    the random lane was drawn from; `population` adds those visited for certain.
    """
    fields = (
        "lane",
        "stratum",
        "population",
        "state",
        "violations",
        "has_critical",
        "is_first_visit",
    )
    rows = [_Row(*row) for row in Task.objects.filter(plan_id=plan_id).values_list(*fields)]
    made = [row for row in rows if row.is_visited]
    frame = _random_strata(rows)
    has_sample = any(stratum.visited for stratum in frame)
    return PlanStatistics(
        by_lane=hit_rates(Visit(Lane(r.lane), r.violations, r.has_critical) for r in made),
        frame=prevalence(frame) if has_sample else None,
        population=prevalence([*frame, *_certain_strata(rows)]) if has_sample else None,
        overrides=_overrides(plan_id, made, rows),
        discovered=sum(1 for row in made if row.has_critical and row.is_first_visit),
    )


def _random_strata(rows: Iterable[_Row]) -> list[StratumResult]:
    sizes: dict[str, int] = {}
    visited: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for row in rows:
        if row.lane != Lane.RANDOM:
            continue
        sizes[row.stratum] = row.population
        visited[row.stratum] += row.is_visited
        hits[row.stratum] += row.is_visited and row.has_critical
    return [StratumResult(s, sizes[s], visited[s], hits[s]) for s in sorted(sizes)]


def _certain_strata(rows: Iterable[_Row]) -> list[StratumResult]:
    """The lanes visited for certain, each a stratum of which all are taken."""
    lanes: dict[str, list[_Row]] = {}
    for row in rows:
        if row.lane != Lane.RANDOM:
            lanes.setdefault(row.lane, []).append(row)
    return [
        StratumResult(
            f"lane {lane}",
            len(found),
            sum(row.is_visited for row in found),
            sum(row.is_visited and row.has_critical for row in found),
        )
        for lane, found in sorted(lanes.items())
    ]


def _overrides(plan_id: str, made: list[_Row], rows: list[_Row]) -> OverrideScore:
    removed = PlanChange.objects.filter(plan_id=plan_id, change=Change.REMOVE)
    by_hand = [row for row in made if row.lane == Lane.MANUAL]
    by_risk = [row for row in made if row.lane == Lane.RISK]
    return OverrideScore(
        added=sum(1 for row in rows if row.lane == Lane.MANUAL),
        added_visited=len(by_hand),
        added_hits=sum(row.has_critical for row in by_hand),
        removed=removed.values("subject_id").distinct().count(),
        risk_visited=len(by_risk),
        risk_hits=sum(row.has_critical for row in by_risk),
    )
