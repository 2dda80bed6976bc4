# SPDX-License-Identifier: Apache-2.0
"""In which order steps are offered (步骤排列): what the stage expects next, what may be, the rest.

It decides nothing: a step that is lawful stays lawful wherever it stands.
"""

from mingjing.cases.rules.stages import stage_of
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import Stage
from mingjing.cases.types.steps import (
    STEPS,
    ApprovalGiven,
    Archived,
    Closed,
    CourtApplied,
    DecisionChanged,
    DecisionMade,
    DecisionPublished,
    DecisionServed,
    DutyClueHanded,
    EvidenceAdded,
    EvidenceExcluded,
    EvidenceVerified,
    ExecutionDecided,
    ExecutionEnded,
    ExecutionResumed,
    ExecutionSuspended,
    FiledBack,
    GoodsHandedOver,
    HearingHeld,
    HearingRequested,
    HearingScheduled,
    HelpAnswered,
    HelpRequested,
    Joined,
    JudgementReceived,
    JurisdictionDesignated,
    LegallyReviewed,
    MeasureApproved,
    MeasureExtended,
    MeasureTaken,
    MoneyHandedIn,
    NoticeServed,
    OfficersChanged,
    Payload,
    PaymentReceived,
    PenaltyPerformed,
    PoliceAsked,
    PoliceDecided,
    PreservationDisposed,
    PreservationOrdered,
    PublicationWithdrawn,
    RecusalAsked,
    RecusalDecided,
    RemedyClosed,
    ReportMade,
    Resumed,
    RightWaived,
    StatementMade,
    StatementReviewed,
    Suspended,
    TermExtended,
    TestingEnded,
    TestingStarted,
    TransferDecided,
    TransferHanded,
    TransferProposed,
)

Kinds = tuple[type[Payload], ...]

AWAITED: Kinds = (
    Resumed, RecusalDecided, MeasureApproved, TransferDecided, TransferHanded, PoliceDecided,
    GoodsHandedOver, StatementReviewed, TestingEnded, PreservationDisposed, RemedyClosed,
    ExecutionResumed, PublicationWithdrawn, HelpAnswered,
)  # fmt: skip
"""Lawful only while something waits for them, so they come first."""

EXPECTED: dict[Stage, Kinds] = {
    Stage.INVESTIGATION: (EvidenceAdded, EvidenceVerified, ReportMade),
    Stage.REVIEW: (LegallyReviewed, NoticeServed, DecisionMade),
    Stage.NOTICE: (
        StatementMade, HearingRequested, RightWaived, HearingScheduled, HearingHeld,
        LegallyReviewed, DecisionMade,
    ),
    Stage.DECIDED: (DecisionServed,),
    Stage.PERFORMANCE: (
        FiledBack, DecisionPublished, PaymentReceived, MoneyHandedIn, PenaltyPerformed, Closed,
    ),
    Stage.TRANSFERRED: (Closed,),
    Stage.JOINED: (Closed,),
    Stage.CLOSED: (Archived,),
}  # fmt: skip
"""By stage, the way on; what was not taken yet stands before what may be taken again."""

EXCEPTIONAL: Kinds = (
    ApprovalGiven, PreservationOrdered, MeasureTaken, MeasureExtended, TestingStarted,
    EvidenceExcluded, OfficersChanged, RecusalAsked, JurisdictionDesignated, TermExtended,
    Suspended, Joined, TransferProposed, PoliceAsked, DecisionChanged, ExecutionDecided,
    CourtApplied, ExecutionSuspended, ExecutionEnded, HelpRequested, DutyClueHanded,
    JudgementReceived, Closed,
)  # fmt: skip
"""What leaves the plain way: coercion, halts, other people, transfer, joining, an early end."""


def leads_on(kind: type[Payload], file: CaseFile) -> bool:
    """Whether the stage expects the step, or something waits for it."""
    return kind in AWAITED or kind in EXPECTED.get(stage_of(file), ())


def offered(file: CaseFile) -> Kinds:
    """All steps, in the order in which the case is likely to want them."""
    expected = EXPECTED.get(stage_of(file), ())

    def place(kind: type[Payload]) -> tuple[int, int]:
        if kind in AWAITED:
            return (0, AWAITED.index(kind))
        if kind in expected:
            return (2 if file.has(kind) else 1, expected.index(kind))
        return (4, EXCEPTIONAL.index(kind)) if kind in EXCEPTIONAL else (3, 0)

    return tuple(sorted(STEPS, key=place))
