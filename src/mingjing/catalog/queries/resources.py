# SPDX-License-Identifier: Apache-2.0
"""Reads of resources and batches (目录与批次)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, OrderBy, OuterRef, Q, QuerySet, Subquery, Sum, When

from mingjing.catalog.models import Batch, Resource
from mingjing.catalog.rules.entries import entry_from_payload
from mingjing.catalog.types.codes import BatchKind
from mingjing.catalog.types.refusals import UnknownBatch, UnknownResource
from mingjing.catalog.types.views import BatchView, MappedTable, ResourceView
from mingjing.kernel.paging import Page, PageRequest, SortOrder
from mingjing.registry.public import inside
from mingjing.registry.types import Reach
from mingjing.standards.types import Grade

_NO_REPORT: Mapping[str, Any] = {}
# Rows in quarantine that still wait: those of the deliveries, less what corrections brought in.
_WAITING = Sum(Case(When(corrects__isnull=True, then=F("quarantined")), default=F("accepted") * -1))


def batch_view(row: Batch, *, has_report: bool = True) -> BatchView:
    """A row as other rooms see it."""
    return BatchView(
        batch_id=row.batch_id,
        resource_id=row.resource_id,
        kind=BatchKind(row.kind),
        file_name=row.file_name,
        file_digest=row.file_digest,
        file_bytes=row.file_bytes,
        rows=row.rows,
        accepted=row.accepted,
        quarantined=row.quarantined,
        score=row.score,
        grade=Grade(row.grade),
        taken_in_at=row.taken_in_at,
        account_id=row.account_id,
        agency_id=row.agency_id,
        standard=f"{row.standard_id} {row.standard_version}",
        standard_digest=row.standard_digest,
        mapping_digest=row.mapping_digest,
        software=row.software,
        corrects=row.corrects_id,
        replaced_by=row.replaced_by_id,
        tables=tuple(mapped_table(stored) for stored in row.tables),
        report=row.report if has_report else _NO_REPORT,
    )


def mapped_table(stored: Mapping[str, Any]) -> MappedTable:
    """What one mapping made, as `table_payload` wrote it."""
    return MappedTable(
        table=stored["table"],
        taken=stored["taken"],
        written=stored["written"],
        lacking=tuple((name, count) for name, count in stored["lacking"]),
        unmapped=tuple((name, value, count) for name, value, count in stored["unmapped"]),
    )


def table_payload(table: MappedTable) -> dict[str, object]:
    """What one mapping made, as plain JSON."""
    return {
        "table": table.table,
        "taken": table.taken,
        "written": table.written,
        "lacking": [list(pair) for pair in table.lacking],
        "unmapped": [list(triple) for triple in table.unmapped],
    }


SORTABLE = ("resource_id", "rows", "newest", "quarantined", "score")
_BY_ID = SortOrder()


def resources(page: PageRequest, search: str = "", order: SortOrder = _BY_ID) -> Page[ResourceView]:
    """Resources with their newest batch; `search` looks in the id and in the entry.

    Order: by id, or by a column of `SORTABLE`, what has no value last.
    """
    chosen = Resource.objects.select_related("agency", "lead_agency").order_by(*_by(order))
    if search:
        chosen = chosen.filter(Q(resource_id__icontains=search) | Q(names__icontains=search))
    rows = list(chosen[page.offset : page.offset + page.size])
    ids = [row.resource_id for row in rows]
    counts, waiting = _current_sums(ids, Sum("accepted")), _current_sums(ids, _WAITING)
    newest: dict[str, Batch] = {}
    current = _current().filter(resource_id__in=ids).defer("report", "mapping")
    for batch in current.order_by("resource_id", "number"):
        newest[batch.resource_id] = batch
    views = tuple(
        _resource_view(
            row,
            newest.get(row.resource_id),
            rows=counts.get(row.resource_id, 0),
            waiting=waiting.get(row.resource_id, 0),
        )
        for row in rows
    )
    return Page(views, page.number, page.size, chosen.count())


def _by(order: SortOrder) -> tuple[OrderBy | str, ...]:
    """Expressions of an order: the id, or a figure of the batches that count."""
    if not order.column:
        return ("resource_id",)
    newest = _current().filter(resource_id=OuterRef("pk")).order_by("-number")
    group = newest.order_by().values("resource_id")
    columns: dict[str, F | Subquery] = {
        "resource_id": F("resource_id"),
        "rows": Subquery(group.annotate(rows=Sum("accepted")).values("rows")),
        "newest": Subquery(newest.values("taken_in_at")[:1]),
        "quarantined": Subquery(group.annotate(waiting=_WAITING).values("waiting")),
        "score": Subquery(newest.values("score")[:1]),
    }
    by = OrderBy(columns[order.column], descending=order.is_descending, nulls_last=True)
    return (by, "resource_id")


@dataclass(frozen=True, slots=True)
class Totals:
    """What the whole catalogue holds (目录概况); `quarantined` is what still waits."""

    resources: int
    batches: int
    accepted: int
    quarantined: int


def totals() -> Totals:
    """Resources, batches, and the rows of the batches that count today."""
    sums = _current().aggregate(rows_in=Sum("accepted"), rows_waiting=_WAITING)
    return Totals(
        resources=Resource.objects.count(),
        batches=Batch.objects.count(),
        accepted=sums["rows_in"] or 0,
        quarantined=sums["rows_waiting"] or 0,
    )


def rows_waiting(given: Reach) -> int:
    """Rows in quarantine that wait, of the resources that a permission reaches. Two queries."""
    mine = Resource.objects.filter(inside(Resource.objects.all(), given)).order_by()
    sums = _current().filter(resource__in=mine.values("pk")).aggregate(rows=_WAITING)
    return sums["rows"] or 0


def resource(resource_id: str) -> ResourceView:
    """One resource.

    Raises: UnknownResource.
    """
    found = Resource.objects.select_related("agency", "lead_agency")
    row = found.filter(resource_id=resource_id).first()
    if row is None:
        raise UnknownResource(resource=resource_id)
    newest = _current().filter(resource_id=resource_id).order_by("-number").first()
    ids = [resource_id]
    return _resource_view(
        row,
        newest,
        rows=_current_sums(ids, Sum("accepted")).get(resource_id, 0),
        waiting=_current_sums(ids, _WAITING).get(resource_id, 0),
    )


def batches(resource_id: str, page: PageRequest) -> Page[BatchView]:
    """Batches of a resource, the newest first, without their reports."""
    found = Batch.objects.filter(resource_id=resource_id)
    rows = found.defer("report", "mapping").order_by("-number")
    shown = rows[page.offset : page.offset + page.size]
    items = tuple(batch_view(row, has_report=False) for row in shown)
    return Page(items, page.number, page.size, found.count())


def recent_batches(limit: int) -> tuple[BatchView, ...]:
    """Batches of all resources, the newest first, without their reports."""
    rows = Batch.objects.defer("report", "mapping").order_by("-taken_in_at", "-batch_id")[:limit]
    return tuple(batch_view(row, has_report=False) for row in rows)


def batch(batch_id: str) -> BatchView:
    """One batch.

    Raises: UnknownBatch.
    """
    return batch_view(batch_row(batch_id))


def batch_row(batch_id: str) -> Batch:
    """The row of one batch.

    Raises: UnknownBatch.
    """
    row = Batch.objects.filter(batch_id=batch_id).first()
    if row is None:
        raise UnknownBatch(batch=batch_id)
    return row


def corrections_of(batch_id: str) -> tuple[BatchView, ...]:
    """Batches that corrected a delivery, in their order."""
    rows = Batch.objects.filter(corrects_id=batch_id).order_by("number")[:1000]
    return tuple(batch_view(row) for row in rows)


def same_file(
    resource_id: str, *, file_digest: str, standard_digest: str, mapping_digest: str
) -> Batch | None:
    """The batch that counts and took in the same file under the same standard and mapping.

    A snapshot that a later one replaced does not count: handing its file in again brings it back.
    """
    return (
        _current()
        .filter(
            resource_id=resource_id,
            file_digest=file_digest,
            standard_digest=standard_digest,
            mapping_digest=mapping_digest,
        )
        .first()
    )


def last_with_file(row: Resource, file_digest: str) -> Batch | None:
    """The newest batch of a file under the terms in force, whether it counts or was replaced."""
    batches = row.batches.filter(
        file_digest=file_digest,
        standard_digest=row.standard_digest,
        mapping_digest=row.mapping_digest,
    )
    return batches.order_by("-number").first()


def _current() -> QuerySet[Batch]:
    return Batch.objects.filter(replaced_by__isnull=True)


def _current_sums(resource_ids: list[str], what: Sum) -> dict[str, int]:
    sums = (
        _current()
        .filter(resource_id__in=resource_ids)
        .order_by()
        .values("resource_id")
        .annotate(total=what)
    )
    return {row["resource_id"]: row["total"] for row in sums}


def _resource_view(row: Resource, newest: Batch | None, *, rows: int, waiting: int) -> ResourceView:
    return ResourceView(
        entry=entry_from_payload(row.entry),
        version=row.version,
        example_id=row.example_id,
        region=row.region,
        agency_id=row.agency_id,
        agency_zh=row.agency.name,
        agency_en=row.agency.name_en or row.agency.name,
        lead_zh=row.lead_agency.name,
        lead_en=row.lead_agency.name_en or row.lead_agency.name,
        standard=f"{row.standard_id} {row.standard_version}",
        standard_digest=row.standard_digest,
        mapping=tuple(row.mapping),
        mapping_digest=row.mapping_digest,
        listed_at=row.listed_at,
        rows=rows,
        newest=batch_view(newest, has_report=False) if newest else None,
        waiting=waiting,
    )
