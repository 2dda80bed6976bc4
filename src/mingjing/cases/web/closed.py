# SPDX-License-Identifier: Apache-2.0
"""Steps that are not lawful now (暂不能办理的步骤), folded by the stage at which they can come."""

from collections.abc import Iterable
from dataclasses import dataclass

from mingjing.cases.rules.table import step_rules
from mingjing.cases.types.codes import Stage
from mingjing.cases.types.steps import Payload
from mingjing.cases.web.lines import StepLine

_NAMED = 3


@dataclass(frozen=True, slots=True)
class ClosedGroup:
    """The closed steps of one stage (某一阶段的步骤), in the order of the page.

    :ivar is_now: the case stands at this stage; something else is in the way.
    """

    stage: Stage
    is_now: bool
    lines: tuple[StepLine, ...]

    @property
    def first(self) -> tuple[StepLine, ...]:
        """Those whose names stand for the group while it is folded."""
        return self.lines[:_NAMED]


def closed_by_stage(lines: Iterable[StepLine], at: Stage) -> list[ClosedGroup]:
    """What can be taken at this stage first, then the stages to come, then those that are past."""
    found: dict[Stage, list[StepLine]] = {}
    for line in lines:
        found.setdefault(_stage_for(line.step.kind, at), []).append(line)
    order = list(Stage)
    here = order.index(at)
    turned = (*order[here:], *order[:here])
    return [ClosedGroup(one, one is at, tuple(found[one])) for one in turned if one in found]


def _stage_for(kind: type[Payload], at: Stage) -> Stage:
    """The stage of the case, the next one at which the step can come, else the last."""
    order = list(Stage)
    stages = sorted(step_rules()[kind].stages, key=order.index)
    later = [one for one in stages if order.index(one) >= order.index(at)]
    return later[0] if later else stages[-1]
