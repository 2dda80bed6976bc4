# SPDX-License-Identifier: Apache-2.0
"""Addresses of the registry."""

from django.urls import path

from mingjing.registry.web import people

urlpatterns = [
    path("", people.items, name="registry-items"),
    path("officers/", people.officers, name="registry-officers"),
    path("permissions/", people.permissions, name="registry-permissions"),
]
ACCESS = {
    "registry-items": "public",
    "registry-officers": "registry.read",
    "registry-permissions": "registry.read",
}
