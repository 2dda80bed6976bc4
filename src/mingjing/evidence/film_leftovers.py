# SPDX-License-Identifier: Apache-2.0
"""What an ended film task leaves goes (影片任务残留): its folder, and a film that became no copy.

A worker claims its film in the task before it stores it, so that whoever comes after a kill knows
what to remove. Claiming and removing hold the recording's row: of two, one sees the other.
"""

import shutil
from datetime import datetime
from pathlib import Path

import structlog
from django.conf import settings
from django.db import transaction

from mingjing.engines.workspace import TEMPORARY
from mingjing.evidence.deleting import remove_unowned
from mingjing.evidence.models import FilmJob
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.queries.recordings import recording_row
from mingjing.evidence.queries.redactions import GOING
from mingjing.evidence.types import StoreAway
from mingjing.evidence.types.redaction import FilmJobState

_log = structlog.get_logger()
_PREFIX = "film_"
_FILM = "film"
_ENDED = (FilmJobState.CANCELLED.value, FilmJobState.FAILED.value)


def folder_of(job: FilmJob) -> Path:
    """The private folder of one run of a task: no other worker has it."""
    return Path(settings.MINGJING_HOME) / TEMPORARY / f"{job.job_id}-{job.run}"


def claim_film(job: FilmJob, sha256: str, now: datetime) -> bool:
    """Writes down which film comes into the store; False when the task is another's by now.

    What an earlier run stored, and did not put on record, goes.
    Raises: StoreAway.
    """
    with transaction.atomic():
        recording_row(job.recording_id, lock=True)
        mine = FilmJob.objects.filter(
            job_id=job.job_id, run=job.run, state=FilmJobState.RUNNING.value
        )
        row = mine.select_for_update().first()
        if row is None:
            return False
        before = row.asked.get(_FILM, "")
        row.asked = {**row.asked, _FILM: sha256}
        row.heard_at = now
        row.save(update_fields=["asked", "heard_at"])
        if before and before != sha256:
            _remove(before)
    return True


def drop_film(job_id: str) -> None:
    """Removes the film of a task that ended without a copy. Safe to run twice.

    Raises: StoreAway.
    """
    recording_id = FilmJob.objects.values_list("recording_id", flat=True).get(job_id=job_id)
    with transaction.atomic():
        recording_row(recording_id, lock=True)
        row = FilmJob.objects.select_for_update().get(job_id=job_id)
        if row.state not in _ENDED or _FILM not in row.asked:
            return
        sha256 = row.asked.pop(_FILM)
        row.save(update_fields=["asked"])
        _remove(sha256)


def _remove(sha256: str) -> None:
    if not FilmJob.objects.filter(asked__film=sha256, state__in=GOING).exists():
        remove_unowned(sha256)


def tidy_films(now: datetime) -> None:
    """Removes folders whose run is over, and films of tasks that ended and whose worker is gone."""
    parent = Path(settings.MINGJING_HOME) / TEMPORARY
    for folder in parent.glob(f"{_PREFIX}*") if parent.is_dir() else ():
        job_id, _dash, run = folder.name.partition("-")
        is_going = FilmJob.objects.filter(
            job_id=job_id, run=run, state=FilmJobState.RUNNING.value
        ).exists()
        if not run or not is_going:
            shutil.rmtree(folder, ignore_errors=True)
    gone = now - keeping().film_silence
    left = FilmJob.objects.filter(state__in=_ENDED, asked__has_key=_FILM, heard_at__lt=gone)
    for job_id in left.values_list("job_id", flat=True)[:100]:
        try:
            drop_film(job_id)
        except StoreAway as error:  # the next pulse tries again
            _log.warning("film_stays", job=job_id, code=error.code)
