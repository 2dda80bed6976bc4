# SPDX-License-Identifier: Apache-2.0
"""Gates of legal review (法制审核): when it is due, who may do it, that it passed."""

from mingjing.cases.rules.asking import inner_gate
from mingjing.cases.rules.proposals import fine_in
from mingjing.cases.rules.situation import Situation
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import HearingEnd, Opinion, Outcome, ReviewPoint, ReviewTrigger
from mingjing.cases.types.refusals import (
    FieldWrong,
    LegalReviewMissing,
    ReviewerUnqualified,
    ReviewIncomplete,
    TriggersOverlooked,
)
from mingjing.cases.types.steps import (
    HearingHeld,
    LegallyReviewed,
    Proposal,
    ReportMade,
)


def due_triggers(situation: Situation, proposal: Proposal) -> tuple[ReviewTrigger, ...]:
    """Why the decision must be reviewed in law; empty where it need not be.

    The amount above which a fine counts as listed is a local parameter.

    Law: APL-058, TS-9, 行政处罚法 §58(1); 国办发〔2018〕118号.
    """
    file, found = situation.file, set[ReviewTrigger]()
    report = file.last(ReportMade)
    if report is not None:
        found.update(report.triggers)
    for held in file.all(HearingHeld):
        found.update(held.triggers)
        if held.end is HearingEnd.HELD:
            found.add(ReviewTrigger.HEARD)
    who = "citizen" if file.party.is_citizen else "organisation"
    threshold = situation.law.limit(f"penalty.review_fine_{who}")
    is_large = fine_in(proposal) >= threshold.whole * 100
    if proposal.outcome is Outcome.PENALTY and is_large:
        found.add(ReviewTrigger.LISTED)
    return tuple(one for one in ReviewTrigger if one in found)


def demand_reviewable(situation: Situation) -> None:
    """There is a report to review.

    Law: APL-058, 行政处罚法 §58.
    Raises: LegalReviewMissing.
    """
    if not situation.file.has(ReportMade):
        raise LegalReviewMissing(triggers=())


def demand_qualified_reviewer(situation: Situation, review: LegallyReviewed) -> None:
    """Who reviews for the first time holds the legal-profession qualification; reasons are given.

    Law: APL-058, 行政处罚法 §58(2); TS-10, 国办发〔2018〕118号: a written opinion.
    Raises: ReviewerUnqualified, FieldWrong.
    """
    is_first = review.is_first_time or not situation.around.has_reviewed_before
    if is_first and not review.is_qualified:
        raise ReviewerUnqualified
    if not review.text.strip():
        raise FieldWrong(field="text", zh_reason="应写明审核意见", en_reason="give the opinion")


def demand_points_seen(situation: Situation, review: LegallyReviewed) -> None:
    """A review that passes a case looked at every point, from standing to signs of crime.

    Law: TS-10, 国办发〔2018〕118号; APL-058, 行政处罚法 §58.
    Raises: ReviewIncomplete.
    """
    missing = tuple(one for one in ReviewPoint if one not in review.points)
    if review.opinion is Opinion.PASSED and missing:
        raise ReviewIncomplete(missing=missing)


def demand_triggers_seen(situation: Situation, review: LegallyReviewed) -> None:
    """The review sees every reason for which it is due.

    Law: APL-058, 行政处罚法 §58(1).
    Raises: TriggersOverlooked.
    """
    report = situation.file.last(ReportMade)
    if report is None:
        return
    due = due_triggers(situation, report.proposal)
    missed = tuple(one for one in due if one not in review.triggers)
    if missed:
        raise TriggersOverlooked(triggers=missed)


@inner_gate
def demand_review_passed(situation: Situation, proposal: Proposal) -> None:
    """A decision that must be reviewed was reviewed after all that was heard, and passed.

    Law: APL-058, 行政处罚法 §58(1): not reviewed or not passed, no decision.
    Raises: LegalReviewMissing.
    """
    due = due_triggers(situation, proposal)
    if not due:
        return
    review = situation.file.last(LegallyReviewed)
    is_fresh = is_reviewed(situation.file, due)
    if review is None or not is_fresh or review.opinion is not Opinion.PASSED:
        raise LegalReviewMissing(triggers=due)


def is_reviewed(file: CaseFile, due: tuple[ReviewTrigger, ...]) -> bool:
    """Whether the last report, and the hearing where one was held, was reviewed, passed or not."""
    since = (ReportMade, HearingHeld) if ReviewTrigger.HEARD in due else (ReportMade,)
    return file.is_since(LegallyReviewed, *since)
