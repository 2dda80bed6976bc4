# SPDX-License-Identifier: Apache-2.0
"""Clues and complaints (线索与投诉): their terms, and what each step of them needs.

A complaint is a consumer dispute and is mediated; a report is a clue to a violation and is checked.
"""

from collections.abc import Iterator
from datetime import date

from mingjing.cases.rules.asking import inner_gate
from mingjing.cases.rules.clocks import Clock
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.halting import demand_reason
from mingjing.cases.rules.situation import LawInForce
from mingjing.cases.types.clues import ClueFacts, ComplaintFacts
from mingjing.cases.types.codes import ClueState, ComplaintState, DisputeEnd, MediationEnd
from mingjing.cases.types.inputs import (
    ComplaintDecision,
    DisputeSettled,
    Mediation,
    ReporterTold,
)
from mingjing.cases.types.refusals import (
    ClueExtended,
    ClueSettled,
    CompetenceDisputed,
    ComplaintStateWrong,
    ExtensionTooLong,
    MediationOver,
    NobodyToTell,
    NotDisputed,
    TalksOver,
)
from mingjing.kernel.terms import Due, due

_OPEN = (ClueState.OPEN, ClueState.CHECKED)


def clue_clocks(clue: ClueFacts, law: LawInForce) -> Iterator[Clock]:
    """The terms of a clue, by their number in the deadline registry.

    Law: CLU-2, CLU-3, CLU-4, 投诉举报办法 §23, §30, §31; DL-49, DL-50.
    """
    yield Clock("DL-49", "", check_due(clue, law), clue.decided_on)
    if clue.disputed_on is not None:
        yield Clock("DL-49", "competence", talks_due(clue.disputed_on, law))
    if clue.is_named_reporter and clue.decided_on is not None:
        term = law.limit("clue.reporter_days").term
        told = due(clue.decided_on, term, calendar=law.calendar)
        yield Clock("DL-50", "", told, clue.told_on)


def complaint_clocks(complaint: ComplaintFacts, law: LawInForce) -> Iterator[Clock]:
    """Seven working days to accept or refuse; forty-five to mediate what was accepted.

    Law: CLU-1, 投诉举报办法 §14, §21; DL-48.
    """
    term = law.limit("clue.complaint_accept_days").term
    answer = due(complaint.received_on, term, calendar=law.calendar)
    yield Clock("DL-48", "", answer, complaint.decided_on)
    if complaint.decided_on and complaint.state is not ComplaintState.REFUSED:
        ends = mediation_due(complaint.decided_on, law)
        yield Clock("DL-48", "mediation", ends, complaint.ended_on)


def check_due(clue: ClueFacts, law: LawInForce) -> Due:
    """The day by which a clue is checked and filing decided, its extension added.

    Law: CLU-2, DL-49, 投诉举报办法 §23.
    """
    term = law.limit("clue.check_days").term.extended(clue.extended_days)
    return due(clue.reached_on, term, calendar=law.calendar)


def talks_due(disputed_on: date, law: LawInForce) -> Due:
    """The day by which two agencies settle by talks who has a clue.

    Law: CLU-4, 投诉举报办法 §30.
    """
    return due(disputed_on, law.limit("clue.competence_days").term, calendar=law.calendar)


def mediation_due(accepted_on: date, law: LawInForce) -> Due:
    """The last day of a mediation.

    Law: CLU-1, 投诉举报办法 §21.
    """
    return due(accepted_on, law.limit("clue.mediation_days").term, calendar=law.calendar)


def first_due(clocks: Iterator[Clock]) -> date | None:
    """The first day on which something is due, None when nothing is."""
    return min((one.due.on for one in clocks if one.met_on is None), default=None)


def demand_extension(clue: ClueFacts, days: int, reason: str, law: LawInForce) -> None:
    """The check is extended once, with a reason, before its term is over, by the law's days.

    Law: CLU-2, DL-49, 投诉举报办法 §23.
    Raises: ClueSettled, FieldWrong, ClueExtended, ExtensionTooLong.
    """
    if clue.state not in _OPEN:
        raise ClueSettled(state=clue.state)
    demand_reason(reason)
    ends = check_due(clue, law)
    if clue.extended_days or ends.is_over(law.today):
        raise ClueExtended(due=ends.on.isoformat(), before=clue.extended_days)
    most = law.limit("clue.extension_days").whole
    if not 1 <= days <= most:
        raise ExtensionTooLong(days=days, most=most)


def demand_reporter_due(clue: ClueFacts, told: ReporterTold, law: LawInForce) -> None:
    """A reporter who gave a name is told once, after the decision on filing.

    Law: CLU-3, DL-50, 投诉举报办法 §31.
    Raises: NobodyToTell, FieldWrong, DateImpossible.
    """
    if clue.decided_on is None or not clue.is_named_reporter or clue.told_on is not None:
        raise NobodyToTell(state=clue.state)
    demand_reason(told.manner, "manner")
    demand_between("on", told.on, clue.decided_on, law.today)


@inner_gate
def demand_undisputed(clue: ClueFacts) -> None:
    """Nobody disputes which agency has the clue.

    Law: CLU-4, 投诉举报办法 §30.
    Raises: CompetenceDisputed.
    """
    if clue.disputed_on is not None:
        raise CompetenceDisputed(agency=clue.disputed_with, since=clue.disputed_on.isoformat())


def demand_dispute(clue: ClueFacts, other_agency: str, reason: str) -> None:
    """Another agency and this one both claim, or both decline, an open clue; with a reason.

    Law: CLU-4, 投诉举报办法 §30.
    Raises: ClueSettled, CompetenceDisputed, NotDisputed, FieldWrong.
    """
    if clue.state not in _OPEN:
        raise ClueSettled(state=clue.state)
    demand_undisputed(clue)
    if other_agency == clue.agency_id:
        raise NotDisputed(agency=other_agency)
    demand_reason(reason)


def demand_settled(clue: ClueFacts, settled: DisputeSettled, law: LawInForce) -> None:
    """By talks only in their seven working days; after that by the paper of the common superior.

    Law: CLU-4, 投诉举报办法 §30.
    Raises: NotDisputed, DateImpossible, TalksOver.
    """
    if clue.disputed_on is None or settled.agency_id not in (clue.agency_id, clue.disputed_with):
        raise NotDisputed(agency=settled.agency_id)
    demand_between("on", settled.on, clue.disputed_on, law.today)
    ends = talks_due(clue.disputed_on, law)
    is_late = settled.by is DisputeEnd.TALKS and ends.is_over(settled.on)
    has_no_paper = settled.by is DisputeEnd.SUPERIOR and not settled.document_no.strip()
    if is_late or has_no_paper:
        raise TalksOver(due=ends.on.isoformat(), on=settled.on.isoformat())


def demand_answer(complaint: ComplaintFacts, decision: ComplaintDecision, law: LawInForce) -> None:
    """A new complaint is accepted, or refused with a reason, and the complainant told.

    Law: CLU-1, DL-48, 投诉举报办法 §14.
    Raises: ComplaintStateWrong, FieldWrong, DateImpossible.
    """
    if complaint.state is not ComplaintState.OPEN:
        raise ComplaintStateWrong(state=complaint.state)
    if not decision.is_accepted:
        demand_reason(decision.reason)
    demand_between("told_on", decision.told_on, complaint.received_on, law.today)


def demand_mediation_end(complaint: ComplaintFacts, mediation: Mediation, law: LawInForce) -> None:
    """An accepted complaint ends; an agreement only within the longest mediation.

    Law: CLU-1, 投诉举报办法 §21.
    Raises: ComplaintStateWrong, DateImpossible, MediationOver.
    """
    if complaint.state is not ComplaintState.ACCEPTED or complaint.decided_on is None:
        raise ComplaintStateWrong(state=complaint.state)
    demand_between("on", mediation.on, complaint.decided_on, law.today)
    ends = mediation_due(complaint.decided_on, law)
    if mediation.end is MediationEnd.AGREED and ends.is_over(mediation.on):
        days = law.limit("clue.mediation_days").whole
        raise MediationOver(days=days, due=ends.on.isoformat(), on=mediation.on.isoformat())
