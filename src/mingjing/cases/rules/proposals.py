# SPDX-License-Identifier: Apache-2.0
"""Gates on what is proposed, intended or decided (处理意见): coherent, within power, proportionate.

The same gates hold for the report, the notice, the discussion and the decision.
"""

from dataclasses import dataclass
from datetime import date

from mingjing.cases.rules.asking import inner_gate
from mingjing.cases.rules.evidence import sound_evidence
from mingjing.cases.rules.leniency import demand_list_checked, demand_list_followed
from mingjing.cases.rules.situation import Situation
from mingjing.cases.types.casefile import CaseFile, PartyFacts, Ranged
from mingjing.cases.types.codes import (
    Capacity,
    DeviationReason,
    EvidenceSource,
    LenientFactor,
    NoPenaltyGround,
    Outcome,
)
from mingjing.cases.types.refusals import (
    CapacityMissing,
    DeviationUnreasoned,
    FieldWrong,
    FineAboveCap,
    FinedByCourt,
    FineOutsideRange,
    FirstOffenceNot,
    LeniencyIgnored,
    MitigationUngrounded,
    NoRowFits,
    NotCorrected,
    PenaltyBeyondPower,
    PowerMissing,
    ProposalIncoherent,
    UnderFourteen,
)
from mingjing.cases.types.steps import (
    CorrectionChecked,
    DecidedOnTheSpot,
    Filed,
    JudgementReceived,
    Penalty,
    Proposal,
)
from mingjing.kernel.errors import Language
from mingjing.kernel.money import format_yuan
from mingjing.kernel.terms import add_months
from mingjing.registry.types import PenaltyKind

_LIGHT_TIERS = ("none", "mitigated", "lighter")
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class End:
    """What a proposal comes to, as a refusal says it (处理结果)."""

    proposal: Proposal

    def label(self, language: Language) -> str:
        """The outcome, its ground, its penalties with their sums. Units: yuan."""
        one = self.proposal
        parts = [one.outcome.label(language)]
        parts += [one.no_penalty.label(language)] if one.no_penalty else []
        parts += [_penalty_words(penalty, language) for penalty in one.penalties]
        return ("，" if language == "zh" else ", ").join(parts)


def _penalty_words(one: Penalty, language: Language) -> str:
    unit = "元" if language == "zh" else "yuan"
    sum_ = f"{format_yuan(one.fen)} {unit}" if one.fen else ""
    return " ".join(part for part in (one.kind.label(language), sum_, one.text.strip()) if part)


def fine_in(proposal: Proposal) -> int:
    """The fine of a proposal. Units: fen."""
    return sum(one.fen for one in proposal.penalties if one.kind is PenaltyKind.FINE)


@inner_gate
def demand_coherent(proposal: Proposal) -> None:
    """The outcome and what goes with it fit together.

    Law: APL-057, 行政处罚法 §57.
    Raises: ProposalIncoherent.
    """
    is_penalty = proposal.outcome is Outcome.PENALTY
    if is_penalty is not bool(proposal.penalties):
        raise ProposalIncoherent(outcome=proposal.outcome)
    if (proposal.outcome is Outcome.NO_PENALTY) is not (proposal.no_penalty is not None):
        raise ProposalIncoherent(outcome=proposal.outcome)
    kinds = [one.kind for one in proposal.penalties]
    fines = [one.fen for one in proposal.penalties if one.kind is PenaltyKind.FINE]
    if len(set(kinds)) != len(kinds) or any(fen <= 0 for fen in fines):
        raise ProposalIncoherent(outcome=proposal.outcome)


@inner_gate
def _item_of(situation: Situation) -> str:
    """The code of the power item that the case was opened under."""
    opened = situation.file.last(Filed) or situation.file.last(DecidedOnTheSpot)
    return opened.power_item_code if opened else "-"


def demand_within_power(situation: Situation, proposal: Proposal) -> None:
    """The penalties are those that the power item in force allows, up to its cap.

    Law: APL-016, APL-017, APL-038, 行政处罚法 §16, §17, §38.
    Raises: PowerMissing, PenaltyBeyondPower, FineAboveCap.
    """
    if proposal.outcome is not Outcome.PENALTY:
        return
    power = situation.around.power
    if power is None:
        raise PowerMissing(item=_item_of(situation), on=situation.law.today.isoformat())
    beyond = tuple(p.kind for p in proposal.penalties if p.kind not in power.penalty_kinds)
    if beyond:
        raise PenaltyBeyondPower(kinds=beyond, item=power.item_code)
    cap = power.fine_cap_fen
    if cap is not None and fine_in(proposal) > cap:
        raise FineAboveCap(fine=format_yuan(fine_in(proposal)), cap=format_yuan(cap))


@inner_gate
def demand_within_range(situation: Situation, proposal: Proposal) -> None:
    """The fine lies in the benchmark's range for the facts, or the deviation is reasoned.

    Law: APL-034, 行政处罚法 §34; DIS-1, 国办发〔2022〕27号.
    Raises: FineOutsideRange, NoRowFits.
    """
    ranged = situation.around.ranged
    if ranged is None or proposal.outcome is not Outcome.PENALTY or proposal.deviation:
        return
    if not ranged.row_no:
        raise NoRowFits(fine=format_yuan(fine_in(proposal)))
    if not is_in_range(ranged, fine_in(proposal)):
        raise FineOutsideRange(
            fine=format_yuan(fine_in(proposal)),
            low=format_yuan(ranged.low_fen or 0),
            high=format_yuan(ranged.high_fen or 0),
            row=ranged.row_no,
        )


@inner_gate
def demand_deviation_reasoned(proposal: Proposal) -> None:
    """Who leaves the benchmark names one of the grounds for it and explains it.

    Law: APL-034, 行政处罚法 §34; DIS-2, 国办发〔2022〕27号.
    Raises: FieldWrong, DeviationUnreasoned.
    """
    if not proposal.deviation and not proposal.deviation_text:
        return
    if proposal.deviation not in set(DeviationReason):
        raise FieldWrong(
            field="deviation", zh_reason="应选择偏离的理由", en_reason="choose one of the grounds"
        )
    if not proposal.deviation_text.strip():
        raise DeviationUnreasoned


def is_in_range(ranged: Ranged, fen: int) -> bool:
    """Whether a fine lies in a range; without a matching row none does."""
    if ranged.row_no == 0:
        return False
    return (ranged.low_fen or 0) <= fen <= (ranged.high_fen or 0)


@inner_gate
def demand_capacity(situation: Situation, proposal: Proposal, acted_on: date | None = None) -> None:
    """Nobody under fourteen or without capacity is punished; minors get it lighter or mitigated.

    Law: APL-030, APL-031, 行政处罚法 §30, §31.
    Raises: UnderFourteen, CapacityMissing, LeniencyIgnored.
    """
    if proposal.outcome is not Outcome.PENALTY:
        return
    party, law = situation.file.party, situation.law
    on = acted_on or act_day(situation.file)
    if party.capacity is Capacity.NONE:
        raise CapacityMissing
    age_none, age_lighter = law.limit("penalty.age_none"), law.limit("penalty.age_lighter")
    if is_younger(party, on, age_none.whole):
        raise UnderFourteen(age=age_none.whole)
    if is_younger(party, on, age_lighter.whole):
        demand_factor(proposal, LenientFactor.MINOR_AGE)


def act_day(file: CaseFile) -> date | None:
    """The last day of the act; on the spot, the day of the decision."""
    return file.opening.happened_to if file.opening else None


def is_younger(party: PartyFacts, on: date | None, years: int) -> bool:
    """Whether the party had not reached an age on the day of the act; the birthday counts."""
    if party.born_on is None or on is None:
        return False
    return on < add_months(party.born_on, years * _MONTHS)


@inner_gate
def demand_factor(proposal: Proposal, factor: LenientFactor) -> None:
    """A ground that shall lighten or mitigate is named.

    Law: APL-030, 行政处罚法 §30.
    Raises: LeniencyIgnored.
    """
    if factor not in proposal.lenient:
        raise LeniencyIgnored(factors=(factor,))


@inner_gate
def demand_leniency(situation: Situation, proposal: Proposal) -> None:
    """A ground for leniency has a lighter tier, and a mitigated one has its ground.

    Law: APL-032, 行政处罚法 §32: shall be lighter or mitigated; below the range only so.
    Raises: LeniencyIgnored, MitigationUngrounded.
    """
    ranged = situation.around.ranged
    if ranged is None or not ranged.row_no or proposal.deviation:
        return
    if not proposal.lenient:
        if ranged.tier == "mitigated" and proposal.outcome is Outcome.PENALTY:
            raise MitigationUngrounded(row=ranged.row_no)
    elif ranged.tier not in _LIGHT_TIERS:
        raise LeniencyIgnored(factors=proposal.lenient)


@inner_gate
def demand_no_penalty_ground(situation: Situation, proposal: Proposal) -> None:
    """The ground for no penalty is what the law asks for.

    Law: APL-033a, APL-033b, APL-033c, 行政处罚法 §33.
    Raises: NotCorrected, FirstOffenceNot, ProposalIncoherent.
    """
    ground = proposal.no_penalty
    if ground in (NoPenaltyGround.MINOR_CORRECTED, NoPenaltyGround.FIRST):
        checked = situation.file.last(CorrectionChecked)
        if checked is None or not checked.is_corrected:
            raise NotCorrected
    if ground is NoPenaltyGround.FIRST:
        before = [one.case_id for one in situation.around.others if one.is_fined]
        if before:
            raise FirstOffenceNot(cases=", ".join(before))
    if ground is NoPenaltyGround.NO_FAULT:
        given = [e for e in sound_evidence(situation.file) if e.source is EvidenceSource.PARTY]
        if not given:
            raise ProposalIncoherent(outcome=proposal.outcome)


@inner_gate
def demand_no_fine_after_court(situation: Situation, proposal: Proposal) -> None:
    """Once the court imposed a criminal fine, no administrative fine is added.

    Law: APL-035, 行政处罚法 §35(2).
    Raises: FinedByCourt.
    """
    judged = situation.file.last(JudgementReceived)
    if judged is not None and judged.criminal_fine_fen and fine_in(proposal):
        raise FinedByCourt(fine=format_yuan(judged.criminal_fine_fen))


def demand_proposal(situation: Situation, proposal: Proposal, acted_on: date | None = None) -> None:
    """Everything a proposal must be, at whatever stage it is made.

    :param acted_on: the day of the act where the file does not say it yet.

    Law: APL-030 to APL-035, APL-038, APL-057, 行政处罚法 §30-§35, §38, §57; LEN-1.
    Raises: what the gates above raise.
    """
    demand_coherent(proposal)
    demand_within_power(situation, proposal)
    demand_no_fine_after_court(situation, proposal)
    demand_capacity(situation, proposal, acted_on)
    demand_no_penalty_ground(situation, proposal)
    demand_leniency(situation, proposal)
    demand_list_checked(situation, proposal)
    demand_list_followed(situation, proposal)
    demand_deviation_reasoned(proposal)
    demand_within_range(situation, proposal)
