# SPDX-License-Identifier: Apache-2.0
"""The door of the cases room."""

from mingjing.cases.acts.approve_beforehand import approve_beforehand
from mingjing.cases.acts.approve_measure import approve_measure
from mingjing.cases.acts.check_clue import check_clue
from mingjing.cases.acts.check_correction import check_correction
from mingjing.cases.acts.decline_clue import decline_clue
from mingjing.cases.acts.dispose_preserved import dispose_preserved
from mingjing.cases.acts.end_testing import end_testing
from mingjing.cases.acts.extend_measure import extend_measure
from mingjing.cases.acts.file_case import file_case
from mingjing.cases.acts.lapse_clock import lapse_clock
from mingjing.cases.acts.order_correction import order_correction
from mingjing.cases.acts.preserve import preserve
from mingjing.cases.acts.release_measure import release_measure
from mingjing.cases.acts.serve_measure_notice import serve_measure_notice
from mingjing.cases.acts.start_testing import start_testing
from mingjing.cases.acts.sweeping import sweep
from mingjing.cases.acts.take_clue import take_clue
from mingjing.cases.acts.take_measure import take_measure
from mingjing.cases.acts.take_sample import take_sample
from mingjing.cases.queries.next_steps import next_steps
from mingjing.cases.queries.replay import replay_all, replay_case
from mingjing.cases.queries.sweeping import due_lapses
from mingjing.cases.types.views import SweepReport

__all__ = [
    "SweepReport",
    "approve_beforehand",
    "approve_measure",
    "check_clue",
    "check_correction",
    "decline_clue",
    "dispose_preserved",
    "due_lapses",
    "end_testing",
    "extend_measure",
    "file_case",
    "lapse_clock",
    "next_steps",
    "order_correction",
    "preserve",
    "release_measure",
    "replay_all",
    "replay_case",
    "serve_measure_notice",
    "start_testing",
    "sweep",
    "take_clue",
    "take_measure",
    "take_sample",
]
