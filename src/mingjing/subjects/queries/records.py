# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - SQL from names of the room; values go as parameters
"""Records of a subject: what happened when, and why each record is there (时间线、关联依据)."""

import json
from collections.abc import Mapping
from typing import Any

from mingjing.kernel.paging import Page, PageRequest
from mingjing.subjects.queries.reading import read
from mingjing.subjects.rules.explain import strength
from mingjing.subjects.types import (
    Agreement,
    Compared,
    Event,
    EventKind,
    Explanation,
    Field,
    LinkKind,
    LinkRule,
    LinkView,
)

_PARTNER = ("record_id", "resource_id", "name", "address", "licence_no")


def timeline(subject_id: str, page: PageRequest) -> Page[Event]:
    """What happened to a subject (时间线), latest first; a visit told twice stands once."""
    found = {"subject_id": subject_id}
    total = read("SELECT count(*) FROM events WHERE subject_id = $subject_id", found)
    rows = read(
        "SELECT happened_on, kind, what, outcome, detail, critical, serious, minor, resource_id, "
        "record_id, visit_id FROM events WHERE subject_id = $subject_id "
        "ORDER BY happened_on DESC NULLS LAST, kind, record_id LIMIT $size OFFSET $offset",
        found | {"size": page.size, "offset": page.offset},
    )
    items = tuple(
        Event(
            on=on,
            kind=EventKind(kind),
            what=what or "",
            outcome=outcome or "",
            detail=detail or "",
            severities=(int(critical), int(serious), int(minor)),
            resource_id=resource_id,
            record_id=record_id,
            visit_id=visit_id or "",
        )
        for (
            on,
            kind,
            what,
            outcome,
            detail,
            critical,
            serious,
            minor,
            resource_id,
            record_id,
            visit_id,
        ) in rows
    )
    return Page(items, page.number, page.size, total[0][0] if total else 0)


def links_of(subject_id: str, page: PageRequest) -> Page[LinkView]:
    """Records of a subject with the reason of each (关联记录与依据), latest first."""
    found = {"subject_id": subject_id}
    total = read("SELECT count(*) FROM dossier WHERE subject_id = $subject_id", found)
    rows = read(
        "SELECT record_id, resource_id, source, seen_on, name, address, licence_no, kind, weight, "
        "matched_on FROM dossier WHERE subject_id = $subject_id "
        "ORDER BY seen_on DESC NULLS LAST, record_id LIMIT $size OFFSET $offset",
        found | {"size": page.size, "offset": page.offset},
    )
    reasons = [json.loads(row[9]) for row in rows]
    partners = _partners(subject_id, {body["with"] for body in reasons if "with" in body})
    items = tuple(_link(row, body, partners) for row, body in zip(rows, reasons, strict=True))
    return Page(items, page.number, page.size, total[0][0] if total else 0)


def _partners(subject_id: str, record_ids: set[str]) -> dict[str, Mapping[str, str]]:
    """What the records that a link was compared with say; they are of the same subject."""
    if not record_ids:
        return {}
    rows = read(
        f"SELECT {', '.join(_PARTNER)} FROM dossier WHERE subject_id = $subject_id "
        "AND list_contains($records, record_id)",
        {"subject_id": subject_id, "records": sorted(record_ids)},
    )
    told = (dict(zip(_PARTNER, (cell or "" for cell in row), strict=True)) for row in rows)
    return {one["record_id"]: one for one in told}


def _link(
    row: tuple[Any, ...], body: dict[str, Any], partners: dict[str, Mapping[str, str]]
) -> LinkView:
    record_id, resource_id, source, on, name, address, licence_no, kind, weight, _ = row
    return LinkView(
        record_id=record_id,
        resource_id=resource_id,
        table=source,
        on=on,
        name=name or "",
        address=address or "",
        licence_no=licence_no or "",
        kind=LinkKind(kind),
        weight=weight,
        why=Explanation(
            rule=LinkRule(body["rule"]),
            fields=compared(body),
            partner=partners.get(body.get("with", ""), {}),
            prior=body.get("prior"),
            total=weight,
        ),
    )


def compared(body: Mapping[str, Any]) -> tuple[Compared, ...]:
    """The compared fields of a stored explanation."""
    return tuple(
        Compared(Field(name), Agreement(agreement), bits, strength(bits))
        for name, agreement, bits in body.get("fields", ())
    )


def record(record_id: str) -> LinkView | None:
    """One record as the last run placed it among premises, with the reason."""
    rows = read(
        "SELECT record_id, resource_id, source, seen_on, name, address, licence_no, kind, weight, "
        "matched_on, subject_id FROM dossier WHERE subject_kind = 'premises' "
        "AND record_id = $record_id",
        {"record_id": record_id},
    )
    if not rows:
        return None
    body = json.loads(rows[0][9])
    partner = {body["with"]} if "with" in body else set()
    return _link(rows[0][:10], body, _partners(rows[0][10], partner))


def anchor_of(subject_id: str) -> str:
    """The record a subject began with: what a doubtful one is compared with; "" for none."""
    rows = read(
        "SELECT record_id FROM dossier WHERE subject_id = $subject_id "
        "ORDER BY CASE WHEN weight IS NULL THEN 0 ELSE 1 END, record_id LIMIT 1",
        {"subject_id": subject_id},
    )
    return str(rows[0][0]) if rows else ""
