# SPDX-License-Identifier: Apache-2.0
"""Steps of performance, execution, remedies, and transfer to criminal justice."""

from mingjing.cases.rules import (
    basis,
    court,
    demand,
    enforcement,
    papers,
    performance,
    remedies,
    transfer,
)
from mingjing.cases.rules.clocks import ClockMaker
from mingjing.cases.rules.course import StepRule
from mingjing.cases.rules.execution_clocks import CLOCKS as _CLOCKS
from mingjing.cases.types.codes import Stage
from mingjing.cases.types.steps import (
    AgreementMade,
    CourtAnswered,
    CourtApplied,
    DemandAnswered,
    DemandServed,
    ExecutionDecided,
    ExecutionEnded,
    ExecutionResumed,
    ExecutionSuspended,
    GoodsHandedOver,
    MoneyHandedIn,
    PaymentReceived,
    PenaltyPerformed,
    PerformanceDeferred,
    PoliceAsked,
    PoliceDecided,
    RemedyClosed,
    RemedyOpened,
    TransferDecided,
    TransferHanded,
    TransferProposed,
)

_PERFORMANCE = frozenset({Stage.PERFORMANCE})
# What was decided before a transfer goes on (移送规定 §11).
_STILL = _PERFORMANCE | {Stage.TRANSFERRED}
_AFTER = _STILL | {Stage.CLOSED}
_OPEN = frozenset(Stage) - {Stage.TRANSFERRED, Stage.JOINED, Stage.CLOSED, Stage.ARCHIVED}
_ENFORCE = (performance.demand_something_owed, demand.demand_not_ended, demand.demand_not_halted)

_PERFORMING: tuple[StepRule, ...] = (
    StepRule(
        PaymentReceived,
        "cases.serve",
        _STILL,
        ready=(performance.demand_money_owed,),
        lawful=(performance.demand_payment_fits, performance.demand_collection_lawful),
    ),
    StepRule(
        MoneyHandedIn,
        "cases.serve",
        _AFTER,
        ready=(performance.demand_collected,),
        lawful=(performance.demand_handing_in_dated,),
    ),
    StepRule(
        PerformanceDeferred,
        "cases.approve",
        _PERFORMANCE,
        ready=(performance.demand_money_owed, demand.demand_not_ended),
        lawful=(performance.demand_deferral_lawful,),
        is_apart_from_officers=True,
    ),
    StepRule(
        PenaltyPerformed,
        "cases.serve",
        _STILL,
        lawful=(
            performance.demand_performance_decided,
            performance.demand_detention_counted,
            performance.demand_goods_accounted,
        ),
    ),
)
_EXECUTING: tuple[StepRule, ...] = (
    StepRule(
        DemandServed,
        "cases.execute",
        _PERFORMANCE,
        ready=(*_ENFORCE, papers.demand_demand_paper),
        lawful=(
            demand.demand_overdue,
            demand.demand_demand_complete,
            demand.demand_second_after_first,
        ),
        serving=(
            papers.demand_paper_says,
            demand.demand_demand_proved,
            papers.demand_made_before_service,
        ),
    ),
    StepRule(
        DemandAnswered,
        "cases.execute",
        _PERFORMANCE,
        ready=(demand.demand_demand_served,),
        lawful=(demand.demand_answer_recorded,),
    ),
    StepRule(
        ExecutionDecided,
        "cases.decide",
        _PERFORMANCE,
        ready=_ENFORCE,
        lawful=(
            enforcement.demand_power_in_law,
            basis.demand_provisions_known,
            enforcement.demand_after_demand,
            enforcement.demand_lawful_hour,
            enforcement.demand_no_utilities_cut,
            enforcement.demand_manner_lawful,
        ),
        is_apart_from_officers=True,
    ),
    StepRule(
        CourtApplied,
        "cases.execute",
        _PERFORMANCE,
        ready=_ENFORCE,
        lawful=(
            court.demand_after_ten_days,
            court.demand_in_window,
            court.demand_court_papers,
            court.demand_no_fee,
        ),
    ),
    StepRule(
        CourtAnswered,
        "cases.execute",
        _PERFORMANCE,
        ready=(court.demand_court_asked,),
        lawful=(court.demand_answer_documented, court.demand_party_bears_cost),
    ),
    StepRule(
        ExecutionSuspended,
        "cases.decide",
        _PERFORMANCE,
        ready=(
            performance.demand_something_owed,
            demand.demand_not_ended,
            court.demand_not_suspended,
        ),
        lawful=(court.demand_suspension_reasoned,),
        is_apart_from_officers=True,
    ),
    StepRule(
        ExecutionResumed,
        "cases.decide",
        _PERFORMANCE,
        ready=(court.demand_suspended,),
        lawful=(court.demand_resumption_dated,),
        is_apart_from_officers=True,
    ),
    StepRule(
        ExecutionEnded,
        "cases.decide",
        _PERFORMANCE,
        ready=(court.demand_not_yet_ended,),
        lawful=(court.demand_end_ground,),
        is_apart_from_officers=True,
    ),
    StepRule(
        AgreementMade,
        "cases.decide",
        _PERFORMANCE,
        ready=(performance.demand_something_owed, demand.demand_not_ended),
        lawful=(court.demand_agreement_lawful,),
        is_apart_from_officers=True,
    ),
)
_REMEDIES: tuple[StepRule, ...] = (
    StepRule(
        RemedyOpened,
        "cases.execute",
        _AFTER,
        lawful=(remedies.demand_remedy_lawful,),
    ),
    StepRule(
        RemedyClosed,
        "cases.execute",
        _AFTER,
        ready=(remedies.demand_remedy_runs,),
        lawful=(remedies.demand_remedy_open,),
    ),
)
_TRANSFER: tuple[StepRule, ...] = (
    StepRule(
        TransferProposed,
        "cases.investigate",
        _OPEN,
        ready=(transfer.demand_no_transfer_pending,),
        lawful=(transfer.demand_team,),
        runs_while_suspended=True,
    ),
    StepRule(
        TransferDecided,
        "cases.decide",
        _OPEN,
        ready=(transfer.demand_proposed,),
        lawful=(transfer.demand_chief_decides,),
        apart_from=frozenset({TransferProposed}),
        is_apart_from_officers=True,
        runs_while_suspended=True,
    ),
    StepRule(
        TransferHanded,
        "cases.investigate",
        _OPEN,
        ready=(transfer.demand_approved,),
        lawful=(transfer.demand_transfer_papers,),
        runs_while_suspended=True,
    ),
    StepRule(
        PoliceDecided,
        "cases.investigate",
        _OPEN | {Stage.TRANSFERRED, Stage.JOINED},
        ready=(transfer.demand_police_must_decide,),
        lawful=(transfer.demand_police_documented,),
        runs_while_suspended=True,
    ),
    StepRule(
        PoliceAsked,
        "cases.investigate",
        _OPEN,
        ready=(transfer.demand_refused_by_police,),
        lawful=(transfer.demand_asked_in_time,),
        runs_while_suspended=True,
    ),
    StepRule(
        GoodsHandedOver,
        "cases.investigate",
        frozenset({Stage.TRANSFERRED}),
        ready=(transfer.demand_filed_by_police,),
        lawful=(transfer.demand_goods_receipted,),
        runs_while_suspended=True,
    ),
)
RULES: tuple[StepRule, ...] = (*_PERFORMING, *_EXECUTING, *_REMEDIES, *_TRANSFER)
CLOCKS: tuple[ClockMaker, ...] = _CLOCKS
