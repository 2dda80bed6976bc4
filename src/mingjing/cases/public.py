# SPDX-License-Identifier: Apache-2.0
"""The door of the cases room."""

from mingjing.cases.acts.add_evidence import add_evidence
from mingjing.cases.acts.archive_case import archive_case
from mingjing.cases.acts.ask_recusal import ask_recusal
from mingjing.cases.acts.change_decision import change_decision
from mingjing.cases.acts.change_officers import change_officers
from mingjing.cases.acts.check_clue import check_clue
from mingjing.cases.acts.close_case import close_case
from mingjing.cases.acts.decide import decide
from mingjing.cases.acts.decide_on_the_spot import decide_on_the_spot
from mingjing.cases.acts.decide_recusal import decide_recusal
from mingjing.cases.acts.decline_clue import decline_clue
from mingjing.cases.acts.deliberate import deliberate
from mingjing.cases.acts.designate_jurisdiction import designate_jurisdiction
from mingjing.cases.acts.exclude_evidence import exclude_evidence
from mingjing.cases.acts.extend_term import extend_term
from mingjing.cases.acts.file_back import file_back
from mingjing.cases.acts.file_case import file_case
from mingjing.cases.acts.hold_hearing import hold_hearing
from mingjing.cases.acts.issue_access import issue_access
from mingjing.cases.acts.issue_document import issue_document
from mingjing.cases.acts.join_case import join_case
from mingjing.cases.acts.make_statement import make_statement
from mingjing.cases.acts.report_case import report_case
from mingjing.cases.acts.request_hearing import request_hearing
from mingjing.cases.acts.resume_case import resume_case
from mingjing.cases.acts.review_legally import review_legally
from mingjing.cases.acts.review_statement import review_statement
from mingjing.cases.acts.schedule_hearing import schedule_hearing
from mingjing.cases.acts.serve_decision import serve_decision
from mingjing.cases.acts.serve_notice import serve_notice
from mingjing.cases.acts.sign_document import sign_document
from mingjing.cases.acts.suspend_case import suspend_case
from mingjing.cases.acts.take_clue import take_clue
from mingjing.cases.acts.verify_evidence import verify_evidence
from mingjing.cases.acts.waive_right import waive_right
from mingjing.cases.acts.withdraw_publication import withdraw_publication
from mingjing.cases.drafts import drop_draft, keep_draft
from mingjing.cases.queries.case import case
from mingjing.cases.queries.documents import document, documents_of, forms_of, issued_places
from mingjing.cases.queries.lists import cases, clue, clues, due_clocks, has_clue
from mingjing.cases.queries.next_steps import next_steps
from mingjing.cases.queries.replay import replay_all, replay_case
from mingjing.cases.queries.similar import similar_cases
from mingjing.cases.queries.words import factors_for, gates_in_words
from mingjing.cases.stepping import step_acts, take_step

__all__ = [
    "add_evidence",
    "archive_case",
    "ask_recusal",
    "case",
    "cases",
    "change_decision",
    "change_officers",
    "check_clue",
    "close_case",
    "clue",
    "clues",
    "decide",
    "decide_on_the_spot",
    "decide_recusal",
    "decline_clue",
    "deliberate",
    "designate_jurisdiction",
    "document",
    "documents_of",
    "drop_draft",
    "due_clocks",
    "exclude_evidence",
    "extend_term",
    "factors_for",
    "file_back",
    "file_case",
    "forms_of",
    "gates_in_words",
    "has_clue",
    "hold_hearing",
    "issue_access",
    "issue_document",
    "issued_places",
    "join_case",
    "keep_draft",
    "make_statement",
    "next_steps",
    "replay_all",
    "replay_case",
    "report_case",
    "request_hearing",
    "resume_case",
    "review_legally",
    "review_statement",
    "schedule_hearing",
    "serve_decision",
    "serve_notice",
    "sign_document",
    "similar_cases",
    "step_acts",
    "suspend_case",
    "take_clue",
    "take_step",
    "verify_evidence",
    "waive_right",
    "withdraw_publication",
]
