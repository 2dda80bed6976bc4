# SPDX-License-Identifier: Apache-2.0
"""Cases that an officer may record (可录像的案件): the officer's own, not closed."""

from collections.abc import Collection
from datetime import datetime

from mingjing.cases.models import Case
from mingjing.evidence.types import Occasion
from mingjing.registry.types import Actor

KIND = "case"
_MOST = 200


def open_cases(actor: Actor, now: datetime) -> tuple[Occasion, ...]:
    """The officer's open cases, the newest first; one query."""
    if not actor.officer_id:
        return ()
    rows = Case.objects.filter(officers__officer_id=actor.officer_id, is_open=True)
    return tuple(
        Occasion(
            kind=KIND,
            id=row.case_id,
            title=f"{row.number} {row.summary}".strip(),
            place="",
            agency_id=row.agency_id,
            region=row.region,
        )
        for row in rows.order_by("-opened_on", "case_id")[:_MOST]
    )


def numbers_of_cases(case_ids: Collection[str]) -> dict[str, str]:
    """The numbers of cases by id, and nothing of what they are about; one query."""
    rows = Case.objects.filter(case_id__in=case_ids)
    return dict(rows.values_list("case_id", "number"))
