# SPDX-License-Identifier: Apache-2.0
"""Reads of leads and recusals."""

from collections.abc import Sequence

from django.db.models import Max

from mingjing.inspection.models import Lead
from mingjing.inspection.types import LeadKind, LeadMissing, LeadState, LeadView
from mingjing.kernel.paging import Page, PageRequest
from mingjing.registry.public import inside
from mingjing.registry.types import EVERYWHERE, Reach

_AT_ONCE = 500  # values in one query


def leads(page: PageRequest, state: str = "", given: Reach = EVERYWHERE) -> Page[LeadView]:
    """Leads that a permission reaches, newest first; with `state` only those."""
    own = inside(Lead.objects.all(), given)
    rows = Lead.objects.filter(own).annotate(planned_as=Max("tasks__task_id"))
    if state:
        rows = rows.filter(state=state)
    ordered = rows.order_by("-made_on", "lead_id")
    items = tuple(_view(row) for row in ordered[page.offset : page.offset + page.size])
    return Page(items, page.number, page.size, rows.count())


def leads_of_subject(subject_id: str, state: str = "", limit: int = 20) -> tuple[LeadView, ...]:
    """Leads about one subject, newest first; with `state` only those."""
    rows = Lead.objects.filter(subject_id=subject_id).annotate(planned_as=Max("tasks__task_id"))
    if state:
        rows = rows.filter(state=state)
    return tuple(_view(row) for row in rows.order_by("-made_on", "lead_id")[:limit])


def lead(lead_id: str) -> LeadView:
    """One lead.

    Raises: LeadMissing.
    """
    row = Lead.objects.annotate(planned_as=Max("tasks__task_id")).filter(lead_id=lead_id).last()
    if row is None:
        raise LeadMissing(lead_id=lead_id)
    return _view(row)


def leads_taken(kind: LeadKind, source_records: Sequence[str]) -> frozenset[str]:
    """Which of these records were taken as leads before."""
    taken: set[str] = set()
    for start in range(0, len(source_records), _AT_ONCE):
        some = source_records[start : start + _AT_ONCE]
        rows = Lead.objects.filter(kind=kind.value, source_record__in=some)
        taken |= set(rows.values_list("source_record", flat=True))
    return frozenset(taken)


def _view(row: Lead) -> LeadView:
    return LeadView(
        lead_id=row.lead_id,
        subject_id=row.subject_id,
        kind=LeadKind(row.kind),
        nature=row.nature,
        source_record=row.source_record,
        made_on=row.made_on,
        taken_at=row.taken_at,
        state=LeadState(row.state),
        task_id=getattr(row, "planned_as", None) or "",
    )
