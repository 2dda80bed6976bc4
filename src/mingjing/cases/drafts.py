# SPDX-License-Identifier: Apache-2.0
"""Drafts of steps (草稿): what a person has typed so far. No act, no ledger entry."""

from collections.abc import Mapping
from datetime import datetime

from mingjing.cases.models import StepDraft
from mingjing.cases.queries.files import case_row


def keep_draft(
    case_id: str, account_id: str, act: str, values: Mapping[str, object], now: datetime
) -> None:
    """Keep what was typed for a step, in place of an earlier draft.

    Raises: UnknownCase.
    """
    row = case_row(case_id)
    StepDraft.objects.update_or_create(
        case=row,
        account_id=account_id,
        act=act,
        defaults={"values": dict(values), "saved_at": now},
    )


def drop_draft(case_id: str, account_id: str, act: str) -> None:
    """Forget a draft; nothing happens when there is none."""
    StepDraft.objects.filter(case_id=case_id, account_id=account_id, act=act).delete()
