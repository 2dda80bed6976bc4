# SPDX-License-Identifier: Apache-2.0
"""Reads of inspection items."""

from datetime import date

from mingjing.registry.models import InspectionItem
from mingjing.registry.queries.people import in_force
from mingjing.registry.types import CheckPoint, ItemKind, ItemView


def inspection_items(on: date) -> tuple[ItemView, ...]:
    """Published inspection items in force on the day, by code."""
    rows = InspectionItem.objects.filter(in_force(on)).order_by("item_code")[:2000]
    return tuple(
        ItemView(
            item_code=row.item_code,
            name=row.name,
            name_en=row.name_en,
            legal_basis=row.legal_basis,
            kind=ItemKind(row.kind),
            subject_category=row.subject_category,
            yearly_cap=row.yearly_cap,
            skill=row.skill,
            checklist=tuple(CheckPoint(*map(str, point)) for point in row.checklist),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in rows
    )
