# SPDX-License-Identifier: Apache-2.0
"""Small pools for the tests of the draw."""

from collections.abc import Iterable, Sequence

from mingjing.inspection.rules.pool import PlanFacts, Pool, PoolObject, PoolOfficer, VisitKind
from mingjing.inspection.types import Lane

FACTS = PlanFacts("plan_1", "agency_main", "330100", "2026-12-01", "2026-12-31", "2026-11-30", 10)


def thing(
    name: str,
    *,
    lane: Lane = Lane.RANDOM,
    stratum: str = "east",
    kind: str = "food",
    region: str = "330100",
) -> PoolObject:
    return PoolObject(
        name, lane, stratum if lane == Lane.RANDOM else "", kind, stratum, region, None
    )


def officer(
    name: str, *, skills: Sequence[str] = (), region: str = "3301", load: int = 0
) -> PoolOfficer:
    return PoolOfficer(name, "0" * 64, region, tuple(skills), load)


def pool(
    *,
    frame: Iterable[PoolObject] = (),
    fixed: Iterable[PoolObject] = (),
    officers: Iterable[PoolOfficer] = (officer("officer_a"), officer("officer_b")),
    take: int = 0,
    skills: Sequence[str] = (),
    recusals: Iterable[tuple[str, str]] = (),
    last_visits: Iterable[tuple[str, tuple[str, ...]]] = (),
    announcement: str = "",
) -> Pool:
    return Pool(
        plan=FACTS,
        announcement=announcement,
        random_take=take,
        reserves_per_task=10,
        kinds=(VisitKind("food", ("item-1",), tuple(skills)),),
        fixed=tuple(fixed),
        frame=tuple(frame),
        officers=tuple(officers),
        recusals=frozenset(recusals),
        last_visits=tuple(last_visits),
    )
