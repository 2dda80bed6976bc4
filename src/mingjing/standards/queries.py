# SPDX-License-Identifier: Apache-2.0
"""Reads of the standards room."""

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from mingjing.kernel.paging import Page, PageRequest
from mingjing.standards.models import StandardVersion, StatusChange
from mingjing.standards.types import (
    StandardStatus,
    StandardUnknown,
    StandardView,
    StatusChangeView,
)


def standards(page: PageRequest) -> Page[StandardView]:
    """The latest version of each standard, by id."""
    newest = StandardVersion.objects.annotate(
        place=Window(
            RowNumber(),
            partition_by=F("standard_id"),
            order_by=[F("registered_at").desc(), F("version_id").desc()],
        )
    ).filter(place=1)
    total = StandardVersion.objects.values("standard_id").distinct().count()
    rows = newest.order_by("standard_id")[page.offset : page.offset + page.size]
    return Page(tuple(_view(row) for row in rows), page.number, page.size, total)


def standard(standard_id: str, version: str | None = None) -> StandardView:
    """One version of a standard, the latest registered one if none is named.

    Raises: StandardUnknown.
    """
    rows = StandardVersion.objects.filter(standard_id=standard_id)
    if version is not None:
        rows = rows.filter(version=version)
    row = rows.order_by("-registered_at", "-version_id").first()
    if row is None:
        raise StandardUnknown(standard_id=standard_id, version=version or "")
    return _view(row)


def versions(standard_id: str) -> tuple[StandardView, ...]:
    """All versions of a standard, the latest first."""
    rows = StandardVersion.objects.filter(standard_id=standard_id)
    return tuple(_view(row) for row in rows.order_by("-registered_at", "-version_id"))


def status_changes(standard_id: str) -> tuple[StatusChangeView, ...]:
    """What was decided about the versions of a standard, the latest first."""
    rows = StatusChange.objects.filter(standard_version__standard_id=standard_id)
    rows = rows.select_related("standard_version").order_by("-changed_at", "-pk")
    return tuple(
        StatusChangeView(
            version=row.standard_version.version,
            from_status=StandardStatus(row.from_status),
            to_status=StandardStatus(row.to_status),
            reason=row.reason,
            changed_at=row.changed_at,
            changed_by=row.changed_by,
        )
        for row in rows
    )


def _view(row: StandardVersion) -> StandardView:
    return StandardView(
        standard_id=row.standard_id,
        version=row.version,
        status=StandardStatus(row.status),
        name=row.name,
        description=row.description,
        table=row.table,
        field_count=row.field_count,
        rule_count=row.rule_count,
        digest=row.digest,
        document=row.document,
        registered_at=row.registered_at,
        registered_by=row.registered_by,
        agency_id=row.agency_id,
    )
