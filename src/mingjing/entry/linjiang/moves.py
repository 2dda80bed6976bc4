# SPDX-License-Identifier: Apache-2.0
"""Moves of a play (办案动作): steps that many histories share, with the words they use."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from mingjing.cases import public
from mingjing.cases.types.codes import (
    ClosingGround,
    EvidenceKind,
    EvidenceSource,
    FactElement,
    HearingEnd,
    Opinion,
    Outcome,
    PayManner,
    PublicationPlace,
    ReviewPoint,
    ReviewTrigger,
    ServiceKind,
    Signature,
)
from mingjing.cases.types.files import EvidenceFile
from mingjing.cases.types.steps import (
    Archived,
    Closed,
    DecisionMade,
    DecisionPublished,
    DecisionServed,
    Deliberated,
    EvidenceAdded,
    EvidenceVerified,
    HearingHeld,
    HearingRequested,
    HearingScheduled,
    LegallyReviewed,
    NoticeServed,
    PaymentReceived,
    Proposal,
    Remedies,
    ReportMade,
    StatementMade,
    StatementReviewed,
)
from mingjing.entry.linjiang import proposing
from mingjing.entry.linjiang.photos import shelf_photo
from mingjing.entry.linjiang.player import Play
from mingjing.kernel.calendar import national
from mingjing.kernel.clock import BEIJING
from mingjing.registry.types import PenaltyKind

HEARING_REQUEST = "DL-04"
_SIGNED = (EvidenceKind.SITE_RECORD, EvidenceKind.STATEMENT)
_PHOTO = 6  # one record in so many has a photo beside it
_REMEDIES = Remedies("临江市人民政府", "临江市人民法院")
_SAID = (
    "已经主动下架并整改，请求从轻处罚",
    "对事实没有异议，经营困难，请求减轻",
    "不是故意，以后一定注意",
)


# Investigation ---------------------------------------------------------------------------------


def investigate(play: Play) -> None:
    """Record of the scene, questioning, documents; each verified."""
    one = play.cast.violation
    _evidence(play, "e1", EvidenceKind.SITE_RECORD, f"现场检查笔录（{one.name}）")
    play.wait(1 + play.cast.dice("ask", 4))
    _evidence(play, "e2", EvidenceKind.STATEMENT, "对经营者的询问笔录")
    if play.cast.dice("device", 4) == 0:
        _evidence(play, "e3", EvidenceKind.DOCUMENT, "进货单据和营业执照复印件")


def _files(play: Play, kind: EvidenceKind) -> tuple[EvidenceFile, ...]:
    """A photo of the scene in some cases; the rest is on paper only."""
    if kind is not EvidenceKind.SITE_RECORD or play.cast.dice("photo", _PHOTO):
        return ()
    name, content = shelf_photo(play.cast.reference)
    kept = public.keep_upload(
        actor=play.handler, now=play.now, case_id=play.case_id, name=name, blocks=(content,)
    )
    return (kept.file,)


def film(play: Play, evidence_id: str, title: str) -> None:
    """The recorder ran: its video comes to the file."""
    _evidence(play, evidence_id, EvidenceKind.AUDIOVISUAL, title)


def _evidence(play: Play, evidence_id: str, kind: EvidenceKind, title: str) -> None:
    evidence = EvidenceAdded(
        evidence_id=evidence_id,
        kind=kind,
        title=title,
        collected_on=play.today,
        source=EvidenceSource.OFFICER,
        officers=play.officers,
        proves=tuple(FactElement),
        place=play.cast.place,
        is_id_shown=True,
        signature=Signature.SIGNED if kind in _SIGNED else None,
        files=_files(play, kind),
        kept_at="本机关执法档案室案卷盒",
    )
    play.do(play.handler, evidence)
    mine = public.waiting_uploads(play.case_id, play.handler.account_id)
    used = [one.upload_id for one in mine]
    public.drop_uploads(play.case_id, play.handler.account_id, used, play.now)
    play.do(play.colleague, EvidenceVerified(evidence_id, True, "与其他证据相互印证"))


def report(play: Play, proposal: Proposal, **changes: object) -> None:
    """The investigation is over."""
    one = play.cast.violation
    plain = ReportMade(
        f"当事人在{play.cast.place}{one.name}", "事实清楚，证据确凿充分", (one.punishes,), proposal
    )
    play.do(play.handler, replace(plain, **changes))  # type: ignore[arg-type]


def review(play: Play, *triggers: ReviewTrigger, opinion: Opinion = Opinion.PASSED) -> None:
    """Legal review."""
    text = "主体适格，程序合法，证据充分，适用依据正确，裁量适当"
    if opinion is not Opinion.PASSED:
        text = "货值认定依据不足，请补充进货凭证后再报"
    found = triggers or (ReviewTrigger.LISTED,)
    play.do(
        play.staff("reviewer"), LegallyReviewed(opinion, text, found, points=tuple(ReviewPoint))
    )


def review_if_due(play: Play, proposal: Proposal) -> None:
    """Legal review where the fine reaches its threshold."""
    if proposing.is_above(play, proposal, "review"):
        play.wait(1)
        review(play)


# Notice and hearing ----------------------------------------------------------------------------


def notify(play: Play, proposal: Proposal) -> None:
    """Prior notice, with the right to a hearing where the fine is large."""
    one = play.cast.violation
    play.is_hearing_told = proposing.is_above(play, proposal, "hearing")
    notice = NoticeServed(
        proposal=proposal,
        found=f"当事人在{play.cast.place}{one.name}",
        reasons="当事人的行为事实清楚、证据确凿，结合违法情节和裁量基准",
        basis=(one.punishes,),
        tells_statement=True,
        tells_hearing=play.is_hearing_told,
        service=ServiceKind.DIRECT,
        served_on=play.today,
        receipt="送达回证（告知）",
    )
    play.do(play.handler, notice)


def silence(play: Play) -> None:
    """The party says nothing until its time is over; a right to a hearing lapses by the sweep."""
    play.wait(6)
    if play.is_hearing_told:
        play.lapse(HEARING_REQUEST)


def speak(play: Play) -> None:
    """The party states and defends."""
    play.wait(1 + play.cast.dice("speak", 3))
    text = _SAID[play.cast.dice("said", len(_SAID))]
    play.do(play.party, StatementMade(text, play.today, is_online=bool(play.cast.dice("net", 2))))


def answer(play: Play, *, is_adopted: bool = False) -> None:
    """What was said is reviewed."""
    text = "整改情况属实，予以采纳" if is_adopted else "所述理由不影响违法事实的认定，不予采纳"
    play.wait(1)
    play.do(play.handler, StatementReviewed(is_adopted, text))


def hearing(play: Play) -> None:
    """A hearing asked for, told seven working days before, held and recorded."""
    play.wait(2)
    play.do(play.party, HearingRequested(play.today, is_online=True))
    host = play.staff("host")
    day = national().add(play.today, 12)
    at = datetime.combine(day, time(9, 0), BEIJING)
    play.wait(1)
    play.do(host, HearingScheduled(at, "三楼听证室", host.account_id, play.today))
    play.go_to(day)
    held = HearingHeld(
        on=play.today,
        end=HearingEnd.HELD,
        agents=1,
        record="调查人员提出违法事实、证据和处罚建议，当事人的代理人陈述、质证并作最后陈述",
        opinion="违法事实清楚，建议维持拟处罚意见",
        triggers=(ReviewTrigger.HEARD,),
    )
    play.do(host, held)
    film(play, "v2", "听证会录音录像")


# Decision and performance ----------------------------------------------------------------------


def deliberate(play: Play, proposal: Proposal) -> None:
    """The heads discuss the case."""
    head, deputy = play.staff("head"), play.staff("deputy")
    members = (head.account_id, deputy.account_id)
    play.wait(1)
    play.do(head, Deliberated(play.today, members, "一致同意办案机构意见", proposal))


def decide(play: Play, proposal: Proposal, **changes: object) -> None:
    """The heads discuss it where they must, then the head decides."""
    if proposing.is_above(play, proposal, "deliberation"):
        deliberate(play, proposal)
    one = play.cast.violation
    is_penalty = proposal.outcome is Outcome.PENALTY
    plain = DecisionMade(
        proposal=proposal,
        found=f"当事人在{play.cast.place}{one.name}",
        reasons="当事人的行为事实清楚、证据确凿，结合违法情节和裁量基准，应当依法处理",
        basis=(one.punishes,),
        performance=_performance(proposal),
        remedies=_REMEDIES,
        decided_on=play.today,
        correction=one.duty if is_penalty else "",
    )
    play.do(play.staff("head"), replace(plain, **changes))  # type: ignore[arg-type]
    play.decided = proposal


def _performance(proposal: Proposal) -> str:
    """How and by when it is performed: a fine at the bank, a warning by being served."""
    if proposing.fine_fen(proposal):
        return "自收到本决定书之日起十五日内到指定银行缴纳"
    return "自送达之日起履行" if proposal.outcome is Outcome.PENALTY else ""


def serve(play: Play) -> None:
    """The decision is served within a few working days."""
    play.wait(1 + play.cast.dice("serve", 4))
    play.do(play.handler, DecisionServed(ServiceKind.DIRECT, play.today, "送达回证（决定）"))
    publish(play)


def publish(play: Play) -> None:
    """The decision goes public in its days, but for a mere warning."""
    decided = play.decided
    kinds = {one.kind for one in decided.penalties} if decided else set()
    if kinds == {PenaltyKind.WARNING}:
        return
    summary = f"当事人{play.cast.violation.name}，违反有关规定"
    play.do(play.handler, DecisionPublished(play.today, tuple(PublicationPlace), summary))


def pay(play: Play, fen: int, surcharge_fen: int = 0) -> None:
    """Money comes in at the bank."""
    manner = PayManner.ELECTRONIC if play.cast.dice("manner", 2) else PayManner.BANK
    receipt = f"{play.cast.reference}-{play.today:%m%d}"
    paid = PaymentReceived(fen, play.today, manner, receipt, surcharge_fen)
    play.do(play.handler, paid)


def pay_all(play: Play) -> None:
    """Everything that is owed on the day."""
    owed = public.money(play.case_id, play.now)
    pay(play, owed.rest_fen, owed.rest_surcharge_fen)


def close(play: Play, ground: ClosingGround = ClosingGround.PERFORMED, education: str = "") -> None:
    """The case is closed."""
    play.wait(1 + play.cast.dice("close", 5))
    play.do(play.staff("head"), Closed(ground, f"{ground.zh}，办理完毕", education))


def archive(play: Play) -> None:
    """The file goes to the archive."""
    play.wait(3 + play.cast.dice("archive", 10))
    play.write(play.handler, 0)
    volume = f"{play.today.year}-{play.cast.reference}"
    play.do(play.handler, Archived(volume, 10))


def to_decision(play: Play, proposal: Proposal, decided: Proposal | None = None) -> None:
    """The plain way from filing to a decision that is served, the party silent or speaking."""
    investigate(play)
    play.wait(2 + play.cast.dice("report", 8))
    report(play, proposal)
    review_if_due(play, proposal)
    play.wait(1)
    notify(play, proposal)
    if play.cast.dice("speaks", 3):
        silence(play)
    else:
        speak(play)
        answer(play)
        play.wait(4)
        if play.is_hearing_told:
            play.lapse(HEARING_REQUEST)
    decide(play, decided or proposal)
    serve(play)


def end(play: Play) -> None:
    """Closed, and mostly archived."""
    close(play)
    if play.cast.dice("archived", 4):
        archive(play)


def day_after(day: date, days: int) -> date:
    """A working day some days later."""
    return national().next_working(day + timedelta(days=days))
