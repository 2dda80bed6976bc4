# SPDX-License-Identifier: Apache-2.0
"""Histories of every day (常见案件): on the spot, paid in time, late, in parts, a warning."""

from datetime import timedelta

from mingjing.cases import public
from mingjing.cases.types.codes import (
    ClosingGround,
    LenientFactor,
    OnSpotGround,
    Outcome,
    PartyKind,
    PayManner,
    Signature,
)
from mingjing.cases.types.steps import (
    DecidedOnTheSpot,
    FiledBack,
    Instalment,
    Joined,
    MoneyHandedIn,
    PaymentReceived,
    Penalty,
    PerformanceDeferred,
    Proposal,
    Remedies,
)
from mingjing.entry.linjiang import moves, proposing
from mingjing.entry.linjiang.benchmarks import ORDINARY, SERIOUS, SLIGHT
from mingjing.entry.linjiang.player import Play
from mingjing.kernel.calendar import national
from mingjing.registry.types import PenaltyKind

_LEVELS = (SLIGHT, SLIGHT, ORDINARY, ORDINARY, ORDINARY, SERIOUS)
_FIRST = Remedies("临江市人民政府", "临江市人民法院", is_reconsideration_first=True)


def any_level(play: Play) -> Proposal:
    """A fine of some circumstances, as the dice fall."""
    return proposing.fine(play.cast, _LEVELS[play.cast.dice("level", len(_LEVELS))])


def on_the_spot(play: Play) -> None:
    """A small penalty decided where it is found, paid at the bank."""
    _decide_on_the_spot(play, _small(play))
    if public.money(play.case_id, play.now).rest_fen:
        play.wait(2)
        moves.pay_all(play)
    moves.end(play)


def collected(play: Play) -> None:
    """A fine of at most a hundred yuan, collected on the spot and handed in."""
    low = play.cast.violation.mild[0]
    facts = proposing.facts(play.cast, SLIGHT, is_light=True)
    penalty = Penalty(PenaltyKind.FINE, (low + play.cast.dice("small", 5) * 5) * proposing.FEN)
    ground = (LenientFactor.REMOVED_HARM,)
    proposal = Proposal(
        Outcome.PENALTY,
        (penalty,),
        lenient=ground,
        facts=facts,
        listed=proposing.listed(play.cast),
    )
    _decide_on_the_spot(play, proposal)
    receipt = f"财票 {play.cast.reference}"
    paid = PaymentReceived(
        penalty.fen, play.today, PayManner.ON_SPOT, receipt, ground=OnSpotGround.SMALL
    )
    seq = play.do(play.handler, paid)
    agency_on = play.wait(1).today
    play.wait(1)
    play.do(play.handler, MoneyHandedIn(seq, penalty.fen, agency_on, play.today))
    moves.end(play)


def _small(play: Play) -> Proposal:
    """A warning, the mildest fine, or the lowest of the range where the street is concerned."""
    one = play.cast.violation
    if one.fine[0] > 200 or not one.may_warn or play.cast.dice("warns", 2):
        return proposing.mild(play.cast)
    is_organisation = play.cast.party.kind is PartyKind.ORGANISATION
    return proposing.fine(play.cast, SLIGHT, place=2 if is_organisation else 0)


def _decide_on_the_spot(play: Play, proposal: Proposal) -> None:
    cast, one = play.cast, play.cast.violation
    decision = DecidedOnTheSpot(
        power_item_code=one.code,
        summary=f"{one.name}（{cast.reference}）",
        proposal=proposal,
        found=f"当事人在{cast.place}{one.name}",
        basis=(one.punishes,),
        decided_at=play.now,
        place=cast.place,
        place_region=cast.region,
        officers=play.officers,
        is_id_shown=True,
        is_party_heard=True,
        performance="当场或者十五日内缴纳",
        remedies=_FIRST,
        signature=Signature.SIGNED,
        correction=one.duty,
        distinct_reason="行为、时间、地点均不同",
        field=cast.bureau.field,
    )
    play.case_id = public.decide_on_the_spot(
        actor=play.handler, now=play.now, decision=decision, party=cast.party
    )
    play.write(play.handler, 1, decision)
    play.now += timedelta(minutes=10)
    play.do(play.handler, FiledBack(play.today))


def paid_in_time(play: Play) -> None:
    """A fine, paid within fifteen days."""
    play.file()
    moves.to_decision(play, any_level(play))
    play.wait(1 + play.cast.dice("pays", 7))
    moves.pay_all(play)
    moves.end(play)


def paid_late(play: Play) -> None:
    """A fine, paid late with three per cent a day."""
    play.file()
    moves.to_decision(play, any_level(play))
    play.wait(14 + play.cast.dice("late", 25))
    moves.pay_all(play)
    moves.end(play)


def in_parts(play: Play) -> None:
    """A fine, paid in three instalments."""
    play.file()
    moves.to_decision(play, any_level(play))
    play.wait(3)
    whole = public.money(play.case_id, play.now).rest_fen
    part = whole // 3 // proposing.FEN * proposing.FEN
    days = [national().add(play.today, wait) for wait in (10, 20, 30)]
    parts = [part, part, whole - 2 * part]
    shares = tuple(Instalment(on, fen) for on, fen in zip(days, parts, strict=True))
    deferral = PerformanceDeferred(days[-1], "停业改造，资金周转困难", play.today, shares)
    play.do(play.staff("head"), deferral)
    for on, fen in zip(days, parts, strict=True):
        play.go_to(on)
        moves.pay(play, fen)
    moves.end(play)


def warned(play: Play) -> None:
    """A warning only: performed by being served."""
    play.file()
    moves.to_decision(play, proposing.mild(play.cast))
    moves.end(play)


def dismissed(play: Play) -> None:
    """The case is dismissed before a decision."""
    play.file()
    moves.investigate(play)
    moves.close(play, ClosingGround.DISMISSED)
    moves.archive(play)


def joined(play: Play) -> None:
    """Two cases of one party: the later one is joined to the earlier, which is decided and paid."""
    play.file()
    other = play.beside()
    other.file()
    moves.investigate(other)
    other.wait(1)
    why = "同一当事人的关联违法行为，合并处理，证据材料移入该案"
    other.do(other.staff("head"), Joined(play.case_id, why))
    play.go_to(other.today)
    moves.close(other, ClosingGround.JOINED)
    moves.archive(other)
    moves.to_decision(play, any_level(play))
    play.wait(4)
    moves.pay_all(play)
    moves.end(play)


def declined(play: Play) -> None:
    """A clue on which no case is filed."""
    clue_id = play.take_clue(is_named=True)
    play.wait(3).check_clue(clue_id, proposes=False)
    play.wait(1)
    public.decline_clue(
        actor=play.staff("head"), now=play.now, clue_id=clue_id, reason="未发现违法行为"
    )
    play.wait(1).tell_reporter(clue_id)
