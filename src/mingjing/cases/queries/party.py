# SPDX-License-Identifier: Apache-2.0
"""What the party's page shows beside what was served (当事人页面): its terms, what it has said."""

from collections.abc import Iterator
from datetime import date

from mingjing.cases.models import Document
from mingjing.cases.queries.documents import document_view
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.execution_clocks import remedy_clock
from mingjing.cases.rules.handing_over import SERVED_FORMS, handed_over
from mingjing.cases.rules.hearing import is_over, request_until
from mingjing.cases.rules.notice import has_waived, statement_until, waivable
from mingjing.cases.rules.owed import money_of, payment_due
from mingjing.cases.rules.situation import Person, Situation
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import PartyTerm, Right
from mingjing.cases.types.documents import ServedPaper
from mingjing.cases.types.steps import (
    DecidedOnTheSpot,
    DecisionMade,
    HearingRequested,
    NoticeServed,
    RightWaived,
    StatementMade,
)
from mingjing.cases.types.views import SaidView, TermView
from mingjing.kernel.errors import Language


def party_terms(file: CaseFile, law: LawOn) -> tuple[TermView, ...]:
    """Until when the party can speak, ask for a hearing, pay, and seek a remedy, in that order.

    Law: APL-045, APL-064a, APL-066, ARL-023, 行政处罚法 §45, §64, §66; 行政复议法 §20.
    """
    return (*_before_decision(file, law), *_after_service(file, law))


def papers_served(file: CaseFile) -> tuple[ServedPaper, ...]:
    """The documents that were served on the party, in the order of their service.

    Law: APL-044, APL-061, 行政处罚法 §44, §61.
    """
    days = handed_over(file)
    rows = Document.objects.filter(
        case_id=file.case_id, seq__in=list(days), form__in=SERVED_FORMS
    ).order_by("issued_at", "document_id")
    found = [ServedPaper(document_view(row), days[row.seq or 0]) for row in rows]
    return tuple(sorted(found, key=lambda one: one.served_on))


def rights_left(file: CaseFile, law: LawOn) -> tuple[Right, ...]:
    """What the party can still waive. Law: APL-062, 行政处罚法 §62."""
    return waivable(Situation(file, law, Person("")))


def has_said(file: CaseFile, language: Language) -> tuple[SaidView, ...]:
    """All that the party has said, in order (当事人的意见)."""
    found = []
    for step in file.steps:
        one, what = step.payload, step.payload.label(language)
        if isinstance(one, StatementMade):
            found.append(SaidView(what, one.made_on, one.text))
        elif isinstance(one, HearingRequested):
            found.append(SaidView(what, one.on))
        elif isinstance(one, RightWaived):
            found.append(SaidView(what, one.on, one.right.label(language)))
    return tuple(found)


def _before_decision(file: CaseFile, law: LawOn) -> Iterator[TermView]:
    told = file.last(NoticeServed)
    if told is None or file.has(DecisionMade, DecidedOnTheSpot):
        return
    situation = Situation(file, law, Person(""))
    has_spoken = file.is_since(StatementMade, NoticeServed)
    is_done = has_spoken or has_waived(situation, Right.STATEMENT)
    yield _term(PartyTerm.STATEMENT, statement_until(situation, told.served_on), law, is_done)
    if told.tells_hearing:
        is_done = file.is_since(HearingRequested, NoticeServed) or is_over(file)
        yield _term(PartyTerm.HEARING, request_until(law, told.served_on), law, is_done)


def _after_service(file: CaseFile, law: LawOn) -> Iterator[TermView]:
    money, last = money_of(file, law), payment_due(file, law)
    if last is not None and money.fine_fen + money.other_fen:
        yield _term(PartyTerm.PAYMENT, last.on, law, money.rest_fen == 0)
    for clock in remedy_clock(file, law):
        is_done = clock.met_on is not None
        found = _term(PartyTerm(clock.about), clock.due.on, law, is_done)
        yield found if not clock.due.is_provisional else _provisional(found)


def _term(what: PartyTerm, until: date, law: LawOn, is_done: bool) -> TermView:
    return TermView(what, until, (until - law.today).days, is_done)


def _provisional(one: TermView) -> TermView:
    return TermView(one.what, one.until, one.days_left, one.is_done, is_provisional=True)
