# SPDX-License-Identifier: Apache-2.0
"""What is proposed in a play (处理意见): facts for the benchmark, a fine within its range."""

from dataclasses import replace

from mingjing.cases.types.codes import LenientFactor, ListedLeniency, Outcome, PartyKind
from mingjing.cases.types.steps import Fact, LeniencyCheck, Penalty, Proposal
from mingjing.entry.linjiang import benchmarks
from mingjing.entry.linjiang.player import Cast, Play
from mingjing.registry.public import limit
from mingjing.registry.types import PenaltyKind

FEN = 100
_NOT_MET = (
    "责令改正前未主动改正，违法行为持续时间较长",
    "已经造成危害后果，不属于危害后果轻微",
    "曾因同类违法行为受到告诫，不属于初次违法",
)


def facts(cast: Cast, level: str, *, is_light: bool = False) -> tuple[Fact, ...]:
    """The benchmark's factors; `is_light` chooses the mildest row."""
    if benchmarks.has_value(cast.violation):
        value = 200 + cast.dice("value", 700) if is_light else 1000 + cast.dice("value", 8000)
        second = Fact(benchmarks.VALUE, str(value))
    else:
        second = Fact(benchmarks.FIRST, "true" if is_light else "false")
    return (Fact(benchmarks.CIRCUMSTANCES, level), second)


def fine(cast: Cast, level: str, *, place: int | None = None) -> Proposal:
    """A fine in the range of the circumstances, in tenths of it; `place` 0 is its low end."""
    low, high = benchmarks.ranges(cast.violation)[level]
    step = max(10, (high - low) // 10)
    steps = 1 + cast.dice("fine", 8) if place is None else place
    yuan = min(high, low + step * steps)
    return Proposal(
        Outcome.PENALTY,
        (Penalty(PenaltyKind.FINE, yuan * FEN),),
        facts=facts(cast, level),
        listed=listed(cast),
    )


def mild(cast: Cast) -> Proposal:
    """The mildest row: a warning, or a fine below the range."""
    found = facts(cast, benchmarks.SLIGHT, is_light=True)
    if cast.violation.may_warn:
        warning = (Penalty(PenaltyKind.WARNING),)
        return Proposal(Outcome.PENALTY, warning, facts=found, listed=listed(cast))
    low, high = cast.violation.mild
    yuan = low + (high - low) * cast.dice("mild", 8) // 10
    return Proposal(
        Outcome.PENALTY,
        (Penalty(PenaltyKind.FINE, yuan * FEN),),
        lenient=(LenientFactor.REMOVED_HARM,),
        facts=found,
        listed=listed(cast),
    )


def listed(cast: Cast) -> tuple[LeniencyCheck, ...]:
    """The one item of the city's leniency list for a violation, looked at and not met."""
    why = _NOT_MET[cast.dice("listed", len(_NOT_MET))]
    return (LeniencyCheck(f"{cast.violation.code}-L", ListedLeniency.NOT_MET, why),)


def lighter(proposal: Proposal, share: int) -> Proposal:
    """The same with a part of the fine in per cent."""
    less = tuple(replace(one, fen=one.fen * share // 100) for one in proposal.penalties)
    return replace(proposal, penalties=less)


def fine_fen(proposal: Proposal) -> int:
    """The fine. Units: fen."""
    return sum(one.fen for one in proposal.penalties if one.kind is PenaltyKind.FINE)


def is_above(play: Play, proposal: Proposal, what: str) -> bool:
    """Whether a fine reaches a threshold: hearing, review, deliberation."""
    is_organisation = play.cast.party.kind is PartyKind.ORGANISATION
    name = f"penalty.{what}_fine_{'organisation' if is_organisation else 'citizen'}"
    return fine_fen(proposal) >= limit(name, play.today).whole * FEN
