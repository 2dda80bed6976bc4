# SPDX-License-Identifier: Apache-2.0
"""Writes what open cases wait for anew (重算待办), after the store was brought to a new version.

The lists are made from the steps alone, so it is no act and may run twice.
"""

from datetime import datetime

from django.db import transaction

from mingjing.cases.acts.projecting import clocks_of, write_waits
from mingjing.cases.models import Case
from mingjing.cases.queries.files import case_row, file_of
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.waiting import waits_of


def renew_waits(now: datetime) -> int:
    """What every open case waits for, written anew; how many cases were read.

    Each case is locked by itself: work goes on meanwhile.
    """
    open_cases = Case.objects.filter(is_open=True).order_by("case_id")
    ids = list(open_cases.values_list("case_id", flat=True))
    for case_id in ids:
        with transaction.atomic():
            row = case_row(case_id, lock=True)
            file, law = file_of(row), LawOn(now, row.region, row.field)
            write_waits(row, waits_of(file, law, clocks_of(file, law)))
    return len(ids)
