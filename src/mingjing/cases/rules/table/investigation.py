# SPDX-License-Identifier: Apache-2.0
"""Steps of the investigation: evidence and the report."""

from mingjing.cases.rules import basis, decision, devices, evidence, recording
from mingjing.cases.rules.clocks import ClockMaker
from mingjing.cases.rules.course import StepRule
from mingjing.cases.types.codes import Stage
from mingjing.cases.types.steps import (
    EvidenceAdded,
    EvidenceExcluded,
    EvidenceVerified,
    ReportMade,
)

_GATHERING = frozenset({Stage.INVESTIGATION, Stage.REVIEW, Stage.NOTICE})

RULES: tuple[StepRule, ...] = (
    StepRule(
        EvidenceAdded,
        "cases.investigate",
        _GATHERING,
        lawful=(
            evidence.demand_evidence_complete,
            evidence.demand_kept,
            evidence.demand_fitting_files,
            evidence.demand_new_files,
            recording.demand_whole_recordings,
            evidence.demand_lawful_collection,
            evidence.demand_reviewed_device,
            devices.demand_device_days,
        ),
        by_officers=True,
    ),
    StepRule(
        EvidenceVerified,
        "cases.investigate",
        _GATHERING,
        ready=(evidence.demand_evidence_to_judge,),
        lawful=(evidence.demand_known_evidence,),
        by_officers=True,
    ),
    StepRule(
        EvidenceExcluded,
        "cases.investigate",
        _GATHERING,
        ready=(evidence.demand_evidence_to_judge,),
        lawful=(evidence.demand_known_evidence,),
        by_officers=True,
    ),
    StepRule(
        ReportMade,
        "cases.investigate",
        _GATHERING,
        ready=(evidence.demand_some_evidence, evidence.demand_some_verified),
        lawful=(
            decision.demand_report_proposal,
            basis.demand_provisions_known,
            basis.demand_penalty_basis,
        ),
        by_officers=True,
    ),
)
CLOCKS: tuple[ClockMaker, ...] = (devices.device_clocks,)
