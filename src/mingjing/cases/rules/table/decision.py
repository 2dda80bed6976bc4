# SPDX-License-Identifier: Apache-2.0
"""Steps of review, notice, hearing, discussion, decision and service."""

from mingjing.cases.rules import (
    basis,
    decision,
    hearing,
    notice,
    one_act,
    papers,
    publication,
    review,
    secrecy,
    serving,
    transfer,
)
from mingjing.cases.rules.clocks import ClockMaker
from mingjing.cases.rules.course import StepRule
from mingjing.cases.types.codes import Stage
from mingjing.cases.types.steps import (
    DecisionChanged,
    DecisionMade,
    DecisionPublished,
    DecisionServed,
    Deliberated,
    EvidenceAdded,
    HearingHeld,
    HearingRequested,
    HearingScheduled,
    LegallyReviewed,
    NoticeServed,
    PublicationWithdrawn,
    ReportMade,
    RightWaived,
    StatementMade,
    StatementReviewed,
)

_REVIEW = frozenset({Stage.REVIEW, Stage.NOTICE})
_NOTICE = frozenset({Stage.NOTICE})
_DECIDED = frozenset({Stage.DECIDED})
_AFTER = frozenset({Stage.DECIDED, Stage.PERFORMANCE, Stage.CLOSED, Stage.ARCHIVED})
_INVESTIGATED = frozenset({EvidenceAdded, ReportMade})

RULES: tuple[StepRule, ...] = (
    StepRule(
        LegallyReviewed,
        "cases.review",
        _REVIEW,
        ready=(review.demand_reviewable,),
        lawful=(
            review.demand_qualified_reviewer,
            review.demand_points_seen,
            review.demand_triggers_seen,
        ),
        apart_from=_INVESTIGATED,
        is_apart_from_officers=True,
    ),
    StepRule(
        NoticeServed,
        "cases.serve",
        _REVIEW,
        ready=(notice.demand_report, papers.demand_notice_paper),
        lawful=(
            notice.demand_notice_content,
            basis.demand_provisions_known,
            basis.demand_penalty_basis,
        ),
        serving=(
            papers.demand_paper_says,
            notice.demand_notice_served,
            papers.demand_made_before_service,
        ),
        by_officers=True,
    ),
    StepRule(
        StatementMade,
        "cases.party",
        _NOTICE,
        lawful=(notice.demand_statement_text,),
        runs_while_suspended=True,
    ),
    StepRule(
        StatementReviewed,
        "cases.investigate",
        _NOTICE,
        ready=(notice.demand_statement,),
        lawful=(notice.demand_review_reasons,),
        by_officers=True,
    ),
    StepRule(
        RightWaived,
        "cases.party",
        _NOTICE,
        ready=(notice.demand_some_right,),
        lawful=(notice.demand_right_open, notice.demand_waiver),
        runs_while_suspended=True,
    ),
    StepRule(
        HearingRequested,
        "cases.party",
        _NOTICE,
        ready=(hearing.demand_hearing_told,),
        lawful=(hearing.demand_request_in_time,),
        runs_while_suspended=True,
    ),
    StepRule(
        HearingScheduled,
        "cases.hear",
        _NOTICE,
        ready=(hearing.demand_requested, papers.demand_hearing_paper),
        lawful=(
            hearing.demand_hearing_notice,
            hearing.demand_host_apart,
            secrecy.demand_closed_hearing,
        ),
        serving=(papers.demand_paper_says, papers.demand_made_before_service),
        apart_from=_INVESTIGATED,
    ),
    StepRule(
        HearingHeld,
        "cases.hear",
        _NOTICE,
        ready=(hearing.demand_scheduled,),
        lawful=(hearing.demand_hearing_record,),
        apart_from=_INVESTIGATED,
        is_apart_from_officers=True,
    ),
    StepRule(
        Deliberated,
        "cases.decide",
        _REVIEW,
        ready=(decision.demand_reported,),
        lawful=(decision.demand_discussion,),
        is_apart_from_officers=True,
    ),
    StepRule(
        DecisionMade,
        "cases.decide",
        _REVIEW,
        ready=(decision.demand_reported, transfer.demand_no_transfer_pending),
        lawful=(
            decision.demand_decision_allowed,
            decision.demand_decision_content,
            basis.demand_provisions_known,
            basis.demand_penalty_basis,
            basis.demand_basis_told,
            decision.demand_decision_dated,
            one_act.demand_one_fine,
            publication.demand_closed_with_reason,
        ),
        apart_from=frozenset({EvidenceAdded, ReportMade, LegallyReviewed, HearingHeld}),
        is_apart_from_officers=True,
    ),
    StepRule(
        DecisionServed,
        "cases.serve",
        _DECIDED,
        ready=(papers.demand_decision_paper,),
        lawful=(serving.demand_decision_service, papers.demand_made_before_service),
    ),
    StepRule(
        DecisionPublished,
        "cases.serve",
        _AFTER,
        ready=(publication.demand_publishable,),
        lawful=(publication.demand_published_lawfully,),
    ),
    StepRule(
        DecisionChanged,
        "cases.decide",
        _AFTER,
        ready=(publication.demand_decision_stands,),
        lawful=(publication.demand_change,),
        is_apart_from_officers=True,
    ),
    StepRule(
        PublicationWithdrawn,
        "cases.serve",
        _AFTER,
        ready=(publication.demand_changed,),
        lawful=(publication.demand_withdrawal,),
    ),
)
CLOCKS: tuple[ClockMaker, ...] = (
    hearing.request_clock,
    serving.service_clock,
    publication.publication_clocks,
    publication.withdrawal_clock,
)
