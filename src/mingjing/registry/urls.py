# SPDX-License-Identifier: Apache-2.0
"""Addresses of the registry."""

from django.urls import path

from mingjing.registry.web import law, parameters, people

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
]
ACCESS = {
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
