# SPDX-License-Identifier: Apache-2.0
"""How far a case has come (案件阶段), derived from its steps."""

from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import Outcome, Stage
from mingjing.cases.types.steps import (
    Archived,
    Closed,
    DecidedOnTheSpot,
    DecisionMade,
    DecisionServed,
    Joined,
    JudgementReceived,
    NoticeServed,
    PoliceDecided,
    Proposal,
    ReportMade,
    Resumed,
    Suspended,
    TransferHanded,
)


def stage_of(file: CaseFile) -> Stage:
    """The stage of the case.

    A new report after a notice takes the case back to review; a refusal of the police takes it
    back to where it was.

    Law: 行政处罚法 ch. 5; TRF-9, Decree 310 art. 10.
    """
    if file.has(Archived):
        return Stage.ARCHIVED
    if file.has(Closed):
        return Stage.CLOSED
    if is_with_police(file):
        return Stage.TRANSFERRED
    if file.has(DecisionServed, DecidedOnTheSpot):
        return Stage.PERFORMANCE
    if file.has(DecisionMade):
        return Stage.DECIDED
    if file.has(Joined):
        return Stage.JOINED
    if file.is_since(NoticeServed, ReportMade):
        return Stage.NOTICE
    return Stage.REVIEW if file.has(ReportMade) else Stage.INVESTIGATION


def is_with_police(file: CaseFile) -> bool:
    """Whether the case was handed over, not refused, and the criminal matter is not at its end.

    Law: APL-027, 行政处罚法 §27(1): what is due to the agency after it comes back.
    """
    handed = file.last_step(TransferHanded)
    if handed is None or file.is_since(JudgementReceived, TransferHanded):
        return False
    answers = [p for step, p in file.each(PoliceDecided) if step.seq > handed.seq]
    return not answers or answers[-1].is_filed


def is_suspended(file: CaseFile) -> bool:
    """Whether the case stands still."""
    return file.is_since(Suspended, Resumed)


def decided(file: CaseFile) -> Proposal | None:
    """What was decided, in either procedure."""
    made, spot = file.last(DecisionMade), file.last(DecidedOnTheSpot)
    if made is not None:
        return made.proposal
    return spot.proposal if spot is not None else None


def has_penalty(file: CaseFile) -> bool:
    """Whether a penalty was decided."""
    proposal = decided(file)
    return proposal is not None and proposal.outcome is Outcome.PENALTY
