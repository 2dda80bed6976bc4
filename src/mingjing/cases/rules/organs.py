# SPDX-License-Identifier: Apache-2.0
"""Gates of help and of clues handed to other organs (协助、职务犯罪线索)."""

from datetime import date

from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.situation import Situation
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.refusals import (
    AlreadyDone,
    DutyCluePapersMissing,
    HelpUndescribed,
    NothingToDo,
    ObjectUnknown,
)
from mingjing.cases.types.steps import DutyClueHanded, Filed, HelpAnswered, HelpRequested


def waiting_requests(file: CaseFile) -> tuple[HelpRequested, ...]:
    """Requests for help without an answer, in order. Law: APL-026, 行政处罚法 §26."""
    answered = {one.help_id for one in file.all(HelpAnswered)}
    return tuple(one for one in file.all(HelpRequested) if one.help_id not in answered)


def _since_filing(situation: Situation, on: date) -> None:
    filed = situation.file.last(Filed)
    demand_between("on", on, filed.discovered_on if filed else date.min, situation.law.today)


def demand_help_described(situation: Situation, asked: HelpRequested) -> None:
    """The request names the agency and the matter, once.

    Law: APL-026, 行政处罚法 §26.
    Raises: HelpUndescribed, AlreadyDone, DateImpossible.
    """
    if not (asked.organ.strip() and asked.what.strip() and asked.help_id.strip()):
        raise HelpUndescribed
    if asked.help_id in {one.help_id for one in situation.file.all(HelpRequested)}:
        raise AlreadyDone(step=HelpRequested, about=asked.help_id)
    _since_filing(situation, asked.on)


def demand_help_waits(situation: Situation) -> None:
    """A request waits for its answer.

    Law: APL-026, 行政处罚法 §26.
    Raises: NothingToDo.
    """
    if not waiting_requests(situation.file):
        raise NothingToDo(what=HelpRequested)


def demand_help_answer(situation: Situation, answered: HelpAnswered) -> None:
    """The answer belongs to a request that waits, and says the result or why no help is given.

    Law: APL-026, 行政处罚法 §26.
    Raises: ObjectUnknown, HelpUndescribed, DateImpossible.
    """
    waiting = {one.help_id: one for one in waiting_requests(situation.file)}
    if answered.help_id not in waiting:
        raise ObjectUnknown(what=answered.help_id)
    if not answered.text.strip():
        raise HelpUndescribed
    demand_between("on", answered.on, waiting[answered.help_id].on, situation.law.today)


def demand_duty_clue_papers(situation: Situation, handed: DutyClueHanded) -> None:
    """Organ, letter and return slip are named; who it is about is not said here.

    Law: TRF-12, 移送规定 §19.
    Raises: DutyCluePapersMissing, DateImpossible.
    """
    if not (handed.organ.strip() and handed.document_no.strip() and handed.return_slip.strip()):
        raise DutyCluePapersMissing
    _since_filing(situation, handed.on)
