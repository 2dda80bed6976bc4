# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - SQL from names of the room; values go as parameters
"""How good the linking is (归并评测): hide keys that are known, link, and compare.

Two tests. `records`: the licence number is hidden on a hash-sampled fifth of all records, so the
others of the same licence still carry it. `sources`: for a hash-sampled fifth of the licences that
occur in two sources it is hidden in every source but the smallest one, so name and address must
lead from one source to the other.
"""

from dataclasses import dataclass
from typing import Literal

from mingjing.engines.batch import BatchEngine, Step
from mingjing.kernel.progress import Progress, part, silent
from mingjing.subjects.resolution.gather import Tables, gather
from mingjing.subjects.resolution.run import Setting, link_mentions
from mingjing.subjects.rules.bands import Bands

Test = Literal["records", "sources"]
_SEED = "mingjing-subjects-2026"
_FIFTH = "substring(md5($seed || {}), 1, 2) < '34'"  # 52 of 256 values: 20.3 %


@dataclass(frozen=True, slots=True)
class Result:
    """Outcome of one test. A record counts as right when its hidden licence is one of those that
    the subject it was put into has from other records.

    :ivar hidden: records whose licence was hidden and is still known from another record.
    :ivar alone: hidden records that were put into no subject with a known licence.
    :ivar precision: right / (right + wrong).
    :ivar recall: right / hidden.
    :ivar bcubed_precision: mean over hidden records of the share of its fellows here that are its
        fellows in the run with all keys; guards against merging everything.
    :ivar bcubed_recall: the same with the shares the other way round.
    :ivar reworded: hidden records whose name or address reads differently from every record that
        kept the licence: the hard ones, with their own precision and recall.
    """

    test: Test
    hidden: int
    right: int
    wrong: int
    alone: int
    precision: float
    recall: float
    bcubed_precision: float
    bcubed_recall: float
    reworded: int
    reworded_precision: float
    reworded_recall: float


@dataclass(frozen=True, slots=True)
class WithAllKeys:
    """What the run with all keys made of the records (全部证号可见时的结果)."""

    records: int
    linked: int
    premises: int
    premises_with_several_licences: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Both tests, with what was used (评测结果)."""

    seed: str
    model: str
    bands: Bands
    with_all_keys: WithAllKeys
    tests: tuple[Result, ...]


_HIDE: dict[Test, tuple[Step, ...]] = {
    "records": (
        Step(
            "hidden",
            "SELECT record_id, licence_no FROM said_full WHERE licence_no IS NOT NULL AND founds "
            f"AND {_FIFTH.format('record_id')}",
            ("said_full",),
        ),
    ),
    "sources": (
        Step(
            "source_size",
            "SELECT resource_id, count(*) AS records FROM said_full WHERE founds "
            "GROUP BY resource_id",
            ("said_full",),
        ),
        Step(
            "kept_source",
            "SELECT licence_no, resource_id FROM (SELECT s.licence_no, s.resource_id, "
            "row_number() OVER (PARTITION BY s.licence_no ORDER BY z.records, s.resource_id) "
            "AS place, count(*) OVER (PARTITION BY s.licence_no) AS sources FROM "
            "(SELECT DISTINCT licence_no, resource_id FROM said_full WHERE founds "
            "AND licence_no IS NOT NULL) s JOIN source_size z ON s.resource_id = z.resource_id) "
            f"WHERE place = 1 AND sources > 1 AND {_FIFTH.format('licence_no')}",
            ("said_full", "source_size"),
        ),
        Step(
            "hidden",
            "SELECT s.record_id, s.licence_no FROM said_full s JOIN kept_source k "
            "ON s.licence_no = k.licence_no AND s.resource_id <> k.resource_id WHERE s.founds",
            ("said_full", "kept_source"),
        ),
    ),
}
_MEASURE = (
    # A licence that still stands on a record somewhere: only then can the hidden one be found.
    Step(
        "known",
        "SELECT DISTINCT s.licence_no, a.cluster, s.name_core, s.place_key FROM said s "
        "JOIN assignment a ON s.record_id = a.record_id AND a.subject_kind = 'premises' "
        "WHERE s.licence_no IS NOT NULL",
        ("said", "assignment"),
    ),
    Step(
        "verdict",
        "SELECT h.record_id, h.licence_no, a.cluster, "
        "CASE WHEN r.cluster IS NOT NULL THEN 'right' WHEN k.cluster IS NOT NULL THEN 'wrong' "
        "ELSE 'alone' END AS verdict, CASE WHEN t.licence_no IS NULL THEN 1 ELSE 0 END AS reworded "
        "FROM hidden h JOIN said s ON h.record_id = s.record_id "
        "JOIN (SELECT DISTINCT licence_no FROM known) e ON h.licence_no = e.licence_no "
        "LEFT JOIN assignment a ON h.record_id = a.record_id AND a.subject_kind = 'premises' "
        "LEFT JOIN (SELECT DISTINCT licence_no, cluster FROM known) r "
        "ON h.licence_no = r.licence_no AND a.cluster = r.cluster "
        "LEFT JOIN (SELECT DISTINCT cluster FROM known) k ON a.cluster = k.cluster "
        "LEFT JOIN (SELECT DISTINCT licence_no, name_core, place_key FROM known) t "
        "ON h.licence_no = t.licence_no AND s.name_core = t.name_core "
        "AND s.place_key = t.place_key",
        ("hidden", "said", "known", "assignment"),
    ),
    Step(
        "overlap",
        "SELECT h.cluster AS here, f.cluster AS there, count(*) AS records FROM assignment h "
        "JOIN assignment_full f ON h.record_id = f.record_id AND f.subject_kind = 'premises' "
        "WHERE h.subject_kind = 'premises' GROUP BY h.cluster, f.cluster",
        ("assignment", "assignment_full"),
    ),
    Step(
        "bcubed",
        "SELECT v.record_id, CAST(o.records AS DOUBLE) / h.records AS precise, "
        "CAST(o.records AS DOUBLE) / t.records AS recalled FROM verdict v "
        "JOIN assignment_full f ON v.record_id = f.record_id AND f.subject_kind = 'premises' "
        "JOIN overlap o ON o.here = v.cluster AND o.there = f.cluster "
        "JOIN (SELECT here, sum(records) AS records FROM overlap GROUP BY here) h "
        "ON o.here = h.here "
        "JOIN (SELECT there, sum(records) AS records FROM overlap GROUP BY there) t "
        "ON o.there = t.there",
        ("verdict", "assignment_full", "overlap"),
    ),
)


def evaluate(
    engine: BatchEngine, tables: Tables, setting: Setting, progress: Progress = silent
) -> Evaluation:
    """Both tests on canonical files, with the bands and the model that were used."""
    gather(engine, tables)
    engine.run([Step("mention_full", "SELECT * FROM mention", ("mention",))])
    link_mentions(engine, setting, part(progress, 0.0, 0.3))
    engine.run(
        [
            Step("said_full", "SELECT * FROM said", ("said",)),
            Step("assignment_full", "SELECT * FROM assignment", ("assignment",)),
        ]
    )
    tests: tuple[Test, ...] = ("records", "sources")
    results = tuple(
        _run(engine, test, setting, part(progress, 0.3 + 0.35 * i, 0.65 + 0.35 * i))
        for i, test in enumerate(tests)
    )
    return Evaluation(_SEED, setting.model.version, setting.bands, _with_all_keys(engine), results)


def _run(engine: BatchEngine, test: Test, setting: Setting, progress: Progress) -> Result:
    engine.run(_HIDE[test], {"seed": _SEED})
    engine.run(
        [
            Step(
                "mention",
                "SELECT m.record_id, m.resource_id, m.source, m.founds, m.seen_on, m.name, m.aka, "
                "m.address, m.area, "
                "CASE WHEN h.record_id IS NULL THEN m.licence_no END AS licence_no, "
                "m.owner_key, m.usc_code, m.district, m.region, m.category, m.risk_class, "
                "m.lat, m.lon FROM mention_full m LEFT JOIN hidden h ON m.record_id = h.record_id",
                ("mention_full", "hidden"),
            )
        ]
    )
    link_mentions(engine, setting, progress)
    engine.run(_MEASURE)
    count = {
        (verdict, reworded): n
        for verdict, reworded, n in engine.rows(
            "SELECT verdict, reworded, count(*) FROM verdict GROUP BY verdict, reworded"
        )
    }
    whole = {v: count.get((v, 0), 0) + count.get((v, 1), 0) for v in ("right", "wrong", "alone")}
    hard = {v: count.get((v, 1), 0) for v in ("right", "wrong", "alone")}
    precise, recalled = engine.rows("SELECT avg(precise), avg(recalled) FROM bcubed")[0]
    return Result(
        test=test,
        hidden=sum(whole.values()),
        **whole,
        precision=_share(whole["right"], whole["right"] + whole["wrong"]),
        recall=_share(whole["right"], sum(whole.values())),
        bcubed_precision=round(precise or 0.0, 4),
        bcubed_recall=round(recalled or 0.0, 4),
        reworded=sum(hard.values()),
        reworded_precision=_share(hard["right"], hard["right"] + hard["wrong"]),
        reworded_recall=_share(hard["right"], sum(hard.values())),
    )


def _share(part_: int, whole: int) -> float:
    return round(part_ / whole, 4) if whole else 0.0


def _with_all_keys(engine: BatchEngine) -> WithAllKeys:
    records, linked, subjects = engine.rows(
        "SELECT count(*), count(a.cluster), count(DISTINCT a.cluster) FROM said_full s "
        "LEFT JOIN assignment_full a ON s.record_id = a.record_id "
        "AND a.subject_kind = 'premises' WHERE s.founds"
    )[0]
    several = engine.rows(
        "SELECT count(*) FROM (SELECT a.cluster FROM said_full s JOIN assignment_full a "
        "ON s.record_id = a.record_id AND a.subject_kind = 'premises' "
        "WHERE s.licence_no IS NOT NULL GROUP BY a.cluster "
        "HAVING count(DISTINCT s.licence_no) > 1)"
    )[0][0]
    return WithAllKeys(records, linked, subjects, several)
