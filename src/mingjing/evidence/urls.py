# SPDX-License-Identifier: Apache-2.0
"""Addresses of the evidence room; those under `/recorder/` are of the segment door's page."""

from django.urls import path

from mingjing.evidence.web import pages, phone, recorder

urlpatterns = [
    path("evidence/", pages.recordings, name="evidence-list"),
    path("evidence/now/", pages.now_recording, name="evidence-now"),
    path("evidence/<str:recording_id>/", pages.recording, name="evidence-recording"),
    path("evidence/<str:recording_id>/join/", pages.join, name="evidence-join"),
    path("evidence/<str:recording_id>/export/", pages.export, name="evidence-export"),
    path("recorder/", phone.recorder, name="evidence-recorder"),
    path("recorder/sw.js", phone.worker, name="evidence-recorder-worker"),
    path("recorder/recorder.webmanifest", phone.manifest, name="evidence-recorder-manifest"),
    path("recorder/start.json", recorder.start, name="evidence-start"),
    path("recorder/devices/", recorder.devices, name="evidence-devices"),
    path("recorder/recordings/<str:recording_id>/pass/", recorder.let_in, name="evidence-pass"),
]
ACCESS = {
    "evidence-list": "evidence.watch",
    "evidence-now": "evidence.watch",
    "evidence-recording": "evidence.watch",
    "evidence-join": "evidence.join",
    "evidence-export": "evidence.export",
    "evidence-recorder": "evidence.record",
    "evidence-recorder-worker": "public",
    "evidence-recorder-manifest": "public",
    "evidence-start": "evidence.record",
    "evidence-devices": "evidence.record",
    "evidence-pass": "evidence.watch",
}
