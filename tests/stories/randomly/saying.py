# SPDX-License-Identifier: Apache-2.0
"""What people say in each step: mostly what the law asks, sometimes with something wrong in it."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any, get_args, get_origin, get_type_hints

from mingjing.cases.models import Case
from mingjing.cases.queries.law import LawOn
from mingjing.cases.rules.owed import money_of
from mingjing.cases.types import codes as c
from mingjing.cases.types import steps as s
from mingjing.cases.types.casefile import CaseFile
from mingjing.kernel.clock import BEIJING, local_date
from mingjing.kernel.labels import LabelledEnum
from mingjing.registry.types import PenaltyKind
from tests.rooms.cases.coercion_list import COERCION_ITEM
from tests.rooms.cases.course import BASIS, REMEDIES
from tests.rooms.cases.leniency_list import FIRST, LIGHTER
from tests.stories.randomly.chance import Chance
from tests.stories.randomly.town import CAPS, LASTING, Town

ODD_TEXTS = ("", " ", "某", "长" * 400, "\u200b", "2026-02-30")
_DAY = timedelta(days=1)


@dataclass
class Talk:
    """One person about to speak in one case, at one instant."""

    chance: Chance
    town: Town
    file: CaseFile
    now: datetime
    item: str
    account_id: str = "account_zhao"

    @property
    def today(self) -> date:
        return local_date(self.now)

    @property
    def officers(self) -> tuple[str, ...]:
        if self.chance.odds(93):
            return self.file.officers or self.town.officers("zhao", "chen")
        return self.town.officers(
            self.chance.pick(("zhao", "li")), self.chance.pick(("lao", "xin"))
        )

    def new(self, kind: type[s.Payload], letter: str) -> str:
        """An id for a thing; sometimes one that is used already."""
        count = len(self.file.all(kind)) + (0 if self.chance.odds(5) else 1)
        return f"{letter}{count}"

    def another(self) -> str:
        """Another open case, mostly of the same party; sometimes one that nobody knows."""
        this = Case.objects.get(case_id=self.file.case_id)
        rows = Case.objects.filter(is_open=True).exclude(case_id=this.case_id)
        if self.chance.odds(80):
            rows = rows.filter(party__identity_key=this.party.identity_key)
        ids = tuple(rows.order_by("opened_on", "number").values_list("case_id", flat=True))
        return self.chance.pick(ids) if ids and self.chance.odds(90) else "case_unknown"

    def known(self, kind: type[s.Payload], name: str) -> str:
        """The id of a thing of the file."""
        ids = [str(getattr(one, name)) for one in self.file.all(kind)] or ["none"]
        return ids[-1] if self.chance.odds(70) else self.chance.pick(ids)


def proposal(talk: Talk) -> s.Proposal:
    """What the case aims at; after a notice that, or less, or (rarely) more."""
    chance = talk.chance
    said = talk.file.last_step(s.ReportMade, s.NoticeServed, s.Deliberated)
    known: s.Proposal | None = said.payload.proposal if said else None  # type: ignore[attr-defined]
    if known is not None and chance.odds(88):
        return _lighter(known) if chance.odds(10) else known
    return _fresh(talk)


def _lighter(known: s.Proposal) -> s.Proposal:
    return replace(
        known, penalties=tuple(replace(one, fen=one.fen // 2) for one in known.penalties)
    )


def _fresh(talk: Talk) -> s.Proposal:
    chance, aim = talk.chance, talk.chance.below(100)
    is_minor = talk.file.party.born_on is not None and talk.file.party.born_on.year > 2008
    lenient = (c.LenientFactor.MINOR_AGE,) if is_minor and chance.odds(85) else ()
    if aim < 12:
        ground = chance.pick(tuple(c.NoPenaltyGround))
        return s.Proposal(c.Outcome.NO_PENALTY, no_penalty=ground)
    if aim < 17:
        return s.Proposal(c.Outcome.NOT_ESTABLISHED)
    cap = CAPS[talk.item]
    sums = (200_000, 200_000, 500_000, 990_000, 1_000_000, 3_000_000, cap, cap + 1)
    penalties = [s.Penalty(PenaltyKind.FINE, chance.pick(sums))]
    if chance.odds(15):
        penalties.append(s.Penalty(PenaltyKind.CONFISCATE_GAINS, 120_000))
    if chance.odds(10):
        penalties.append(s.Penalty(PenaltyKind.CONFISCATE_GOODS, 0, "过期食品 12 袋"))
    if chance.odds(12):
        penalties.append(s.Penalty(PenaltyKind.SUSPEND_BUSINESS, 0, "停业三日"))
    if chance.odds(8):
        penalties = [s.Penalty(PenaltyKind.WARNING)]
    listed = checked_list(chance, talk.item, is_lighter=bool(lenient))
    return s.Proposal(c.Outcome.PENALTY, tuple(penalties), lenient=lenient, listed=listed)


def checked_list(chance: Chance, item: str, *, is_lighter: bool) -> tuple[s.LeniencyCheck, ...]:
    """The leniency list of the one item that has one, mostly answered in full."""
    if item != LASTING or chance.odds(4):
        return ()
    first = c.ListedLeniency.DEPARTED if chance.odds(6) else c.ListedLeniency.NOT_MET
    second = c.ListedLeniency.APPLIED if is_lighter else c.ListedLeniency.NOT_MET
    why = "" if chance.odds(3) else "条件不具备"
    return (s.LeniencyCheck(FIRST, first, why), s.LeniencyCheck(LIGHTER, second, "主动下架"))


def _evidence(t: Talk) -> s.Payload:
    return s.EvidenceAdded(
        evidence_id=t.new(s.EvidenceAdded, "e"), kind=t.chance.pick(tuple(c.EvidenceKind)),
        title="证据", collected_on=t.today, officers=t.officers,
        source=c.EvidenceSource.OFFICER if t.chance.odds(85) else c.EvidenceSource.PARTY,
        proves=tuple(c.FactElement), place="江北路", is_id_shown=t.chance.odds(95),
        kept_at="案卷" if t.chance.odds(97) else "",
        signature=c.Signature.SIGNED if t.chance.odds(95) else None,
    )  # fmt: skip


def _items(t: Talk) -> tuple[s.Item, ...]:
    marks = ("冰柜1", "冰柜 1", "账本", "货架A", "货架B", "封条07")
    count = 1 + t.chance.below(2)
    return tuple(s.Item("物品", "1", t.chance.pick(marks)) for _ in range(count))


def _preservation(t: Talk) -> s.Payload:
    return s.PreservationOrdered(
        t.new(s.PreservationOrdered, "p"), _items(t), "可能灭失", t.officers, True,
        _approver(t, c.ApprovalSubject.PRESERVATION), t.today, c.Signature.SIGNED,
    )  # fmt: skip


def _approver(t: Talk, what: c.ApprovalSubject) -> str:
    given = [step.account_id for step, one in t.file.each(s.ApprovalGiven) if one.what is what]
    return given[-1] if given else "account_sun"


def _measure(t: Talk) -> s.Payload:
    given = [
        one.what.value for one in t.file.all(s.ApprovalGiven) if one.what.value != "preservation"
    ]
    kind = c.MeasureKind(given[-1]) if given else t.chance.pick(tuple(c.MeasureKind))
    return s.MeasureTaken(
        t.new(s.MeasureTaken, "m"), kind, _items(t), "制止违法行为",
        "food-safety-law 110" if t.chance.odds(90) else "无", t.now - timedelta(minutes=5),
        t.officers, True, True, True, True, True, c.Signature.SIGNED, True, 2,
        COERCION_ITEM if t.chance.odds(92) else t.item,
        approved_by=_approver(t, c.ApprovalSubject(kind.value)), is_urgent=t.chance.odds(30),
        fen=100_000, concerned_fen=200_000, days=t.chance.pick((0, 0, 10, 30)),
        list_reason="" if t.chance.odds(5) else "货值超过五百元",
    )  # fmt: skip


def _approval(t: Talk) -> s.Payload:
    return s.ApprovalGiven(t.chance.pick(tuple(c.ApprovalSubject)), "情况属实")


def _testing(t: Talk) -> s.Payload:
    until = t.today + t.chance.below(20) * _DAY
    return s.TestingStarted(
        t.new(s.TestingStarted, "t"), t.known(s.MeasureTaken, "measure_id"), t.today, until,
        t.today, "检测院",
    )  # fmt: skip


def _report(t: Talk) -> s.Payload:
    triggers = (c.ReviewTrigger.COMPLEX,) if t.chance.odds(15) else ()
    return s.ReportMade("查明事实", "理由", BASIS, _fresh(t), triggers, is_grave=t.chance.odds(10))


def _review(t: Talk) -> s.Payload:
    opinion = c.Opinion.PASSED if t.chance.odds(85) else t.chance.pick(tuple(c.Opinion))
    triggers = tuple(c.ReviewTrigger) if t.chance.odds(85) else ()
    return s.LegallyReviewed(opinion, "意见", triggers, points=tuple(c.ReviewPoint))


def _publication(t: Talk) -> s.Payload:
    summary = t.chance.pick(("经营过期食品", "经营过期食品", "经营过期食品", "电话13812345678"))
    return s.DecisionPublished(t.today, tuple(c.PublicationPlace), summary)


def _notice(t: Talk) -> s.Payload:
    return s.NoticeServed(
        proposal(t), "事实", "理由", BASIS, True, t.chance.odds(70), c.ServiceKind.DIRECT,
        t.today, "回证",
    )  # fmt: skip


def _schedule(t: Talk) -> s.Payload:
    at = datetime.combine(t.today + (11 + t.chance.below(6)) * _DAY, datetime.min.time(), BEIJING)
    return s.HearingScheduled(
        at + timedelta(hours=9), "听证室", t.account_id if t.chance.odds(90) else "account_fan",
        t.today,
    )  # fmt: skip


def _hearing(t: Talk) -> s.Payload:
    end = c.HearingEnd.HELD if t.chance.odds(70) else t.chance.pick(tuple(c.HearingEnd))
    return s.HearingHeld(t.today, end, t.chance.below(4), record="笔录", opinion="维持")


def _discussion(t: Talk) -> s.Payload:
    return s.Deliberated(t.today, ("account_sun", "account_wu"), "记录", proposal(t))


def _decision(t: Talk) -> s.Payload:
    return s.DecisionMade(
        proposal(t), "事实", "理由", BASIS, "十五日内缴纳", REMEDIES, t.today,
        correction="立即改正", education="已教育",
    )  # fmt: skip


def _change(t: Talk) -> s.Payload:
    kind = t.chance.pick(tuple(c.ChangeKind))
    return s.DecisionChanged(kind, t.today, "理由", "文号", proposal(t))


def _payment(t: Talk) -> s.Payload:
    owed = money_of(t.file, LawOn(t.now))
    part = t.chance.pick((1, 1, 1, 2, 3))
    manner = c.PayManner.BANK if t.chance.odds(80) else c.PayManner.ON_SPOT
    return s.PaymentReceived(
        owed.rest_fen // part, t.today if t.chance.odds(75) else t.today - 3 * _DAY, manner, "收据",
        surcharge_fen=owed.rest_surcharge_fen // part,
        ground=None if manner is c.PayManner.BANK else t.chance.pick(tuple(c.OnSpotGround)),
        is_requested=t.chance.odds(50),
    )  # fmt: skip


def _handing(t: Talk) -> s.Payload:
    paid = [(step.seq, one) for step, one in t.file.each(s.PaymentReceived)]
    seq, fen = (paid[-1][0], paid[-1][1].fen + paid[-1][1].surcharge_fen) if paid else (1, 1)
    bank_on = t.today if t.chance.odds(60) else None
    return s.MoneyHandedIn(seq, fen if t.chance.odds(92) else fen // 2, t.today, bank_on)


def _deferral(t: Talk) -> s.Payload:
    return s.PerformanceDeferred(t.today + 20 * _DAY, "经济困难", t.today)


def _performed(t: Talk) -> s.Payload:
    proposed = t.file.last(s.DecisionMade)
    kinds: list[PenaltyKind | None] = (
        [one.kind for one in proposed.proposal.penalties] if proposed else []
    )
    kind = t.chance.pick([None, *kinds])
    goods = c.GoodsDisposal.DESTROYED if kind is PenaltyKind.CONFISCATE_GOODS else None
    return s.PenaltyPerformed("已履行", t.today, kind, goods=goods)


def _demand(t: Talk) -> s.Payload:
    owed = money_of(t.file, LawOn(t.now))
    return s.DemandServed(
        "催告", owed.rest_fen, owed.rest_surcharge_fen, "缴至银行", t.today, t.today + 10 * _DAY,
        True, "回证", is_second=t.chance.odds(10),
    )  # fmt: skip


def _execution(t: Talk) -> s.Payload:
    manner = t.chance.pick(tuple(c.ExecutionManner))
    return s.ExecutionDecided(
        manner, "administrative-coercion-law 46", "逾期不履行", t.now + timedelta(hours=1),
        power_item_code=COERCION_ITEM, cost_budget_fen=1000, performer="某公司",
        notice_published_on=t.today - 40 * _DAY, notice_until_on=t.today - 10 * _DAY,
        harm="阻碍交通", is_performer_uninvolved=True,
    )  # fmt: skip


def _remedy(t: Talk) -> s.Payload:
    return s.RemedyOpened(
        t.new(s.RemedyOpened, "r"), t.chance.pick(tuple(c.RemedyKind)), t.today, "市政府",
        t.chance.odds(30),
    )  # fmt: skip


def _closing(t: Talk) -> s.Payload:
    made = t.file.last(s.DecisionMade)
    ground = t.chance.pick(tuple(c.ClosingGround))
    police = t.file.last(s.PoliceDecided)
    if police is not None and police.is_filed and t.chance.odds(80):
        ground = c.ClosingGround.TRANSFERRED
    elif t.file.has(s.DecisionChanged) and t.chance.odds(70):
        ground = c.ClosingGround.REVOKED
    elif made is not None and t.chance.odds(80):
        penalty = c.ClosingGround.PERFORMED
        ground = (
            penalty
            if made.proposal.outcome is c.Outcome.PENALTY
            else c.ClosingGround(made.proposal.outcome.value)
        )
    return s.Closed(ground, "办结", "已教育")


def _transferred(t: Talk) -> s.Payload:
    return s.TransferHanded(t.now - timedelta(minutes=1), "公安局", True, True, True, True)


def _judgement(t: Talk) -> s.Payload:
    result = t.chance.pick(tuple(c.CriminalResult))
    fen = 500_000 if result is c.CriminalResult.PUNISHED else 0
    return s.JudgementReceived(result, "人民法院", "刑初1号", t.today, fen)


_PAIRS = (("zhao", "chen"), ("wang", "chen"), ("zhao", "wang"), ("wang", "lao"), ("xin", "wang"))
SAYINGS: dict[type[s.Payload], Callable[[Talk], s.Payload]] = {
    s.EvidenceAdded: _evidence,
    s.EvidenceVerified: lambda t: s.EvidenceVerified(
        t.known(s.EvidenceAdded, "evidence_id"), t.chance.odds(93), "印证"
    ),
    s.EvidenceExcluded: lambda t: s.EvidenceExcluded(
        t.known(s.EvidenceAdded, "evidence_id"), "非法取得"
    ),
    s.SampleTaken: lambda t: s.SampleTaken(
        t.new(s.SampleTaken, "s"), "糕点", "3 袋", t.today, t.officers, True, c.Signature.SIGNED
    ),
    s.ApprovalGiven: _approval,
    s.PreservationOrdered: _preservation,
    s.PreservationDisposed: lambda t: s.PreservationDisposed(
        t.known(s.PreservationOrdered, "preservation_id"),
        t.chance.pick(tuple(c.Disposal)),
        t.today,
        "理由",
    ),
    s.MeasureTaken: _measure,
    s.MeasureApproved: lambda t: s.MeasureApproved(
        t.known(s.MeasureTaken, "measure_id"), t.chance.odds(70), "理由"
    ),
    s.MeasureNoticeServed: lambda t: s.MeasureNoticeServed(
        t.known(s.MeasureTaken, "measure_id"), t.today, c.ServiceKind.DIRECT
    ),
    s.MeasureExtended: lambda t: s.MeasureExtended(
        t.known(s.MeasureTaken, "measure_id"), 1 + t.chance.below(31), "复杂", t.today
    ),
    s.MeasureReleased: lambda t: s.MeasureReleased(
        t.known(s.MeasureTaken, "measure_id"),
        t.chance.pick(tuple(c.ReleaseGround)),
        t.today,
        "已退还",
    ),
    s.TestingStarted: _testing,
    s.TestingEnded: lambda t: s.TestingEnded(
        t.known(s.TestingStarted, "testing_id"), t.today, "不合格"
    ),
    s.CorrectionOrdered: lambda t: s.CorrectionOrdered("下架", t.today + 3 * _DAY, t.today),
    s.CorrectionChecked: lambda t: s.CorrectionChecked(t.today, t.chance.odds(80), "已查"),
    s.OfficersChanged: lambda t: s.OfficersChanged(t.town.officers(*t.chance.pick(_PAIRS)), "轮岗"),
    s.RecusalAsked: lambda t: s.RecusalAsked(
        t.chance.pick(t.file.officers or ("x",)), "当事人", "近亲属"
    ),
    s.RecusalDecided: lambda t: s.RecusalDecided(
        t.chance.pick(t.file.officers or ("x",)), t.chance.odds(40), "理由"
    ),
    s.JurisdictionDesignated: lambda t: s.JurisdictionDesignated(
        "指定1号", "市政府", t.town.agency_id
    ),
    s.TermExtended: lambda t: s.TermExtended(1 + t.chance.below(31), "复杂", "规定"),
    s.Suspended: lambda t: s.Suspended("等待鉴定", "规定", t.today),
    s.Resumed: lambda t: s.Resumed(t.today),
    s.Joined: lambda t: s.Joined(t.another(), "同一当事人"),
    s.ReportMade: _report,
    s.LegallyReviewed: _review,
    s.NoticeServed: _notice,
    s.StatementMade: lambda t: s.StatementMade("请求从轻", t.today),
    s.StatementReviewed: lambda t: s.StatementReviewed(t.chance.odds(20), "理由"),
    s.RightWaived: lambda t: s.RightWaived(t.chance.pick(tuple(c.Right)), t.today, "放弃声明"),
    s.HearingRequested: lambda t: s.HearingRequested(t.today),
    s.HearingScheduled: _schedule,
    s.HearingHeld: _hearing,
    s.Deliberated: _discussion,
    s.DecisionMade: _decision,
    s.DecisionServed: lambda t: s.DecisionServed(
        t.chance.pick((*[c.ServiceKind.DIRECT] * 6, *c.ServiceKind)),
        t.today,
        "回证",
        witness="见证人",
        remedy_channel="https://fy.example.gov.cn/" if t.chance.odds(80) else "",
    ),
    s.DecisionPublished: _publication,
    s.DecisionChanged: _change,
    s.PublicationWithdrawn: lambda t: s.PublicationWithdrawn(t.today, "理由"),
    s.FiledBack: lambda t: s.FiledBack(t.today),
    s.PaymentReceived: _payment,
    s.MoneyHandedIn: _handing,
    s.PerformanceDeferred: _deferral,
    s.PenaltyPerformed: _performed,
    s.DemandServed: _demand,
    s.DemandAnswered: lambda t: s.DemandAnswered("已部分履行", t.chance.odds(15), t.today),
    s.ExecutionDecided: _execution,
    s.CourtApplied: lambda t: s.CourtApplied(t.today, "临江市人民法院", True, True, True, True),
    s.CourtAnswered: lambda t: s.CourtAnswered(
        t.chance.pick(tuple(c.CourtAnswer)), t.today, "行审1号"
    ),
    s.ExecutionSuspended: lambda t: s.ExecutionSuspended(
        t.chance.pick(tuple(c.SuspensionGround)), "理由", t.today
    ),
    s.ExecutionResumed: lambda t: s.ExecutionResumed(t.today),
    s.ExecutionEnded: lambda t: s.ExecutionEnded(
        t.chance.pick(tuple(c.EndGround)), t.today, "情况"
    ),
    s.AgreementMade: lambda t: s.AgreementMade("分阶段", t.today, t.today + 9 * _DAY),
    s.RemedyOpened: _remedy,
    s.RemedyClosed: lambda t: s.RemedyClosed(
        t.known(s.RemedyOpened, "remedy_id"),
        t.chance.pick(tuple(c.RemedyResult)),
        t.today,
        "复决1号",
    ),
    s.TransferProposed: lambda t: s.TransferProposed(t.officers, "报告", t.today),
    s.TransferDecided: lambda t: s.TransferDecided(
        t.chance.odds(80), "理由", t.now - timedelta(minutes=1)
    ),
    s.TransferHanded: _transferred,
    s.PoliceDecided: lambda t: s.PoliceDecided(t.chance.odds(60), t.today, "公立1号"),
    s.PoliceAsked: lambda t: s.PoliceAsked(t.today, "公安局", t.chance.odds(30)),
    s.GoodsHandedOver: lambda t: s.GoodsHandedOver(t.today, "回执", t.today),
    s.HelpRequested: lambda t: s.HelpRequested(
        t.new(s.HelpRequested, "h"), "公安局", "核实身份", t.today
    ),
    s.HelpAnswered: lambda t: s.HelpAnswered(
        t.known(s.HelpRequested, "help_id"), t.chance.odds(80), "已核实", t.today
    ),
    s.DutyClueHanded: lambda t: s.DutyClueHanded(
        t.chance.pick(tuple(c.DutyOrgan)), "监委", "函1号", "回执", t.today
    ),
    s.JudgementReceived: _judgement,
    s.Closed: _closing,
    s.Archived: lambda t: s.Archived("2026-1", 30, unrecorded_reason="设备故障"),
}
"""How each step is said."""


def spoiled(payload: s.Payload, talk: Talk) -> s.Payload:
    """The same with one field wrong: a day long ago or to come, nothing, too much, another word."""
    one = talk.chance.pick(fields(payload))
    hint = get_type_hints(type(payload))[one.name]
    value = _odd(hint, getattr(payload, one.name), talk)
    return replace(payload, **{one.name: value})


def _odd(hint: Any, value: Any, talk: Talk) -> Any:
    chance = talk.chance
    if isinstance(value, bool):
        return not value
    if isinstance(value, LabelledEnum):
        return chance.pick(tuple(type(value)))
    if isinstance(value, str):
        return chance.pick(ODD_TEXTS)
    if isinstance(value, datetime):
        return value + chance.pick((-400, -1, 1, 400)) * _DAY
    if isinstance(value, date):
        return value + chance.pick((-9000, -400, -9, -1, 1, 9, 400)) * _DAY
    if isinstance(value, int):
        return chance.pick((0, -1, 1, 99, 10**9))
    if isinstance(value, s.Proposal):
        return _fresh(talk)
    if get_origin(hint) is tuple and get_args(hint):
        return value[:1] if chance.odds(50) else ()
    return value
