# SPDX-License-Identifier: Apache-2.0
"""Addresses of the subjects."""

from django.urls import path

from mingjing.subjects import web

urlpatterns = [
    path("", web.search, name="subjects-search"),
    path("review/", web.review, name="subjects-review"),
    path("judge/", web.judge, name="subjects-judge"),
    path("judgements/", web.judgements, name="subjects-judgements"),
    path("<str:subject_id>/", web.subject, name="subjects-subject"),
    path("<str:subject_id>/records/", web.records, name="subjects-records"),
]
ACCESS = {
    "subjects-search": "subjects.read",
    "subjects-review": "subjects.read",
    "subjects-judge": "subjects.judge",
    "subjects-judgements": "subjects.read",
    "subjects-subject": "subjects.read",
    "subjects-records": "subjects.read",
}
