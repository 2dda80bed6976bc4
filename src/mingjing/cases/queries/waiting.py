# SPDX-License-Identifier: Apache-2.0
"""Reads the steps of cases that wait for one person (待我办理)."""

from datetime import date

from django.db.models import F, Q

from mingjing.cases.models import CaseWait
from mingjing.cases.queries.lists import case_line
from mingjing.cases.rules.codec import payload_kinds
from mingjing.cases.types.views import WaitLine
from mingjing.kernel.paging import Page, PageRequest
from mingjing.kernel.regions import as_prefix, is_division_shaped
from mingjing.registry.public import reach
from mingjing.registry.types import Actor, Grant

DESKS = ("cases.review", "cases.hear", "cases.approve", "cases.decide", "cases.file")
"""Powers of the desks to which cases come: legal review, hearing, approval, decision, filing."""


def has_desk(actor: Actor) -> bool:
    """Whether cases come to this person at all."""
    return any(reach(actor, action).grants for action in DESKS)


def waiting(actor: Actor, page: PageRequest, today: date) -> Page[WaitLine]:
    """Steps that this person may take now and that are next in their case. Three queries.

    The keys are put in order first: a row with its case and party is wide, and thousands wait.

    Order: what ends first, then what has waited longest.
    """
    rows = CaseWait.objects.filter(_within(actor), since__lte=today)
    rows = rows.filter(Q(only_for="") | Q(only_for=actor.account_id))
    for name in filter(None, (actor.account_id, actor.officer_id)):
        rows = rows.exclude(barred__contains=f"|{name}|")
    ordered = rows.order_by(F("until").asc(nulls_last=True), "since", "case_id", "act")
    wanted = list(ordered.values_list("pk", flat=True)[page.offset : page.offset + page.size])
    known = CaseWait.objects.select_related("case__party").in_bulk(wanted)
    found = [known[key] for key in wanted if key in known]
    items = tuple(
        WaitLine(
            line=case_line(row.case, today),
            kind=payload_kinds()[row.act],
            since=row.since,
            until=row.until,
            days_left=(row.until - today).days if row.until else None,
        )
        for row in found
    )
    return Page(items, page.number, page.size, rows.count())


def _within(actor: Actor) -> Q:
    """What the person's powers reach, desk by desk."""
    found = Q(pk__in=())
    for action in DESKS:
        for grant in reach(actor, action).grants:
            found |= Q(action=action) & _inside(grant)
    return found


def _inside(grant: Grant) -> Q:
    inside = Q() if grant.agency_id is None else Q(agency_id=grant.agency_id)
    if not grant.region:
        return inside
    below = as_prefix(grant.region) if is_division_shaped(grant.region) else f"{grant.region}-"
    return inside & (Q(region=grant.region) | Q(region__startswith=below))
