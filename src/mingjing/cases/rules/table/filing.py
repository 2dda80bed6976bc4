# SPDX-License-Identifier: Apache-2.0
"""Steps of filing and of the course of a case."""

from mingjing.cases.rules import clocks
from mingjing.cases.rules import filing as gates
from mingjing.cases.rules.clocks import ClockMaker
from mingjing.cases.rules.course import StepRule
from mingjing.cases.types.codes import Stage
from mingjing.cases.types.steps import Filed, ReportMade

_OPENING = frozenset({Stage.INVESTIGATION})

RULES: tuple[StepRule, ...] = (
    StepRule(
        Filed,
        "cases.file",
        _OPENING,
        lawful=(
            gates.demand_filing_complete,
            gates.demand_power,
            gates.demand_place,
            gates.demand_within_limitation,
            gates.demand_own_act,
            gates.demand_officers,
        ),
        apart_from=frozenset({ReportMade}),
    ),
)
CLOCKS: tuple[ClockMaker, ...] = (clocks.decision_clock,)
