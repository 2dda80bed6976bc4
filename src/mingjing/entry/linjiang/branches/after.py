# SPDX-License-Identifier: Apache-2.0
"""Histories after the decision (执行、救济、撤销), and those handed to the police (移送)."""

from datetime import datetime, time, timedelta

from mingjing.cases import public
from mingjing.cases.types.codes import (
    ChangeKind,
    ClosingGround,
    CourtAnswer,
    EndGround,
    ExecutionManner,
    PartyKind,
    RemedyKind,
    RemedyResult,
    SuspensionGround,
)
from mingjing.cases.types.steps import (
    AgreementMade,
    CourtAnswered,
    CourtApplied,
    DecisionChanged,
    DemandAnswered,
    DemandServed,
    ExecutionDecided,
    ExecutionEnded,
    ExecutionResumed,
    ExecutionSuspended,
    GoodsHandedOver,
    PoliceAsked,
    PoliceDecided,
    Proposal,
    PublicationWithdrawn,
    RemedyClosed,
    RemedyOpened,
    TransferDecided,
    TransferHanded,
    TransferProposed,
)
from mingjing.entry.linjiang import lists, moves, proposing
from mingjing.entry.linjiang.benchmarks import ORDINARY, SLIGHT
from mingjing.entry.linjiang.branches.plain import any_level
from mingjing.entry.linjiang.player import Play
from mingjing.kernel.calendar import national
from mingjing.kernel.clock import BEIJING

_ORGAN = "临江市人民政府"
_POLICE = "临江市公安局"


def demand(play: Play) -> None:
    """A written demand once the fifteen days are over: exact sums, ten working days."""
    play.wait(14)
    owed = public.money(play.case_id, play.now)
    served = DemandServed(
        text="请在期限内履行处罚决定",
        fen=owed.rest_fen,
        surcharge_fen=owed.rest_surcharge_fen,
        manner="缴至指定银行",
        served_on=play.today,
        until_on=national().add(play.today, 10),
        tells_rights=True,
        receipt="送达回证（催告）",
    )
    play.do(play.handler, served)


def to_court(play: Play) -> None:
    """Unpaid, demanded, and after the remedies the court is asked and accepts."""
    play.file()
    moves.to_decision(play, any_level(play))
    served_on = play.today
    demand(play)
    play.wait(3)
    answered = DemandAnswered("暂无能力缴纳", False, play.today)
    play.do(play.handler, answered)
    play.go_to(moves.day_after(served_on, 190 + play.cast.dice("court", 40)))
    applied = CourtApplied(play.today, "临江市人民法院", True, True, True, True)
    play.do(play.handler, applied)
    play.wait(4)
    document = f"（{play.today.year}）临行审{play.cast.dice('court no', 900)}号"
    play.do(play.handler, CourtAnswered(CourtAnswer.ACCEPTED, play.today, document))
    moves.close(play, ClosingGround.COURT)
    moves.archive(play)


def own_execution(play: Play) -> None:
    """The agency executes itself by surcharge, where the law gives the power; then it is paid."""
    play.file()
    moves.to_decision(play, any_level(play))
    demand(play)
    play.wait(12)
    at = datetime.combine(national().add(play.today, 2), time(14, 0), BEIJING)
    decided = ExecutionDecided(
        manner=ExecutionManner.SURCHARGE,
        power_basis="administrative-penalty-law 72",
        reason="经催告仍不履行，且无正当理由",
        at=at,
        power_item_code=lists.surcharge_code(play.cast.bureau),
    )
    play.do(play.staff("head"), decided)
    play.wait(5)
    moves.pay_all(play)
    moves.end(play)


def agreed(play: Play) -> None:
    """Execution stands still for hardship, goes on, and ends in an agreement that is kept."""
    play.file()
    moves.to_decision(play, any_level(play))
    demand(play)
    play.wait(2)
    head = play.staff("head")
    hardship = ExecutionSuspended(SuspensionGround.HARDSHIP, "停业整顿期间无收入", play.today)
    play.do(head, hardship)
    play.wait(30)
    play.do(head, ExecutionResumed(play.today))
    owed = public.money(play.case_id, play.now)
    agreement = AgreementMade(
        text="一次缴清罚款，减免部分加处罚款",
        on=play.today,
        until_on=national().add(play.today, 10),
        reduced_surcharge_fen=owed.rest_surcharge_fen // 2,
        remedied="已经整改并赔偿消费者",
    )
    play.do(head, agreement)
    play.wait(1)
    moves.pay_all(play)
    moves.end(play)


def execution_ended(play: Play) -> None:
    """Nobody is left who could pay: execution ends."""
    play.file()
    moves.to_decision(play, any_level(play))
    demand(play)
    play.wait(20)
    is_organisation = play.cast.party.kind is PartyKind.ORGANISATION
    ground = EndGround.DISSOLVED if is_organisation else EndGround.DEATH
    ended = ExecutionEnded(ground, play.today, "已查询登记、财产，无可供执行的财产和义务承受人")
    play.do(play.staff("head"), ended)
    moves.close(play, ClosingGround.EXECUTION_ENDED)
    moves.archive(play)


def _reconsider(play: Play, result: RemedyResult) -> None:
    """Reconsideration, with its result two months later."""
    play.wait(8)
    opened = RemedyOpened("r1", RemedyKind.RECONSIDERATION, play.today, _ORGAN)
    play.do(play.handler, opened)
    play.wait(40)
    document = f"临政复〔{play.today.year}〕{play.cast.dice('review no', 900)}号"
    play.do(play.handler, RemedyClosed("r1", result, play.today, document))


def upheld(play: Play) -> None:
    """Reconsideration upholds the decision; it is paid."""
    play.file()
    moves.to_decision(play, any_level(play))
    _reconsider(play, RemedyResult.UPHELD)
    play.wait(3)
    moves.pay_all(play)
    moves.end(play)


def changed(play: Play) -> None:
    """Reconsideration lowers the fine; the publication is taken down and the rest is paid."""
    play.file()
    moves.to_decision(play, proposing.fine(play.cast, SLIGHT, place=8))
    _reconsider(play, RemedyResult.CHANGED)
    _change(play, ChangeKind.CHANGED, proposing.fine(play.cast, SLIGHT, place=1))
    play.wait(2)
    moves.pay_all(play)
    moves.end(play)


def revoked(play: Play) -> None:
    """The decision is revoked; what was published is withdrawn with the reason."""
    play.file()
    moves.to_decision(play, proposing.fine(play.cast, ORDINARY))
    _reconsider(play, RemedyResult.REVOKED)
    play.wait(1)
    reason = "行政复议决定认定主要证据不足，撤销处罚决定"
    play.do(play.handler, PublicationWithdrawn(play.today, reason))
    moves.close(play, ClosingGround.REVOKED)
    moves.archive(play)


def _change(play: Play, kind: ChangeKind, proposal: Proposal | None) -> None:
    play.wait(1)
    reason = "行政复议决定认定裁量不当"
    document = f"{play.cast.bureau.short}改〔{play.today.year}〕{play.cast.dice('change', 90)}号"
    change = DecisionChanged(kind, play.today, reason, document, proposal)
    play.do(play.staff("head"), change)
    play.wait(1)
    play.do(play.handler, PublicationWithdrawn(play.today, reason))


def transfer(play: Play) -> None:
    """Two officers propose, the chief head approves, the file goes to the police in a day."""
    team = play.officers
    play.do(play.handler, TransferProposed(team, "货值较大，涉嫌犯罪", play.today))
    play.wait(1)
    play.do(play.staff("head"), TransferDecided(True, "同意移送", play.now))
    handed = TransferHanded(
        at=play.now,
        organ=_POLICE,
        has_letter=True,
        has_report=True,
        has_inventory=True,
        has_expertise=True,
    )
    play.do(play.handler, handed)


def _police(play: Play, is_filed: bool) -> None:
    document = f"临公（经）{'立' if is_filed else '不立'}字〔{play.today.year}〕"
    number = play.cast.dice("police", 900)
    play.do(play.handler, PoliceDecided(is_filed, play.today, f"{document}{number}号"))


def police_filed(play: Play) -> None:
    """The police file the case and take the goods; ours is closed."""
    play.file()
    moves.investigate(play)
    play.wait(3)
    transfer(play)
    play.go_to(national().next_working(play.today + timedelta(days=3)))
    _police(play, is_filed=True)
    play.wait(1)
    play.do(play.handler, GoodsHandedOver(play.today, "交接清单"))
    moves.close(play, ClosingGround.TRANSFERRED)
    moves.archive(play)


def police_refused(play: Play) -> None:
    """The police do not file it, not even asked again: a fine is decided after."""
    play.file()
    play.wait(3)
    transfer(play)
    play.wait(2)
    _police(play, is_filed=False)
    play.do(play.handler, PoliceAsked(play.today, _POLICE))
    play.wait(3)
    _police(play, is_filed=False)
    play.wait(1)
    moves.to_decision(play, any_level(play))
    play.wait(4)
    moves.pay_all(play)
    moves.end(play)
