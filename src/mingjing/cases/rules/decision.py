# SPDX-License-Identifier: Apache-2.0
"""Gates of the decision (决定): what must have happened, and what it must say."""

from datetime import date

from mingjing.cases.rules.asking import inner_gate
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.evidence import demand_proven
from mingjing.cases.rules.hearing import demand_hearing_settled, hearing_settled_from
from mingjing.cases.rules.leniency import is_list_departed
from mingjing.cases.rules.notice import demand_heard, demand_not_heavier, heard_from
from mingjing.cases.rules.proposals import End, demand_proposal, fine_in
from mingjing.cases.rules.review import demand_review_passed
from mingjing.cases.rules.situation import Situation
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import Outcome
from mingjing.cases.types.refusals import (
    CorrectionMissing,
    DecisionIncomplete,
    DeliberationMissing,
    DiscussionDeparted,
    NoticeMissing,
)
from mingjing.cases.types.steps import (
    CorrectionOrdered,
    DecisionMade,
    Deliberated,
    HearingHeld,
    Proposal,
    ReportMade,
    StatementReviewed,
)
from mingjing.kernel.clock import local_date

_LEAST_MEMBERS = 2  # a discussion needs at least two; the law says 集体, no number


def demand_reported(situation: Situation) -> None:
    """The investigation is over.

    Law: APL-057, 行政处罚法 §57(1): after the investigation the head examines its result.
    Raises: NoticeMissing.
    """
    if not situation.file.has(ReportMade):
        raise NoticeMissing


def demand_decision_allowed(situation: Situation, made: DecisionMade) -> None:
    """Everything that must come before a decision of this content has come.

    Law: APL-040, APL-044, APL-058, APL-062, 行政处罚法 §40, §44, §58, §62.
    Raises: what the gates of evidence, notice, hearing, review and discussion raise.
    """
    demand_proven(situation.file, made.proposal)
    demand_heard(situation, made.proposal)
    demand_hearing_settled(situation, made.proposal)
    demand_not_heavier(situation, made.proposal)
    demand_deliberated(situation, made.proposal)
    demand_as_discussed(situation, made.proposal)
    demand_review_passed(situation, made.proposal)


def needs_deliberation(situation: Situation, proposal: Proposal) -> bool:
    """Whether the heads must discuss it: complex or grave, a large fine, a deviation.

    Law: APL-057, 行政处罚法 §57(2); DIS-2, 国办发〔2022〕27号; LEN-1: an item of the leniency list
    that is met and not applied.
    """
    report = situation.file.last(ReportMade)
    who = "citizen" if situation.file.party.is_citizen else "organisation"
    threshold = situation.law.limit(f"penalty.deliberation_fine_{who}").whole * 100
    is_large = proposal.outcome is Outcome.PENALTY and fine_in(proposal) >= threshold
    is_left = bool(proposal.deviation) or is_list_departed(proposal)
    return bool(report and report.is_grave) or is_large or is_left


@inner_gate
def demand_deliberated(situation: Situation, proposal: Proposal) -> None:
    """Where the heads must discuss the case, they have, after all that was heard.

    Law: APL-057, 行政处罚法 §57(2); DIS-2, 国办发〔2022〕27号.
    Raises: DeliberationMissing.
    """
    if not needs_deliberation(situation, proposal):
        return
    if not situation.file.is_since(Deliberated, ReportMade, HearingHeld, StatementReviewed):
        raise DeliberationMissing


@inner_gate
def demand_as_discussed(situation: Situation, proposal: Proposal) -> None:
    """What the heads concluded together is decided; nobody departs from it alone.

    It holds for a discussion that the law did not ask for as well: a smaller fine is no way round.

    Law: APL-057, 行政处罚法 §57(2).
    Raises: DiscussionDeparted.
    """
    discussed = situation.file.last(Deliberated)
    if discussed is None or not situation.file.is_since(Deliberated, ReportMade):
        return
    if _conclusion(discussed.proposal) != _conclusion(proposal):
        raise DiscussionDeparted(discussed=End(discussed.proposal), decided=End(proposal))


def _conclusion(proposal: Proposal) -> tuple[object, ...]:
    """What a proposal comes to; the order of its penalties says nothing."""
    penalties = {(one.kind, one.fen, one.text.strip()) for one in proposal.penalties}
    return (proposal.outcome, proposal.no_penalty, penalties)


def demand_discussion(situation: Situation, discussion: Deliberated) -> None:
    """Several heads discussed it, and there is a record.

    Law: APL-057, 行政处罚法 §57(2).
    Raises: DeliberationMissing, DateImpossible, and what a proposal's gates raise.
    """
    if len(set(discussion.members)) < _LEAST_MEMBERS or not discussion.record.strip():
        raise DeliberationMissing
    report = situation.file.last_step(ReportMade)
    earliest = local_date(report.at) if report else discussion.on
    demand_between("on", discussion.on, earliest, situation.law.today)
    demand_proposal(situation, discussion.proposal)


def demand_decision_content(situation: Situation, made: DecisionMade) -> None:
    """The decision states what the law wants in it, and orders the correction.

    Law: APL-028, APL-059, 行政处罚法 §28, §59; LEN-1.
    Raises: DecisionIncomplete, CorrectionMissing, and a proposal's refusals.
    """
    demand_proposal(situation, made.proposal)
    wanted = {"found": made.found, "reasons": made.reasons, "basis": "".join(made.basis)}
    if made.proposal.outcome is Outcome.PENALTY:
        wanted |= {
            "performance": made.performance,
            "reconsideration_to": made.remedies.reconsideration_to,
            "suit_to": made.remedies.suit_to,
        }
    if made.proposal.outcome is Outcome.NO_PENALTY:
        wanted |= {"education": made.education}
    for field, text in wanted.items():
        if not text.strip():
            raise DecisionIncomplete(field=field)
    demand_correction(situation.file, made.proposal, made.correction)


def demand_decision_dated(situation: Situation, made: DecisionMade) -> None:
    """The day that the decision bears follows everything that must come before it.

    Law: APL-044, APL-062, APL-064a, 行政处罚法 §44, §62, §64.
    Raises: DateImpossible.
    """
    earliest = _earliest_day(situation, made.proposal)
    demand_between("decided_on", made.decided_on, earliest, situation.law.today)


def _earliest_day(situation: Situation, proposal: Proposal) -> date:
    """The first day that a decision may bear: after the report, and after the party had its say."""
    file, today = situation.file, situation.law.today
    report = file.last_step(ReportMade)
    first = local_date(report.at) if report else today
    if proposal.outcome is not Outcome.PENALTY:
        return first
    said = [first, *(local_date(step.at) for step, _ in file.each(StatementReviewed))]
    said += [one.on for one in file.all(HearingHeld)]
    return max(*said, heard_from(situation), hearing_settled_from(situation))


@inner_gate
def demand_correction(file: CaseFile, proposal: Proposal, text: str) -> None:
    """With each penalty goes an order to correct.

    Law: APL-028, 行政处罚法 §28(1).
    Raises: CorrectionMissing.
    """
    is_ordered = bool(text.strip()) or file.has(CorrectionOrdered)
    if proposal.outcome is Outcome.PENALTY and not is_ordered:
        raise CorrectionMissing


def demand_report_proposal(situation: Situation, report: ReportMade) -> None:
    """The report says what was found and proposes what its evidence carries.

    Law: APL-040, APL-057, 行政处罚法 §40, §57; LEN-1.
    Raises: DecisionIncomplete, and the refusals of evidence and proposals.
    """
    for field, text in (("found", report.found), ("reasons", report.reasons)):
        if not text.strip():
            raise DecisionIncomplete(field=field)
    if not report.basis:
        raise DecisionIncomplete(field="basis")
    demand_proven(situation.file, report.proposal)
    demand_proposal(situation, report.proposal)
