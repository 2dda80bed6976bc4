# SPDX-License-Identifier: Apache-2.0
"""The door of the evidence room: recorders, recordings, who may watch, what the pulse does."""

from mingjing.evidence.acts.anchor_recordings import anchor_recordings
from mingjing.evidence.acts.break_off import break_off
from mingjing.evidence.acts.complete_recording import complete_recording
from mingjing.evidence.acts.give_tickets import give_tickets
from mingjing.evidence.acts.hand_out_file import hand_out_file
from mingjing.evidence.acts.issue_pass import issue_pass
from mingjing.evidence.acts.issue_upload_pass import issue_upload_pass, upload_pass_for
from mingjing.evidence.acts.join_file import join_file, joining_for
from mingjing.evidence.acts.join_recording import join_recording
from mingjing.evidence.acts.open_recording import open_recording
from mingjing.evidence.acts.raise_alarm import raise_alarm
from mingjing.evidence.acts.receive_file import receive_file
from mingjing.evidence.acts.register_device import NewDevice, register_device
from mingjing.evidence.acts.register_dock import register_dock
from mingjing.evidence.acts.resume_recording import resume_recording
from mingjing.evidence.acts.revoke_device import revoke_device
from mingjing.evidence.acts.revoke_dock import revoke_dock
from mingjing.evidence.acts.seal_recording import seal_recording
from mingjing.evidence.exporting import bundle_of
from mingjing.evidence.importing import Emptied, Integrity, empty_recorder, recorder_files
from mingjing.evidence.queries.accesses import accesses, anchor_count
from mingjing.evidence.queries.bundle import Part
from mingjing.evidence.queries.devices import device, devices_of, tickets_of
from mingjing.evidence.queries.limits import Keeping, keeping, statements
from mingjing.evidence.queries.occasions import occasions
from mingjing.evidence.queries.panel import recordings_panel
from mingjing.evidence.queries.received import (
    FileFilter,
    dock_named,
    dock_names,
    docks,
    file_accesses,
    receipt_from_recorder,
    received,
    received_files,
    received_for,
)
from mingjing.evidence.queries.recordings import (
    RecordingFilter,
    recording,
    recordings,
    recordings_for,
)
from mingjing.evidence.queries.server_key import DoorKey, door_key
from mingjing.evidence.queries.store import file_blocks
from mingjing.evidence.queries.sweeping import Unanchored, silent, unanchored, whole
from mingjing.evidence.queries.upload_passes import read_upload_pass
from mingjing.evidence.receiving import receive, receive_upload, uploads

__all__ = [
    "DoorKey",
    "Emptied",
    "FileFilter",
    "Integrity",
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
    "dock_named",
    "dock_names",
    "docks",
    "door_key",
    "empty_recorder",
    "file_accesses",
    "file_blocks",
    "give_tickets",
    "hand_out_file",
    "issue_pass",
    "issue_upload_pass",
    "join_file",
    "join_recording",
    "joining_for",
    "keeping",
    "occasions",
    "open_recording",
    "raise_alarm",
    "read_upload_pass",
    "receipt_from_recorder",
    "receive",
    "receive_file",
    "receive_upload",
    "received",
    "received_files",
    "received_for",
    "recorder_files",
    "recording",
    "recordings",
    "recordings_for",
    "recordings_panel",
    "register_device",
    "register_dock",
    "resume_recording",
    "revoke_device",
    "revoke_dock",
    "seal_recording",
    "silent",
    "statements",
    "tickets_of",
    "unanchored",
    "upload_pass_for",
    "uploads",
    "whole",
]
