# SPDX-License-Identifier: Apache-2.0
"""Addresses of the registry."""

from django.urls import path, re_path

from mingjing.registry.web import (
    benchmark_desk,
    benchmarks,
    law,
    list_work,
    lists,
    parameters,
    penalties,
    people,
)

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
    path("penalties/", penalties.penalties, name="registry-penalties"),
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
    # Discretion benchmarks.
    path("benchmarks/", benchmarks.benchmark_list, name="registry-benchmarks"),
    path("benchmarks/new/", benchmark_desk.new, name="registry-benchmark-new"),
    path("benchmarks/<str:benchmark_id>/", benchmarks.benchmark_page, name="registry-benchmark"),
    path("benchmarks/<str:benchmark_id>/try/", benchmarks.try_facts, name="registry-benchmark-try"),
    path(
        "benchmarks/<str:benchmark_id>/difference/",
        benchmarks.difference,
        name="registry-benchmark-difference",
    ),
    *(
        path(
            f"benchmarks/<str:benchmark_id>/table.{kind}",
            benchmarks.table_file,
            {"kind": kind},
            name=f"registry-benchmark-{kind}",
        )
        for kind in ("dmn", "csv", "json")
    ),
    path(
        "benchmarks/<str:benchmark_id>/edit/", benchmark_desk.edit, name="registry-benchmark-edit"
    ),
    path(
        "benchmarks/<str:benchmark_id>/submit/",
        benchmark_desk.submit,
        name="registry-benchmark-submit",
    ),
    path(
        "benchmarks/<str:benchmark_id>/review/",
        benchmark_desk.review,
        name="registry-benchmark-review",
    ),
    path(
        "benchmarks/<str:benchmark_id>/return/",
        benchmark_desk.send_back,
        name="registry-benchmark-return",
    ),
    path(
        "benchmarks/<str:benchmark_id>/publish/",
        benchmark_desk.publish,
        name="registry-benchmark-publish",
    ),
]
ACCESS = {
    "registry-penalties": "public",
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
    # Discretion benchmarks: what is out is open to anyone, drafts to who makes them.
    "registry-benchmarks": "public",
    "registry-benchmark": "public",
    "registry-benchmark-try": "public",
    "registry-benchmark-difference": "public",
    "registry-benchmark-dmn": "public",
    "registry-benchmark-csv": "public",
    "registry-benchmark-json": "public",
    "registry-benchmark-new": "registry.draft_benchmark",
    "registry-benchmark-edit": "registry.draft_benchmark",
    "registry-benchmark-submit": "registry.draft_benchmark",
    "registry-benchmark-review": "registry.review_benchmark",
    "registry-benchmark-return": "registry.read",
    "registry-benchmark-publish": "registry.publish_benchmark",
}
