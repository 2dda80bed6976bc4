# SPDX-License-Identifier: Apache-2.0
"""Which step somebody leans to: mostly one that leads on, so that cases come to their end."""

from collections.abc import Callable, Sequence

from mingjing.cases.types import steps as s
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import Outcome, Stage
from tests.stories.randomly.chance import Chance

Kinds = Sequence[type[s.Payload]]

_FIND: Kinds = (
    s.SampleTaken, s.ApprovalGiven, s.PreservationOrdered, s.MeasureTaken, s.MeasureApproved,
    s.MeasureExtended, s.TestingStarted, s.TestingEnded, s.MeasureNoticeServed,
    s.CorrectionOrdered, s.CorrectionChecked, s.EvidenceExcluded,
)  # fmt: skip
_RELEASE: Kinds = (s.PreservationDisposed, s.MeasureReleased)
_TURNS: Kinds = (
    s.Suspended, s.TermExtended, s.RecusalAsked, s.RecusalDecided, s.OfficersChanged,
    s.JurisdictionDesignated, s.TransferProposed, s.HelpRequested, s.HelpAnswered,
    s.DutyClueHanded, s.Joined, s.Joined,
)  # fmt: skip
_EXECUTE: Kinds = (
    s.DemandServed, s.DemandAnswered, s.ExecutionDecided, s.CourtApplied, s.CourtAnswered,
    s.ExecutionSuspended, s.ExecutionResumed, s.ExecutionEnded, s.AgreementMade, s.RemedyOpened,
    s.RemedyClosed, s.PerformanceDeferred, s.MoneyHandedIn, s.DecisionPublished,
    s.DecisionPublished, s.DecisionChanged, s.PublicationWithdrawn, s.FiledBack,
)  # fmt: skip
_OFFICERS = frozenset({"cases.investigate", "cases.serve"})
_NATURAL = {
    "cases.investigate": ("zhao", "chen", "wang"), "cases.serve": ("zhao", "chen"),
    "cases.party": ("zhao", "zhou"), "cases.archive": ("chen",), "cases.execute": ("zhao", "sun"),
    "cases.review": ("qian", "fan"), "cases.hear": ("qian", "qian", "fan"),
    "cases.file": ("sun",), "cases.approve": ("sun", "sun", "wu"), "cases.decide": ("sun", "wu"),
    "cases.sweep": ("system",),
}  # fmt: skip


def person_for(
    action: str, chance: Chance, everybody: Sequence[str], handling: Sequence[str] = ()
) -> str:
    """Who would do it, an officer of the case if any; one time in six just anybody."""
    if chance.odds(16):
        return chance.pick(everybody)
    return chance.pick(handling if handling and action in _OFFICERS else _NATURAL[action])


def leaning(file: CaseFile, stage: Stage, *, chance: Chance, pays: bool) -> type[s.Payload]:
    """The step that the case seems to ask for now; of a party that pays, or one that does not."""
    if file.is_since(s.Suspended, s.Resumed):
        return s.Resumed
    if stage is Stage.PERFORMANCE and not pays and chance.odds(75):
        return _pressing(file, chance)
    if file.is_since(s.TransferProposed, s.TransferDecided):
        return s.TransferDecided
    decided = file.last(s.TransferDecided)
    is_done = stage in (Stage.TRANSFERRED, Stage.CLOSED, Stage.ARCHIVED)
    is_approved = decided is not None and decided.is_approved and not is_done
    if is_approved and file.is_since(s.TransferDecided, s.TransferHanded):
        return s.TransferHanded
    wanted = _WANTED[stage](file, chance)
    return chance.pick(wanted)


def _investigating(file: CaseFile, chance: Chance) -> Kinds:
    if not file.has(s.EvidenceAdded):
        return (s.EvidenceAdded,)
    if not file.is_since(s.EvidenceVerified, s.EvidenceAdded):
        return (s.EvidenceVerified,)
    if chance.odds(45):
        return (s.ReportMade,)
    return _TURNS if chance.odds(20) else (*_FIND, *_RELEASE, s.EvidenceAdded)


def _reviewing(file: CaseFile, chance: Chance) -> Kinds:
    report = file.last(s.ReportMade)
    if chance.odds(12):
        return (*_FIND, *_RELEASE)
    if report is not None and report.proposal.outcome is not Outcome.PENALTY:
        return (s.LegallyReviewed, s.DecisionMade, s.DecisionMade, s.ReportMade, s.Deliberated)
    return (s.NoticeServed, s.NoticeServed, s.LegallyReviewed)


def _hearing(file: CaseFile, chance: Chance) -> Kinds:
    if chance.odds(8):
        return (*_FIND, *_RELEASE, s.ReportMade, s.NoticeServed, s.TransferProposed)
    if file.is_since(s.StatementMade, s.StatementReviewed):
        return (s.StatementReviewed,)
    if file.is_since(s.HearingRequested, s.NoticeServed) and not file.is_since(
        s.HearingHeld, s.HearingRequested
    ):
        if file.is_since(s.HearingScheduled, s.HearingRequested) and chance.odds(90):
            return (s.HearingHeld, s.ApprovalGiven, s.SampleTaken)
        return (s.HearingScheduled,)
    if not file.is_since(s.StatementMade, s.NoticeServed) and chance.odds(50):
        return (s.StatementMade, s.StatementMade, s.RightWaived, s.HearingRequested)
    if chance.odds(10):
        return (s.RightWaived, s.HearingRequested)
    return (s.DecisionMade, s.DecisionMade, s.LegallyReviewed, s.Deliberated)


def _pressing(file: CaseFile, chance: Chance) -> type[s.Payload]:
    if chance.odds(20):
        return chance.pick(_EXECUTE)
    if not file.has(s.DemandServed):
        return s.DemandServed
    if not file.has(s.CourtApplied):
        return chance.pick((s.CourtApplied, s.ExecutionDecided))
    return s.Closed if file.has(s.CourtAnswered) else s.CourtAnswered


def _performing(file: CaseFile, chance: Chance) -> Kinds:
    if chance.odds(45):
        return (s.PaymentReceived, s.PaymentReceived, s.PenaltyPerformed, s.Closed)
    return _RELEASE if chance.odds(15) else _EXECUTE


def _transferred(file: CaseFile, chance: Chance) -> Kinds:
    closing: Kinds = (s.Closed, s.Closed, s.Closed)
    return (s.PoliceDecided, s.PoliceAsked, s.GoodsHandedOver, s.JudgementReceived, *closing)


_WANTED: dict[Stage, Callable[[CaseFile, Chance], Kinds]] = {
    Stage.INVESTIGATION: _investigating,
    Stage.REVIEW: _reviewing,
    Stage.NOTICE: _hearing,
    Stage.DECIDED: lambda file, chance: (s.DecisionServed,),
    Stage.PERFORMANCE: _performing,
    Stage.TRANSFERRED: _transferred,
    Stage.JOINED: lambda file, chance: (s.Closed, s.Closed, *_RELEASE, s.DecisionMade),
    Stage.CLOSED: lambda file, chance: (s.Archived,),
    Stage.ARCHIVED: lambda file, chance: (s.DecisionChanged, s.PublicationWithdrawn),
}
