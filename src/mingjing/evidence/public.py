# SPDX-License-Identifier: Apache-2.0
"""The door of the evidence room: recorders, recordings, who may watch, what the pulse does."""

from mingjing.evidence.acts.anchor_recordings import anchor_recordings
from mingjing.evidence.acts.break_off import break_off
from mingjing.evidence.acts.complete_recording import complete_recording
from mingjing.evidence.acts.give_tickets import give_tickets
from mingjing.evidence.acts.issue_pass import issue_pass
from mingjing.evidence.acts.join_recording import join_recording
from mingjing.evidence.acts.note_late_upload import note_late_upload
from mingjing.evidence.acts.open_recording import open_recording
from mingjing.evidence.acts.raise_alarm import raise_alarm
from mingjing.evidence.acts.register_device import NewDevice, register_device
from mingjing.evidence.acts.resume_recording import resume_recording
from mingjing.evidence.acts.revoke_device import revoke_device
from mingjing.evidence.acts.seal_recording import seal_recording
from mingjing.evidence.exporting import bundle_of
from mingjing.evidence.queries.accesses import accesses, anchor_count
from mingjing.evidence.queries.bundle import Part
from mingjing.evidence.queries.devices import device, devices_of, tickets_of
from mingjing.evidence.queries.limits import Keeping, keeping, statements
from mingjing.evidence.queries.occasions import occasions
from mingjing.evidence.queries.panel import recordings_panel
from mingjing.evidence.queries.recordings import (
    RecordingFilter,
    recording,
    recordings,
    recordings_for,
)
from mingjing.evidence.queries.scenes import scene_recordings
from mingjing.evidence.queries.server_key import DoorKey, door_key
from mingjing.evidence.queries.sweeping import Unanchored, late_uploads, silent, unanchored, whole

__all__ = [
    "DoorKey",
    "Keeping",
    "NewDevice",
    "Part",
    "RecordingFilter",
    "Unanchored",
    "accesses",
    "anchor_count",
    "anchor_recordings",
    "break_off",
    "bundle_of",
    "complete_recording",
    "device",
    "devices_of",
    "door_key",
    "give_tickets",
    "issue_pass",
    "join_recording",
    "keeping",
    "late_uploads",
    "note_late_upload",
    "occasions",
    "open_recording",
    "raise_alarm",
    "recording",
    "recordings",
    "recordings_for",
    "recordings_panel",
    "register_device",
    "resume_recording",
    "revoke_device",
    "scene_recordings",
    "seal_recording",
    "silent",
    "statements",
    "tickets_of",
    "unanchored",
    "whole",
]
