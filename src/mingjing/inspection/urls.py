# SPDX-License-Identifier: Apache-2.0
"""Addresses of the inspection room; the draw and its file are open to anyone."""

from django.urls import path

from mingjing.inspection.web import draws, leads, papers, plans, tasks

urlpatterns = [
    path("", plans.plans, name="inspection-plans"),
    path("plans/new/", plans.new_plan, name="inspection-plan-new"),
    path("plans/<str:plan_id>/", plans.plan, name="inspection-plan"),
    path("plans/<str:plan_id>/change/", plans.change, name="inspection-plan-change"),
    path("plans/<str:plan_id>/freeze/", plans.freeze, name="inspection-plan-freeze"),
    path("plans/<str:plan_id>/run-draw/", plans.run_draw, name="inspection-plan-draw"),
    path("plans/<str:plan_id>/draw/", draws.draw, name="inspection-draw"),
    path("plans/<str:plan_id>/draw/file", draws.draw_file, name="inspection-draw-file"),
    path("tasks/<str:task_id>/", tasks.task, name="inspection-task"),
    path("tasks/<str:task_id>/result/", tasks.enter, name="inspection-task-result"),
    path("tasks/<str:task_id>/close/", tasks.close, name="inspection-task-close"),
    path("tasks/<str:task_id>/cancel/", tasks.cancel, name="inspection-task-cancel"),
    path("tasks/<str:task_id>/recuse/", tasks.recuse, name="inspection-task-recuse"),
    path("tasks/<str:task_id>/replace/", tasks.replace, name="inspection-task-replace"),
    path("tasks/<str:task_id>/papers/<str:form>/", papers.issue, name="inspection-paper-issue"),
    path("papers/<str:paper_id>/pdf", papers.pdf, name="inspection-paper-pdf"),
    path("papers/<str:paper_id>/docx", papers.docx, name="inspection-paper-docx"),
    path("leads/", leads.leads, name="inspection-leads"),
    path("leads/take/", leads.take, name="inspection-lead-take"),
]
ACCESS = {
    "inspection-plans": "inspection.read",
    "inspection-plan-new": "inspection.draft_plan",
    "inspection-plan": "inspection.read",
    "inspection-plan-change": "inspection.draft_plan",
    "inspection-plan-freeze": "inspection.freeze_pool",
    "inspection-plan-draw": "inspection.draw",
    "inspection-draw": "public",
    "inspection-draw-file": "public",
    "inspection-task": "inspection.read",
    "inspection-task-result": "inspection.enter_result",
    "inspection-task-close": "inspection.enter_result",
    "inspection-task-cancel": "inspection.cancel_task",
    "inspection-task-recuse": "inspection.declare_recusal",
    "inspection-task-replace": "inspection.replace_officer",
    "inspection-paper-issue": "inspection.issue_paper",
    "inspection-paper-pdf": "inspection.read",
    "inspection-paper-docx": "inspection.read",
    "inspection-leads": "inspection.read",
    "inspection-lead-take": "inspection.take_lead",
}
