# SPDX-License-Identifier: Apache-2.0
"""Addresses of the evidence room; those under `/recorder/` are of the segment door's page."""

from django.urls import path

from mingjing.evidence.web import recorder

urlpatterns = [
    path("recorder/start.json", recorder.start, name="evidence-start"),
    path("recorder/devices/", recorder.devices, name="evidence-devices"),
    path("recorder/recordings/<str:recording_id>/pass/", recorder.let_in, name="evidence-pass"),
]
ACCESS = {
    "evidence-start": "evidence.record",
    "evidence-devices": "evidence.record",
    "evidence-pass": "evidence.watch",
}
