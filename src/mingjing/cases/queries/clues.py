# SPDX-License-Identifier: Apache-2.0
"""Reads clues and complaints (线索与投诉): lists by what is due, one with its terms."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import F, Q

from mingjing.cases.models import Clue, Complaint
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.clocks import Clock
from mingjing.cases.rules.clues import clue_clocks, complaint_clocks
from mingjing.cases.types.clues import (
    ClueFacts,
    ClueLine,
    ClueView,
    ComplaintFacts,
    ComplaintLine,
    ComplaintView,
)
from mingjing.cases.types.codes import ClueSource, ClueState, ComplaintState, MediationEnd
from mingjing.cases.types.refusals import UnknownClue, UnknownComplaint
from mingjing.cases.types.views import ClockView
from mingjing.kernel.clock import local_date
from mingjing.kernel.paging import Page, PageRequest


def clue_row(clue_id: str, *, lock: bool = False) -> Clue:
    """A clue, locked for the act if asked.

    Raises: UnknownClue.
    """
    rows = Clue.objects.select_for_update() if lock else Clue.objects.all()
    row = rows.filter(clue_id=clue_id).first()
    if row is None:
        raise UnknownClue(clue_id=clue_id)
    return row


def complaint_row(complaint_id: str, *, lock: bool = False) -> Complaint:
    """A complaint, locked for the act if asked.

    Raises: UnknownComplaint.
    """
    rows = Complaint.objects.select_for_update() if lock else Complaint.objects.all()
    row = rows.filter(complaint_id=complaint_id).first()
    if row is None:
        raise UnknownComplaint(complaint_id=complaint_id)
    return row


def clue_facts(row: Clue) -> ClueFacts:
    """A clue as rules see it."""
    return ClueFacts(
        agency_id=row.agency_id,
        state=ClueState(row.state),
        reached_on=row.reached_on,
        extended_days=row.extended_days,
        is_named_reporter=row.is_named_reporter,
        decided_on=row.decided_on,
        told_on=row.told_on,
        disputed_on=row.disputed_on,
        disputed_with=row.disputed_with,
    )


def complaint_facts(row: Complaint) -> ComplaintFacts:
    """A complaint as rules see it."""
    return ComplaintFacts(ComplaintState(row.state), row.received_on, row.decided_on, row.ended_on)


def clue_line(row: Clue, today: date) -> ClueLine:
    """A clue as a list shows it."""
    return ClueLine(
        clue_id=row.clue_id,
        source=ClueSource(row.source),
        text=row.text,
        received_on=row.received_on,
        state=ClueState(row.state),
        due_on=row.due_on,
        days_left=(row.due_on - today).days if row.due_on else None,
        finding=row.finding,
        proposes_filing=row.proposes_filing,
        officers=tuple(row.officers),
        agency_id=row.agency_id,
        region=row.region,
        subject_id=row.subject_id,
        reason=row.reason,
    )


def complaint_line(row: Complaint, today: date) -> ComplaintLine:
    """A complaint as a list shows it."""
    return ComplaintLine(
        complaint_id=row.complaint_id,
        text=row.text,
        received_on=row.received_on,
        state=ComplaintState(row.state),
        due_on=row.due_on,
        days_left=(row.due_on - today).days if row.due_on else None,
        agency_id=row.agency_id,
        region=row.region,
        subject_id=row.subject_id,
    )


def clues(
    agency_id: str,
    page: PageRequest,
    today: date,
    *,
    states: tuple[ClueState, ...] = (),
    is_due: bool = False,
) -> Page[ClueLine]:
    """Clues of an agency ("" for all), what is due first. Two queries.

    :param is_due: only those with something still to be done: a check, a decision, telling.
    """
    rows = Clue.objects.filter(_of(agency_id, is_due=is_due))
    if states:
        rows = rows.filter(state__in=[one.value for one in states])
    ordered = rows.order_by(F("due_on").asc(nulls_last=True), "-clue_id")
    found = ordered[page.offset : page.offset + page.size]
    items = tuple(clue_line(row, today) for row in found)
    return Page(items, page.number, page.size, rows.count())


def complaints(
    agency_id: str, page: PageRequest, today: date, *, is_due: bool = False
) -> Page[ComplaintLine]:
    """Complaints of an agency ("" for all), what is due first. Two queries."""
    rows = Complaint.objects.filter(_of(agency_id, is_due=is_due))
    ordered = rows.order_by(F("due_on").asc(nulls_last=True), "-complaint_id")
    found = ordered[page.offset : page.offset + page.size]
    items = tuple(complaint_line(row, today) for row in found)
    return Page(items, page.number, page.size, rows.count())


def _of(agency_id: str, *, is_due: bool) -> Q:
    agency = Q(agency_id=agency_id) if agency_id else Q()
    return agency & Q(due_on__isnull=False) if is_due else agency


def clue(clue_id: str, now: datetime) -> ClueView:
    """One clue with its terms.

    Raises: UnknownClue.
    """
    row, today = clue_row(clue_id), local_date(now)
    facts = clue_facts(row)
    return ClueView(
        line=clue_line(row, today),
        facts=facts,
        clocks=_clocks(clue_clocks(facts, LawOn(now, row.region)), today),
        reference=row.reference,
        extension_reason=row.extension_reason,
        told_how=row.told_how,
        has_informant=row.informant_id is not None,
    )


def complaint(complaint_id: str, now: datetime) -> ComplaintView:
    """One complaint with its terms, and the report taken out of it.

    Raises: UnknownComplaint.
    """
    row, today = complaint_row(complaint_id), local_date(now)
    report = Clue.objects.filter(source=ClueSource.COMPLAINT.value, reference=complaint_id).first()
    return ComplaintView(
        line=complaint_line(row, today),
        clocks=_clocks(complaint_clocks(complaint_facts(row), LawOn(now, row.region)), today),
        reference=row.reference,
        reason=row.reason,
        told_on=row.told_on,
        end=MediationEnd(row.end) if row.end else None,
        ended_on=row.ended_on,
        note=row.note,
        clue_id=report.clue_id if report else "",
    )


def _clocks(clocks: Iterable[Clock], today: date) -> tuple[ClockView, ...]:
    return tuple(
        ClockView(
            deadline_id=one.deadline_id,
            about=one.about,
            due_on=one.due.on,
            due_at=one.due.at,
            state=one.state(today),
            days_left=(one.due.on - today).days,
            is_provisional=one.due.is_provisional,
        )
        for one in clocks
    )


def has_clue(source: ClueSource, reference: str) -> bool:
    """Whether a clue of a source is on record under a reference."""
    return Clue.objects.filter(source=source.value, reference=reference).exists()
