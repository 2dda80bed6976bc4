# SPDX-License-Identifier: Apache-2.0
"""Lists of cases: the workbench, the register, what is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from mingjing.cases.models import Case, CaseClock, CaseStep
from mingjing.cases.types.codes import ClockState, Procedure, Stage
from mingjing.cases.types.steps import Joined
from mingjing.cases.types.views import CaseLine, ClockView
from mingjing.kernel.paging import Page, PageRequest, SortOrder
from mingjing.registry.types import DeadlineEffect

_RUNNING = (ClockState.RUNNING.value, ClockState.OVER.value)


_ORDERS: dict[str, tuple[Any, ...]] = {
    "": ("-is_open",),
    "opened": ("opened_on",),
    "-opened": ("-opened_on",),
    "number": ("number",),
    "-number": ("-number",),
    "due": ("-is_open", F("due_on").asc(nulls_last=True)),
    "-due": ("-is_open", F("due_on").desc(nulls_last=True)),
}
CASES_SORTABLE = ("number", "opened", "due")
NEWEST_FIRST, DUE_FIRST = SortOrder(), SortOrder("due")


_OTHERS = Q(deadline_id__in=("DL-04", "DL-51")) | Q(effect=DeadlineEffect.ALLOW.value)
"""Terms of others: of the party's rights, or after which something is open. No one is late."""


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases a list shows; an empty field does not filter.

    :ivar text: part of the number, of the matter, or of the name of the party.
    """

    agency_id: str = ""
    officer_id: str = ""
    stage: str = ""
    text: str = ""
    is_open: bool | None = None


def case_line(row: Case, today: date) -> CaseLine:
    """A head with its party as a list shows it."""
    return CaseLine(
        case_id=row.case_id,
        number=row.number,
        summary=row.summary,
        party_name=row.party.name,
        stage=Stage(row.stage),
        procedure=Procedure(row.procedure),
        is_suspended=row.is_suspended,
        opened_on=row.opened_on,
        due_on=row.due_on,
        days_left=(row.due_on - today).days if row.due_on and row.is_open else None,
        fine_fen=row.fine_fen,
        agency_id=row.agency_id,
    )


def cases(
    where: CaseFilter, page: PageRequest, today: date, order: SortOrder = NEWEST_FIRST
) -> Page[CaseLine]:
    """Cases of a filter. Three queries; the keys are put in order first, rows are wide.

    Order: open ones first, the newest first; or a column of `CASES_SORTABLE`, then the newest.
    """
    rows = _chosen(where)
    ordered = rows.order_by(*_ORDERS[order.text], "-opened_on", "-case_id")
    wanted = list(ordered.values_list("pk", flat=True)[page.offset : page.offset + page.size])
    found = Case.objects.select_related("party").in_bulk(wanted)
    items = tuple(case_line(found[key], today) for key in wanted if key in found)
    return Page(items, page.number, page.size, rows.count())


def case_numbers(case_ids: Iterable[str]) -> dict[str, str]:
    """The numbers of some cases by id. One query."""
    return dict(Case.objects.filter(case_id__in=case_ids).values_list("case_id", "number"))


def joined_to(row: Case) -> tuple[tuple[str, str], ...]:
    """Cases that were joined to this one: id and number, in the order of joining. One query.

    They are cases of the same party, so that few are read however many the store holds.

    Law: APL-029, 行政处罚法 §29.
    """
    key = row.unlawful_act.identity_key
    rows = CaseStep.objects.filter(act=Joined.act, case__unlawful_act__identity_key=key)
    found = rows.order_by("at", "case_id").values_list("case_id", "case__number", "payload")
    return tuple(
        (case_id, number)
        for case_id, number, payload in found
        if payload["to_case_id"] == row.case_id
    )


def _chosen(where: CaseFilter) -> QuerySet[Case, Case]:
    rows = Case.objects.all()
    if where.agency_id:
        rows = rows.filter(agency_id=where.agency_id)
    if where.officer_id:
        rows = rows.filter(officers__officer_id=where.officer_id)
    if where.stage:
        rows = rows.filter(stage=where.stage)
    if where.is_open is not None:
        rows = rows.filter(is_open=where.is_open)
    if where.text:
        says = Q(number__contains=where.text) | Q(summary__contains=where.text)
        rows = rows.filter(says | Q(party__name__icontains=where.text))
    return rows


def clock_view(row: CaseClock, today: date) -> ClockView:
    """A clock as pages show it; its state is that of today."""
    state = ClockState(row.state)
    if state is ClockState.RUNNING and row.due_on < today:
        state = ClockState.OVER
    return ClockView(
        deadline_id=row.deadline_id,
        about=row.about,
        due_on=row.due_on,
        due_at=row.due_at,
        state=state,
        days_left=(row.due_on - today).days,
        is_provisional=row.is_provisional,
        case_id=row.case_id,
    )


def _to_do(today: date) -> QuerySet[CaseClock, CaseClock]:
    """Clocks of open cases; what is over of a term of others leaves nothing to do."""
    return CaseClock.objects.filter(case__is_open=True).exclude(_OTHERS, due_on__lt=today)


def running_clocks(where: CaseFilter, today: date) -> QuerySet[CaseClock, CaseClock]:
    """Clocks of somebody's open cases that run or are over, to be counted inside this room."""
    rows = _to_do(today).filter(state__in=_RUNNING)
    if where.agency_id:
        rows = rows.filter(agency_id=where.agency_id)
    if where.officer_id:
        rows = rows.filter(case__officers__officer_id=where.officer_id)
    return rows


def due_clocks(
    agency_id: str, today: date, *, officer_id: str = "", limit: int = 50
) -> tuple[tuple[ClockView, CaseLine], ...]:
    """Running clocks of open cases, what is due first, each with its case.

    What is over of a term of others, such as that of a suit, is left out: there is nothing to do.

    One query for an officer, who has few. Two for an agency, one for each state: so each is read
    from its index in order, and nothing is sorted.
    """
    rows = _to_do(today)
    if agency_id:
        rows = rows.filter(agency_id=agency_id)
    if officer_id:
        parts = [rows.filter(case__officers__officer_id=officer_id, state__in=_RUNNING)]
    else:
        parts = [rows.filter(state=state) for state in _RUNNING]
    ordered = (one.select_related("case__party").order_by("due_on", "case_id") for one in parts)
    found = [row for one in ordered for row in one[:limit]]
    found.sort(key=lambda row: (row.due_on, row.case_id))
    return tuple((clock_view(row, today), case_line(row.case, today)) for row in found[:limit])
