# SPDX-License-Identifier: Apache-2.0
"""Steps that other organs have a part in: help, duty crimes, the end of a criminal matter."""

from mingjing.cases.rules import justice, organs
from mingjing.cases.rules.clocks import ClockMaker
from mingjing.cases.rules.course import StepRule
from mingjing.cases.types.codes import Stage
from mingjing.cases.types.steps import (
    DutyClueHanded,
    HelpAnswered,
    HelpRequested,
    JudgementReceived,
)

# A case that the justice system hands over comes with its criminal result.
_NOT_DECIDED = frozenset({Stage.INVESTIGATION, Stage.REVIEW, Stage.NOTICE})
_OPEN = frozenset(Stage) - {Stage.CLOSED, Stage.ARCHIVED}
# Once a case is joined the other one asks; what was asked before may still be answered.
_ASKING = _OPEN - {Stage.JOINED}
# Signs of a duty crime may come up when the case itself is over.
_KNOWN = frozenset(Stage) - {Stage.ARCHIVED}

RULES: tuple[StepRule, ...] = (
    StepRule(
        HelpRequested,
        "cases.investigate",
        _ASKING,
        lawful=(organs.demand_help_described,),
        runs_while_suspended=True,
    ),
    StepRule(
        HelpAnswered,
        "cases.investigate",
        _OPEN,
        ready=(organs.demand_help_waits,),
        lawful=(organs.demand_help_answer,),
        runs_while_suspended=True,
    ),
    StepRule(
        DutyClueHanded,
        "cases.investigate",
        _KNOWN,
        lawful=(organs.demand_duty_clue_papers,),
        runs_while_suspended=True,
    ),
    StepRule(
        JudgementReceived,
        "cases.investigate",
        _NOT_DECIDED | {Stage.TRANSFERRED},
        ready=(justice.demand_result_due,),
        lawful=(justice.demand_judgement_fits,),
        runs_while_suspended=True,
    ),
)
CLOCKS: tuple[ClockMaker, ...] = ()
