# SPDX-License-Identifier: Apache-2.0
"""Addresses of the registry."""

from django.urls import path

from mingjing.registry import web

urlpatterns = [
    path("", web.items, name="registry-items"),
    path("officers/", web.officers, name="registry-officers"),
    path("permissions/", web.permissions, name="registry-permissions"),
]
ACCESS = {
    "registry-items": "public",
    "registry-officers": "registry.read",
    "registry-permissions": "registry.read",
}
