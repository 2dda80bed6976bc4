# SPDX-License-Identifier: Apache-2.0
"""What the pulse does for recordings (录像巡检): complete, break off, note late uploads, anchor.

Safe to run twice.
"""

from datetime import datetime

import structlog

from mingjing.evidence.public import (
    anchor_recordings,
    break_off,
    complete_recording,
    late_uploads,
    note_late_upload,
    silent,
    unanchored,
    whole,
)
from mingjing.evidence.types import NotSealed, StoreAway, StoreFull, SweepReport, UploadNotLate
from mingjing.kernel.errors import PlatformError
from mingjing.registry.public import system_actor

_log = structlog.get_logger()


def complete_whole(now: datetime) -> int:
    """Completes sealed recordings whose links are all there; returns how many."""
    done = 0
    for recording_id in whole():
        try:
            complete_recording(actor=system_actor(), now=now, recording_id=recording_id)
            done += 1
        except (StoreAway, StoreFull) as error:
            _log.warning("completion_waits", recording=recording_id, code=error.code)
        except NotSealed:  # somebody else was faster
            continue
        except PlatformError as error:  # the chain is at fault: tell it, and go on with the others
            _log.error("completion_failed", recording=recording_id, code=error.code)
    return done


def sweep_recordings(now: datetime) -> SweepReport:
    """Completes, breaks off, notes as late and anchors what is due."""
    completed = complete_whole(now)
    broken_off = 0
    for recording_id in silent(now):
        try:
            break_off(actor=system_actor(), now=now, recording_id=recording_id)
            broken_off += 1
        except NotSealed:  # a link came in between
            continue
    late = _note_late(now)
    heads = unanchored()
    if heads:
        anchor_recordings(actor=system_actor(), now=now, heads=heads)
    return SweepReport(completed, broken_off, len(heads), late)


def _note_late(now: datetime) -> int:
    noted = 0
    for recording_id in late_uploads(now):
        try:
            note_late_upload(actor=system_actor(), now=now, recording_id=recording_id)
            noted += 1
        except UploadNotLate:  # the rest came in between
            continue
    return noted
