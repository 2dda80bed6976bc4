# SPDX-License-Identifier: Apache-2.0
"""The door of the cases room."""

from mingjing.cases.acts.agree_execution import agree_execution
from mingjing.cases.acts.apply_to_court import apply_to_court
from mingjing.cases.acts.approve_beforehand import approve_beforehand
from mingjing.cases.acts.approve_measure import approve_measure
from mingjing.cases.acts.ask_police_again import ask_police_again
from mingjing.cases.acts.check_clue import check_clue
from mingjing.cases.acts.check_correction import check_correction
from mingjing.cases.acts.close_remedy import close_remedy
from mingjing.cases.acts.decide_execution import decide_execution
from mingjing.cases.acts.decide_transfer import decide_transfer
from mingjing.cases.acts.decline_clue import decline_clue
from mingjing.cases.acts.defer_payment import defer_payment
from mingjing.cases.acts.dispose_preserved import dispose_preserved
from mingjing.cases.acts.end_execution import end_execution
from mingjing.cases.acts.end_testing import end_testing
from mingjing.cases.acts.extend_measure import extend_measure
from mingjing.cases.acts.file_case import file_case
from mingjing.cases.acts.hand_in_money import hand_in_money
from mingjing.cases.acts.hand_over_goods import hand_over_goods
from mingjing.cases.acts.hand_to_police import hand_to_police
from mingjing.cases.acts.lapse_clock import lapse_clock
from mingjing.cases.acts.open_remedy import open_remedy
from mingjing.cases.acts.order_correction import order_correction
from mingjing.cases.acts.preserve import preserve
from mingjing.cases.acts.propose_transfer import propose_transfer
from mingjing.cases.acts.record_court_answer import record_court_answer
from mingjing.cases.acts.record_payment import record_payment
from mingjing.cases.acts.record_performance import record_performance
from mingjing.cases.acts.record_police_decision import record_police_decision
from mingjing.cases.acts.release_measure import release_measure
from mingjing.cases.acts.resume_execution import resume_execution
from mingjing.cases.acts.review_demand_answer import review_demand_answer
from mingjing.cases.acts.serve_demand import serve_demand
from mingjing.cases.acts.serve_measure_notice import serve_measure_notice
from mingjing.cases.acts.start_testing import start_testing
from mingjing.cases.acts.suspend_execution import suspend_execution
from mingjing.cases.acts.sweeping import sweep
from mingjing.cases.acts.take_clue import take_clue
from mingjing.cases.acts.take_measure import take_measure
from mingjing.cases.acts.take_sample import take_sample
from mingjing.cases.queries.money import money
from mingjing.cases.queries.next_steps import next_steps
from mingjing.cases.queries.replay import replay_all, replay_case
from mingjing.cases.queries.sweeping import due_lapses
from mingjing.cases.rules.owed import Balance
from mingjing.cases.types.views import SweepReport

__all__ = [
    "Balance",
    "SweepReport",
    "agree_execution",
    "apply_to_court",
    "approve_beforehand",
    "approve_measure",
    "ask_police_again",
    "check_clue",
    "check_correction",
    "close_remedy",
    "decide_execution",
    "decide_transfer",
    "decline_clue",
    "defer_payment",
    "dispose_preserved",
    "due_lapses",
    "end_execution",
    "end_testing",
    "extend_measure",
    "file_case",
    "hand_in_money",
    "hand_over_goods",
    "hand_to_police",
    "lapse_clock",
    "money",
    "next_steps",
    "open_remedy",
    "order_correction",
    "preserve",
    "propose_transfer",
    "record_court_answer",
    "record_payment",
    "record_performance",
    "record_police_decision",
    "release_measure",
    "replay_all",
    "replay_case",
    "resume_execution",
    "review_demand_answer",
    "serve_demand",
    "serve_measure_notice",
    "start_testing",
    "suspend_execution",
    "sweep",
    "take_clue",
    "take_measure",
    "take_sample",
]
