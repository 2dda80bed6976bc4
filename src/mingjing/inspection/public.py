# SPDX-License-Identifier: Apache-2.0
"""The door of the inspection room: plan, draw, visit, take leads, read, replay."""

from mingjing.inspection.acts.cancel_task import cancel_task
from mingjing.inspection.acts.change_selection import change_selection
from mingjing.inspection.acts.close_task import close_task
from mingjing.inspection.acts.declare_recusal import declare_recusal
from mingjing.inspection.acts.draft_plan import draft_plan
from mingjing.inspection.acts.draw import draw
from mingjing.inspection.acts.enter_result import enter_result
from mingjing.inspection.acts.evaluate import evaluate
from mingjing.inspection.acts.freeze_pool import freeze_pool
from mingjing.inspection.acts.issue_code import issue_code
from mingjing.inspection.acts.issue_paper import issue_paper
from mingjing.inspection.acts.publish_results import publish_results
from mingjing.inspection.acts.publish_year_plan import publish_year_plan
from mingjing.inspection.acts.replace_officer import replace_officer
from mingjing.inspection.acts.take_lead import take_lead
from mingjing.inspection.queries.draws import draw_file, draw_view, drawn_strata, drawn_tasks
from mingjing.inspection.queries.leads import lead, leads, leads_of_subject, leads_taken
from mingjing.inspection.queries.occasions import KIND as VISIT
from mingjing.inspection.queries.openness import (
    evaluations,
    has_code,
    is_evaluated,
    objections,
    published_visits,
    results_late,
    year_plan,
    year_plans,
)
from mingjing.inspection.queries.outlook import (
    SubjectCard,
    candidates,
    cards,
    scored_by,
    scored_last,
    unscored_candidates,
)
from mingjing.inspection.queries.papers import paper, paper_forms, papers_of
from mingjing.inspection.queries.plans import area_counts, changes, lane_counts, plan, plans
from mingjing.inspection.queries.statistics import plan_statistics, visits_between
from mingjing.inspection.queries.tasks import (
    SORTABLE,
    TaskFilter,
    task,
    task_marks,
    tasks,
    tasks_of_subject,
)
from mingjing.inspection.replaying import replay_file

__all__ = [
    "SORTABLE",
    "VISIT",
    "SubjectCard",
    "TaskFilter",
    "area_counts",
    "cancel_task",
    "candidates",
    "cards",
    "change_selection",
    "changes",
    "close_task",
    "declare_recusal",
    "draft_plan",
    "draw",
    "draw_file",
    "draw_view",
    "drawn_strata",
    "drawn_tasks",
    "enter_result",
    "evaluate",
    "evaluations",
    "freeze_pool",
    "has_code",
    "is_evaluated",
    "issue_code",
    "issue_paper",
    "lane_counts",
    "lead",
    "leads",
    "leads_of_subject",
    "leads_taken",
    "objections",
    "paper",
    "paper_forms",
    "papers_of",
    "plan",
    "plan_statistics",
    "plans",
    "publish_results",
    "publish_year_plan",
    "published_visits",
    "replace_officer",
    "replay_file",
    "results_late",
    "scored_by",
    "scored_last",
    "take_lead",
    "task",
    "task_marks",
    "tasks",
    "tasks_of_subject",
    "unscored_candidates",
    "visits_between",
    "year_plan",
    "year_plans",
]
