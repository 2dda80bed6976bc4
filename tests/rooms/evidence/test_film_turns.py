# SPDX-License-Identifier: Apache-2.0
"""One recording, or one person, does not occupy the worker of films; progress is what it is."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from tests.conftest import NOW
from tests.recorder import Recorder
from tests.rooms.evidence.custody import person
from tests.rooms.evidence.filmed import HEIGHT, WIDTH, card_film, needs_ffmpeg, pieces, plays
from tests.rooms.evidence.test_film_clocks import later, timescales
from tests.rooms.evidence.test_redaction_film import QUIET, SOLID, Filmed, run
from tests.rooms.evidence.whole import whole_recording

from mingjing.engines import films
from mingjing.engines.errors import FilmUnreadable
from mingjing.evidence import public
from mingjing.evidence.models import FilmJob
from mingjing.evidence.redacting import take_job
from mingjing.evidence.types.redaction import FilmJobState, RedactionState

pytestmark = [pytest.mark.django_db, needs_ffmpeg]


@pytest.fixture
def place(people: tuple[str, ...], settings: Settings, home: Path) -> Path:
    settings.RECORDING_OCCASIONS = "tests.rooms.evidence.custody.MAKERS"
    settings.RECORDING_TERMS = "tests.rooms.evidence.custody.TERMS"
    return home


def _filmed(home: Path) -> Filmed:
    return Filmed(whole_recording(person("zhao"), NOW, home, scene=plays), home)


def test_one_copy_of_a_recording_and_of_a_person_is_made_at_a_time(place: Path) -> None:
    one, other = _filmed(place), _filmed(place)
    for filmed in (one, one, other):
        filmed.plan(SOLID)
    jobs = list(FilmJob.objects.order_by("asked_at", "job_id").values_list("job_id", flat=True))
    assert take_job(jobs[0], NOW)
    assert [take_job(job_id, NOW) for job_id in jobs[1:]] == [None, None]
    asked: list[str] = []
    assert public.ask_for_films(NOW, asked.append) == 0
    FilmJob.objects.filter(job_id=jobs[0]).update(state=FilmJobState.DONE.value)
    assert public.ask_for_films(NOW, asked.append) == 2
    assert asked == jobs[1:]


def test_one_that_fell_silent_holds_up_nobody(place: Path) -> None:
    filmed = _filmed(place)
    for _ in range(2):
        filmed.plan(SOLID)
    first, second = FilmJob.objects.order_by("asked_at", "job_id")
    assert take_job(first.job_id, NOW)
    assert take_job(second.job_id, NOW + timedelta(minutes=2))


def test_decoding_ends_where_a_film_is_longer_than_it_says(tmp_path: Path) -> None:
    source = tmp_path / "card.mp4"
    source.write_bytes(card_film())
    film = films.Film(WIDTH, HEIGHT, 10, 1000, False)
    seen: list[bytearray] = []
    with pytest.raises(FilmUnreadable):
        seen.extend(films.frames(source, film, 10))
    assert len(seen) == 31
    assert len(list(films.frames(source, films.probe(source), 10))) == 60


def test_progress_is_that_of_the_scene_and_never_goes_back(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, fragments = pieces(card_film(has_sound=False))
    scales = timescales(head)

    def scene(recorder: Recorder) -> None:
        recorder.open()
        recorder.init(head)
        for number, fragment in enumerate(fragments):
            recorder.media(later(fragment, 1.9 * number, scales))
        recorder.end()

    filmed = Filmed(whole_recording(person("zhao"), NOW, place, scene=scene), place)
    redaction_id = filmed.plan(QUIET)
    monkeypatch.setattr("mingjing.evidence.redacting._TELL_SECONDS", 0.0)
    told: list[int] = []

    def clock() -> datetime:
        told.append(FilmJob.objects.get().done)
        return NOW

    public.ask_for_films(NOW, lambda job_id: public.do_film_job(job_id, clock))
    assert public.redaction(redaction_id).state is RedactionState.RENDERED
    assert told == sorted(told)
    going = [one for one in told if one < 6000]
    assert len(going) > 50  # it is not at its end while the pictures are still being made
    assert len({one for one in going if one}) > 50
    assert run() == 0
