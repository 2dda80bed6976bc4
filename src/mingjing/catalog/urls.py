# SPDX-License-Identifier: Apache-2.0
"""Addresses of the catalogue."""

from django.urls import path

from mingjing.catalog import web

urlpatterns = [
    path("", web.resource_list, name="catalog-list"),
    path("batches/<str:batch_id>/", web.batch, name="catalog-batch"),
    path("batches/<str:batch_id>/quarantine/", web.quarantine, name="catalog-quarantine"),
    path("batches/<str:batch_id>/release/", web.release, name="catalog-release"),
    path("batches/<str:batch_id>/correct/", web.correct, name="catalog-correct"),
    path("<str:resource_id>/", web.resource, name="catalog-resource"),
    path("<str:resource_id>/hand-in/", web.hand_in, name="catalog-hand-in"),
]
ACCESS = {
    "catalog-list": "public",
    "catalog-resource": "public",
    "catalog-batch": "public",
    "catalog-quarantine": "catalog.read",
    "catalog-release": "catalog.correct",
    "catalog-correct": "catalog.correct",
    "catalog-hand-in": "catalog.take_in",
}
