# SPDX-License-Identifier: Apache-2.0
"""Tasks of the machine with films (影片任务): taken by one worker, told, given up, taken up again.

The film comes first, the act after (decision 0041). Whoever is killed in between leaves a task that
falls silent: the next worker begins it anew, in a folder of its own. A task that somebody
cancelled, or that another worker has, ends at its next word.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from django.db.models import F, Q

from mingjing.engines import faces, film_times, films
from mingjing.engines.errors import FilmUnreadable, ObjectMissing
from mingjing.engines.mosaic import EVERYTHING, Spot
from mingjing.engines.workspace import remove_folder
from mingjing.evidence.acts.finish_redaction import MadeFilm, finish_redaction
from mingjing.evidence.film_leftovers import claim_film, folder_of
from mingjing.evidence.models import FilmJob, Recording
from mingjing.evidence.queries import store
from mingjing.evidence.queries.limits import keeping
from mingjing.evidence.queries.redactions import redaction_row
from mingjing.evidence.queries.scene_film import FilmPart, film_parts, write_part
from mingjing.evidence.rules.film_clock import FilmClock, film_clock
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
T = TypeVar("T")
_TELL_SECONDS = 1.0
_SLACK = 100
"""A followed box may be off by one hundredth of the picture before it gets a key of its own."""


class WorkLost(Exception):
    """The task was cancelled, or another worker has it (任务已不属于本进程)."""


def take_job(job_id: str, now: datetime) -> FilmJob | None:
    """Takes a task that waits, or whose worker fell silent; None when there is nothing to take.

    Of a recording, and of a person, one copy is made at a time: the other waits for the next pulse.
    """
    one = FilmJob.objects.filter(job_id=job_id).first()
    if one is None or is_held_up(one, now):
        FilmJob.objects.filter(job_id=job_id).update(queued_at=None)
        return None
    run, silent = new_id("run"), now - keeping().film_silence
    every = FilmJob.objects.filter(job_id=job_id)
    changes = {"state": FilmJobState.RUNNING.value, "run": run, "heard_at": now, "done": 0}
    taken = every.filter(state=FilmJobState.WAITING.value).update(**changes, tries=F("tries") + 1)
    if not taken:
        running = every.filter(state=FilmJobState.RUNNING.value, heard_at__lt=silent)
        taken = running.update(**changes, tries=F("tries") + 1)
    return FilmJob.objects.get(job_id=job_id) if taken else None


def is_held_up(job: FilmJob, now: datetime) -> bool:
    """Whether another copy of this recording, or for this person, is being made."""
    alive = FilmJob.objects.filter(
        work=FilmWork.RENDER.value,
        state=FilmJobState.RUNNING.value,
        heard_at__gte=now - keeping().film_silence,
    ).exclude(job_id=job.job_id)
    same = Q(recording_id=job.recording_id) | Q(account_id=job.account_id)
    return job.work == FilmWork.RENDER.value and alive.filter(same).exists()


def carry_out_job(job: FilmJob, clock: Clock) -> None:
    """Does what a task asks for.

    Raises: WorkLost, FilmToolAbsent, FaceToolAbsent, FilmUnreadable, ClocksApart, StoreAway,
    StoreFull, ChainDamaged, and what `finish_redaction` refuses.
    """
    work = {
        FilmWork.RENDER: _render,
        FilmWork.FACES: _find_faces,
        FilmWork.FOLLOW: _follow,
    }[FilmWork(job.work)]
    with _folder(job) as folder:
        work(job, folder, clock)


@contextmanager
def _folder(job: FilmJob) -> Iterator[Path]:
    """A private folder of this run of the task."""
    place = folder_of(job)
    place.mkdir(mode=0o700, parents=True)
    try:
        yield place
    finally:
        remove_folder(place)


def _teller(job: FilmJob, clock: Clock) -> Callable[[int], None]:
    """Says how far it is, once a second at most.

    Raises (when called): WorkLost.
    """
    told, farthest = [time.monotonic()], [0]

    def tell(done: int) -> None:
        farthest[0] = max(farthest[0], done)
        if time.monotonic() - told[0] < _TELL_SECONDS:
            return
        told[0] = time.monotonic()
        mine = FilmJob.objects.filter(
            job_id=job.job_id, run=job.run, state=FilmJobState.RUNNING.value
        )
        if not mine.update(done=min(farthest[0], job.total), heard_at=clock()):
            raise WorkLost

    return tell


def _meanwhile(tell: Callable[[int], None], step: Callable[[], T]) -> T:
    """Does a long step that says nothing itself, while the task is still heard of.

    The step touches files and the store, never the database. What it began it ends.
    Raises: WorkLost, and what the step raises.
    """
    with ThreadPoolExecutor(1) as pool:
        going = pool.submit(step)
        while not wait([going], _TELL_SECONDS or 0.1).done:
            tell(0)
        tell(0)
        return going.result()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of a recording as a file, and how its time stands to the scene's (影片分段)."""

    part: FilmPart
    source: Path
    film: films.Film
    clock: FilmClock

    def scene(self, at: int) -> int:
        """The instant of the recording's scene that is seen at an instant of the film."""
        return self.part.begin + self.clock.scene(at)


def _render(job: FilmJob, folder: Path, clock: Clock) -> None:
    copy, row = redaction_row(job.redaction_id or ""), job.recording
    plan = read_plan(copy.plan)
    tell, made = _teller(job, clock), []
    known = list(_written(row, folder, tell))
    for number, one in enumerate(known):
        target = folder / f"{number}.mp4"
        cut = films.Cut(
            source=one.source,
            target=target,
            film=_alike(one.film, [other.film for other in known]),
            spots=_spots(plan, one),
            muted=_muted(plan, one),
            is_silent=not one.film.has_sound,
        )
        films.make(cut, lambda at, one=one: tell(one.scene(at)))  # type: ignore[misc]
        one.source.unlink()
        made.append(target)
    whole = folder / "redacted.mp4"
    _meanwhile(tell, lambda: films.join(made, whole))
    result = MadeFilm(
        sha256=_meanwhile(tell, lambda: file_digest(whole)),
        size=whole.stat().st_size,
        length=_meanwhile(tell, lambda: films.probe(whole)).length,
        software=films.tool_version()[:200],
        run=job.run,
    )
    if not claim_film(job, result.sha256, clock()):
        raise WorkLost
    _meanwhile(tell, lambda: store.adopt(result.sha256, whole))
    finish_redaction(
        actor=system_actor(),
        now=clock(),
        redaction_id=copy.redaction_id,
        film=result,
    )


def _alike(film: films.Film, all_of_them: list[films.Film]) -> films.Film:
    """As the first of them: parts of one size, pace and kind can be joined.

    Raises: FilmUnreadable where one has pictures and another has none.
    """
    first = all_of_them[0]
    if film.has_pictures != first.has_pictures:
        raise FilmUnreadable(cause="pictures in one part, none in another")
    return replace(first, length=film.length, has_sound=any(one.has_sound for one in all_of_them))


def _spots(plan: Plan, one: _Stretch) -> Callable[[int], list[Spot]]:
    """What is hidden at an instant of a film: all that is at one of the instants it may show."""
    lead = keeping().hiding_lead
    around = 1000 // max(1, one.film.fps)

    def spots(at: int) -> list[Spot]:
        found: dict[Spot, None] = {}  # each once, in order
        for scene in one.clock.scenes(at, around):
            instant = one.part.begin + scene
            for mask in plan.masks:
                box = box_at(mask, instant, lead)
                if box is not None:
                    is_solid = mask.style is HidingStyle.SOLID
                    found[Spot(box.x, box.y, box.width, box.height, is_solid)] = None
        instants = (one.part.begin + scene for scene in one.clock.scenes(at, around))
        is_over = any(is_blurred(plan, instant, lead) for instant in instants)
        return [*found, EVERYTHING] if is_over else list(found)

    return spots


def _muted(plan: Plan, one: _Stretch) -> tuple[tuple[int, int], ...]:
    """Where a film is silent, on its own clock."""
    stretches = merged(plan.muted, keeping().hiding_lead, one.part.begin)
    return tuple(
        (one.clock.film(begin), one.clock.film(end))
        for begin, end in stretches
        if begin <= one.part.length
    )


def _written(row: Recording, folder: Path, tell: Callable[[int], None]) -> Iterator[_Stretch]:
    """The parts of a recording as files, one after the other.

    Raises: ChainDamaged where a body is gone, StoreAway, FilmUnreadable, ClocksApart.
    """
    parts = film_parts(row)
    if not parts:
        raise FilmUnreadable(cause="no scene")
    for number, part in enumerate(parts):
        source = folder / f"{number}.source"
        try:
            offsets = _meanwhile(tell, partial(write_part, row.recording_id, part, source))
        except ObjectMissing as error:
            raise ChainDamaged(recording=row.recording_id, where=str(part.begin)) from error
        film = _meanwhile(tell, partial(films.probe, source))
        spans = film_times.spans(source, offsets, lambda: tell(0))
        clock = film_clock(spans, part.durs, keeping().hiding_lead)
        yield _Stretch(part, source, replace(film, length=clock.length), clock)


def _find_faces(job: FilmJob, folder: Path, clock: Clock) -> None:
    tell, step = _teller(job, clock), keeping().face_step
    found: list[dict[str, list[list[int]]]] = []
    for one in _written(job.recording, folder, tell):
        film = one.film
        sights: list[faces.Sight] = []
        if not film.has_pictures:
            continue
        for number, frame in enumerate(films.frames(one.source, film, max(1, 1000 // step))):
            picture = faces.grey(frame, film.width, film.height)
            sights += faces.faces(picture, number * step)
            tell(one.scene(number * step))
        one.source.unlink()
        for group in faces.grouped(sights, step):
            if len(group) > 1:
                keys = _reaching(_keys(group, one), step, one.part)
                found.append({"keys": [_numbers(key) for key in keys]})
    _keep(job, found, clock)


def _follow(job: FilmJob, folder: Path, clock: Clock) -> None:
    tell, step = _teller(job, clock), keeping().follow_step
    first = Key(*job.asked["key"])
    found: list[dict[str, list[list[int]]]] = []
    for one in _written(job.recording, folder, tell):
        if not one.part.begin <= first.at < one.part.end:
            one.source.unlink()
            continue
        begin = one.clock.film(first.at - one.part.begin)
        last = min(begin + keeping().follow_longest, one.film.length)

        def pictures(
            one: _Stretch = one, begin: int = begin, last: int = last
        ) -> Iterator[tuple[int, object]]:
            for number, frame in enumerate(films.frames(one.source, one.film, 1000 // step)):
                at = number * step
                if at > last:
                    return
                tell(max(0, at - begin))
                if at >= begin - step // 2:
                    yield max(at, begin), faces.grey(frame, one.film.width, one.film.height)

        start = faces.Sight(begin, first.x, first.y, first.width, first.height)
        keys = thinned(_keys(faces.follow(pictures(), start), one), _SLACK)
        found.append({"keys": [_numbers(key) for key in keys]})
    _keep(job, found, clock)


def _keys(sights: Iterable[faces.Sight], one: _Stretch) -> tuple[Key, ...]:
    """Where the boxes stand in the scene; where that stands still, one instant on."""
    keys: dict[int, Key] = {}
    for sight in sights:
        if sight.width > 0 and sight.height > 0:
            box = (sight.x, sight.y, sight.width, sight.height)
            at = one.scene(sight.at)
            is_moved = at in keys and keys[at] != Key(at, *box)
            keys[at + is_moved] = Key(at + is_moved, *box)
    return tuple(keys[at] for at in sorted(keys))


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
