# SPDX-License-Identifier: Apache-2.0
"""Whether a step may be taken (闸口次序): stage, halt, people, then the step's own gates.

The same function serves the act, the list of lawful next steps, and the replay.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from mingjing.cases.rules.dates import demand_conceivable
from mingjing.cases.rules.situation import Lawful, Ready, Situation
from mingjing.cases.rules.stages import is_suspended, stage_of
from mingjing.cases.types.codes import Stage
from mingjing.cases.types.refusals import (
    CaseIsJoined,
    CaseIsSuspended,
    NotYourCase,
    OfficersApart,
    SamePerson,
    StepOutOfOrder,
)
from mingjing.cases.types.steps import Joined, Payload


@dataclass(frozen=True, slots=True)
class StepRule:
    """When a step is lawful (步骤规则).

    :ivar action: row of the permission table that the actor needs.
    :ivar stages: stages at which the step can be taken.
    :ivar ready: gates on the file alone; they decide what `next_steps` shows.
    :ivar lawful: gates on what the step says.
    :ivar serving: gates on how it was served; not asked when its document is made beforehand.
    :ivar apart_from: who took one of these steps may not take this one (岗位分离).
    :ivar is_apart_from_officers: nor may an officer who ever handled the case.
    :ivar by_officers: only officers who handle the case now.
    :ivar runs_while_suspended: the step can be taken while the case stands still.
    """

    kind: type[Payload]
    action: str
    stages: frozenset[Stage]
    ready: tuple[Ready, ...] = ()
    lawful: tuple[Lawful, ...] = ()
    serving: tuple[Lawful, ...] = ()
    apart_from: frozenset[type[Payload]] = field(default=frozenset())
    is_apart_from_officers: bool = False
    by_officers: bool = False
    runs_while_suspended: bool = False

    def gates(self) -> Iterator[Ready | Lawful]:
        """All gates, in the order in which they are asked."""
        yield from self.ready
        yield from self.lawful
        yield from self.serving


def demand_in_turn(rule: StepRule, situation: Situation) -> None:
    """The step belongs to the stage, the case does not stand still, the person may take it.

    It looks at the file alone: an act asks it before it reads what stands around the case.

    Raises: CaseIsJoined, StepOutOfOrder, CaseIsSuspended, NotYourCase, SamePerson.
    """
    stage = stage_of(situation.file)
    demand_not_joined(rule, situation)
    if stage not in rule.stages:
        stages = tuple(one for one in Stage if one in rule.stages)
        raise StepOutOfOrder(stage=stage, step=rule.kind, stages=stages)
    if is_suspended(situation.file) and not rule.runs_while_suspended:
        raise CaseIsSuspended(step=rule.kind)
    demand_right_person(rule, situation)


def demand_ready(rule: StepRule, situation: Situation) -> None:
    """Go on only when the step may be taken now, whatever it will say.

    Raises: what `demand_in_turn` and the gates raise.
    """
    demand_in_turn(rule, situation)
    for gate in rule.ready:
        gate(situation)


def demand_not_joined(rule: StepRule, situation: Situation) -> None:
    """A joined case goes on in its lead case: here what is held is given back, and it is closed.

    Law: APL-029, 行政处罚法 §29: one act is decided once.
    Raises: CaseIsJoined.
    """
    joined = situation.file.last(Joined)
    is_joined = stage_of(situation.file) is Stage.JOINED and Stage.JOINED not in rule.stages
    if joined is not None and is_joined:
        raise CaseIsJoined(step=rule.kind, number=joined.to_number or joined.to_case_id)


def demand_right_person(rule: StepRule, situation: Situation) -> None:
    """The person is one who may take this step of this case.

    Law: APL-042, APL-058, APL-064d, 行政处罚法 §42, §57, §58, §64(4).
    Raises: NotYourCase, OfficersApart, SamePerson.
    """
    file, person = situation.file, situation.person
    if rule.by_officers and person.officer_id not in file.officers:
        raise NotYourCase(step=rule.kind)
    if rule.is_apart_from_officers and person.officer_id in file.investigators:
        raise OfficersApart(step=rule.kind)
    for step in file.steps:
        if type(step.payload) in rule.apart_from and step.account_id == person.account_id:
            raise SamePerson(step=rule.kind, earlier=type(step.payload))


def demand_lawful(rule: StepRule, situation: Situation, payload: Payload) -> None:
    """Go on only when the step may be taken now and what it says is lawful.

    Raises: what `demand_ready` and the gates raise.
    """
    demand_worded(rule, situation, payload)
    for gate in rule.serving:
        gate(situation, payload)


def demand_worded(rule: StepRule, situation: Situation, payload: Payload) -> None:
    """Go on only when the step may be taken now and its words are lawful, however it is served.

    Raises: what `demand_ready` and the gates raise.
    """
    demand_ready(rule, situation)
    demand_conceivable(payload, situation.law.today)
    for gate in rule.lawful:
        gate(situation, payload)
