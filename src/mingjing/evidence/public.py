# SPDX-License-Identifier: Apache-2.0
"""The door of the evidence room: recorders, recordings, who may watch, what the pulse does."""

from mingjing.evidence.acts.add_note import Words, add_note
from mingjing.evidence.acts.anchor_recordings import anchor_recordings
from mingjing.evidence.acts.break_off import break_off
from mingjing.evidence.acts.complete_recording import complete_recording
from mingjing.evidence.acts.correct_note import correct_note
from mingjing.evidence.acts.decide_redaction import decide_redaction
from mingjing.evidence.acts.finish_redaction import MadeFilm, finish_redaction
from mingjing.evidence.acts.give_tickets import give_tickets
from mingjing.evidence.acts.give_up_redaction import give_up_redaction
from mingjing.evidence.acts.hand_out_file import hand_out_file
from mingjing.evidence.acts.hand_out_redaction import hand_out_redaction
from mingjing.evidence.acts.import_transcript import import_transcript
from mingjing.evidence.acts.issue_pass import issue_pass
from mingjing.evidence.acts.issue_upload_pass import issue_upload_pass, upload_pass_for
from mingjing.evidence.acts.join_file import join_file, joining_for
from mingjing.evidence.acts.join_recording import join_recording
from mingjing.evidence.acts.lift_hold import lift_hold
from mingjing.evidence.acts.list_as_due import list_as_due
from mingjing.evidence.acts.note_late_upload import note_late_upload
from mingjing.evidence.acts.open_recording import open_recording
from mingjing.evidence.acts.place_hold import place_hold
from mingjing.evidence.acts.plan_redaction import plan_redaction
from mingjing.evidence.acts.propose_deletion import propose_deletion
from mingjing.evidence.acts.put_category import put_category
from mingjing.evidence.acts.raise_alarm import raise_alarm
from mingjing.evidence.acts.read_words import read_words
from mingjing.evidence.acts.receive_file import receive_file
from mingjing.evidence.acts.register_device import NewDevice, register_device
from mingjing.evidence.acts.register_dock import register_dock
from mingjing.evidence.acts.register_source import NewSource, register_source
from mingjing.evidence.acts.resume_recording import resume_recording
from mingjing.evidence.acts.revoke_device import revoke_device
from mingjing.evidence.acts.revoke_dock import revoke_dock
from mingjing.evidence.acts.revoke_share import revoke_share
from mingjing.evidence.acts.seal_recording import seal_recording
from mingjing.evidence.acts.search_film import search_film
from mingjing.evidence.acts.search_words import search_words
from mingjing.evidence.acts.share_recording import Loan, share_recording
from mingjing.evidence.acts.unlist_as_due import unlist_as_due
from mingjing.evidence.acts.view_share import view_share
from mingjing.evidence.acts.withdraw_category import withdraw_category
from mingjing.evidence.deleting import carry_out, delete_kept
from mingjing.evidence.drafting import change_draft, settle_suggestion, take_up
from mingjing.evidence.exporting import bundle_of, redacted_bundle_of
from mingjing.evidence.film_jobs import ask_for_films, do_film_job
from mingjing.evidence.importing import Emptied, Integrity, empty_recorder, recorder_files
from mingjing.evidence.queries.accesses import accesses, anchor_count
from mingjing.evidence.queries.audit import audit_of
from mingjing.evidence.queries.bundle import Part
from mingjing.evidence.queries.credentials import signing_standing
from mingjing.evidence.queries.deletions import (
    decided,
    deleted_among,
    deletion,
    deletions,
    held_among,
    holds,
    undecided,
)
from mingjing.evidence.queries.devices import device, devices_of, tickets_of
from mingjing.evidence.queries.kept import kept_row, things_of
from mingjing.evidence.queries.limits import Keeping, keeping, statements
from mingjing.evidence.queries.notes import Found, notes, transcripts
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
from mingjing.evidence.queries.redactions import (
    draft,
    film_job,
    job_of,
    redaction,
    redactions,
    searches,
    suggestions,
)
from mingjing.evidence.queries.retention import categories, put_into, run_out, term_of
from mingjing.evidence.queries.scenes import scene_recordings
from mingjing.evidence.queries.sealed import is_sealed
from mingjing.evidence.queries.server_key import DoorKey, door_key
from mingjing.evidence.queries.shares import Lent, lent, shares
from mingjing.evidence.queries.sources import sources_of
from mingjing.evidence.queries.store import file_blocks
from mingjing.evidence.queries.sweeping import Unanchored, late_uploads, silent, unanchored, whole
from mingjing.evidence.queries.upload_passes import read_upload_pass
from mingjing.evidence.receiving import receive, receive_upload, uploads
from mingjing.evidence.redacting import cancel_search

__all__ = [
    "DoorKey",
    "Emptied",
    "FileFilter",
    "Found",
    "Integrity",
    "Keeping",
    "Lent",
    "Loan",
    "MadeFilm",
    "NewDevice",
    "NewSource",
    "Part",
    "RecordingFilter",
    "Unanchored",
    "Words",
    "accesses",
    "add_note",
    "anchor_count",
    "anchor_recordings",
    "ask_for_films",
    "audit_of",
    "break_off",
    "bundle_of",
    "cancel_search",
    "carry_out",
    "categories",
    "change_draft",
    "complete_recording",
    "correct_note",
    "decide_redaction",
    "decided",
    "delete_kept",
    "deleted_among",
    "deletion",
    "deletions",
    "device",
    "devices_of",
    "do_film_job",
    "dock_named",
    "dock_names",
    "docks",
    "door_key",
    "draft",
    "empty_recorder",
    "file_accesses",
    "file_blocks",
    "film_job",
    "finish_redaction",
    "give_tickets",
    "give_up_redaction",
    "hand_out_file",
    "hand_out_redaction",
    "held_among",
    "holds",
    "import_transcript",
    "is_sealed",
    "issue_pass",
    "issue_upload_pass",
    "job_of",
    "join_file",
    "join_recording",
    "joining_for",
    "keeping",
    "kept_row",
    "late_uploads",
    "lent",
    "lift_hold",
    "list_as_due",
    "note_late_upload",
    "notes",
    "occasions",
    "open_recording",
    "place_hold",
    "plan_redaction",
    "propose_deletion",
    "put_category",
    "put_into",
    "raise_alarm",
    "read_upload_pass",
    "read_words",
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
    "redacted_bundle_of",
    "redaction",
    "redactions",
    "register_device",
    "register_dock",
    "register_source",
    "resume_recording",
    "revoke_device",
    "revoke_dock",
    "revoke_share",
    "run_out",
    "scene_recordings",
    "seal_recording",
    "search_film",
    "search_words",
    "searches",
    "settle_suggestion",
    "share_recording",
    "shares",
    "signing_standing",
    "silent",
    "sources_of",
    "statements",
    "suggestions",
    "take_up",
    "term_of",
    "things_of",
    "tickets_of",
    "transcripts",
    "unanchored",
    "undecided",
    "unlist_as_due",
    "upload_pass_for",
    "uploads",
    "view_share",
    "whole",
    "withdraw_category",
]
