# SPDX-License-Identifier: Apache-2.0
"""Each step as a sensible person would fill it in today, for the file as it stands."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from tests.rooms.cases.bureau import Bureau
from tests.rooms.cases.course import BASIS, REMEDIES

from mingjing.cases import public
from mingjing.cases.queries.files import case_row, file_of
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.owed import money_of, unperformed_kinds
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import (
    ClosingGround,
    CourtAnswer,
    EvidenceKind,
    EvidenceSource,
    FactElement,
    HearingEnd,
    Opinion,
    Outcome,
    PayManner,
    PublicationPlace,
    RemedyKind,
    RemedyResult,
    ReviewPoint,
    ReviewTrigger,
    Right,
    ServiceKind,
    Signature,
)
from mingjing.cases.types.steps import (
    AgreementMade,
    Archived,
    Closed,
    CorrectionChecked,
    CourtAnswered,
    CourtApplied,
    DecisionMade,
    DecisionPublished,
    DecisionServed,
    Deliberated,
    DemandAnswered,
    DemandServed,
    EvidenceAdded,
    EvidenceExcluded,
    EvidenceVerified,
    HearingHeld,
    HearingRequested,
    HearingScheduled,
    LegallyReviewed,
    NoticeServed,
    Payload,
    PaymentReceived,
    PenaltyPerformed,
    PerformanceDeferred,
    Proposal,
    RemedyClosed,
    RemedyOpened,
    ReportMade,
    Resumed,
    RightWaived,
    StatementMade,
    StatementReviewed,
    Suspended,
    TermExtended,
)


class Filler:
    """What to write into each form; `who` takes the step."""

    def __init__(self, bureau: Bureau, case_id: str, now: datetime, plan: Proposal) -> None:
        self.bureau, self.plan, self.now = bureau, plan, now
        row = case_row(case_id)
        self.file: CaseFile = file_of(row)
        self.law = LawOn(now, row.region, row.field)

    @property
    def today(self) -> date:
        return self.law.today

    def steps(self) -> dict[type[Payload], tuple[str, Callable[[], Payload]]]:
        """By step: who takes it, and what it says."""
        return {
            **self._investigating(), **self._hearing(), **self._deciding(), **self._performing()
        }  # fmt: skip

    def _investigating(self) -> dict[type[Payload], tuple[str, Callable[[], Payload]]]:
        on, any_evidence = self.today, self._evidence_id()
        return {
            EvidenceAdded: ("zhao", lambda: EvidenceAdded(
                "e-new", EvidenceKind.SITE_RECORD, "现场笔录", on, EvidenceSource.OFFICER,
                self.bureau.officers, tuple(FactElement), place="江北路",
                is_id_shown=True, signature=Signature.SIGNED, kept_at="案卷")),
            EvidenceVerified: ("zhao", lambda: EvidenceVerified(any_evidence, True, "相符")),
            EvidenceExcluded: ("zhao", lambda: EvidenceExcluded(any_evidence, "程序违法")),
            ReportMade: ("zhao", lambda: ReportMade("过期", "清楚", BASIS, self.plan)),
            TermExtended: ("sun", lambda: TermExtended(30, "复杂", "行政处罚法 §60")),
            Suspended: ("sun", lambda: Suspended("鉴定", "规定", on)),
            Resumed: ("sun", lambda: Resumed(on)),
        }  # fmt: skip

    def _hearing(self) -> dict[type[Payload], tuple[str, Callable[[], Payload]]]:
        on = self.today
        at = self.now + timedelta(days=30)
        return {
            NoticeServed: ("zhao", lambda: NoticeServed(
                self.plan, "过期", "一般", BASIS, True, True, ServiceKind.DIRECT, on, "回证")),
            StatementMade: ("zhao", lambda: StatementMade("请求从轻", on)),
            StatementReviewed: ("zhao", lambda: StatementReviewed(False, "不足以减轻")),
            RightWaived: ("zhao", lambda: RightWaived(self._right(), on, "声明")),
            HearingRequested: ("zhao", lambda: HearingRequested(on)),
            HearingScheduled: ("qian", lambda: HearingScheduled(
                at, "三楼", "account_qian", on)),
            HearingHeld: ("qian", lambda: HearingHeld(
                on, HearingEnd.HELD, 1, record="笔录", opinion="维持",
                triggers=(ReviewTrigger.HEARD,))),
        }  # fmt: skip

    def _deciding(self) -> dict[type[Payload], tuple[str, Callable[[], Payload]]]:
        on = self.today
        return {
            LegallyReviewed: ("qian", lambda: LegallyReviewed(
                Opinion.PASSED, "适当", tuple(ReviewTrigger), points=tuple(ReviewPoint))),
            Deliberated: ("sun", lambda: Deliberated(
                on, ("account_sun", "account_wu"), "同意", self.plan)),
            DecisionMade: ("sun", lambda: DecisionMade(
                self.plan, "过期", "一般", BASIS, "缴纳", REMEDIES, on, correction="停止经营")),
            DecisionServed: ("zhao", lambda: DecisionServed(ServiceKind.DIRECT, on, "回证")),
            DecisionPublished: ("zhao", lambda: DecisionPublished(
                on, tuple(PublicationPlace), "经营超过保质期的食品")),
        }  # fmt: skip

    def _performing(self) -> dict[type[Payload], tuple[str, Callable[[], Payload]]]:
        on, owed = self.today, money_of(self.file, self.law)
        kinds = unperformed_kinds(self.file)
        remedy = RemedyKind.SUIT if self.file.has(RemedyOpened) else RemedyKind.RECONSIDERATION
        opened = self.file.last(RemedyOpened)
        return {
            PaymentReceived: ("zhao", lambda: PaymentReceived(
                owed.rest_fen, on, PayManner.BANK, "票 1", owed.rest_surcharge_fen)),
            PenaltyPerformed: ("zhao", lambda: PenaltyPerformed(
                "已改正", on, kinds[0] if kinds else None)),
            PerformanceDeferred: ("sun", lambda: PerformanceDeferred(
                on + timedelta(days=30), "困难", on)),
            DemandServed: ("zhao", lambda: DemandServed(
                "请缴纳", owed.rest_fen, owed.rest_surcharge_fen, "银行", on,
                on + timedelta(days=14), True, "回证 3")),
            DemandAnswered: ("zhao", lambda: DemandAnswered("困难", False, on)),
            CourtApplied: ("zhao", lambda: CourtApplied(on, "法院", True, True, True, True)),
            CourtAnswered: ("zhao", lambda: CourtAnswered(CourtAnswer.ACCEPTED, on, "行审 1")),
            AgreementMade: ("sun", lambda: AgreementMade("分期", on, on + timedelta(days=30))),
            RemedyOpened: ("zhao", lambda: RemedyOpened(f"r-{remedy}", remedy, on, "市政府")),
            RemedyClosed: ("zhao", lambda: RemedyClosed(
                opened.remedy_id if opened else "r", RemedyResult.UPHELD, on, "复决 1")),
            CorrectionChecked: ("zhao", lambda: CorrectionChecked(on, True, "已改正")),
            Closed: ("sun", lambda: Closed(self._ground(), "办理完毕", "教育")),
            Archived: ("zhao", lambda: Archived("2026-1", 10, unrecorded_reason="设备故障")),
        }  # fmt: skip

    def _evidence_id(self) -> str:
        found = self.file.last(EvidenceAdded)
        return found.evidence_id if found else "none"

    def _right(self) -> Right:
        """What a party would give up: a hearing that it was told of, else its statement."""
        told = self.file.last(NoticeServed)
        gone = {one.right for one in self.file.all(RightWaived)}
        has_hearing = told is not None and told.tells_hearing and Right.HEARING not in gone
        return Right.HEARING if has_hearing and not self.file.has(HearingHeld) else Right.STATEMENT

    def _ground(self) -> ClosingGround:
        """The ground that the file shows: dismissed before a decision, else how it ended."""
        made = self.file.last(DecisionMade)
        if made is None:
            return ClosingGround.DISMISSED
        answer = self.file.last(CourtAnswered)
        if answer is not None and answer.answer is CourtAnswer.ACCEPTED:
            return ClosingGround.COURT
        is_penalty = made.proposal.outcome is Outcome.PENALTY
        return ClosingGround.PERFORMED if is_penalty else ClosingGround.NO_PENALTY


def take(bureau: Bureau, case_id: str, *, who: str, now: datetime, payload: Payload) -> Any:
    """Take a step as somebody."""
    return public.take_step(actor=getattr(bureau, who), now=now, case_id=case_id, payload=payload)
