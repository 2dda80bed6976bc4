# SPDX-License-Identifier: Apache-2.0
"""What waits for one person in cases, in numbers (个人待办): the front page and the workbench."""

from datetime import date, timedelta

from mingjing.cases.queries.clues import clues, complaints
from mingjing.cases.queries.lists import CaseFilter, cases, running_clocks
from mingjing.cases.queries.waiting import has_desk, waiting
from mingjing.cases.types.views import NEAR_DAYS, DeskView
from mingjing.kernel.paging import PageRequest
from mingjing.registry.public import may
from mingjing.registry.types import Actor

_STEPS, _ONE = PageRequest(1, 4), PageRequest(1, 1)


def own_cases(actor: Actor) -> CaseFilter:
    """The open cases that a person works on: an officer's own, else those of the agency."""
    agency_id = "" if actor.agency_id == "system" else actor.agency_id
    return CaseFilter(agency_id, actor.officer_id or "", is_open=True)


def desk(actor: Actor, today: date) -> DeskView | None:
    """What the person's workbench holds; None for somebody who does not work on cases.

    Eight queries at most, whatever waits.
    """
    if not (has_desk(actor) or may(actor, "cases.investigate").allowed):
        return None
    where = own_cases(actor)
    clocks = running_clocks(where, today)
    soon = today + timedelta(days=NEAR_DAYS)
    return DeskView(
        waiting=waiting(actor, _STEPS, today),
        overdue=clocks.filter(due_on__lt=today).count(),
        near=clocks.filter(due_on__range=(today, soon)).count(),
        open_cases=cases(where, _ONE, today).total,
        clues=clues(where.agency_id, _ONE, today, is_due=True).total,
        complaints=complaints(where.agency_id, _ONE, today, is_due=True).total,
    )
