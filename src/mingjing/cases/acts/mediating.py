# SPDX-License-Identifier: Apache-2.0
"""What the acts on complaints share (投诉办理)."""

from datetime import datetime

from mingjing.cases.models import Complaint
from mingjing.cases.queries.clues import complaint_facts
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.clues import complaint_clocks, first_due


def keep_complaint(row: Complaint, now: datetime) -> None:
    """Save a complaint with the first day on which something of it is due."""
    row.due_on = first_due(complaint_clocks(complaint_facts(row), LawOn(now, row.region)))
    row.save()
