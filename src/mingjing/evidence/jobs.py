# SPDX-License-Identifier: Apache-2.0
"""What the pulse does for recordings (录像巡检): complete, break off, note late uploads, anchor.

Safe to run twice.
"""

from datetime import datetime, timedelta

import structlog
from django_tasks import task

from mingjing.evidence.public import (
    anchor_recordings,
    ask_for_films,
    break_off,
    carry_out,
    complete_recording,
    decided,
    do_film_job,
    late_uploads,
    list_as_due,
    note_late_upload,
    receive_upload,
    run_out,
    silent,
    unanchored,
    undecided,
    unlist_as_due,
    uploads,
    whole,
)
from mingjing.evidence.types import (
    NotProposed,
    NotSealed,
    StoreAway,
    StoreFull,
    SweepReport,
    TermRuns,
    UploadNotLate,
)
from mingjing.kernel.clock import system_now
from mingjing.kernel.errors import PlatformError
from mingjing.registry.public import system_actor

_log = structlog.get_logger()
_DOOR_TIME = timedelta(minutes=10)
"""A door that lives receives a whole upload long before."""


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
    received, ended = sweep_uploads(now)
    return SweepReport(completed, broken_off, len(heads), received, ended, late)


def sweep_uploads(now: datetime) -> tuple[int, int]:
    """Receives whole uploads whose door was killed, ends those that ran out; how many of each."""
    shelf, done = uploads(), 0
    for upload in shelf.waiting(now - _DOOR_TIME):
        path = shelf.data(upload.upload_id)
        try:
            digest = shelf.digest(upload.upload_id).hexdigest()
            receive_upload(upload, path, digest, now)
            shelf.finish(upload)
            done += 1
        except (PlatformError, OSError) as error:  # it waits until its sender asks, or it runs out
            _log.warning("upload_waits", upload=upload.upload_id, error=type(error).__name__)
    return done, shelf.tidy(now)


def carry_out_deletions(now: datetime) -> int:
    """Goes on with deletions that are decided: the store was away, or somebody was killed."""
    done = 0
    for item in decided():
        try:
            carry_out(item, now)
            done += 1
        except PlatformError as error:
            _log.warning("deletion_waits", kind=item.kind, id=item.id, code=error.code)
    return done


def sweep_terms(now: datetime) -> int:
    """Lists what is due, takes off what is kept longer now; returns how many were listed.

    Reads all that does not grow and is not listed: for once in a while, not for every minute.
    """
    for item in undecided():
        try:
            unlist_as_due(actor=system_actor(), now=now, item=item)
        except NotProposed:  # it is still due, or was decided in between
            continue
    listed = 0
    for item in run_out(now):
        try:
            list_as_due(actor=system_actor(), now=now, item=item)
            listed += 1
        except (NotSealed, TermRuns):  # something changed in between
            continue
    return listed


@task(queue_name="films")
def work_on_film(job_id: str) -> None:
    """Makes a redacted copy, looks for faces, follows a mask: minutes, on a queue of its own."""
    do_film_job(job_id, system_now)


def ask_for_film_work(now: datetime) -> int:
    """Asks the worker of films for what waits, and for what another left; returns how many."""
    return ask_for_films(now, work_on_film.enqueue)


def _note_late(now: datetime) -> int:
    noted = 0
    for recording_id in late_uploads(now):
        try:
            note_late_upload(actor=system_actor(), now=now, recording_id=recording_id)
            noted += 1
        except UploadNotLate:  # the rest came in between
            continue
    return noted
