# SPDX-License-Identifier: Apache-2.0
"""Reads which terms have run out and bring an effect by themselves (待自动处理的时限)."""

from datetime import datetime

from django.db.models import Q

from mingjing.cases.models import CaseClock
from mingjing.cases.rules.lapses import LAPSES
from mingjing.cases.types.codes import ClockState, Stage
from mingjing.cases.types.views import DueLapse
from mingjing.kernel.clock import local_date
from mingjing.registry.types import DeadlineEffect

_AT_ONCE = 10_000


def due_lapses(now: datetime) -> tuple[DueLapse, ...]:
    """Clocks that ran out and whose effect waits, longest first; at most ten thousand.

    The rows are as of each case's last step; the act looks again before it does anything.
    """
    over = Q(due_at__lt=now) | Q(due_at=None, due_on__lt=local_date(now))
    rows = (
        CaseClock.objects.filter(over, deadline_id__in=LAPSES)
        .filter(state__in=(ClockState.RUNNING.value, ClockState.OVER.value))
        .exclude(effect=DeadlineEffect.ALARM.value)
        .exclude(case__stage=Stage.ARCHIVED.value)
        .order_by("due_on", "case_id", "deadline_id", "about")
        .values_list("case_id", "deadline_id", "about")
    )
    return tuple(DueLapse(*row) for row in rows[:_AT_ONCE])
