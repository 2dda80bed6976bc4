# SPDX-License-Identifier: Apache-2.0
"""Who carries films' tasks out and when (影片任务的安排): the pulse asks, a worker does.

Safe to run twice: a task is taken by one worker at a time.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from mingjing.evidence.acts.give_up_redaction import give_up_redaction
from mingjing.evidence.film_leftovers import drop_film, tidy_films
from mingjing.evidence.models import FilmJob
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.queries.redactions import jobs_to_ask
from mingjing.evidence.redacting import Clock, WorkLost, carry_out_job, is_held_up, take_job
from mingjing.evidence.types import StoreAway, StoreFull
from mingjing.evidence.types.redaction import FilmJobState
from mingjing.evidence.types.redaction_refusals import RedactionNotThere
from mingjing.kernel.errors import PlatformError
from mingjing.registry.public import system_actor

_log = structlog.get_logger()
_BROKEN_OFF = "evidence.film_broken_off"
_QUEUED_AGAIN = timedelta(minutes=10)
"""A task that was queued and not taken for so long is queued once more: its worker may be gone."""


def ask_for_films(now: datetime, enqueue: Callable[[str], object]) -> int:
    """Queues what waits, takes up what fell silent, gives up what was begun too often."""
    tidy_films(now)
    asked = 0
    for job in jobs_to_ask((FilmJobState.WAITING.value, FilmJobState.RUNNING.value)):
        is_running = job.state == FilmJobState.RUNNING.value
        if is_running and (job.heard_at is None or job.heard_at >= now - keeping().film_silence):
            continue
        if is_running and job.tries >= keeping().film_tries:
            give_up(job, _BROKEN_OFF, now)
            continue
        if _is_queued(job, now) or is_held_up(job, now):
            continue
        FilmJob.objects.filter(job_id=job.job_id).update(queued_at=now)
        enqueue(job.job_id)
        asked += 1
    return asked


def _is_queued(job: FilmJob, now: datetime) -> bool:
    """Whether a worker was asked lately, and after the last one was heard of."""
    if job.queued_at is None or job.queued_at <= now - _QUEUED_AGAIN:
        return False
    is_running = job.state == FilmJobState.RUNNING.value
    return not is_running or job.heard_at is None or job.queued_at > job.heard_at


def do_film_job(job_id: str, clock: Clock) -> None:
    """Takes a task and carries it out; what cannot be done is given up with its code.

    Whatever ends it without a copy, no film of it is kept.
    """
    now = clock()
    tidy_films(now)
    job = take_job(job_id, now)
    if job is None:
        return
    _log.info("film_begun", job=job_id, work=job.work, tries=job.tries)
    try:
        carry_out_job(job, clock)
    except (WorkLost, RedactionNotThere):
        _log.info("film_left", job=job_id)
    except (StoreAway, StoreFull) as error:
        _log.warning("film_waits", job=job_id, code=error.code)
        if job.tries >= keeping().film_tries:
            give_up(job, error.code, clock())
        return  # it falls silent and is taken up again; the pulse removes what is left
    except PlatformError as error:
        _log.warning("film_failed", job=job_id, code=error.code)
        give_up(job, error.code, clock())
    else:
        _log.info("film_done", job=job_id)
        return
    try:
        drop_film(job_id)
    except StoreAway as error:  # the pulse tries again
        _log.warning("film_stays", job=job_id, code=error.code)


def give_up(job: FilmJob, code: str, now: datetime) -> None:
    """Says for good that a task failed, while its run is still the one that failed.

    A copy's has its entry in the ledger.
    """
    if job.redaction_id:
        try:
            give_up_redaction(
                actor=system_actor(),
                now=now,
                redaction_id=job.redaction_id,
                failure=code,
                run=job.run,
            )
        except RedactionNotThere:  # finished, cancelled, or taken by another worker in between
            return
    else:
        mine = FilmJob.objects.filter(
            job_id=job.job_id, run=job.run, state=FilmJobState.RUNNING.value
        )
        mine.update(state=FilmJobState.FAILED.value, failure=code, run="")
