# SPDX-License-Identifier: Apache-2.0
"""Tasks of the machine with films (影片任务): taken by one worker, told, given up, taken up again.

The film comes first, the act after (decision 0041). Whoever is killed in between leaves a task that
falls silent: the next worker begins it anew, in an empty folder. A task that somebody cancelled, or
that another worker has, ends at its next word.
"""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import F

from mingjing.engines import faces, films
from mingjing.engines.errors import FilmUnreadable, ObjectMissing
from mingjing.engines.mosaic import EVERYTHING, Spot
from mingjing.engines.workspace import TEMPORARY
from mingjing.evidence.acts.finish_redaction import MadeFilm, finish_redaction
from mingjing.evidence.models import FilmJob, Recording
from mingjing.evidence.queries import store
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.queries.redactions import redaction_row
from mingjing.evidence.queries.scene_film import FilmPart, film_parts, write_part
from mingjing.evidence.rules.redaction import (
    box_at,
    is_blurred,
    merged,
    read_plan,
    thinned,
)
from mingjing.evidence.types import ChainDamaged
from mingjing.evidence.types.redaction import (
    FilmJobState,
    FilmWork,
    HidingStyle,
    Key,
    Plan,
)
from mingjing.kernel.canonical import file_digest
from mingjing.kernel.ids import new_id
from mingjing.registry.public import system_actor

Clock = Callable[[], datetime]
_TELL_SECONDS = 1.0
_SLACK = 100
"""A followed box may be off by one hundredth of the picture before it gets a key of its own."""


class WorkLost(Exception):
    """The task was cancelled, or another worker has it (任务已不属于本进程)."""


def take_job(job_id: str, now: datetime) -> FilmJob | None:
    """Takes a task that waits, or whose worker fell silent; None when there is nothing to take."""
    run, silent = new_id("run"), now - keeping().film_silence
    every = FilmJob.objects.filter(job_id=job_id)
    changes = {"state": FilmJobState.RUNNING.value, "run": run, "heard_at": now, "done": 0}
    taken = every.filter(state=FilmJobState.WAITING.value).update(**changes, tries=F("tries") + 1)
    if not taken:
        running = every.filter(state=FilmJobState.RUNNING.value, heard_at__lt=silent)
        taken = running.update(**changes, tries=F("tries") + 1)
    return FilmJob.objects.get(job_id=job_id) if taken else None


def carry_out_job(job: FilmJob, clock: Clock) -> None:
    """Does what a task asks for.

    Raises: WorkLost, FilmToolAbsent, FaceToolAbsent, FilmUnreadable, StoreAway, StoreFull,
    ChainDamaged, and what `finish_redaction` refuses.
    """
    work = {
        FilmWork.RENDER: _render,
        FilmWork.FACES: _find_faces,
        FilmWork.FOLLOW: _follow,
    }[FilmWork(job.work)]
    with _folder(job.job_id) as folder:
        work(job, folder, clock)


@contextmanager
def _folder(job_id: str) -> Iterator[Path]:
    """A private folder of the task, emptied of what a killed worker left."""
    place = Path(settings.MINGJING_HOME) / TEMPORARY / job_id
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700, parents=True)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _teller(job: FilmJob, clock: Clock) -> Callable[[int], None]:
    """Says how far it is, once a second at most.

    Raises (when called): WorkLost.
    """
    told = [time.monotonic()]

    def tell(done: int) -> None:
        if time.monotonic() - told[0] < _TELL_SECONDS:
            return
        told[0] = time.monotonic()
        mine = FilmJob.objects.filter(
            job_id=job.job_id, run=job.run, state=FilmJobState.RUNNING.value
        )
        if not mine.update(done=min(done, job.total), heard_at=clock()):
            raise WorkLost

    return tell


def _render(job: FilmJob, folder: Path, clock: Clock) -> None:
    copy, row = redaction_row(job.redaction_id or ""), job.recording
    plan = read_plan(copy.plan)
    tell, made = _teller(job, clock), []
    parts = _written(row, folder)
    known = [films.probe(source) for _, source in parts]
    for number, ((part, source), film) in enumerate(zip(parts, known, strict=True)):
        target = folder / f"{number}.mp4"
        cut = films.Cut(
            source=source,
            target=target,
            film=_alike(film, known, part.length),
            spots=_spots(plan, part),
            muted=merged(plan.muted, keeping().hiding_lead, part.begin),
            is_silent=not film.has_sound,
        )
        films.make(cut, lambda at, begin=part.begin: tell(begin + at))  # type: ignore[misc]
        source.unlink()
        made.append(target)
    whole = folder / "redacted.mp4"
    films.join(made, whole)
    result = MadeFilm(
        sha256=file_digest(whole),
        size=whole.stat().st_size,
        length=films.probe(whole).length,
        software=films.tool_version()[:200],
    )
    store.adopt(result.sha256, whole)
    finish_redaction(
        actor=system_actor(),
        now=clock(),
        redaction_id=copy.redaction_id,
        film=result,
    )


def _alike(film: films.Film, all_of_them: list[films.Film], length: int) -> films.Film:
    """As the first of them: parts of one size, pace and kind can be joined.

    Raises: FilmUnreadable where one has pictures and another has none.
    """
    first = all_of_them[0]
    if film.has_pictures != first.has_pictures:
        raise FilmUnreadable(cause="pictures in one part, none in another")
    return replace(
        first, length=film.length or length, has_sound=any(one.has_sound for one in all_of_them)
    )


def _spots(plan: Plan, part: FilmPart) -> Callable[[int], list[Spot]]:
    """What is hidden at an instant of a part; the last picture stands for its end."""
    lead = keeping().hiding_lead

    def spots(at: int) -> list[Spot]:
        instant = min(part.begin + at, part.end)
        found = [(mask.style, box_at(mask, instant, lead)) for mask in plan.masks]
        shown = [
            Spot(box.x, box.y, box.width, box.height, style is HidingStyle.SOLID)
            for style, box in found
            if box is not None
        ]
        return [*shown, EVERYTHING] if is_blurred(plan, instant, lead) else shown

    return spots


def _written(row: Recording, folder: Path) -> list[tuple[FilmPart, Path]]:
    """The parts of a recording as files.

    Raises: ChainDamaged where a body is gone, StoreAway.
    """
    parts = []
    for number, part in enumerate(film_parts(row)):
        source = folder / f"{number}.source"
        try:
            write_part(row.recording_id, part, source)
        except ObjectMissing as error:
            raise ChainDamaged(recording=row.recording_id, where=str(part.begin)) from error
        parts.append((part, source))
    if not parts:
        raise FilmUnreadable(cause="no scene")
    return parts


def _find_faces(job: FilmJob, folder: Path, clock: Clock) -> None:
    tell, step = _teller(job, clock), keeping().face_step
    found: list[dict[str, list[list[int]]]] = []
    for part, source in _written(job.recording, folder):
        film = films.probe(source)
        sights: list[faces.Sight] = []
        if not film.has_pictures:
            continue
        for number, frame in enumerate(films.frames(source, film, max(1, 1000 // step))):
            picture = faces.grey(frame, film.width, film.height)
            sights += faces.faces(picture, number * step)
            tell(part.begin + number * step)
        for group in faces.grouped(sights, step):
            if len(group) > 1:
                keys = _reaching(_keys(group, part), step, part)
                found.append({"keys": [_numbers(key) for key in keys]})
    _keep(job, found, clock)


def _follow(job: FilmJob, folder: Path, clock: Clock) -> None:
    tell, step = _teller(job, clock), keeping().follow_step
    first = Key(*job.asked["key"])
    found: list[dict[str, list[list[int]]]] = []
    for part, source in _written(job.recording, folder):
        if not part.begin <= first.at < part.end:
            continue
        film = films.probe(source)
        begin = first.at - part.begin
        last = min(begin + keeping().follow_longest, part.length)

        def pictures(
            film: films.Film = film, source: Path = source, begin: int = begin, last: int = last
        ) -> Iterator[tuple[int, object]]:
            for number, frame in enumerate(films.frames(source, film, 1000 // step)):
                at = number * step
                if at > last:
                    return
                if at >= begin - step // 2:
                    tell(at - begin)
                    yield max(at, begin), faces.grey(frame, film.width, film.height)

        start = faces.Sight(begin, first.x, first.y, first.width, first.height)
        keys = thinned(_keys(faces.follow(pictures(), start), part), _SLACK)
        found.append({"keys": [_numbers(key) for key in keys]})
    _keep(job, found, clock)


def _keys(sights: tuple[faces.Sight, ...], part: FilmPart) -> tuple[Key, ...]:
    return tuple(
        Key(min(part.begin + one.at, part.end), one.x, one.y, one.width, one.height)
        for one in sights
        if one.width > 0 and one.height > 0 and one.at <= part.length
    )


def _reaching(keys: tuple[Key, ...], step: int, part: FilmPart) -> tuple[Key, ...]:
    """A step more at both ends: a face was there before it was first seen."""
    begin, end = max(part.begin, keys[0].at - step), min(part.end, keys[-1].at + step)
    before = (replace(keys[0], at=begin),) if begin < keys[0].at else ()
    after = (replace(keys[-1], at=end),) if end > keys[-1].at else ()
    return (*before, *keys, *after)


def _numbers(key: Key) -> list[int]:
    return [key.at, key.x, key.y, key.width, key.height]


def _keep(job: FilmJob, found: list[dict[str, list[list[int]]]], clock: Clock) -> None:
    mine = FilmJob.objects.filter(job_id=job.job_id, run=job.run, state=FilmJobState.RUNNING.value)
    done = {"state": FilmJobState.DONE.value, "result": found, "done": job.total}
    if not mine.update(**done, heard_at=clock()):
        raise WorkLost


def cancel_search(*, job_id: str, account_id: str) -> None:
    """Ends a search that its own person does not want any more; it stops at its next word."""
    going = (FilmJobState.WAITING.value, FilmJobState.RUNNING.value)
    FilmJob.objects.filter(
        job_id=job_id, account_id=account_id, redaction__isnull=True, state__in=going
    ).update(state=FilmJobState.CANCELLED.value, run="")
