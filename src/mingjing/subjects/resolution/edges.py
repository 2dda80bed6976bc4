# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - SQL from names of the room; values go as parameters
"""Which compared pairs join (判定): keys with corroboration first, then the model's weight.

Shape: `edge` (left_form, right_form, rule, weight, level_*, weight_*), `root` (form_id, cluster).
"""

from collections import defaultdict
from dataclasses import dataclass

import pyarrow as pa

from mingjing.engines.batch import BatchEngine, Step
from mingjing.subjects.matching import COMPARED, Model, score
from mingjing.subjects.rules.bands import Bands
from mingjing.subjects.rules.clusters import Clusters, Limits, cluster, is_parallel
from mingjing.subjects.types import LinkRule

_LEVELS = ", ".join(f"level_{field}, weight_{field}" for field in COMPARED)
_SLACK = 4.0  # bits below the review band: pairs that share a key are looked at further down

_NAME_AGREES = "level_name IN ('exact', 'letters', 'strong', 'part')"
_NAME_CLOSE = "level_name IN ('exact', 'letters', 'strong')"
_PLACE_AGREES = "level_place IN ('exact', 'area_differs', 'range', 'near')"
_NOTHING_SAID = "(level_name = 'absent' AND level_place = 'absent')"

EDGE_STEP = Step(
    "edge",
    "SELECT left_form, right_form, weight, CASE "
    f"WHEN level_licence_no = 'exact' AND ({_NAME_AGREES} OR {_PLACE_AGREES} OR {_NOTHING_SAID}) "
    "THEN 'licence' "
    f"WHEN level_licence_no = 'stem' AND ({_NAME_CLOSE} OR {_PLACE_AGREES}) THEN 'licence' "
    f"WHEN level_usc_code = 'exact' AND ({_PLACE_AGREES} OR {_NOTHING_SAID} "
    f"OR (level_place = 'absent' AND {_NAME_AGREES})) THEN 'code' "
    "WHEN weight >= $accept THEN 'weight' WHEN weight >= $review THEN 'review' "
    f"ELSE 'reject' END AS rule, {_LEVELS} FROM scored",
    ("scored",),
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What persons decided, as pairs of records (人工认定)."""

    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()

    @property
    def moved(self) -> list[str]:
        """Records that need a form of their own: the left ones of the pairs."""
        return sorted({left for left, _ in (*self.same, *self.different)})


def make_edges(engine: BatchEngine, model: Model, bands: Bands) -> None:
    """Compare the forms and make `edge`."""
    forms = engine.arrow("SELECT * FROM form ORDER BY form_id")
    engine.put("scored", score(forms, model, bands.review - _SLACK))
    engine.run([EDGE_STEP], {"accept": bands.accept, "review": bands.review})


def make_clusters(engine: BatchEngine, judged: Judged) -> Clusters:
    """Join forms along the accepted edges, within limits, and make `root` and `refused`."""
    forms = engine.arrow("SELECT form_id, licence_no FROM form ORDER BY form_id")
    licence_of = dict(zip(forms[0].to_pylist(), forms[1].to_pylist(), strict=True))
    same, different = _form_pairs(engine, judged.same), _form_pairs(engine, judged.different)
    accepted = engine.arrow(
        # A record that a person moved joins last: it must not draw its like away from the rest.
        "SELECT e.left_form, e.right_form FROM edge e JOIN form l ON e.left_form = l.form_id "
        "JOIN form r ON e.right_form = r.form_id WHERE e.rule IN ('licence', 'code', 'weight') "
        "ORDER BY CASE WHEN l.solo <> '' OR r.solo <> '' THEN 1 ELSE 0 END, "
        "CASE WHEN e.rule = 'weight' THEN 1 ELSE 0 END, e.weight DESC, e.left_form, e.right_form"
    )
    edges = [*same, *zip(accepted[0].to_pylist(), accepted[1].to_pylist(), strict=True)]
    found = cluster(licence_of, edges, Limits(frozenset(different), _parallel(engine)))
    engine.put(
        "root",
        pa.table(
            {
                "form_id": pa.array(list(found.root), pa.int64()),
                "cluster": pa.array(list(found.root.values()), pa.int64()),
            }
        ),
    )
    engine.put("refused", _refused(found))
    _put_judged(engine, same)
    return found


def _refused(found: Clusters) -> pa.Table:
    columns = list(zip(*found.refused, strict=True)) or [(), (), ()]
    return pa.table(
        {
            "left_form": pa.array(columns[0], pa.int64()),
            "right_form": pa.array(columns[1], pa.int64()),
            "limit_code": pa.array([limit.value for limit in columns[2]], pa.string()),
        }
    )


def _put_judged(engine: BatchEngine, same: list[tuple[int, int]]) -> None:
    """Human pairs become edges of their own, so that a link can say who made it."""
    ordered = sorted({(min(pair), max(pair)) for pair in same})
    engine.put(
        "judged",
        pa.table(
            {
                "left_form": pa.array([left for left, _ in ordered], pa.int64()),
                "right_form": pa.array([right for _, right in ordered], pa.int64()),
            }
        ),
    )
    levels = ", ".join(f"e.level_{f}, e.weight_{f}" for f in COMPARED)
    engine.run(
        [
            Step(
                "joined",
                f"SELECT left_form, right_form, rule, weight, {_LEVELS} FROM edge "
                "WHERE rule IN ('licence', 'code', 'weight') UNION ALL "
                f"SELECT j.left_form, j.right_form, '{LinkRule.JUDGED}' AS rule, e.weight, "
                f"{levels} "
                "FROM judged j LEFT JOIN edge e ON j.left_form = e.left_form "
                "AND j.right_form = e.right_form",
                ("edge", "judged"),
            )
        ]
    )


def _form_pairs(engine: BatchEngine, pairs: tuple[tuple[str, str], ...]) -> list[tuple[int, int]]:
    """The forms of judged records; a record that is gone takes its judgement with it."""
    if not pairs:
        return []
    records = sorted({record for pair in pairs for record in pair})
    engine.put("asked", pa.table({"record_id": pa.array(records, pa.string())}))
    form_of: dict[str, int] = dict(
        engine.rows("SELECT f.record_id, f.form_id FROM form_of f JOIN asked a USING (record_id)")
    )
    return [(form_of[a], form_of[b]) for a, b in pairs if a in form_of and b in form_of]


_PARALLEL_CANDIDATES = Step(
    "licence_pair",
    "SELECT DISTINCT least(l.licence_no, r.licence_no) AS one, "
    "greatest(l.licence_no, r.licence_no) AS other FROM edge e "
    "JOIN form l ON e.left_form = l.form_id JOIN form r ON e.right_form = r.form_id "
    "WHERE e.rule = 'weight' AND l.licence_no <> r.licence_no",
    ("edge", "form"),
)
_DAYS = Step(
    "licence_days",
    "SELECT DISTINCT s.licence_no, s.seen_on FROM said s JOIN "
    "(SELECT one AS licence_no FROM licence_pair UNION SELECT other FROM licence_pair) p "
    "ON s.licence_no = p.licence_no WHERE s.founds AND s.seen_on IS NOT NULL",
    ("said", "licence_pair"),
)


def _parallel(engine: BatchEngine) -> dict[str, frozenset[str]]:
    engine.run([_PARALLEL_CANDIDATES, _DAYS])
    days: dict[str, list[int]] = defaultdict(list)
    for licence_no, day in engine.rows("SELECT licence_no, seen_on FROM licence_days"):
        days[licence_no].append(day.toordinal())
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in engine.rows("SELECT one, other FROM licence_pair"):
        if days.get(one) and days.get(other) and is_parallel(days[one], days[other]):
            found[one].add(other)
            found[other].add(one)
    return {licence: frozenset(others) for licence, others in found.items()}
