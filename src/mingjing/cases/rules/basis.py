# SPDX-License-Identifier: Apache-2.0
"""Gates on the provisions that a step cites (依据条款): on the register, of this item, as told."""

from mingjing.cases.rules.situation import Situation
from mingjing.cases.types.codes import Outcome
from mingjing.cases.types.refusals import BasisNotTold, BasisOfAnotherItem, ProvisionUnknown
from mingjing.cases.types.steps import (
    DecidedOnTheSpot,
    DecisionMade,
    ExecutionDecided,
    Filed,
    MeasureTaken,
    NoticeServed,
    Payload,
    ReportMade,
)
from mingjing.registry.types import ArticleRef, ArticleUnreadable, parse_provision

_GENERAL = "administrative-penalty-law"
"""Its rules on how a penalty is set hold for every case and may come and go after the notice."""


def provisions_of(payload: Payload | None) -> tuple[str, ...]:
    """The provisions that a step cites as broken or as its basis, as they are stored."""
    if isinstance(payload, Filed | ReportMade | NoticeServed | DecisionMade | DecidedOnTheSpot):
        return payload.basis
    if isinstance(payload, MeasureTaken):
        return (payload.basis,) if payload.basis else ()
    if isinstance(payload, ExecutionDecided):
        return (payload.power_basis,) if payload.power_basis else ()
    return ()


def demand_provisions_known(situation: Situation, payload: Payload) -> None:
    """Each provision that is cited stands on the register of law, or on the power list.

    Law: APL-005, APL-038, 行政处罚法 §5, §38: only what is published can be a basis.
    Raises: ProvisionUnknown.
    """
    if situation.around.unknown_provisions:
        raise ProvisionUnknown(found=situation.around.unknown_provisions)


def demand_penalty_basis(situation: Situation, payload: Payload) -> None:
    """A penalty rests on what punishes this act: on the basis of its power item or its benchmark.

    Further provisions may be cited beside it.

    Law: APL-005, APL-038, APL-044, 行政处罚法 §5, §38, §44.
    Raises: BasisOfAnotherItem.
    """
    grounds, cited = situation.around.grounds, provisions_of(payload)
    if not grounds or not cited or not _is_punishing(payload):
        return
    known = [_article(one) for one in grounds]
    if not any(_is_among(_article(one), known) for one in cited):
        raise BasisOfAnotherItem(found=cited, wanted=grounds)


def demand_basis_told(situation: Situation, made: DecisionMade) -> None:
    """The penalty is decided on the basis that the party was told, on all of it and on no other.

    Law: APL-044, APL-062, 行政处罚法 §44, §62.
    Raises: BasisNotTold.
    """
    notice = situation.file.last(NoticeServed)
    if notice is None or made.proposal.outcome is not Outcome.PENALTY:
        return
    told = {_article(one): one for one in notice.basis}
    cited = {_article(one): one for one in made.basis}
    differing = tuple(
        text
        for one, text in (told | cited).items()
        if not (one in told and one in cited) and not _is_general(one)
    )
    if differing:
        raise BasisNotTold(found=differing)


def _is_punishing(payload: Payload) -> bool:
    """Whether the step proposes a penalty, or opens a case that may end in one."""
    proposal = getattr(payload, "proposal", None)
    return proposal is None or proposal.outcome is Outcome.PENALTY


def _is_among(ref: ArticleRef | str, known: list[ArticleRef | str]) -> bool:
    if ref in known or isinstance(ref, str):
        return ref in known
    return ref.instrument_id in known  # the item cites the whole instrument


def _is_general(ref: ArticleRef | str) -> bool:
    return isinstance(ref, ArticleRef) and ref.instrument_id == _GENERAL


def _article(text: str) -> ArticleRef | str:
    """The article of a provision; one that no register can read stays as it was written."""
    try:
        return parse_provision(text).ref
    except ArticleUnreadable:
        return text
