# SPDX-License-Identifier: Apache-2.0
"""Steps of filing, of the course of a case, and of its end."""

from mingjing.cases.rules import (
    basis,
    clocks,
    closing,
    halting,
    one_act,
    papers,
    recording,
    simple,
    transfer,
)
from mingjing.cases.rules import filing as gates
from mingjing.cases.rules.clocks import ClockMaker
from mingjing.cases.rules.course import StepRule
from mingjing.cases.types.codes import Stage
from mingjing.cases.types.steps import (
    Archived,
    Closed,
    DecidedOnTheSpot,
    EvidenceAdded,
    Filed,
    FiledBack,
    Joined,
    JurisdictionDesignated,
    OfficersChanged,
    RecusalAsked,
    RecusalDecided,
    ReportMade,
    Resumed,
    Suspended,
    TermExtended,
)

_OPENING = frozenset({Stage.INVESTIGATION})
_BEFORE_DECISION = frozenset({Stage.INVESTIGATION, Stage.REVIEW, Stage.NOTICE})
_OPEN = frozenset(Stage) - {Stage.CLOSED, Stage.ARCHIVED}

RULES: tuple[StepRule, ...] = (
    StepRule(
        Filed,
        "cases.file",
        _OPENING,
        ready=(gates.demand_unfiled,),
        lawful=(
            gates.demand_filing_complete,
            gates.demand_power,
            gates.demand_field,
            basis.demand_provisions_known,
            basis.demand_penalty_basis,
            gates.demand_place,
            gates.demand_within_limitation,
            one_act.demand_own_act,
            gates.demand_officers,
        ),
    ),
    StepRule(
        DecidedOnTheSpot,
        "cases.investigate",
        _OPENING,
        ready=(gates.demand_unfiled,),
        lawful=(
            simple.demand_spot_people,
            simple.demand_small,
            simple.demand_spot_now,
            simple.demand_spot_content,
            gates.demand_field,
            basis.demand_provisions_known,
            basis.demand_penalty_basis,
            one_act.demand_one_fine,
            one_act.demand_own_act,
            simple.demand_reconsideration_first,
        ),
    ),
    StepRule(
        FiledBack,
        "cases.investigate",
        frozenset({Stage.PERFORMANCE}),
        ready=(simple.demand_on_the_spot, papers.demand_spot_paper),
        lawful=(simple.demand_filed_back_day,),
    ),
    StepRule(
        OfficersChanged,
        "cases.file",
        _OPEN,
        lawful=(halting.demand_new_officers,),
        is_apart_from_officers=True,
    ),
    StepRule(
        RecusalAsked, "cases.investigate", _BEFORE_DECISION, lawful=(halting.demand_known_officer,)
    ),
    StepRule(
        RecusalDecided,
        "cases.file",
        _BEFORE_DECISION,
        ready=(halting.demand_asked,),
        lawful=(halting.demand_known_officer,),
        is_apart_from_officers=True,
    ),
    StepRule(
        JurisdictionDesignated,
        "cases.file",
        _BEFORE_DECISION,
        lawful=(halting.demand_designation,),
    ),
    StepRule(
        TermExtended,
        "cases.approve",
        _BEFORE_DECISION,
        lawful=(halting.demand_extension,),
        is_apart_from_officers=True,
    ),
    StepRule(
        Suspended,
        "cases.approve",
        _BEFORE_DECISION,
        ready=(halting.demand_running,),
        lawful=(halting.demand_halt,),
        is_apart_from_officers=True,
    ),
    StepRule(
        Resumed,
        "cases.approve",
        _BEFORE_DECISION,
        ready=(halting.demand_halted,),
        lawful=(halting.demand_resume_day,),
        runs_while_suspended=True,
    ),
    StepRule(
        Joined,
        "cases.file",
        _BEFORE_DECISION,
        ready=(transfer.demand_no_transfer_pending,),
        lawful=(halting.demand_join,),
    ),
    StepRule(
        Closed,
        "cases.file",
        _OPEN,
        ready=(
            closing.demand_nothing_held,
            closing.demand_no_open_remedy,
            papers.demand_spot_paper,
        ),
        lawful=(closing.demand_closing_ground, closing.demand_education),
        apart_from=frozenset({EvidenceAdded, ReportMade}),
        is_apart_from_officers=True,
    ),
    StepRule(
        Archived,
        "cases.archive",
        frozenset({Stage.CLOSED}),
        ready=(papers.demand_file_papers,),
        lawful=(
            closing.demand_complete_file,
            closing.demand_kept_long_enough,
            recording.demand_recordings,
        ),
    ),
)
CLOCKS: tuple[ClockMaker, ...] = (clocks.decision_clock, simple.report_clock)
