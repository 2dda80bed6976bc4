# SPDX-License-Identifier: Apache-2.0
"""Histories in which many speak (审核、陈述、听证、讨论): the party, the reviewer, the heads."""

from dataclasses import replace

from mingjing.cases.types.codes import (
    ClosingGround,
    DeviationReason,
    LenientFactor,
    NoPenaltyGround,
    Opinion,
    Outcome,
    ReviewTrigger,
    Right,
)
from mingjing.cases.types.steps import (
    CorrectionChecked,
    CorrectionOrdered,
    OfficersChanged,
    Proposal,
    RecusalAsked,
    RecusalDecided,
    Resumed,
    RightWaived,
    Suspended,
    TermExtended,
)
from mingjing.entry.linjiang import moves, proposing
from mingjing.entry.linjiang.benchmarks import ORDINARY, SERIOUS, SLIGHT
from mingjing.entry.linjiang.branches.plain import any_level
from mingjing.entry.linjiang.player import Play

_EDUCATION = "已当面讲明法律规定和改正要求，当事人表示今后遵守"


def statement_adopted(play: Play) -> None:
    """What the party says is adopted: a lower fine than the notice told."""
    told = proposing.fine(play.cast, SLIGHT, place=8)
    play.file()
    _reported(play, told)
    moves.notify(play, told)
    moves.speak(play)
    moves.answer(play, is_adopted=True)
    play.wait(6)
    if play.is_hearing_told:
        play.lapse(moves.HEARING_REQUEST)
    less = replace(
        proposing.fine(play.cast, SLIGHT, place=2), lenient=(LenientFactor.REMOVED_HARM,)
    )
    moves.decide(play, less)
    _performed(play)


def hearing_held(play: Play) -> None:
    """A hearing is asked for, held, reviewed again in law, and decided after."""
    proposal = proposing.fine(play.cast, ORDINARY)
    play.file()
    _reported(play, proposal)
    moves.notify(play, proposal)
    moves.hearing(play)
    play.wait(2)
    moves.review(play, ReviewTrigger.HEARD, ReviewTrigger.LISTED)
    play.wait(2)
    moves.decide(play, proposal)
    _performed(play)


def hearing_lapsed(play: Play) -> None:
    """Nobody asks for a hearing in five working days: the right ends by itself."""
    proposal = proposing.fine(play.cast, SERIOUS)
    play.file()
    _reported(play, proposal)
    moves.notify(play, proposal)
    moves.silence(play)
    moves.decide(play, proposal)
    _performed(play)


def hearing_waived(play: Play) -> None:
    """The party gives up statement and hearing expressly, on its page."""
    proposal = proposing.fine(play.cast, ORDINARY)
    play.file()
    _reported(play, proposal)
    moves.notify(play, proposal)
    play.wait(1)
    for right in Right:
        play.do(play.party, RightWaived(right, play.today, "当事人在网上明确放弃"))
    play.wait(1)
    moves.decide(play, proposal)
    _performed(play)


def review_failed(play: Play) -> None:
    """Legal review sends the case back once, then passes it."""
    proposal = any_level(play)
    play.file()
    moves.investigate(play)
    play.wait(3)
    moves.report(play, proposal, triggers=(ReviewTrigger.COMPLEX,))
    play.wait(2)
    triggers = (ReviewTrigger.COMPLEX, ReviewTrigger.LISTED)
    kind = Opinion.FAILED if play.cast.dice("fails", 2) else Opinion.CHANGE
    moves.review(play, *triggers, opinion=kind)
    play.wait(4)
    moves.report(play, proposal, triggers=(ReviewTrigger.COMPLEX,))
    play.wait(2)
    moves.review(play, *triggers)
    play.wait(1)
    moves.notify(play, proposal)
    moves.silence(play)
    moves.decide(play, proposal)
    _performed(play)


def deliberated(play: Play) -> None:
    """A grave case: the heads discuss it together."""
    proposal = proposing.fine(play.cast, SERIOUS)
    play.file()
    moves.investigate(play)
    play.wait(4)
    moves.report(play, proposal, is_grave=True)
    moves.review_if_due(play, proposal)
    play.wait(1)
    moves.notify(play, proposal)
    moves.silence(play)
    if not proposing.is_above(play, proposal, "deliberation"):
        moves.deliberate(play, proposal)
    play.wait(1)
    moves.decide(play, proposal)
    _performed(play)


def deviated(play: Play) -> None:
    """The benchmark is left for a reason, after a discussion of the heads."""
    plain = proposing.fine(play.cast, ORDINARY, place=1)
    proposal = replace(
        proposing.lighter(plain, 60),
        deviation=DeviationReason.CLEARLY_UNFAIR.value,
        deviation_text="当事人为残疾人个体经营，适用基准显失公平",
    )
    play.file()
    _reported(play, proposal)
    moves.notify(play, proposal)
    moves.silence(play)
    moves.deliberate(play, proposal)
    play.wait(1)
    moves.decide(play, proposal)
    _performed(play)


def corrected(play: Play) -> None:
    """An order to correct, checked on its day, and a fine."""
    play.file()
    correct(play)
    moves.to_decision(play, any_level(play))
    play.wait(5)
    moves.pay_all(play)
    moves.end(play)


def correct(play: Play) -> None:
    """Ordered to correct, and found corrected a week later."""
    order = CorrectionOrdered(play.cast.violation.duty, play.today.replace(), play.today)
    play.do(play.handler, order)
    play.wait(5)
    play.do(play.handler, CorrectionChecked(play.today, True, "现场复查，已经改正"))


def minor(play: Play) -> None:
    """Slight and corrected in time: no penalty."""
    _no_penalty(play, NoPenaltyGround.MINOR_CORRECTED)


def first_offence(play: Play) -> None:
    """The first time, slight, corrected: no penalty, but education."""
    _no_penalty(play, NoPenaltyGround.FIRST)


def _no_penalty(play: Play, ground: NoPenaltyGround) -> None:
    proposal = Proposal(Outcome.NO_PENALTY, no_penalty=ground)
    play.file()
    moves.investigate(play)
    correct(play)
    play.wait(2)
    moves.report(play, proposal)
    play.wait(2)
    moves.decide(play, proposal, education=_EDUCATION)
    moves.serve(play)
    moves.close(play, ClosingGround.NO_PENALTY, education=_EDUCATION)
    moves.archive(play)


def not_established(play: Play) -> None:
    """The facts do not hold: closed without a penalty."""
    proposal = Proposal(Outcome.NOT_ESTABLISHED)
    play.file()
    moves.investigate(play)
    play.wait(4)
    moves.report(play, proposal)
    play.wait(2)
    moves.decide(play, proposal)
    moves.serve(play)
    moves.close(play, ClosingGround.NOT_ESTABLISHED)
    moves.archive(play)


def suspended(play: Play) -> None:
    """The case stands still while another authority decides, then goes on."""
    play.file()
    play.wait(5)
    head = play.staff("head")
    halt = Suspended("等待上级机关对法律适用问题的答复", "市场监管处罚程序规定", play.today)
    play.do(head, halt)
    play.wait(15 + play.cast.dice("halt", 20))
    play.do(head, Resumed(play.today))
    moves.to_decision(play, any_level(play))
    _paid(play)


def extended(play: Play) -> None:
    """A hard case: thirty days more for the decision."""
    play.file()
    moves.investigate(play)
    play.wait(45)
    extension = TermExtended(30, "涉案货物流向多地，需协查", "经负责人批准")
    play.do(play.staff("head"), extension)
    play.wait(10)
    proposal = any_level(play)
    moves.report(play, proposal)
    moves.review_if_due(play, proposal)
    play.wait(1)
    moves.notify(play, proposal)
    moves.silence(play)
    moves.decide(play, proposal)
    _performed(play)


def recused(play: Play) -> None:
    """An officer is a relative of the party: somebody else takes over."""
    play.file()
    play.wait(2)
    gone = play.officers[1]
    play.do(play.handler, RecusalAsked(gone, "当事人", "与当事人系亲属"))
    head = play.staff("head")
    play.wait(1)
    play.do(head, RecusalDecided(gone, True, "情况属实，应当回避"))
    first, second = play.pair
    other = next(n for n in range(4) if n not in (first, second))
    play.pair = (first, other)
    play.do(head, OfficersChanged(play.officers, "原办案人员回避"))
    moves.to_decision(play, any_level(play))
    _paid(play)


def _reported(play: Play, proposal: Proposal) -> None:
    """From the filing to the report, reviewed where that is due."""
    moves.investigate(play)
    play.wait(2 + play.cast.dice("report", 8))
    moves.report(play, proposal)
    moves.review_if_due(play, proposal)
    play.wait(1)


def _performed(play: Play) -> None:
    moves.serve(play)
    _paid(play)


def _paid(play: Play) -> None:
    play.wait(1 + play.cast.dice("pays", 7))
    moves.pay_all(play)
    moves.end(play)
