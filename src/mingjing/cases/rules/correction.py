# SPDX-License-Identifier: Apache-2.0
"""Gates on orders to correct (责令改正)."""

from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.owed import received_on
from mingjing.cases.rules.situation import Situation
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.refusals import FieldWrong, NothingToDo
from mingjing.cases.types.steps import (
    CorrectionChecked,
    CorrectionOrdered,
    DecidedOnTheSpot,
    DecisionMade,
    Filed,
    PenaltyPerformed,
)


def demand_correction_lawful(situation: Situation, ordered: CorrectionOrdered) -> None:
    """The order says what to correct and by when, and was served.

    Law: APL-028, 行政处罚法 §28(1).
    Raises: FieldWrong, DateImpossible.
    """
    if not ordered.text.strip():
        raise FieldWrong(field="text", zh_reason="应当写明改正的内容", en_reason="it is empty")
    filed, today = situation.file.last(Filed), situation.law.today
    earliest = filed.discovered_on if filed else ordered.served_on
    demand_between("served_on", ordered.served_on, earliest, today)
    demand_between("by_on", ordered.by_on, ordered.served_on, ordered.by_on.max)


def demand_correction_ordered(situation: Situation) -> None:
    """Something was ordered to be corrected.

    Law: APL-028, 行政处罚法 §28(1).
    Raises: NothingToDo.
    """
    if not has_correction_order(situation.file):
        raise NothingToDo(what=CorrectionOrdered)


def has_correction_order(file: CaseFile) -> bool:
    """Whether an order to correct was given, by itself or in the decision."""
    said = [one.correction for one in file.all(DecisionMade)]
    said += [one.correction for one in file.all(DecidedOnTheSpot)]
    return file.has(CorrectionOrdered) or any(text.strip() for text in said)


def owes_correction(file: CaseFile) -> bool:
    """Whether something is still to be corrected: ordered and not looked at, or found undone."""
    if any(one.kind is None for one in file.all(PenaltyPerformed)):
        return False
    checked = file.last(CorrectionChecked)
    return not checked.is_corrected if checked else file.has(CorrectionOrdered)


def demand_check_dated(situation: Situation, checked: CorrectionChecked) -> None:
    """The check follows the order.

    Law: APL-028, 行政处罚法 §28(1).
    Raises: DateImpossible.
    """
    ordered = situation.file.last(CorrectionOrdered)
    earliest = ordered.served_on if ordered else received_on(situation.file) or checked.on
    demand_between("on", checked.on, earliest, situation.law.today)
