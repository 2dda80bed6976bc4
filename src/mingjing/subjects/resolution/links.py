# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - SQL from names of the room; values go as parameters
"""From clusters to links with reasons (生成关联): one row per record and subject.

Shape: `assignment` (record_id, resource_id, subject_kind, cluster text, kind, weight,
matched_on JSON text, place_key). matched_on is {"rule", "with": record_id, "prior",
"fields": [[field, agreement, bits], …]}; bits are null where a field did not count.
"""

import json
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from mingjing.engines.batch import BatchEngine, Step
from mingjing.subjects.matching import COMPARED, Model
from mingjing.subjects.types import Agreement, Field, LinkKind, LinkRule

_FIELDS = tuple(COMPARED)
_OF_EDGE = ", ".join(f"e.level_{field}, e.weight_{field}" for field in _FIELDS)
_EDGE_COLUMNS = ", ".join(f"level_{field}, weight_{field}" for field in _FIELDS)

CLUSTER_STEPS = (
    Step(
        "member",
        "SELECT r.cluster, f.*, max(f.founds) OVER (PARTITION BY r.cluster) AS is_subject, "
        "row_number() OVER (PARTITION BY r.cluster ORDER BY f.founds DESC, f.records DESC, "
        "f.form_id) AS place FROM root r JOIN form f ON r.form_id = f.form_id",
        ("root", "form"),
    ),
    Step(
        "reason",
        f"SELECT form_id, partner, rule, weight, {_EDGE_COLUMNS} FROM (SELECT x.*, row_number() "
        "OVER (PARTITION BY x.form_id ORDER BY CASE WHEN x.rule = 'judged' THEN 0 ELSE 1 END, "
        "CASE WHEN p.place = 1 THEN 0 ELSE 1 END, x.weight DESC, x.partner) AS choice FROM ("
        "SELECT left_form AS form_id, right_form AS partner, rule, weight, "
        f"{_EDGE_COLUMNS} FROM joined UNION ALL "
        "SELECT right_form AS form_id, left_form AS partner, rule, weight, "
        f"{_EDGE_COLUMNS} FROM joined) x "
        "JOIN member m ON x.form_id = m.form_id JOIN member p ON x.partner = p.form_id "
        "WHERE m.cluster = p.cluster AND m.place > 1) WHERE choice = 1",
        ("joined", "member"),
    ),
)
_WHY = (
    "SELECT m.form_id, m.place, m.licence_no IS NOT NULL AS has_licence, "
    "m.usc_code IS NOT NULL AS has_code, m.name_core IS NOT NULL AS has_name, "
    "m.place_key IS NOT NULL AS has_place, p.sample_record AS partner, r.rule, r.weight, "
    f"{', '.join(f'r.level_{f}, r.weight_{f}' for f in _FIELDS)} "
    "FROM member m LEFT JOIN reason r ON m.form_id = r.form_id "
    "LEFT JOIN form p ON r.partner = p.form_id WHERE m.is_subject = 1 ORDER BY m.form_id"
)

ASSIGN_STEPS = (
    # The clusters that a place holds: a complaint about an address is about a subject only when
    # exactly one is there.
    Step(
        "sole_place",
        "SELECT place_key, min(cluster) AS cluster, min(area) AS area FROM member "
        "WHERE place_key IS NOT NULL AND low IS NOT NULL AND is_subject = 1 "
        "GROUP BY place_key HAVING count(DISTINCT cluster) = 1",
        ("member",),
    ),
    Step(
        "premises_link",
        "SELECT o.record_id, s.resource_id, CAST(m.cluster AS STRING) AS cluster, "
        "CASE WHEN m.place = 1 AND o.record_id = m.sample_record THEN w.first_kind "
        "ELSE w.kind END AS kind, "
        "CASE WHEN m.place = 1 AND o.record_id = m.sample_record THEN CAST(NULL AS DOUBLE) "
        "ELSE w.weight END AS weight, "
        "CASE WHEN m.place = 1 AND o.record_id = m.sample_record THEN w.first_matched_on "
        "ELSE w.matched_on END AS matched_on, m.place_key "
        "FROM form_of o JOIN member m ON o.form_id = m.form_id "
        "JOIN why w ON o.form_id = w.form_id JOIN said s ON o.record_id = s.record_id",
        ("form_of", "member", "why", "said"),
    ),
    Step(
        "address_link",
        "SELECT s.record_id, s.resource_id, CAST(p.cluster AS STRING) AS cluster, 'key' AS kind, "
        "CAST($place_weight AS DOUBLE) AS weight, $address_matched_on AS matched_on, s.place_key "
        "FROM said s JOIN sole_place p ON s.place_key = p.place_key "
        "LEFT JOIN form_of o ON s.record_id = o.record_id "
        "WHERE o.record_id IS NULL AND s.low IS NOT NULL "
        "AND (s.area = p.area OR s.area IS NULL OR p.area IS NULL)",
        ("said", "sole_place", "form_of"),
    ),
    Step(
        "owner_link",
        "SELECT record_id, resource_id, "
        "coalesce(usc_code, resource_id || ' ' || owner_key) AS cluster, 'key' AS kind, "
        "CAST(NULL AS DOUBLE) AS weight, "
        "CASE WHEN usc_code IS NOT NULL THEN $code_matched_on ELSE $owner_matched_on END "
        "AS matched_on, CAST(NULL AS STRING) AS place_key "
        "FROM said WHERE usc_code IS NOT NULL OR owner_key IS NOT NULL",
        ("said",),
    ),
    Step(
        "assignment",
        "SELECT record_id, resource_id, 'premises' AS subject_kind, cluster, kind, weight, "
        "matched_on, place_key FROM premises_link UNION ALL "
        "SELECT record_id, resource_id, 'premises' AS subject_kind, cluster, kind, weight, "
        "matched_on, place_key FROM address_link UNION ALL "
        "SELECT record_id, resource_id, 'entity' AS subject_kind, cluster, kind, weight, "
        "matched_on, place_key FROM owner_link",
        ("premises_link", "address_link", "owner_link"),
    ),
)


def make_assignment(engine: BatchEngine, model: Model) -> None:
    """Make `member`, `why` and `assignment` from `root`, `joined`, `form` and `said`."""
    engine.run(CLUSTER_STEPS)
    engine.put("why", _why(engine.arrow(_WHY), model, _prior_weight(engine, model)))
    place = model.weight(Field.PLACE, Agreement.EXACT)
    engine.run(
        ASSIGN_STEPS,
        {
            "place_weight": place,
            "address_matched_on": matched_on(
                LinkRule.ADDRESS, [(Field.PLACE, Agreement.EXACT, place)]
            ),
            "code_matched_on": matched_on(LinkRule.CODE, [(Field.CODE, Agreement.EXACT, None)]),
            "owner_matched_on": matched_on(LinkRule.OWNER, [(Field.OWNER, Agreement.EXACT, None)]),
        },
    )


def make_compared(engine: BatchEngine, model: Model) -> None:
    """Make `compared` (left_form, right_form, matched_on): the reasons of pairs that wait."""
    rows = list(
        _rows(
            engine.arrow(
                f"SELECT e.left_form, e.right_form, {_OF_EDGE} "
                "FROM edge e LEFT JOIN refused r ON e.left_form = r.left_form "
                "AND e.right_form = r.right_form WHERE e.rule = 'review' OR r.limit_code = 'size'"
            )
        )
    )
    prior = _prior_weight(engine, model)
    texts = [matched_on(LinkRule.WEIGHT, _compared(row), prior=prior) for row in rows]
    engine.put(
        "compared",
        pa.table(
            {
                "left_form": pa.array([row["left_form"] for row in rows], pa.int64()),
                "right_form": pa.array([row["right_form"] for row in rows], pa.int64()),
                "matched_on": pa.array(texts, pa.string()),
            }
        ),
    )


def _compared(row: dict[str, Any]) -> list[tuple[Field, Agreement, float | None]]:
    return [
        (field, Agreement(row[f"level_{field}"]), row[f"weight_{field}"])
        for field in _FIELDS
        if row[f"level_{field}"] not in (None, Agreement.ABSENT)
    ]


def matched_on(
    rule: LinkRule,
    fields: list[tuple[Field, Agreement, float | None]],
    partner: str | None = None,
    prior: float | None = None,
) -> str:
    """The explanation of a link as the JSON text that the lake keeps."""
    told = [
        [field.value, agreement.value, None if bits is None else round(bits, 2)]
        for field, agreement, bits in fields
    ]
    body: dict[str, object] = {"rule": rule.value, "fields": told}
    if partner is not None:
        body["with"] = partner
    if prior is not None:
        body["prior"] = round(prior, 2)
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def _prior_weight(engine: BatchEngine, model: Model) -> float:
    return model.prior_weight(engine.rows("SELECT count(*) FROM form")[0][0])


def _why(forms: pa.Table, model: Model, prior: float) -> pa.Table:
    rows = [_reason(row, model, prior) for row in _rows(forms)]
    names = ("form_id", "kind", "weight", "matched_on", "first_kind", "first_matched_on")
    types = (pa.int64(), pa.string(), pa.float64(), pa.string(), pa.string(), pa.string())
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    arrays = [pa.array(column, kind) for column, kind in zip(columns, types, strict=True)]
    return pa.table(dict(zip(names, arrays, strict=True)))


def _rows(table: pa.Table) -> Iterator[dict[str, Any]]:  # cells as the query made them
    for batch in table.to_batches(max_chunksize=50_000):
        yield from batch.to_pylist()


def _reason(
    row: dict[str, Any], model: Model, prior: float
) -> tuple[int, str, float, str, str, str]:
    has_key = row["has_licence"] or row["has_code"]
    first_kind = LinkKind.KEY if has_key else LinkKind.MODEL
    first = matched_on(LinkRule.FIRST, [])
    if row["rule"] is None:  # the form the subject is built around: others read the same
        fields = [
            (field, Agreement.EXACT, model.weight(field, Agreement.EXACT))
            for field, has in zip(_FIELDS, ("licence", "code", "name", "place"), strict=True)
            if row[f"has_{has}"]
        ]
        weight = prior + sum(bits or 0.0 for _, _, bits in fields)
        text = matched_on(LinkRule.SAME_TEXT, fields, prior=prior)
        return row["form_id"], first_kind.value, weight, text, first_kind.value, first
    rule = LinkRule(row["rule"])
    text = matched_on(rule, _compared(row), row["partner"], prior)
    kind = _KINDS[rule]
    weight = row["weight"] if row["weight"] is not None else 0.0
    return row["form_id"], kind.value, weight, text, first_kind.value, first


_KINDS = {
    LinkRule.LICENCE: LinkKind.KEY,
    LinkRule.CODE: LinkKind.KEY,
    LinkRule.WEIGHT: LinkKind.MODEL,
    LinkRule.JUDGED: LinkKind.HUMAN,
}
