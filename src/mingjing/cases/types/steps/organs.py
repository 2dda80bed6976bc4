# SPDX-License-Identifier: Apache-2.0
"""Steps that other organs have a part in (其他机关参与): help, duty crimes, the criminal court."""

from dataclasses import dataclass
from datetime import date

from mingjing.cases.types.codes import CriminalResult, DutyOrgan
from mingjing.cases.types.steps.base import Payload


@dataclass(frozen=True, slots=True)
class HelpRequested(Payload):
    """Another agency is asked for help (请求协助), 行政处罚法 art. 26."""

    act, zh, en = "case.help_requested", "请求协助", "Help asked for"

    help_id: str
    organ: str
    what: str
    on: date


@dataclass(frozen=True, slots=True)
class HelpAnswered(Payload):
    """What the agency that was asked gave or why not (协助答复), 行政处罚法 art. 26."""

    act, zh, en = "case.help_answered", "协助答复", "Help answered"

    help_id: str
    is_given: bool
    text: str
    on: date
    document_no: str = ""


@dataclass(frozen=True, slots=True)
class DutyClueHanded(Payload):
    """Signs of an official's duty crime are handed on (移送职务犯罪线索), Decree 310 art. 19.

    The step names nobody and tells nothing of the matter; that goes with the papers.
    """

    act, zh, en = "case.duty_clue_handed", "移送职务犯罪线索", "Clue of a duty crime handed on"

    to: DutyOrgan
    organ: str
    document_no: str
    return_slip: str
    on: date


@dataclass(frozen=True, slots=True)
class JudgementReceived(Payload):
    """How the criminal matter ended (刑事处理结果), 行政处罚法 arts 27, 35; the case comes back.

    :ivar criminal_fine_fen: the fine of the criminal judgement (罚金).
    :ivar is_imprisoned: sentenced to detention or imprisonment for a term (拘役、有期徒刑).
    """

    act, zh, en = "case.judgement_received", "收到刑事处理结果", "Criminal result received"

    result: CriminalResult
    organ: str
    document_no: str
    on: date
    criminal_fine_fen: int = 0
    is_imprisoned: bool = False
