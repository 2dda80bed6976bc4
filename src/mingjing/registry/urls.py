# SPDX-License-Identifier: Apache-2.0
"""Addresses of the registry."""

from django.urls import path, re_path

from mingjing.registry.web import law, list_work, lists, parameters, people

urlpatterns = [
    path("", people.items, name="registry-items"),
    path("officers/", people.officers, name="registry-officers"),
    path("permissions/", people.permissions, name="registry-permissions"),
    # law register and parameters
    path("law/", law.instruments, name="law-instruments"),
    path("law/rules/", law.rules, name="law-rules"),
    path("law/rules/<str:rule_id>/", law.rule, name="law-rule"),
    path("law/deadlines/", parameters.deadlines, name="law-deadlines"),
    path("law/parameters/", parameters.parameters, name="law-parameters"),
    path("law/parameters/<str:name>/", parameters.parameter, name="law-parameter"),
    path("law/parameters/<str:name>/set/", parameters.set_value, name="law-parameter-set"),
    path("law/<slug:instrument_id>/", law.instrument, name="law-instrument"),
    path("law/<slug:instrument_id>/<str:number>/", law.article, name="law-article"),
    # Lists: public pages first, then those of the people who make them.
    path("lists/", lists.lists, name="registry-lists"),
    path("lists/work/", list_work.work, name="registry-list-work"),
    path("lists/work/new/", list_work.new_list, name="registry-list-new"),
    path("lists/work/<str:list_version_id>/", list_work.version, name="registry-list-version"),
    path(
        "lists/work/<str:list_version_id>/correct/",
        list_work.correct,
        name="registry-list-correct",
    ),
    path("lists/work/<str:list_version_id>/submit/", list_work.submit, name="registry-list-submit"),
    path("lists/work/<str:list_version_id>/review/", list_work.review, name="registry-list-review"),
    path(
        "lists/work/<str:list_version_id>/return/",
        list_work.send_back,
        name="registry-list-return",
    ),
    path(
        "lists/work/<str:list_version_id>/publish/",
        list_work.publish,
        name="registry-list-publish",
    ),
    path("lists/<slug:kind>/", lists.list_page, name="registry-list"),
    path("lists/<slug:kind>/<int:entry_id>/", lists.list_item, name="registry-list-item"),
    re_path(
        r"^lists/(?P<kind>[a-z-]+)/file\.(?P<form>csv|json)$",
        lists.list_file,
        name="registry-list-file",
    ),
]
ACCESS = {
    "registry-lists": "public",
    "registry-list": "public",
    "registry-list-item": "public",
    "registry-list-file": "public",
    "registry-list-work": "registry.read",
    "registry-list-version": "registry.read",
    "registry-list-new": "registry.draft_list",
    "registry-list-correct": "registry.draft_list",
    "registry-list-submit": "registry.draft_list",
    "registry-list-review": "registry.review_list",
    "registry-list-return": "registry.read",  # the act asks for the reviewer or the head
    "registry-list-publish": "registry.publish_list",
    "registry-items": "public",
    "registry-officers": "registry.read",
    "registry-permissions": "registry.read",
    "law-instruments": "public",
    "law-rules": "public",
    "law-rule": "public",
    "law-deadlines": "public",
    "law-parameters": "public",
    "law-parameter": "public",
    "law-parameter-set": "registry.set_parameter",
    "law-instrument": "public",
    "law-article": "public",
}
