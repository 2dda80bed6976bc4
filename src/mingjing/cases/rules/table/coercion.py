# SPDX-License-Identifier: Apache-2.0
"""Steps of sampling, preservation, measures, correction, and of terms that end by themselves."""

from mingjing.cases.rules import (
    approvals,
    basis,
    coercion,
    correction,
    lapses,
    leniency,
    papers,
    preservation,
)
from mingjing.cases.rules import measure_course as course
from mingjing.cases.rules.clocks import ClockMaker
from mingjing.cases.rules.coercion_clocks import CLOCKS as _CLOCKS
from mingjing.cases.rules.course import StepRule
from mingjing.cases.types.codes import Stage
from mingjing.cases.types.steps import (
    ApprovalGiven,
    ClockLapsed,
    CorrectionChecked,
    CorrectionOrdered,
    MeasureApproved,
    MeasureExtended,
    MeasureNoticeServed,
    MeasureReleased,
    MeasureTaken,
    PreservationDisposed,
    PreservationOrdered,
    SampleTaken,
    TestingEnded,
    TestingStarted,
)

_FINDING = frozenset({Stage.INVESTIGATION, Stage.REVIEW, Stage.NOTICE})
# Before execution the agency may seal and freeze as well (行政强制法 §46(2)).
_OPEN = _FINDING | {Stage.DECIDED, Stage.PERFORMANCE}
_HELD = _OPEN | {Stage.TRANSFERRED, Stage.JOINED}

RULES: tuple[StepRule, ...] = (
    StepRule(
        SampleTaken,
        "cases.investigate",
        _FINDING,
        lawful=(preservation.demand_sample_lawful,),
        by_officers=True,
    ),
    StepRule(
        ApprovalGiven,
        "cases.approve",
        _OPEN,
        lawful=(approvals.demand_approval_reasoned,),
        is_apart_from_officers=True,
    ),
    StepRule(
        PreservationOrdered,
        "cases.investigate",
        _FINDING,
        lawful=(
            preservation.demand_preservation_described,
            preservation.demand_preservation_approved,
            preservation.demand_preservation_done_right,
        ),
        by_officers=True,
    ),
    StepRule(
        PreservationDisposed,
        "cases.approve",
        _HELD,
        ready=(preservation.demand_something_preserved,),
        lawful=(preservation.demand_disposal_lawful,),
        is_apart_from_officers=True,
        runs_while_suspended=True,
    ),
    StepRule(
        MeasureTaken,
        "cases.investigate",
        _OPEN,
        lawful=(
            coercion.demand_measure_described,
            coercion.demand_measure_item,
            coercion.demand_measure_basis,
            basis.demand_provisions_known,
            coercion.demand_measure_approved,
            coercion.demand_measure_officers,
            coercion.demand_measure_procedure,
            coercion.demand_free_things,
            coercion.demand_no_necessities,
            coercion.demand_keeper,
            coercion.demand_frozen_sum,
            coercion.demand_measure_term,
            leniency.demand_no_coercion_checked,
        ),
        by_officers=True,
    ),
    StepRule(
        MeasureApproved,
        "cases.approve",
        _OPEN,
        ready=(course.demand_urgent_waits,),
        lawful=(course.demand_approval_in_time,),
        is_apart_from_officers=True,
        runs_while_suspended=True,
    ),
    StepRule(
        MeasureNoticeServed,
        "cases.serve",
        _HELD,
        ready=(course.demand_some_measure,),
        lawful=(
            course.demand_notice_due,
            papers.demand_measure_paper,
            papers.demand_made_before_service,
        ),
        runs_while_suspended=True,
    ),
    StepRule(
        MeasureExtended,
        "cases.approve",
        _OPEN,
        ready=(course.demand_some_measure, papers.demand_measures_written),
        lawful=(course.demand_extension_lawful,),
        is_apart_from_officers=True,
        runs_while_suspended=True,
    ),
    StepRule(
        TestingStarted,
        "cases.investigate",
        _OPEN,
        ready=(course.demand_some_measure,),
        lawful=(course.demand_testing_told,),
        by_officers=True,
        runs_while_suspended=True,
    ),
    StepRule(
        TestingEnded,
        "cases.investigate",
        _HELD,
        ready=(course.demand_testing_runs,),
        lawful=(course.demand_testing_open,),
        by_officers=True,
        runs_while_suspended=True,
    ),
    StepRule(
        MeasureReleased,
        "cases.approve",
        _HELD | {Stage.CLOSED},
        ready=(course.demand_some_measure,),
        lawful=(course.demand_release_lawful,),
        is_apart_from_officers=True,
        runs_while_suspended=True,
    ),
    StepRule(
        CorrectionOrdered,
        "cases.investigate",
        _OPEN,
        lawful=(correction.demand_correction_lawful,),
        by_officers=True,
    ),
    StepRule(
        CorrectionChecked,
        "cases.investigate",
        _HELD,
        ready=(correction.demand_correction_ordered,),
        lawful=(correction.demand_check_dated,),
        by_officers=True,
    ),
    StepRule(
        ClockLapsed,
        "cases.sweep",
        frozenset(Stage) - {Stage.ARCHIVED},
        lawful=(lapses.demand_lapsed,),
        runs_while_suspended=True,
    ),
)
CLOCKS: tuple[ClockMaker, ...] = _CLOCKS
