# SPDX-License-Identifier: Apache-2.0
"""The door of the cases room."""

from mingjing.cases.acts.add_evidence import add_evidence
from mingjing.cases.acts.agree_execution import agree_execution
from mingjing.cases.acts.apply_to_court import apply_to_court
from mingjing.cases.acts.approve_beforehand import approve_beforehand
from mingjing.cases.acts.approve_measure import approve_measure
from mingjing.cases.acts.archive_case import archive_case
from mingjing.cases.acts.ask_for_help import ask_for_help
from mingjing.cases.acts.ask_police_again import ask_police_again
from mingjing.cases.acts.ask_recusal import ask_recusal
from mingjing.cases.acts.change_decision import change_decision
from mingjing.cases.acts.change_officers import change_officers
from mingjing.cases.acts.check_clue import check_clue
from mingjing.cases.acts.check_correction import check_correction
from mingjing.cases.acts.close_case import close_case
from mingjing.cases.acts.close_remedy import close_remedy
from mingjing.cases.acts.complete_party import complete_party
from mingjing.cases.acts.decide import decide
from mingjing.cases.acts.decide_complaint import decide_complaint
from mingjing.cases.acts.decide_execution import decide_execution
from mingjing.cases.acts.decide_on_the_spot import decide_on_the_spot
from mingjing.cases.acts.decide_recusal import decide_recusal
from mingjing.cases.acts.decide_transfer import decide_transfer
from mingjing.cases.acts.decline_clue import decline_clue
from mingjing.cases.acts.defer_payment import defer_payment
from mingjing.cases.acts.deliberate import deliberate
from mingjing.cases.acts.designate_jurisdiction import designate_jurisdiction
from mingjing.cases.acts.dispose_preserved import dispose_preserved
from mingjing.cases.acts.dispute_clue import dispute_clue
from mingjing.cases.acts.end_execution import end_execution
from mingjing.cases.acts.end_mediation import end_mediation
from mingjing.cases.acts.end_testing import end_testing
from mingjing.cases.acts.exclude_evidence import exclude_evidence
from mingjing.cases.acts.extend_clue import extend_clue
from mingjing.cases.acts.extend_measure import extend_measure
from mingjing.cases.acts.extend_term import extend_term
from mingjing.cases.acts.file_back import file_back
from mingjing.cases.acts.file_case import file_case
from mingjing.cases.acts.hand_duty_clue import hand_duty_clue
from mingjing.cases.acts.hand_in_money import hand_in_money
from mingjing.cases.acts.hand_over_goods import hand_over_goods
from mingjing.cases.acts.hand_to_police import hand_to_police
from mingjing.cases.acts.hold_hearing import hold_hearing
from mingjing.cases.acts.issue_access import issue_access
from mingjing.cases.acts.issue_document import issue_document
from mingjing.cases.acts.join_case import join_case
from mingjing.cases.acts.lapse_clock import lapse_clock
from mingjing.cases.acts.look_up_party import look_up_party
from mingjing.cases.acts.make_statement import make_statement
from mingjing.cases.acts.open_informant import open_informant
from mingjing.cases.acts.open_remedy import open_remedy
from mingjing.cases.acts.order_correction import order_correction
from mingjing.cases.acts.prepare_document import prepare_document
from mingjing.cases.acts.preserve import preserve
from mingjing.cases.acts.propose_transfer import propose_transfer
from mingjing.cases.acts.publish_decision import publish_decision
from mingjing.cases.acts.publish_statistics import publish_statistics
from mingjing.cases.acts.record_court_answer import record_court_answer
from mingjing.cases.acts.record_help import record_help
from mingjing.cases.acts.record_judgement import record_judgement
from mingjing.cases.acts.record_payment import record_payment
from mingjing.cases.acts.record_performance import record_performance
from mingjing.cases.acts.record_police_decision import record_police_decision
from mingjing.cases.acts.record_replay import record_replay
from mingjing.cases.acts.release_measure import release_measure
from mingjing.cases.acts.renewing import renew_waits
from mingjing.cases.acts.report_case import report_case
from mingjing.cases.acts.request_hearing import request_hearing
from mingjing.cases.acts.resume_case import resume_case
from mingjing.cases.acts.resume_execution import resume_execution
from mingjing.cases.acts.review_demand_answer import review_demand_answer
from mingjing.cases.acts.review_legally import review_legally
from mingjing.cases.acts.review_statement import review_statement
from mingjing.cases.acts.schedule_hearing import schedule_hearing
from mingjing.cases.acts.serve_decision import serve_decision
from mingjing.cases.acts.serve_demand import serve_demand
from mingjing.cases.acts.serve_measure_notice import serve_measure_notice
from mingjing.cases.acts.serve_notice import serve_notice
from mingjing.cases.acts.settle_dispute import settle_dispute
from mingjing.cases.acts.sign_document import sign_document
from mingjing.cases.acts.start_testing import start_testing
from mingjing.cases.acts.suspend_case import suspend_case
from mingjing.cases.acts.suspend_execution import suspend_execution
from mingjing.cases.acts.sweeping import sweep
from mingjing.cases.acts.take_clue import take_clue
from mingjing.cases.acts.take_complaint import take_complaint
from mingjing.cases.acts.take_measure import take_measure
from mingjing.cases.acts.take_sample import take_sample
from mingjing.cases.acts.tell_reporter import tell_reporter
from mingjing.cases.acts.verify_evidence import verify_evidence
from mingjing.cases.acts.waive_right import waive_right
from mingjing.cases.acts.withdraw_publication import withdraw_publication
from mingjing.cases.drafts import drop_draft, keep_draft
from mingjing.cases.queries.benchmark_replay import recorded_replay, replay_benchmark
from mingjing.cases.queries.case import case
from mingjing.cases.queries.clock_words import named_clocks
from mingjing.cases.queries.clues import clue, clues, complaint, complaints, has_clue
from mingjing.cases.queries.desk import desk, own_cases
from mingjing.cases.queries.documents import (
    document,
    documents_of,
    forms_of,
    forms_of_step,
    signing_officers,
)
from mingjing.cases.queries.file_check import check_files
from mingjing.cases.queries.findings import all_flagged, findings, flagged_cases, flagged_clues
from mingjing.cases.queries.lists import (
    CASES_SORTABLE,
    DUE_FIRST,
    CaseFilter,
    case_numbers,
    cases,
    due_clocks,
)
from mingjing.cases.queries.money import credit, money
from mingjing.cases.queries.next_steps import next_steps
from mingjing.cases.queries.papers import papers_missing, prepared, waiting_views
from mingjing.cases.queries.published import published, published_choices, published_citing
from mingjing.cases.queries.replay import replay_all, replay_case
from mingjing.cases.queries.similar import similar_cases
from mingjing.cases.queries.standing import standing_of
from mingjing.cases.queries.statistics import last_report, year_reports
from mingjing.cases.queries.sweeping import due_lapses
from mingjing.cases.queries.waiting import has_desk, waiting
from mingjing.cases.queries.words import factors_for, gates_in_words, listed_for
from mingjing.cases.rules.justice import Credit
from mingjing.cases.rules.owed import Balance
from mingjing.cases.rules.papers import forms_asked, paper_before
from mingjing.cases.stepping import step_acts, take_step
from mingjing.cases.types.views import SweepReport
from mingjing.cases.uploads import drop_uploads, keep_upload, sweep_uploads, waiting_uploads

__all__ = [
    "CASES_SORTABLE",
    "DUE_FIRST",
    "Balance",
    "CaseFilter",
    "Credit",
    "SweepReport",
    "add_evidence",
    "agree_execution",
    "all_flagged",
    "apply_to_court",
    "approve_beforehand",
    "approve_measure",
    "archive_case",
    "ask_for_help",
    "ask_police_again",
    "ask_recusal",
    "case",
    "case_numbers",
    "cases",
    "change_decision",
    "change_officers",
    "check_clue",
    "check_correction",
    "check_files",
    "close_case",
    "close_remedy",
    "clue",
    "clues",
    "complaint",
    "complaints",
    "complete_party",
    "credit",
    "decide",
    "decide_complaint",
    "decide_execution",
    "decide_on_the_spot",
    "decide_recusal",
    "decide_transfer",
    "decline_clue",
    "defer_payment",
    "deliberate",
    "designate_jurisdiction",
    "desk",
    "dispose_preserved",
    "dispute_clue",
    "document",
    "documents_of",
    "drop_draft",
    "drop_uploads",
    "due_clocks",
    "due_lapses",
    "end_execution",
    "end_mediation",
    "end_testing",
    "exclude_evidence",
    "extend_clue",
    "extend_measure",
    "extend_term",
    "factors_for",
    "file_back",
    "file_case",
    "findings",
    "flagged_cases",
    "flagged_clues",
    "forms_asked",
    "forms_of",
    "forms_of_step",
    "gates_in_words",
    "hand_duty_clue",
    "hand_in_money",
    "hand_over_goods",
    "hand_to_police",
    "has_clue",
    "has_desk",
    "hold_hearing",
    "issue_access",
    "issue_document",
    "join_case",
    "keep_draft",
    "keep_upload",
    "lapse_clock",
    "last_report",
    "listed_for",
    "look_up_party",
    "make_statement",
    "money",
    "named_clocks",
    "next_steps",
    "open_informant",
    "open_remedy",
    "order_correction",
    "own_cases",
    "paper_before",
    "papers_missing",
    "prepare_document",
    "prepared",
    "preserve",
    "propose_transfer",
    "publish_decision",
    "publish_statistics",
    "published",
    "published_choices",
    "published_citing",
    "record_court_answer",
    "record_help",
    "record_judgement",
    "record_payment",
    "record_performance",
    "record_police_decision",
    "record_replay",
    "recorded_replay",
    "release_measure",
    "renew_waits",
    "replay_all",
    "replay_benchmark",
    "replay_case",
    "report_case",
    "request_hearing",
    "resume_case",
    "resume_execution",
    "review_demand_answer",
    "review_legally",
    "review_statement",
    "schedule_hearing",
    "serve_decision",
    "serve_demand",
    "serve_measure_notice",
    "serve_notice",
    "settle_dispute",
    "sign_document",
    "signing_officers",
    "similar_cases",
    "standing_of",
    "start_testing",
    "step_acts",
    "suspend_case",
    "suspend_execution",
    "sweep",
    "sweep_uploads",
    "take_clue",
    "take_complaint",
    "take_measure",
    "take_sample",
    "take_step",
    "tell_reporter",
    "verify_evidence",
    "waiting",
    "waiting_uploads",
    "waiting_views",
    "waive_right",
    "withdraw_publication",
    "year_reports",
]
