# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - SQL from names of the room; values go as parameters
"""What a resolution leaves for readers (归并成果): files sorted by subject, so a page reads little.

Needs `assignment`, `mention`, `member`, `edge`, `refused`, `why` of a run and `subject_of`
(subject_kind, cluster, subject_id). Shapes stand beside each step.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from mingjing.engines.batch import BatchEngine, Step
from mingjing.subjects.resolution.gather import Tables, has_table, register_table, view_name
from mingjing.subjects.rules.search import index_tokens
from mingjing.subjects.types import EventKind

LINK_STEP = Step(
    "link_row",
    "SELECT a.record_id, s.subject_id, a.subject_kind, a.kind, a.weight, a.matched_on, "
    "a.place_key, a.resource_id FROM assignment a JOIN subject_of s "
    "ON a.subject_kind = s.subject_kind AND a.cluster = s.cluster",
    ("assignment", "subject_of"),
)
DOSSIER_STEP = Step(
    "dossier",
    "SELECT l.*, m.source, m.seen_on, m.name, m.aka, m.address, m.licence_no, m.owner_key, "
    "m.usc_code, m.area, m.district, m.region, m.category, m.risk_class, m.lat, m.lon "
    "FROM link_row l JOIN mention m ON l.record_id = m.record_id",
    ("link_row", "mention"),
)


def _latest(column: str) -> str:
    """The latest value that a source gave; which record breaks a tie is fixed by its id."""
    moment = f"CASE WHEN {column} IS NOT NULL THEN concat(CAST(seen_on AS STRING), record_id) END"
    return f"max_by({column}, {moment})"


_SHOWN = (
    *("name", "address", "licence_no", "owner_key", "usc_code", "area", "district", "region"),
    *("category", "risk_class", "lat", "lon"),
)
SHOWN_STEP = Step(
    "shown",
    "SELECT d.subject_id, d.subject_kind, count(*) AS records, min(d.seen_on) AS first_on, "
    f"max(d.seen_on) AS last_on, {', '.join(f'{_latest(c)} AS {c}' for c in _SHOWN)} "
    "FROM dossier d WHERE d.source <> 'complaint' GROUP BY d.subject_id, d.subject_kind",
    ("dossier",),
)
PLACE_STEP = Step(
    "place",
    f"SELECT d.subject_id, coalesce({_latest('region')}, '') AS region "
    "FROM dossier d WHERE d.source <> 'complaint' GROUP BY d.subject_id",
    ("dossier",),
)
RELATION_STEP = Step(
    # subject_id, other_id, relation: owner (of a premises), holds (of an owner), place.
    "relation",
    "SELECT DISTINCT p.subject_id, e.subject_id AS other_id, 'owner' AS relation FROM dossier p "
    "JOIN dossier e ON p.record_id = e.record_id WHERE p.subject_kind = 'premises' "
    "AND e.subject_kind = 'entity' UNION "
    "SELECT DISTINCT e.subject_id, p.subject_id AS other_id, 'holds' AS relation FROM dossier p "
    "JOIN dossier e ON p.record_id = e.record_id WHERE p.subject_kind = 'premises' "
    "AND e.subject_kind = 'entity' UNION "
    "SELECT a.subject_id, b.subject_id AS other_id, 'place' AS relation FROM place_holder a "
    "JOIN place_holder b ON a.place_key = b.place_key WHERE a.subject_id <> b.subject_id",
    ("dossier", "place_holder"),
)
_PLACE_HOLDERS = Step(
    "place_holder",
    "SELECT place_key, subject_id FROM (SELECT place_key, subject_id, "
    "count(*) OVER (PARTITION BY place_key) AS others FROM (SELECT DISTINCT place_key, subject_id "
    "FROM dossier WHERE subject_kind = 'premises' AND place_key IS NOT NULL "
    "AND source <> 'complaint')) WHERE others <= 200",
    ("dossier",),
)
REVIEW_STEPS = (
    Step(
        "review_pair",
        "SELECT 'band' AS reason, left_form, right_form, weight FROM edge WHERE rule = 'review' "
        "UNION ALL SELECT 'blocked' AS reason, e.left_form, e.right_form, e.weight FROM refused r "
        "JOIN edge e ON r.left_form = e.left_form AND r.right_form = e.right_form "
        "WHERE r.limit_code = 'size' "
        "UNION ALL SELECT 'key_conflict' AS reason, least(a.form_id, b.form_id) AS left_form, "
        "greatest(a.form_id, b.form_id) AS right_form, CAST(NULL AS DOUBLE) AS weight "
        "FROM licence_holder a JOIN licence_holder b ON a.licence_no = b.licence_no "
        "WHERE a.cluster < b.cluster",
        ("edge", "refused", "licence_holder"),
    ),
    Step(
        # One line per pair of subjects: the strongest, a conflict of keys before a weight.
        "review",
        "SELECT reason, left_record, right_record, concat(least(left_record, right_record), ' ', "
        "greatest(left_record, right_record)) AS pair, left_subject, right_subject, weight, "
        "matched_on FROM (SELECT p.reason, l.sample_record AS left_record, "
        "r.sample_record AS right_record, ls.subject_id AS left_subject, "
        "rs.subject_id AS right_subject, p.weight, c.matched_on, row_number() OVER (PARTITION BY "
        "least(l.cluster, r.cluster), greatest(l.cluster, r.cluster) ORDER BY p.reason DESC, "
        "p.weight DESC, p.left_form, p.right_form) AS place FROM review_pair p "
        "JOIN member l ON p.left_form = l.form_id JOIN member r ON p.right_form = r.form_id "
        "JOIN subject_of ls ON ls.subject_kind = 'premises' "
        "AND ls.cluster = CAST(l.cluster AS STRING) "
        "JOIN subject_of rs ON rs.subject_kind = 'premises' "
        "AND rs.cluster = CAST(r.cluster AS STRING) "
        "LEFT JOIN compared c ON p.left_form = c.left_form AND p.right_form = c.right_form "
        "WHERE l.cluster <> r.cluster) WHERE place = 1",
        ("review_pair", "member", "subject_of", "compared"),
    ),
)
_LICENCE_HOLDERS = Step(
    "licence_holder",
    "SELECT licence_no, cluster, min(form_id) AS form_id FROM member "
    "WHERE licence_no IS NOT NULL AND is_subject = 1 GROUP BY licence_no, cluster",
    ("member",),
)
_VISITS = (
    "SELECT v.record_id, v.visit_id, CAST(v.visited_on AS DATE) AS happened_on, 'visit' AS kind, "
    "v.purpose AS what, v.outcome, CAST(NULL AS STRING) AS detail, "
    "coalesce(f.critical, 0) AS critical, coalesce(f.serious, 0) AS serious, "
    "coalesce(f.minor, 0) AS minor FROM {visit} v LEFT JOIN found f ON v.visit_id = f.visit_id "
    "WHERE v.same_as IS NULL"
)
_NO_FINDINGS = "SELECT CAST(NULL AS STRING) AS visit_id, 0 AS critical, 0 AS serious, 0 AS minor"
_FINDINGS = (
    "SELECT visit_id, "
    "sum(CASE WHEN severity = 'critical' THEN count ELSE 0 END) AS critical, "
    "sum(CASE WHEN severity = 'serious' THEN count ELSE 0 END) AS serious, "
    "sum(CASE WHEN severity = 'minor' THEN count ELSE 0 END) AS minor "
    "FROM {finding} GROUP BY visit_id"
)
_NONE = "CAST(NULL AS STRING)"
_EVENT = "record_id, visit_id, happened_on, kind, what, outcome, detail, critical, serious, minor"


@dataclass(frozen=True, slots=True)
class EventSource:
    """How a canonical table becomes lines of the timeline; each text is an SQL expression."""

    on: str
    kind: EventKind
    what: str
    outcome: str = _NONE
    detail: str = _NONE
    grouped_by: str = ""

    def select(self, table: str) -> str:
        """The lines of the table, without findings. A grouped one is told once for all its rows."""
        record_id = "min(record_id)" if self.grouped_by else "record_id"
        group = f" GROUP BY {self.grouped_by}" if self.grouped_by else ""
        return (
            f"SELECT {record_id} AS record_id, {_NONE} AS visit_id, CAST({self.on} AS DATE) "
            f"AS happened_on, '{self.kind}' AS kind, {self.what} AS what, "
            f"{self.outcome} AS outcome, {self.detail} AS detail, "
            f"0 AS critical, 0 AS serious, 0 AS minor FROM {table} "
            f"WHERE {self.on} IS NOT NULL{group}"
        )


_EVENT_SOURCES = {
    "complaint": EventSource(
        "made_on", EventKind.COMPLAINT, "nature", detail="CAST(closed_on AS STRING)"
    ),
    "licence": EventSource(
        "issued_on",
        EventKind.LICENCE,
        "kind",
        detail="licence_no",
        grouped_by="licence_no, issued_on, kind",
    ),
    "test": EventSource("tested_on", EventKind.TEST, "product", "result", "item"),
    "penalty": EventSource("decided_on", EventKind.PENALTY, "kind", detail="violation"),
    "credit_event": EventSource("happened_on", EventKind.CREDIT, "nature", "kind", "authority"),
}
_GROUP_ROWS = 4096


def in_small_groups(path: Path) -> None:
    """Write a sorted Parquet file again in small row groups: a page then reads only its own."""
    draft = path.with_suffix(".draft")
    whole = pq.ParquetFile(path)
    with pq.ParquetWriter(draft, whole.schema_arrow, compression="zstd") as writer:
        for batch in whole.iter_batches(batch_size=_GROUP_ROWS):
            writer.write_batch(batch, row_group_size=_GROUP_ROWS)
    draft.replace(path)


def make_outcome(engine: BatchEngine, tables: Tables, present: Collection[str]) -> None:
    """Make the tables that readers need, from a finished run."""
    engine.run([LINK_STEP, DOSSIER_STEP, SHOWN_STEP, _PLACE_HOLDERS, RELATION_STEP])
    engine.run([_LICENCE_HOLDERS, *REVIEW_STEPS])
    engine.run(_event_steps(engine, tables, present))
    _make_index(engine)


def _event_steps(engine: BatchEngine, tables: Tables, present: Collection[str]) -> list[Step]:
    findings = has_table(tables, "finding")
    if findings:
        register_table(engine, tables, "finding")
    steps = [
        Step("found", _FINDINGS.format(finding=view_name("finding")) if findings else _NO_FINDINGS)
    ]
    parts = [
        source.select(view_name(table))
        for table, source in _EVENT_SOURCES.items()
        if table in present
    ]
    if "visit" in present:
        parts.append(_VISITS.format(visit=view_name("visit")))
    union = " UNION ALL ".join(parts) or f"SELECT * FROM ({_NOTHING}) WHERE false"
    steps.append(
        Step(
            "event",
            "SELECT l.subject_id, l.subject_kind, l.resource_id, e.* FROM "
            f"(SELECT {_EVENT} FROM ({union})) e JOIN link_row l ON e.record_id = l.record_id",
            ("link_row",),
        )
    )
    return steps


_NOTHING = (
    "SELECT '' AS record_id, '' AS visit_id, CAST(NULL AS DATE) AS happened_on, '' AS kind, "
    "'' AS what, '' AS outcome, '' AS detail, 0 AS critical, 0 AS serious, 0 AS minor"
)


def _make_index(engine: BatchEngine) -> None:
    """The search index: token, subject_id, subject_kind, worth.

    A key is worth most, then a name, more so the fewer its words, then an address.
    """
    said = engine.arrow(
        "SELECT DISTINCT field, value FROM ("
        "SELECT 'name' AS field, name AS value FROM dossier UNION ALL "
        "SELECT 'name' AS field, aka AS value FROM dossier UNION ALL "
        "SELECT 'address' AS field, address AS value FROM dossier UNION ALL "
        "SELECT 'address' AS field, area AS value FROM dossier UNION ALL "
        "SELECT 'key' AS field, licence_no AS value FROM dossier UNION ALL "
        "SELECT 'key' AS field, usc_code AS value FROM dossier UNION ALL "
        "SELECT 'key' AS field, owner_key AS value FROM dossier) WHERE value IS NOT NULL"
    )
    rows = [
        (field, value, token, 1 / len(tokens))
        for field, value in zip(said[0].to_pylist(), said[1].to_pylist(), strict=True)
        for tokens in (index_tokens(value),)
        for token in tokens
    ]
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    engine.put(
        "said_token",
        pa.table(
            {
                "field": pa.array(columns[0], pa.string()),
                "value": pa.array(columns[1], pa.string()),
                "token": pa.array(columns[2], pa.string()),
                "share": pa.array(columns[3], pa.float64()),
            }
        ),
    )
    parts = " UNION ALL ".join(
        f"SELECT DISTINCT d.subject_id, d.subject_kind, t.token, t.field, t.share FROM dossier d "
        f"JOIN said_token t ON d.{column} = t.value AND t.field = '{field}' "
        "WHERE d.source <> 'complaint'"
        for field, column in (
            ("name", "name"),
            ("name", "aka"),
            ("address", "address"),
            ("address", "area"),
            ("key", "licence_no"),
            ("key", "usc_code"),
            ("key", "owner_key"),
        )
    )
    engine.run(
        [
            Step(
                "search_index",
                "SELECT token, subject_id, subject_kind, max(CASE field WHEN 'key' THEN 5.0 "
                f"WHEN 'name' THEN 3.0 + 2.0 * share ELSE 2.0 END) AS worth FROM ({parts}) "
                "GROUP BY token, subject_id, subject_kind",
                ("dossier", "said_token"),
            )
        ]
    )
