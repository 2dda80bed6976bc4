# SPDX-License-Identifier: Apache-2.0
"""Addresses of the standards room."""

from django.urls import path

from mingjing.standards import web

urlpatterns = [
    path("", web.standard_list, name="standards-list"),
    path("elements/", web.element_list, name="standards-elements"),
    path("<str:standard_id>/", web.detail, name="standards-detail"),
    path("<str:standard_id>/<str:version>/document/", web.document, name="standards-document"),
    path("<str:standard_id>/<str:version>/schema/", web.schema, name="standards-schema"),
]
ACCESS = {
    "standards-list": "public",
    "standards-elements": "public",
    "standards-detail": "public",
    "standards-document": "public",
    "standards-schema": "public",
}
