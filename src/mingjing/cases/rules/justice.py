# SPDX-License-Identifier: Apache-2.0
"""The criminal matter and the case (行刑衔接): its return, and what counts towards a sentence."""

from dataclasses import dataclass

from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.owed import money_of
from mingjing.cases.rules.situation import LawInForce, Situation
from mingjing.cases.rules.transfer import answers_since_handover
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import CriminalResult
from mingjing.cases.types.refusals import JudgementUnfit, NothingToDo
from mingjing.cases.types.steps import (
    Filed,
    JudgementReceived,
    PenaltyPerformed,
    PoliceDecided,
    TransferHanded,
)
from mingjing.registry.types import PenaltyKind


@dataclass(frozen=True, slots=True)
class Credit:
    """What was suffered before and counts towards the sentence (折抵). Units: fen, days.

    :ivar fine_fen: of the fine that was paid, what counts towards the criminal fine.
    :ivar detention_days: days of detention that count towards the term.
    """

    fine_fen: int = 0
    detention_days: int = 0


def credit_of(file: CaseFile, law: LawInForce) -> Credit | None:
    """What counts towards the sentence; None without a sentence.

    Detention served counts towards detention or imprisonment, a fine paid towards the criminal
    fine, and never more than that fine.

    Law: APL-035, 行政处罚法 §35.
    """
    judged = file.last(JudgementReceived)
    if judged is None or judged.result is not CriminalResult.PUNISHED:
        return None
    money = money_of(file, law)
    served = sum(
        one.days for one in file.all(PenaltyPerformed) if one.kind is PenaltyKind.DETENTION
    )
    return Credit(
        fine_fen=min(money.fine_fen, money.paid_fen, judged.criminal_fine_fen),
        detention_days=served if judged.is_imprisoned else 0,
    )


def demand_result_due(situation: Situation) -> None:
    """The police took the case up, or it came from them; its end is not on file yet.

    Law: APL-027, APL-035, 行政处罚法 §27(1), §35.
    Raises: NothingToDo.
    """
    file = situation.file
    answers = answers_since_handover(file)
    last = answers[-1].payload if answers else None
    is_filed = isinstance(last, PoliceDecided) and last.is_filed
    is_due = is_filed if file.has(TransferHanded) else True
    if not is_due or file.is_since(JudgementReceived, TransferHanded):
        raise NothingToDo(what=PoliceDecided)


def demand_judgement_fits(situation: Situation, judged: JudgementReceived) -> None:
    """Organ and document are named; a criminal fine or a term of prison needs a sentence.

    Law: APL-027, APL-035, 行政处罚法 §27(1), §35.
    Raises: JudgementUnfit, DateImpossible.
    """
    is_sentence = judged.result is CriminalResult.PUNISHED
    has_sentence = judged.criminal_fine_fen != 0 or judged.is_imprisoned
    is_named = judged.organ.strip() and judged.document_no.strip()
    if not is_named or judged.criminal_fine_fen < 0 or (has_sentence and not is_sentence):
        raise JudgementUnfit
    police, filed = situation.file.last(PoliceDecided), situation.file.last(Filed)
    earliest = police.on if police else filed.happened_from if filed else judged.on
    demand_between("on", judged.on, earliest, situation.law.today)
