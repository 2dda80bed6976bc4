# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - SQL from names of the room; values go as parameters
"""Pairs that wait for a person, and what persons decided (待核队列、人工认定)."""

import json
from collections.abc import Mapping

from mingjing.kernel.paging import Page, PageRequest
from mingjing.subjects.models import Judgement, ResolutionRun, Subject
from mingjing.subjects.queries.places import placed
from mingjing.subjects.queries.reading import read
from mingjing.subjects.queries.records import compared
from mingjing.subjects.queries.runs import judgements_in_force, last_run
from mingjing.subjects.types import (
    ALL_REGIONS,
    JudgementView,
    ReviewPair,
    ReviewReason,
    Verdict,
    Within,
)

_SHOWN = ("name", "address", "licence_no", "resource_id")


def pair_of(left_record: str, right_record: str) -> str:
    """One text for a pair of records, whichever stands left; as the review file writes it."""
    return " ".join(sorted((left_record, right_record)))


def review_queue(
    page: PageRequest, *, reason: ReviewReason | None = None, where: Within = ALL_REGIONS
) -> Page[ReviewPair]:
    """Pairs that wait for a person (待核队列): the likeliest first; judged pairs are gone.

    A pair is shown to whom both sides may be shown.
    """
    waiting, wanted = _waiting(where)
    condition = f"($reason = '' OR reason = $reason) AND {waiting}"
    wanted |= {"reason": reason.value if reason else ""}
    total = read(f"SELECT count(*) FROM review WHERE {condition}", wanted)
    rows = read(
        "SELECT reason, left_record, right_record, left_subject, right_subject, weight, "
        f"matched_on FROM review WHERE {condition} "
        "ORDER BY weight DESC NULLS FIRST, left_record, right_record LIMIT $size OFFSET $offset",
        wanted | {"size": page.size, "offset": page.offset},
    )
    said = _said({record for row in rows for record in row[1:3]})
    items = tuple(
        ReviewPair(
            reason=ReviewReason(why),
            left_record=left,
            right_record=right,
            left_subject=left_subject,
            right_subject=right_subject,
            left=said.get(left, {}),
            right=said.get(right, {}),
            weight=weight,
            fields=compared(json.loads(matched_on)) if matched_on else (),
        )
        for why, left, right, left_subject, right_subject, weight, matched_on in rows
    )
    return Page(items, page.number, page.size, total[0][0] if total else 0)


def _waiting(where: Within) -> tuple[str, dict[str, object]]:
    """The condition of pairs that wait, and its values."""
    inside, values = placed(where, "left_subject", "right_subject")
    judged = [j.pair for j in judgements_in_force()]
    return f"NOT list_contains($judged, pair) AND {inside}", {"judged": judged, **values}


def review_counts(where: Within = ALL_REGIONS) -> dict[ReviewReason, int]:
    """How many pairs wait, by reason."""
    waiting, values = _waiting(where)
    rows = read(f"SELECT reason, count(*) FROM review WHERE {waiting} GROUP BY reason", values)
    found: dict[str, int] = dict(rows)
    return {reason: found.get(reason.value, 0) for reason in ReviewReason}


def _said(record_ids: set[str]) -> dict[str, Mapping[str, str]]:
    rows = read(
        f"SELECT record_id, {', '.join(_SHOWN)} FROM dossier "
        "WHERE list_contains($records, record_id) AND subject_kind = 'premises'",
        {"records": sorted(record_ids)},
    )
    return {
        row[0]: dict(zip(_SHOWN, (cell or "" for cell in row[1:]), strict=True)) for row in rows
    }


def subject_of(record_id: str) -> str | None:
    """The premises that the last run gave a record."""
    rows = read(
        "SELECT subject_id FROM links WHERE record_id = $record_id AND subject_kind = 'premises'",
        {"record_id": record_id},
    )
    return str(rows[0][0]) if rows else None


def region_of(record_id: str) -> str:
    """Where the premises of a record lie; "" where nobody knows."""
    found = Subject.objects.filter(pk=subject_of(record_id) or "").first()
    return found.region if found else ""


def judgement_in_force(left_record: str, right_record: str) -> str:
    """Id of the judgement of a pair that counts; "" when nobody judged it."""
    rows = Judgement.objects.filter(
        pair=pair_of(left_record, right_record), superseded_by__isnull=True
    )
    return rows.values_list("judgement_id", flat=True).first() or ""


def lock_judgements() -> None:
    """One judgement at a time: the newest resolution stands for all of them."""
    list(ResolutionRun.objects.select_for_update().order_by("-number").values_list("run_id")[:1])


def is_known(record_id: str) -> bool:
    """Whether the last run linked the record, to whatever kind of subject."""
    return bool(
        read("SELECT 1 FROM links WHERE record_id = $record_id LIMIT 1", {"record_id": record_id})
    )


def judgements(page: PageRequest, where: Within = ALL_REGIONS) -> Page[JudgementView]:
    """All judgements, latest first; of a pair that lies elsewhere on one side, none."""
    rows = Judgement.objects.select_related("superseded_by").order_by("-at", "judgement_id")
    if where.regions is not None:
        rows = rows.exclude(pk__in=_judged_elsewhere(where))
    shown = rows[page.offset : page.offset + page.size]
    return Page(tuple(map(judgement_view, shown)), page.number, page.size, rows.count())


def _judged_elsewhere(where: Within) -> list[str]:
    """Judgements with a record whose premises lie outside. Two queries, whatever their number."""
    told = list(Judgement.objects.values_list("judgement_id", "left_record", "right_record"))
    if not told:
        return []
    inside, values = placed(where, "l.subject_id")
    rows = read(
        "SELECT l.record_id FROM (SELECT unnest($records) AS record_id) j "
        "JOIN links l ON j.record_id = l.record_id "
        f"WHERE l.subject_kind = 'premises' AND NOT ({inside})",
        {"records": sorted({record for row in told for record in row[1:]}), **values},
    )
    elsewhere = {record for (record,) in rows}
    return [pk for pk, left, right in told if elsewhere & {left, right}]


def judgement_view(row: Judgement) -> JudgementView:
    """A judgement as others see it."""
    run = last_run()
    return JudgementView(
        judgement_id=row.judgement_id,
        left_record=row.left_record,
        right_record=row.right_record,
        verdict=Verdict(row.verdict),
        reason=row.reason,
        account_id=row.account_id,
        at=row.at,
        is_superseded=hasattr(row, "superseded_by"),
        is_applied=run is not None and run.judged_until is not None and run.judged_until >= row.at,
    )
