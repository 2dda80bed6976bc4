# SPDX-License-Identifier: Apache-2.0
"""Redacted films, really made: what is hidden is gone, the rest is as it was, kills do no harm."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from tests.architecture.house import ROOT
from tests.conftest import NOW
from tests.recorder import Recorder
from tests.rooms.evidence.custody import acts_on, person
from tests.rooms.evidence.filmed import (
    HEIGHT,
    SECONDS,
    WIDTH,
    card_film,
    loudness,
    needs_ffmpeg,
    pictures,
    plays,
    plays_twice,
)
from tests.rooms.evidence.whole import whole_recording

from mingjing.engines import films
from mingjing.engines.errors import FilmToolAbsent, FilmUnreadable
from mingjing.evidence import public
from mingjing.evidence.models import FilmJob
from mingjing.evidence.queries import store
from mingjing.evidence.rules.plan_edits import Edit, mask_added, stretch_added
from mingjing.evidence.types.redaction import (
    FilmJobState,
    HidingReason,
    HidingStyle,
    Key,
    RedactionState,
    RedactionView,
)

pytestmark = [pytest.mark.django_db, needs_ffmpeg]
LATER = NOW + timedelta(minutes=5)
MOVING = mask_added(
    (Key(0, 1000, 1000, 2000, 2500), Key(2000, 5000, 5000, 2000, 2500)),
    HidingReason.THIRD_PERSON,
    HidingStyle.MOSAIC,
)
SOLID = mask_added(
    (Key(3000, 6000, 1000, 2000, 2000), Key(4000, 6000, 1000, 2000, 2000)),
    HidingReason.ID_DOCUMENT,
    HidingStyle.SOLID,
)
QUIET = stretch_added(2000, 3000, HidingReason.MINOR, is_sound=True)
BLURRED = stretch_added(4500, 5500, HidingReason.HOME, is_sound=False)


@dataclass
class Filmed:
    """A recording with real pictures, and what is done with it."""

    recorder: Recorder
    home: Path

    @property
    def id(self) -> str:
        return self.recorder.id

    def plan(self, *edits: Edit, now: datetime = NOW) -> str:
        for number, edit in enumerate(edits):
            public.change_draft(
                actor=person("qian"), now=now, recording_id=self.id, version=number, edit=edit
            )
        return public.plan_redaction(
            actor=person("qian"),
            now=now,
            recording_id=self.id,
            version=len(edits),
            purpose="publication of the decision",
        )

    def make(self, *edits: Edit) -> RedactionView:
        redaction_id = self.plan(*edits)
        assert run() == 1
        return public.redaction(redaction_id)


def run(now: datetime = NOW) -> int:
    """What pulse and worker do; returns how many tasks were asked for."""
    return public.ask_for_films(now, lambda job_id: public.do_film_job(job_id, lambda: now))


@pytest.fixture
def filmed(people: tuple[str, ...], settings: Settings, home: Path) -> Filmed:
    settings.RECORDING_OCCASIONS = "tests.rooms.evidence.custody.MAKERS"
    settings.RECORDING_TERMS = "tests.rooms.evidence.custody.TERMS"
    return Filmed(whole_recording(person("zhao"), NOW, home, scene=plays), home)


def difference(one: bytes, other: bytes, box: tuple[int, int, int, int]) -> float:
    """Mean difference of brightness in a box of pixels."""
    left, top, right, bottom = box
    rows = [(y * WIDTH + left, y * WIDTH + right) for y in range(top, bottom)]
    total = sum(
        abs(a - b)
        for first, last in rows
        for a, b in zip(one[first:last], other[first:last], strict=True)
    )
    return total / ((right - left) * (bottom - top))


def test_what_is_masked_is_gone_and_the_rest_is_as_it_was(filmed: Filmed, tmp_path: Path) -> None:
    made = filmed.make(MOVING, SOLID, QUIET, BLURRED)
    assert (made.state, made.failure) == (RedactionState.RENDERED, "")
    source = tmp_path / "original.mp4"
    source.write_bytes(card_film())
    before, after = pictures(source), pictures(store.film_path(made.sha256))
    assert abs(len(before) - len(after)) <= 1
    middle = (96, 72, 160, 132)  # the moving mask at one second: x 30 to 50 %, y 30 to 55 %
    assert difference(before[10], after[10], middle) > 10
    assert difference(before[10], after[10], (240, 10, 310, 60)) < 5
    assert difference(before[25], after[25], (0, 0, WIDTH, HEIGHT)) < 5
    assert difference(before[50], after[50], (0, 0, WIDTH, HEIGHT)) > 15
    solid = {after[35][y * WIDTH + x] for y in range(30, 66) for x in range(198, 250)}
    assert max(solid) - min(solid) < 12


def test_nothing_finer_than_a_cell_is_left_of_what_is_masked(filmed: Filmed) -> None:
    made = filmed.make(MOVING)
    picture = pictures(store.film_path(made.sha256))[10]
    row = [picture[100 * WIDTH + x] for x in range(98, 158)]
    steps = [abs(one - other) for one, other in pairwise(row)]
    assert sum(step > 6 for step in steps) <= 8  # at most one step a cell, none within


def test_sound_is_silent_where_it_is_muted_and_there_where_not(filmed: Filmed) -> None:
    film = store.film_path(filmed.make(QUIET).sha256)
    assert loudness(film, 2.1, 0.8) < -60
    assert loudness(film, 0.5, 1.0) > -30
    assert loudness(film, 3.5, 1.0) > -30


def test_the_copy_bears_no_metadata_and_the_original_is_untouched(filmed: Filmed) -> None:
    folder = filmed.home / "evidence" / "recordings" / filmed.id
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    made = filmed.make(MOVING)
    film = store.film_path(made.sha256).read_bytes()
    assert b"secret place" in b"".join(before.values())
    for trace in (b"secret place", b"x264", b"Lavf"):
        assert trace not in film
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before
    assert made.root == public.recording(filmed.id, NOW).root
    assert acts_on(made.redaction_id) == [
        "evidence.redaction_planned",
        "evidence.redaction_rendered",
    ]


def test_parts_with_and_without_sound_become_one_film(
    people: tuple[str, ...], settings: Settings, home: Path
) -> None:
    settings.RECORDING_OCCASIONS = "tests.rooms.evidence.custody.MAKERS"
    one = Filmed(whole_recording(person("zhao"), NOW, home, scene=plays_twice), home)
    made = one.make(stretch_added(4000, 5000, HidingReason.HOME, is_sound=False))
    assert made.failure == ""
    assert made.length == pytest.approx(SECONDS * 1000, abs=400)
    shown = pictures(store.film_path(made.sha256))
    source = pictures_of_card(one.home)
    assert difference(source[5], shown[5], (0, 0, WIDTH, HEIGHT)) < 5
    assert difference(source[15], shown[45], (0, 0, WIDTH, HEIGHT)) > 15


def pictures_of_card(home: Path) -> list[bytes]:
    source = home / "card.mp4"
    source.write_bytes(card_film(3))
    return pictures(source)


def test_without_ffmpeg_the_copy_fails_and_says_what_to_install(
    filmed: Filmed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> str:
        raise FilmToolAbsent(tool=name)

    monkeypatch.setattr(films, "_tool", absent)
    made = filmed.make(MOVING)
    assert (made.state, made.failure) == (RedactionState.FAILED, "engines.film_tool_absent")
    assert acts_on(made.redaction_id)[-1] == "evidence.redaction_given_up"
    assert "apt-get install ffmpeg" in FilmToolAbsent(tool="ffmpeg").text("en")


def test_a_film_that_is_none_fails_and_leaves_nothing(
    people: tuple[str, ...], settings: Settings, home: Path
) -> None:
    settings.RECORDING_OCCASIONS = "tests.rooms.evidence.custody.MAKERS"
    one = Filmed(whole_recording(person("zhao"), NOW, home), home)
    made = one.make(stretch_added(0, 1000, HidingReason.HOME, is_sound=False))
    assert (made.state, made.failure) == (RedactionState.FAILED, "engines.film_unreadable")
    assert not list((home / "tmp").iterdir())
    assert not (home / "evidence" / "files").exists()


@pytest.mark.parametrize(
    "text",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{film}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile '{film}'\n",
    ],
    ids=["hls", "concat"],
)
def test_a_list_that_names_other_files_is_no_film(tmp_path: Path, text: str) -> None:
    (tmp_path / "other.mp4").write_bytes(card_film())
    listed = tmp_path / "0.source"
    listed.write_text(text.format(film=tmp_path / "other.mp4"))
    with pytest.raises(FilmUnreadable):
        films.probe(listed)
    with pytest.raises(FilmUnreadable):
        list(films.frames(listed, films.Film(WIDTH, HEIGHT, 10, 1000, False), 10))


def test_a_cancelled_copy_stops_at_the_next_word(
    filmed: Filmed, monkeypatch: pytest.MonkeyPatch
) -> None:
    redaction_id = filmed.plan(MOVING)
    monkeypatch.setattr("mingjing.evidence.redacting._TELL_SECONDS", 0.0)

    def cancel_first(job_id: str) -> None:
        def clock() -> datetime:
            if public.redaction(redaction_id).state is RedactionState.PLANNED and told:
                public.give_up_redaction(actor=person("qian"), now=NOW, redaction_id=redaction_id)
            told.append(1)
            return NOW

        told: list[int] = []
        public.do_film_job(job_id, clock)

    public.ask_for_films(NOW, cancel_first)
    found = public.redaction(redaction_id)
    assert (found.state, found.sha256) == (RedactionState.CANCELLED, "")
    assert FilmJob.objects.get().state == FilmJobState.CANCELLED
    assert not list((filmed.home / "tmp").iterdir())


def test_a_task_whose_worker_fell_silent_is_taken_up_thrice_and_then_broken_off(
    filmed: Filmed,
) -> None:
    redaction_id = filmed.plan(MOVING)
    asked: list[str] = []
    now = NOW
    for tries in (1, 2, 3):
        assert public.ask_for_films(now, asked.append) == 1
        assert public.ask_for_films(now, asked.append) == 0  # it is queued already
        assert take(asked[-1], now) == tries
        assert public.ask_for_films(now, asked.append) == 0  # its worker lives
        now += timedelta(seconds=61)
    assert public.ask_for_films(now, asked.append) == 0
    found = public.redaction(redaction_id)
    assert (found.state, found.failure) == (RedactionState.FAILED, "evidence.film_broken_off")


def take(job_id: str, now: datetime) -> int:
    from mingjing.evidence.redacting import take_job

    job = take_job(job_id, now)
    assert job is not None
    assert take_job(job_id, now) is None
    return int(job.tries)


def test_a_worker_that_was_killed_leaves_nothing_half_and_another_begins_anew(
    filmed: Filmed, tmp_path: Path
) -> None:
    """The killed worker is a process of its own that renders into the very folder of the task."""
    redaction_id = filmed.plan(MOVING)
    job = FilmJob.objects.get(redaction_id=redaction_id)
    take(job.job_id, NOW)
    folder = filmed.home / "tmp" / job.job_id
    folder.mkdir(parents=True)
    source = folder / "0.source"
    source.write_bytes(card_film())
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.rooms.evidence.slow_render", str(source)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])},
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"rendering\n"
    os.killpg(child.pid, signal.SIGKILL)
    child.wait(20)
    child.stdout.close()
    time.sleep(0.2)
    assert list(folder.iterdir())
    assert run(LATER) == 1
    made = public.redaction(redaction_id)
    assert made.state is RedactionState.RENDERED
    assert not folder.exists()
    assert store.held_bytes(made.sha256) == made.size
    assert acts_on(redaction_id).count("evidence.redaction_rendered") == 1
