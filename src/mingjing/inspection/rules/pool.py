# SPDX-License-Identifier: Apache-2.0
"""The pool (名单快照): everything that a draw may depend on, in one canonical document.

Invariants: the same facts give the same bytes, whatever order they came in; nothing that is not
in the pool, the seed apart, has any influence on the draw.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from mingjing.inspection.types import Lane
from mingjing.kernel.canonical import canonical_json, sha256_hex

POOL_FORMAT = "mingjing-pool/1"
ALGORITHM = "mingjing-draw/1"


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What the pool says of its plan; dates as ISO text."""

    plan_id: str
    agency_id: str
    region: str
    period_from: str
    period_to: str
    as_of: str
    budget: int


@dataclass(frozen=True, slots=True)
class VisitKind:
    """What is inspected at subjects of one category, and the skills the pair needs together."""

    kind: str
    items: tuple[str, ...]
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PoolObject:
    """One object of inspection (检查对象) in its lane; `rank` is its place in the risk order."""

    subject_id: str
    lane: Lane
    stratum: str
    kind: str
    area: str
    region: str
    rank: int | None


@dataclass(frozen=True, slots=True)
class PoolOfficer:
    """One officer of the pool (执法检查人员): no name, the certificate number only as a hash."""

    officer_id: str
    certificate: str
    region: str
    skills: tuple[str, ...]
    load: int


@dataclass(frozen=True, slots=True)
class Pool:
    """A frozen pool. `fixed` objects are visited for certain; `frame` is drawn from by stratum."""

    plan: PlanFacts
    announcement: str
    random_take: int
    reserves_per_task: int
    kinds: tuple[VisitKind, ...]
    fixed: tuple[PoolObject, ...]
    frame: tuple[PoolObject, ...]
    officers: tuple[PoolOfficer, ...]
    recusals: frozenset[tuple[str, str]]
    last_visits: tuple[tuple[str, tuple[str, ...]], ...]


def certificate_hash(officer_id: str, certificate_no: str) -> str:
    """How a certificate number stands in a public file: whoever holds the number can check it."""
    return sha256(f"mingjing-certificate/1\n{officer_id}\n{certificate_no}".encode()).hexdigest()


def pool_document(pool: Pool) -> dict[str, object]:
    """The pool as the JSON document that is hashed and published.

    Order: every list is sorted by the id at its head, so the order of input has no influence.
    """
    plan = pool.plan
    return {
        "format": POOL_FORMAT,
        "algorithm": ALGORITHM,
        "plan": {
            "plan_id": plan.plan_id,
            "agency_id": plan.agency_id,
            "region": plan.region,
            "period_from": plan.period_from,
            "period_to": plan.period_to,
            "as_of": plan.as_of,
            "budget": plan.budget,
        },
        "announcement": pool.announcement,
        "random_take": pool.random_take,
        "reserves_per_task": pool.reserves_per_task,
        "kinds": [
            {"kind": k.kind, "items": sorted(k.items), "skills": sorted(k.skills)}
            for k in sorted(pool.kinds, key=lambda k: k.kind)
        ],
        "fixed": [
            {**_object(o), "lane": o.lane.value}
            for o in sorted(pool.fixed, key=lambda o: o.subject_id)
        ],
        "frame": [
            {"stratum": stratum, "objects": [_object(o) for o in objects]}
            for stratum, objects in by_stratum(pool.frame)
        ],
        "officers": [
            {
                "officer_id": o.officer_id,
                "certificate": o.certificate,
                "region": o.region,
                "skills": sorted(o.skills),
                "load": o.load,
            }
            for o in sorted(pool.officers, key=lambda o: o.officer_id)
        ],
        "recusals": [list(pair) for pair in sorted(pool.recusals)],
        "last_visits": [
            {"subject_id": subject, "officers": sorted(officers)}
            for subject, officers in sorted(pool.last_visits)
        ],
    }


def pool_bytes(pool: Pool) -> bytes:
    """The canonical bytes (RFC 8785) of the pool: what is hashed."""
    return canonical_json(pool_document(pool))


def pool_digest(pool: Pool) -> str:
    """SHA-256 of the pool, lower-case hex: what the ledger holds before the seed exists."""
    return sha256_hex(pool_bytes(pool))


def by_stratum(frame: Iterable[PoolObject]) -> list[tuple[str, list[PoolObject]]]:
    """The frame by stratum, strata and ids in order of their code points."""
    groups: dict[str, list[PoolObject]] = {}
    for one in frame:
        groups.setdefault(one.stratum, []).append(one)
    return [
        (stratum, sorted(groups[stratum], key=lambda o: o.subject_id)) for stratum in sorted(groups)
    ]


def _object(one: PoolObject) -> dict[str, object]:
    return {
        "id": one.subject_id,
        "kind": one.kind,
        "area": one.area,
        "region": one.region,
        "rank": one.rank,
    }
