# SPDX-License-Identifier: Apache-2.0
"""The past of the city (过往案件): which case takes which branch, when, and who is in it.

Everything follows from the seed and the day of loading. A case is known by the reference of its
clue, so a second run plays what is missing and nothing twice; each case is one transaction.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from mingjing.cases import public
from mingjing.cases.types.inputs import NewParty
from mingjing.entry.linjiang.branches import BRANCHES, DECLINED, WITH_PAPERS, Branch, voices
from mingjing.entry.linjiang.city import City, number, pick
from mingjing.entry.linjiang.player import Cast, Paused, Play
from mingjing.entry.linjiang.town import MAIN, Bureau
from mingjing.kernel.paging import PageRequest

PAST_DAYS = 690
_LEAST_START = 8
_ANY_SIZE = PageRequest(1, 1)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One case to be played (待演案件): its reference, branch, cast and first day."""

    branch: Branch
    cast: Cast
    begins: date
    has_papers: bool = False


def chapters(city: City, bureaus: Mapping[str, Bureau], today: date, share: int) -> list[Chapter]:
    """All past cases in order of their beginning; `share` per branch at most, 0 for all."""
    found = []
    for branch in (*BRANCHES, DECLINED):
        count = min(branch.count, share) if share else branch.count
        found += [_chapter(city, bureaus, branch, today, n) for n in range(count)]
    return sorted(found, key=lambda one: (one.begins, one.cast.reference))


def _chapter(
    city: City, bureaus: Mapping[str, Bureau], branch: Branch, today: date, n: int
) -> Chapter:
    place = (*BRANCHES, DECLINED).index(branch) + 1
    reference = f"LJ-{place:02d}-{n + 1:03d}"
    cast = casting(city, bureaus, reference, branch)
    room = PAST_DAYS - branch.days - _LEAST_START
    start = today - timedelta(days=PAST_DAYS - number(reference, "start", below=max(1, room)))
    return Chapter(branch, cast, start, n == 0 and branch.play in WITH_PAPERS)


def casting(city: City, bureaus: Mapping[str, Bureau], reference: str, branch: Branch) -> Cast:
    """Party, kind and department that fit the branch; every second case is of the main one.

    Raises: LookupError when nothing fits.
    """
    main = [one for one in city.violations if one.dept == MAIN]
    for turn in range(400):
        kinds = main if number(reference, "main", turn, below=2) else list(city.violations)
        violation = pick(kinds, reference, "kind", turn)
        party = pick(_parties(city, branch), reference, "party", turn)
        cast = Cast(reference, city, bureaus[violation.dept], violation, party)
        if branch.fits(cast):
            return cast
    raise LookupError(branch.en)


def _parties(city: City, branch: Branch) -> tuple[NewParty, ...]:
    """Who may be the party: those of a first offence appear in no other branch."""
    kept = len(city.parties) // 10
    is_first = branch.play is voices.first_offence
    return city.parties[-kept:] if is_first else city.parties[:-kept]


def play_chapter(chapter: Chapter, stop: datetime) -> Play | None:
    """Play a case that is not there yet; None where it is."""
    if is_known(chapter.cast):
        return None
    with transaction.atomic():
        play = Play(chapter.cast, chapter.begins, stop, has_papers=chapter.has_papers)
        with suppress(Paused):  # it is one of today's, and has come to the day of loading
            chapter.branch.play(play)
    return play


def is_known(cast: Cast) -> bool:
    """Whether a clue bears the reference, or a case decided on the spot names it."""
    if public.has_clue(cast.source, cast.reference):
        return True
    where = public.CaseFilter(text=f"（{cast.reference}）")
    return bool(public.cases(where, _ANY_SIZE, date.max).items)
