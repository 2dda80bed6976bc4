# SPDX-License-Identifier: Apache-2.0
"""Gates of changing a decision and withdrawing what was published (变更、撤销、撤回)."""

from collections.abc import Iterator

from mingjing.cases.rules.clocks import Clock
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.halting import demand_reason
from mingjing.cases.rules.notice import demand_not_heavier
from mingjing.cases.rules.proposals import demand_proposal
from mingjing.cases.rules.situation import LawInForce, Situation
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import ChangeKind
from mingjing.cases.types.refusals import DecisionIncomplete, ObjectUnknown
from mingjing.cases.types.steps import DecisionChanged, DecisionMade, PublicationWithdrawn
from mingjing.kernel.terms import due


def demand_change(situation: Situation, changed: DecisionChanged) -> None:
    """A change has a reason and a document; a changed decision says what holds instead.

    Law: APL-048, APL-075, 行政处罚法 §48, §75; never heavier: §45.
    Raises: FieldWrong, DecisionIncomplete, HeavierThanNotified, DateImpossible.
    """
    demand_reason(changed.reason)
    demand_reason(changed.document_no, "document_no")
    made = situation.file.last(DecisionMade)
    earliest = made.decided_on if made else changed.on
    demand_between("on", changed.on, earliest, situation.law.today)
    if changed.kind is ChangeKind.CHANGED:
        if changed.proposal is None:
            raise DecisionIncomplete(field="proposal")
        demand_proposal(situation, changed.proposal)
        demand_not_heavier(situation, changed.proposal)


def demand_changed(situation: Situation) -> None:
    """A decision was changed or revoked since the last withdrawal.

    Law: APL-048, 行政处罚法 §48(2).
    Raises: ObjectUnknown.
    """
    if not situation.file.is_since(DecisionChanged, PublicationWithdrawn):
        raise ObjectUnknown(what="决定的变更或者撤销")


def demand_withdrawal(situation: Situation, withdrawn: PublicationWithdrawn) -> None:
    """The reason of the withdrawal is published too.

    Law: APL-048, 行政处罚法 §48(2).
    Raises: FieldWrong, DateImpossible.
    """
    demand_reason(withdrawn.reason)
    changed = situation.file.last(DecisionChanged)
    earliest = changed.on if changed else withdrawn.on
    demand_between("on", withdrawn.on, earliest, situation.law.today)


def withdrawal_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Three working days to take down what was published.

    Law: APL-048, DL-08, 行政处罚法 §48(2).
    """
    changed = file.last(DecisionChanged)
    if changed is None:
        return
    term = law.limit("penalty.withdraw_days").term
    withdrawn = file.last(PublicationWithdrawn)
    is_done = file.is_since(PublicationWithdrawn, DecisionChanged)
    count = due(changed.on, term, calendar=law.calendar)
    yield Clock("DL-08", "", count, withdrawn.on if withdrawn and is_done else None)
