# SPDX-License-Identifier: Apache-2.0
"""Nothing is left of a film task that ended without a copy: no folder, no film in the store."""

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from tests.conftest import NOW
from tests.rooms.evidence.custody import person
from tests.rooms.evidence.filmed import needs_ffmpeg, plays
from tests.rooms.evidence.test_redaction_film import SOLID, Filmed, run
from tests.rooms.evidence.whole import whole_recording

from mingjing.engines import films
from mingjing.evidence import public
from mingjing.evidence.acts import finish_redaction as finishing
from mingjing.evidence.acts.finish_redaction import MadeFilm
from mingjing.evidence.film_jobs import give_up
from mingjing.evidence.film_leftovers import folder_of
from mingjing.evidence.models import FilmJob
from mingjing.evidence.queries import store
from mingjing.evidence.redacting import WorkLost, carry_out_job, take_job
from mingjing.evidence.types import BodiesDeleted
from mingjing.evidence.types.redaction import FilmJobState, RedactionState
from mingjing.evidence.types.redaction_refusals import RedactionNotThere

pytestmark = [pytest.mark.django_db, needs_ffmpeg]
LATER = NOW + timedelta(minutes=5)
Patch = pytest.MonkeyPatch


class Killed(BaseException):
    """Stands for kill -9: nobody catches it, and nothing is cleaned up."""


@pytest.fixture
def filmed(people: tuple[str, ...], settings: Settings, home: Path) -> Filmed:
    settings.RECORDING_OCCASIONS = "tests.rooms.evidence.custody.MAKERS"
    settings.RECORDING_TERMS = "tests.rooms.evidence.custody.TERMS"
    return Filmed(whole_recording(person("zhao"), NOW, home, scene=plays), home)


def _cancel(redaction_id: str) -> None:
    public.give_up_redaction(actor=person("qian"), now=NOW, redaction_id=redaction_id)


def _stored(patch: Patch, then: Callable[[], object]) -> list[str]:
    """Digests that were stored; `then` happens just behind, before they are on record."""
    found: list[str] = []

    def finish(*, film: MadeFilm, **said: Any) -> None:
        assert store.held_bytes(film.sha256) == film.size
        found.append(film.sha256)
        then()
        public.finish_redaction(film=film, **said)

    patch.setattr("mingjing.evidence.redacting.finish_redaction", finish)
    return found


def _die() -> None:
    raise Killed


def _killed(filmed: Filmed, patch: Patch) -> None:
    patch.setattr("mingjing.evidence.redacting.remove_folder", lambda folder: None)
    with pytest.raises(Killed):
        run()
    patch.undo()


def test_the_original_that_a_killed_worker_left_goes_once_the_copy_is_cancelled(
    filmed: Filmed, monkeypatch: Patch
) -> None:
    redaction_id = filmed.plan(SOLID)
    monkeypatch.setattr(films, "make", lambda *_: _die())
    _killed(filmed, monkeypatch)
    assert [one.name for one in (filmed.home / "tmp").rglob("*.source")] == ["0.source"]
    run(NOW)  # its run may still be alive: nothing goes
    assert list((filmed.home / "tmp").rglob("*.source"))
    _cancel(redaction_id)
    run(NOW)
    assert not list((filmed.home / "tmp").iterdir())


def test_a_film_that_was_cancelled_between_store_and_record_goes(
    filmed: Filmed, monkeypatch: Patch
) -> None:
    redaction_id = filmed.plan(SOLID)
    found = _stored(monkeypatch, lambda: _cancel(redaction_id))
    run()
    assert public.redaction(redaction_id).state is RedactionState.CANCELLED
    assert store.held_bytes(found[0]) is None


def test_a_film_whose_original_was_deleted_meanwhile_goes(
    filmed: Filmed, monkeypatch: Patch
) -> None:
    redaction_id = filmed.plan(SOLID)

    def deleted(_: str) -> None:
        raise BodiesDeleted(day="2026-11-26")

    found = _stored(monkeypatch, lambda: None)
    monkeypatch.setattr(finishing, "demand_bodies", deleted)
    run()
    made = public.redaction(redaction_id)
    assert (made.state, made.failure) == (RedactionState.FAILED, "evidence.bodies_deleted")
    assert store.held_bytes(found[0]) is None


def test_a_film_that_a_killed_worker_stored_goes_with_the_next_pulse_but_one(
    filmed: Filmed, monkeypatch: Patch
) -> None:
    redaction_id = filmed.plan(SOLID)
    found = _stored(monkeypatch, _die)
    _killed(filmed, monkeypatch)
    assert store.held_bytes(found[0])
    _cancel(redaction_id)
    run(LATER)
    assert store.held_bytes(found[0]) is None
    assert not list((filmed.home / "tmp").iterdir())


def test_a_film_that_another_copy_has_stays(filmed: Filmed, monkeypatch: Patch) -> None:
    made = filmed.make(SOLID)
    other = filmed.plan(SOLID, now=LATER)
    found = _stored(monkeypatch, lambda: _cancel(other))
    run(LATER)
    assert found == [made.sha256]  # the same plan makes the same bytes
    assert public.redaction(other).state is RedactionState.CANCELLED
    assert store.held_bytes(made.sha256) == made.size


def test_what_a_killed_worker_stored_is_taken_over_by_the_next(
    filmed: Filmed, monkeypatch: Patch
) -> None:
    redaction_id = filmed.plan(SOLID)
    found = _stored(monkeypatch, _die)
    _killed(filmed, monkeypatch)
    assert run(LATER) == 1
    made = public.redaction(redaction_id)
    assert (made.state, made.sha256) == (RedactionState.RENDERED, found[0])
    assert store.held_bytes(made.sha256) == made.size
    assert FilmJob.objects.get().tries == 2


def test_a_slow_worker_neither_disturbs_nor_gives_up_what_another_has(
    filmed: Filmed, monkeypatch: Patch
) -> None:
    """The first is away for a minute while it joins; the second takes the task and is at work."""
    redaction_id = filmed.plan(SOLID)
    job = FilmJob.objects.get()
    first = take_job(job.job_id, NOW)
    second = take_job(job.job_id, LATER)
    assert first is not None
    assert second is not None
    folder_of(second).mkdir(parents=True)
    with pytest.raises((WorkLost, RedactionNotThere)):
        carry_out_job(first, lambda: LATER)
    give_up(first, "engines.film_unreadable", LATER)
    assert folder_of(second).exists()
    assert not folder_of(first).exists()
    job.refresh_from_db()
    assert (job.state, job.run) == (FilmJobState.RUNNING, second.run)
    assert public.redaction(redaction_id).state is RedactionState.PLANNED
    folder_of(second).rmdir()
    carry_out_job(second, lambda: LATER)
    assert public.redaction(redaction_id).state is RedactionState.RENDERED


@pytest.mark.parametrize("step", ["probe", "join"])
def test_a_worker_is_heard_of_while_a_tool_says_nothing(
    filmed: Filmed, monkeypatch: Patch, step: str
) -> None:
    filmed.plan(SOLID)
    tool, heard = getattr(films, step), []
    monkeypatch.setattr("mingjing.evidence.redacting._TELL_SECONDS", 0.05)
    is_slow = threading.Event()

    def slow(*given: Any) -> Any:
        is_slow.set()
        time.sleep(0.6)
        is_slow.clear()
        return tool(*given)

    def clock() -> datetime:
        if is_slow.is_set():
            heard.append(1)
        return NOW

    monkeypatch.setattr(films, step, slow)
    public.ask_for_films(NOW, lambda job_id: public.do_film_job(job_id, clock))
    assert len(heard) >= 3
