# SPDX-License-Identifier: Apache-2.0
"""The draw (双随机抽取), algorithm `mingjing-draw/1`; its specification is docs/reference/draw.md.

Invariants: a pure function of pool and seed; every choice follows from SHA-256 over text that a
reader can type. A change of any step is a new version of the algorithm, never an edit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from mingjing.inspection.rules.pool import ALGORITHM, Pool, PoolObject, PoolOfficer, by_stratum
from mingjing.inspection.types import Lane, NoLawfulPair


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a stratum are drawn; taken / population is each one's inclusion probability."""

    stratum: str
    population: int
    taken: int


@dataclass(frozen=True, slots=True)
class DrawnTask:
    """One visit with its officers, in the order they were drawn, and its reserves."""

    subject_id: str
    lane: Lane
    stratum: str
    taken: int
    population: int
    officers: tuple[str, ...]
    reserves: tuple[str, ...]
    is_rotation_waived: bool


@dataclass(frozen=True, slots=True)
class DrawResult:
    """What a draw gives: shares of the strata, and the tasks in the order of assignment."""

    shares: tuple[Share, ...]
    tasks: tuple[DrawnTask, ...]


def seed_text(pool_digest: str, size: int, root: str, public_string: str) -> str:
    """The text whose SHA-256 is the seed: five lines, each ended by a newline."""
    return f"{ALGORITHM} seed\n{pool_digest}\n{size}\n{root}\n{public_string}\n"


def derive_seed(pool_digest: str, size: int, root: str, public_string: str) -> str:
    """The seed, lower-case hex: nobody can know it before the checkpoint exists."""
    return sha256(seed_text(pool_digest, size, root, public_string).encode()).hexdigest()


def ticket(seed: str, *parts: str) -> str:
    """A lot in the draw: SHA-256 over seed and parts, one per line, without a last newline."""
    return sha256("\n".join((seed, *parts)).encode()).hexdigest()


def allocate(sizes: Mapping[str, int], take: int) -> dict[str, int]:
    """How many to take of each stratum: proportional, largest remainder (最大余数法).

    Ties go to the stratum whose name comes first. Takes all when there are fewer than `take`.
    """
    total = sum(sizes.values())
    take = min(take, total)
    if not take:
        return dict.fromkeys(sizes, 0)
    shares = {stratum: take * size // total for stratum, size in sizes.items()}
    left = take - sum(shares.values())
    order = sorted(sizes, key=lambda stratum: (-(take * sizes[stratum] % total), stratum))
    for stratum in order[:left]:
        shares[stratum] += 1
    return shares


def run_draw(pool: Pool, seed: str) -> DrawResult:
    """Draws the random lane and the officers of every visit.

    Law: 营商环境条例 §54 (objects and officers at random); 行政处罚法 §42, §43.
    Raises: NoLawfulPair when a visit has no two officers who may go.
    """
    shares, drawn = draw_objects(pool, seed)
    tasks = assign_officers(pool, seed, [*((o, 1, 1) for o in pool.fixed), *drawn])
    return DrawResult(tuple(shares), tuple(tasks))


def draw_objects(pool: Pool, seed: str) -> tuple[list[Share], list[tuple[PoolObject, int, int]]]:
    """The random lane: of each stratum the objects with the lowest tickets."""
    strata = by_stratum(pool.frame)
    counts = allocate({stratum: len(objects) for stratum, objects in strata}, pool.random_take)
    shares, drawn = [], []
    for stratum, objects in strata:
        taken = counts[stratum]
        shares.append(Share(stratum, len(objects), taken))
        if not taken:
            continue
        lots = sorted(
            (ticket(seed, "object", stratum, o.subject_id), o.subject_id) for o in objects
        )
        chosen = {subject_id for _, subject_id in lots[:taken]}
        drawn += [(o, taken, len(objects)) for o in objects if o.subject_id in chosen]
    return shares, drawn


def assign_officers(
    pool: Pool, seed: str, visits: Sequence[tuple[PoolObject, int, int]]
) -> list[DrawnTask]:
    """Two officers for each visit, lowest load first, ties by ticket.

    Raises: NoLawfulPair.
    """
    kinds = {kind.kind: frozenset(kind.skills) for kind in pool.kinds}
    last = dict(pool.last_visits)
    load = {officer.officer_id: officer.load for officer in pool.officers}
    order = sorted(visits, key=lambda visit: ticket(seed, "task", visit[0].subject_id))
    tasks = []
    for one, taken, population in order:
        turn = _Turn(one, kinds[one.kind], frozenset(last.get(one.subject_id, ())))
        pair, reserves, waived = turn.choose(pool, seed, load)
        for officer_id in pair:
            load[officer_id] += 1
        tasks.append(
            DrawnTask(
                one.subject_id, one.lane, one.stratum, taken, population, pair, reserves, waived
            )
        )
    return tasks


def may_go(pool: Pool, officer: PoolOfficer, one: PoolObject) -> bool:
    """Whether an officer's region covers the object and no recusal stands between them."""
    covers = one.region.startswith(officer.region)
    return covers and (officer.officer_id, one.subject_id) not in pool.recusals


def first_pair(order: Sequence[PoolOfficer], skills: frozenset[str]) -> tuple[int, int] | None:
    """Places of the first two in the order who have the skills between them; None if nobody."""
    for first, one in enumerate(order):
        missing = skills.difference(one.skills)
        for second in range(first + 1, len(order)):
            if missing.issubset(order[second].skills):
                return first, second
    return None


@dataclass(frozen=True, slots=True)
class _Turn:
    """The choice of officers for one visit."""

    one: PoolObject
    skills: frozenset[str]
    last_pair: frozenset[str]

    def choose(
        self, pool: Pool, seed: str, load: Mapping[str, int]
    ) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
        """Pair, reserves, and whether rotation had to be waived for want of officers."""
        lawful = [officer for officer in pool.officers if may_go(pool, officer, self.one)]
        rested = [officer for officer in lawful if officer.officer_id not in self.last_pair]
        for waived, group in ((False, rested), (True, lawful)):
            order = sorted(group, key=lambda o: self._key(seed, load, o.officer_id))
            places = first_pair(order, self.skills)
            if places:
                ids = [officer.officer_id for officer in order]
                pair = tuple(ids[place] for place in places)
                rest = [officer_id for officer_id in ids if officer_id not in pair]
                return pair, tuple(rest[: pool.reserves_per_task]), waived
        raise NoLawfulPair(count=1, example=self.one.subject_id)

    def _key(self, seed: str, load: Mapping[str, int], officer_id: str) -> tuple[int, str, str]:
        lot = ticket(seed, "officer", self.one.subject_id, officer_id)
        return load[officer_id], lot, officer_id


def result_document(result: DrawResult) -> dict[str, object]:
    """The result as it stands in the draw file."""
    return {
        "strata": [
            {"stratum": s.stratum, "population": s.population, "taken": s.taken}
            for s in result.shares
        ],
        "tasks": [
            {
                "id": t.subject_id,
                "lane": t.lane.value,
                "stratum": t.stratum,
                "inclusion": [t.taken, t.population],
                "officers": list(t.officers),
                "reserves": list(t.reserves),
                "rotation_waived": t.is_rotation_waived,
            }
            for t in result.tasks
        ],
    }
