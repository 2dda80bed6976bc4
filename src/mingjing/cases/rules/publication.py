# SPDX-License-Identifier: Apache-2.0
"""Gates of changing a decision and withdrawing what was published (变更、撤销、撤回)."""

from collections.abc import Iterator
from datetime import date

from mingjing.cases.rules.clocks import Clock
from mingjing.cases.rules.dates import demand_between
from mingjing.cases.rules.halting import demand_reason
from mingjing.cases.rules.owed import in_force, received_on
from mingjing.cases.rules.proposals import demand_proposal
from mingjing.cases.rules.situation import LawInForce, Situation
from mingjing.cases.types.casefile import CaseFile
from mingjing.cases.types.codes import ChangeKind, RemedyResult
from mingjing.cases.types.refusals import (
    DecisionIncomplete,
    HeavierThanDecided,
    NothingToDo,
    ObjectUnknown,
)
from mingjing.cases.types.steps import (
    DecisionChanged,
    DecisionMade,
    Proposal,
    PublicationWithdrawn,
    RemedyClosed,
)
from mingjing.kernel.money import format_yuan
from mingjing.kernel.terms import due


def demand_decision_stands(situation: Situation) -> None:
    """There is a decision that can be changed or revoked: made, and not gone already.

    Law: APL-048, 行政处罚法 §48.
    Raises: NothingToDo.
    """
    if in_force(situation.file) is None:
        raise NothingToDo(what=DecisionMade)


def demand_change(situation: Situation, changed: DecisionChanged) -> None:
    """A change has a reason and a document; a changed decision says what holds instead.

    Law: APL-048, APL-075, 行政处罚法 §48, §75; never heavier: §45.
    Raises: FieldWrong, DecisionIncomplete, HeavierThanDecided, DateImpossible.
    """
    demand_reason(changed.reason)
    demand_reason(changed.document_no, "document_no")
    made, before = situation.file.last(DecisionMade), situation.file.last(DecisionChanged)
    received = received_on(situation.file) or changed.on
    earliest = max(made.decided_on if made else received, before.on if before else date.min)
    demand_between("on", changed.on, earliest, situation.law.today)
    if changed.kind is ChangeKind.CHANGED:
        if changed.proposal is None:
            raise DecisionIncomplete(field="proposal")
        demand_proposal(situation, changed.proposal)
        demand_no_heavier_change(situation, changed.proposal)


def demand_no_heavier_change(situation: Situation, proposal: Proposal) -> None:
    """What holds instead is not heavier than what stands: nobody is heard on a change.

    Law: APL-044, APL-045, 行政处罚法 §44, §45(2), §62.
    Raises: HeavierThanDecided.
    """
    standing = in_force(situation.file)
    decided = {one.kind: one.fen for one in standing.penalties} if standing else {}
    for one in proposal.penalties:
        if one.kind not in decided or one.fen > decided[one.kind]:
            raise HeavierThanDecided(
                kind=one.kind,
                decided=format_yuan(decided.get(one.kind, 0)),
                changed=format_yuan(one.fen),
            )


_LOST = (RemedyResult.CHANGED, RemedyResult.REVOKED, RemedyResult.ILLEGAL)


def last_change(file: CaseFile) -> tuple[int, date] | None:
    """Step and day on which the decision last ceased to stand as published.

    The agency changed or revoked it, or a reconsideration or a court did.

    Law: APL-048, 行政处罚法 §48(2).
    """
    own = [(step.seq, said.on) for step, said in file.each(DecisionChanged)]
    lost = [(step.seq, said.on) for step, said in file.each(RemedyClosed) if said.result in _LOST]
    return max((*own, *lost), default=None)


def _is_withdrawn(file: CaseFile, seq: int) -> bool:
    step = file.last_step(PublicationWithdrawn)
    return step is not None and step.seq > seq


def demand_changed(situation: Situation) -> None:
    """The decision ceased to stand as published, and was not taken down since.

    Law: APL-048, 行政处罚法 §48(2).
    Raises: ObjectUnknown.
    """
    change = last_change(situation.file)
    if change is None or _is_withdrawn(situation.file, change[0]):
        raise ObjectUnknown(what="决定的变更或者撤销")


def demand_withdrawal(situation: Situation, withdrawn: PublicationWithdrawn) -> None:
    """The reason of the withdrawal is published too.

    Law: APL-048, 行政处罚法 §48(2).
    Raises: FieldWrong, DateImpossible.
    """
    demand_reason(withdrawn.reason)
    change = last_change(situation.file)
    earliest = change[1] if change else withdrawn.on
    demand_between("on", withdrawn.on, earliest, situation.law.today)


def withdrawal_clock(file: CaseFile, law: LawInForce) -> Iterator[Clock]:
    """Three working days to take down what was published.

    Law: APL-048, DL-08, 行政处罚法 §48(2).
    """
    change = last_change(file)
    if change is None:
        return
    term = law.limit("penalty.withdraw_days").term
    withdrawn = file.last(PublicationWithdrawn)
    is_done = _is_withdrawn(file, change[0])
    count = due(change[1], term, calendar=law.calendar)
    yield Clock("DL-08", "", count, withdrawn.on if withdrawn and is_done else None)
