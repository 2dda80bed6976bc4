# SPDX-License-Identifier: Apache-2.0
"""Addresses of the evidence room; those under `/recorder/` are of the segment door's page."""

from django.urls import path

from mingjing.evidence.web import docks, files, pages, phone, recorder

urlpatterns = [
    path("evidence/", pages.recordings, name="evidence-list"),
    path("evidence/now/", pages.now_recording, name="evidence-now"),
    path("evidence/files/", files.files, name="evidence-files"),
    path("evidence/files/<str:file_id>/", files.file, name="evidence-file"),
    path("evidence/files/<str:file_id>/join/", files.join_file, name="evidence-file-join"),
    path("evidence/files/<str:file_id>/download/", files.download, name="evidence-file-download"),
    path("evidence/upload/", files.upload, name="evidence-upload"),
    path("evidence/upload/pass/", files.upload_pass, name="evidence-upload-pass"),
    path("evidence/docks/", docks.docks, name="evidence-docks"),
    path("evidence/docks/<str:dock_id>/revoke/", docks.revoke, name="evidence-dock-revoke"),
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
    "evidence-files": "evidence.watch",
    "evidence-file": "evidence.watch",
    "evidence-file-join": "evidence.join",
    "evidence-file-download": "evidence.export",
    "evidence-upload": "evidence.upload",
    "evidence-upload-pass": "evidence.upload",
    "evidence-docks": "evidence.manage_docks",
    "evidence-dock-revoke": "evidence.manage_docks",
    "evidence-recorder": "evidence.record",
    "evidence-recorder-worker": "public",
    "evidence-recorder-manifest": "public",
    "evidence-start": "evidence.record",
    "evidence-devices": "evidence.record",
    "evidence-pass": "evidence.watch",
}
