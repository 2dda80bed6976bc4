# SPDX-License-Identifier: Apache-2.0
"""The table of steps (步骤规则表): who may take each step, when, through which gates.

One part per phase of the procedure; this page joins them. It is the one list that acts, pages,
documents, next steps and replay read.
"""

from functools import cache

from mingjing.cases.rules.clocks import ClockMaker
from mingjing.cases.rules.course import StepRule
from mingjing.cases.rules.table import coercion, decision, execution, filing, investigation, organs
from mingjing.cases.types.steps import Payload

_PARTS = (filing, investigation, coercion, decision, execution, organs)


@cache
def step_rules() -> dict[type[Payload], StepRule]:
    """The rule of every step.

    Raises: ValueError when a step has two.
    """
    found: dict[type[Payload], StepRule] = {}
    for rule in (rule for part in _PARTS for rule in part.RULES):
        if rule.kind in found:
            raise ValueError(f"{rule.kind.__name__} has two rules")
        found[rule.kind] = rule
    return found


@cache
def clock_makers() -> tuple[ClockMaker, ...]:
    """All makers of clocks, in the order of the procedure."""
    return tuple(maker for part in _PARTS for maker in part.CLOCKS)
