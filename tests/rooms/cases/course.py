# SPDX-License-Identifier: Apache-2.0
"""A case taken step by step: each function takes one step that passes every gate."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from tests.rooms.cases.bureau import Bureau
from tests.rooms.cases.papering import DECISIONS, prepare, write

from mingjing.cases import public
from mingjing.cases.types.codes import (
    ClosingGround,
    EvidenceKind,
    EvidenceSource,
    FactElement,
    HearingEnd,
    Opinion,
    Outcome,
    ReviewPoint,
    ReviewTrigger,
    ServiceKind,
    Signature,
)
from mingjing.cases.types.steps import (
    Archived,
    Closed,
    DecisionMade,
    DecisionServed,
    Deliberated,
    EvidenceAdded,
    EvidenceVerified,
    HearingHeld,
    HearingRequested,
    HearingScheduled,
    LegallyReviewed,
    NoticeServed,
    Penalty,
    Proposal,
    Remedies,
    ReportMade,
    StatementMade,
    StatementReviewed,
)
from mingjing.kernel.clock import local_date
from mingjing.registry.types import PenaltyKind

BASIS = ("food-safety-law 124",)
REMEDIES = Remedies("临江市人民政府", "临江市人民法院")


def fine(yuan: int) -> Proposal:
    return Proposal(Outcome.PENALTY, (Penalty(PenaltyKind.FINE, yuan * 100),))


class Course:
    """A case on its way; `now` moves with the story."""

    def __init__(self, bureau: Bureau, case_id: str) -> None:
        self.bureau, self.case_id, self.now = bureau, case_id, bureau.now

    @property
    def today(self) -> date:
        return local_date(self.now)

    def later(self, days: int) -> "Course":
        self.now += timedelta(days=days)
        return self

    def prove(self) -> "Course":
        """Evidence for everything, verified."""
        evidence = EvidenceAdded(
            evidence_id="e1",
            kind=EvidenceKind.SITE_RECORD,
            title="现场检查笔录",
            collected_on=self.today,
            source=EvidenceSource.OFFICER,
            officers=self.bureau.officers,
            proves=tuple(FactElement),
            place="临江市江北路 1 号",
            is_id_shown=True,
            signature=Signature.SIGNED,
            kept_at="案卷 1",
        )
        public.add_evidence(**self.by("zhao"), evidence=evidence)
        verdict = EvidenceVerified("e1", True, "与实物、照片相互印证")
        public.verify_evidence(**self.by("chen"), verdict=verdict)
        return self

    def report(self, proposal: Proposal, **changes: Any) -> "Course":
        plain = ReportMade("货架上有超过保质期的食品 12 袋", "事实清楚，证据确凿", BASIS, proposal)
        public.report_case(**self.by("zhao"), report=replace(plain, **changes))
        return self

    def review(self, *triggers: ReviewTrigger, opinion: Opinion = Opinion.PASSED) -> "Course":
        review = LegallyReviewed(
            opinion, "主体、程序、证据、依据、裁量适当", triggers, points=tuple(ReviewPoint)
        )
        public.review_legally(**self.by("qian"), review=review)
        return self

    def notice(self, proposal: Proposal) -> NoticeServed:
        """The prior notice as the officers would serve it."""
        return NoticeServed(
            proposal, "经营超过保质期的食品", "情节一般", BASIS, True, False,
            ServiceKind.DIRECT, self.today, "回证 1",
        )  # fmt: skip

    def notify(self, proposal: Proposal, **changes: Any) -> "Course":
        notice = replace(self.notice(proposal), **changes)
        prepare(self.bureau.zhao, self.now, self.case_id, notice)
        public.serve_notice(**self.by("zhao"), notice=notice)
        return self

    def speak(self, text: str = "已经下架，请求从轻") -> "Course":
        public.make_statement(**self.by("zhao"), statement=StatementMade(text, self.today))
        return self

    def answer(self) -> "Course":
        review = StatementReviewed(False, "下架属于应当履行的义务，不足以减轻")
        public.review_statement(**self.by("zhao"), review=review)
        return self

    def ask_hearing(self) -> "Course":
        public.request_hearing(**self.by("zhao"), request=HearingRequested(self.today))
        return self

    def schedule(self, at: datetime) -> "Course":
        plan = HearingScheduled(at, "三楼听证室", "account_qian", self.today)
        prepare(self.bureau.qian, self.now, self.case_id, plan)
        public.schedule_hearing(**self.by("qian"), hearing=plan)
        return self

    def hear(self) -> "Course":
        held = HearingHeld(
            self.today, HearingEnd.HELD, 1, record="笔录", opinion="维持",
            triggers=(ReviewTrigger.HEARD,),
        )  # fmt: skip
        public.hold_hearing(**self.by("qian"), hearing=held)
        return self

    def discuss(self, proposal: Proposal) -> "Course":
        discussion = Deliberated(self.today, ("account_sun", "account_wu"), "同意", proposal)
        public.deliberate(**self.by("sun"), discussion=discussion)
        return self

    def decide(self, proposal: Proposal, **changes: Any) -> "Course":
        plain = DecisionMade(
            proposal, "经营超过保质期的食品", "情节一般", BASIS, "十五日内到指定银行缴纳",
            REMEDIES, self.today, correction="立即停止经营超过保质期的食品",
        )  # fmt: skip
        public.decide(**self.by("sun"), decision=replace(plain, **changes))
        return self

    def serve(self, **changes: Any) -> "Course":
        plain = DecisionServed(ServiceKind.DIRECT, self.today, "回证 2")
        self.write(*DECISIONS)
        public.serve_decision(**self.by("zhao"), service=replace(plain, **changes))
        return self

    def close(self, ground: ClosingGround, education: str = "") -> "Course":
        public.close_case(**self.by("sun"), closing=Closed(ground, "办理完毕", education))
        return self

    def archive(self) -> "Course":
        self.write()
        public.archive_case(**self.by("zhao"), archive=Archived("2026-罚-1", 10))
        return self

    def write(self, *forms: str) -> "Course":
        """The documents that the law asks for, made by Zhao; of some forms, or all."""
        write(self.bureau.zhao, self.now, self.case_id, *forms)
        return self

    def by(self, who: str) -> dict[str, Any]:
        """Who acts, when, on which case."""
        return {"actor": getattr(self.bureau, who), "now": self.now, "case_id": self.case_id}
