# SPDX-License-Identifier: Apache-2.0
"""What lower rooms know of subjects: names and places for pages, candidates for plans."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from mingjing.catalog.public import canonical_views
from mingjing.catalog.types import Purpose
from mingjing.engines.batch import open_engine
from mingjing.inspection.types import Candidate, NewPlan, ScoresOfAnotherDay
from mingjing.kernel.regions import lies_in
from mingjing.risk.public import ranked, run_on
from mingjing.risk.types import NoScores, ScoreRunView
from mingjing.subjects.public import links_view, premises_in, subjects
from mingjing.subjects.types import SubjectView

_AT_ONCE = 500  # ids in one query; SQLite takes no more than some thousand parameters

# Two sources may report one visit: a subject's visits of one day count once.
_VISITS = """
    SELECT l.subject_id,
           MAX(v.visited_on) AS last_on,
           COUNT(DISTINCT CASE
               WHEN v.purpose = $ordinary AND v.visited_on >= $year_start THEN v.visited_on
           END) AS ordinary_visits
    FROM visit v JOIN link l ON l.record_id = v.record_id
    WHERE v.visited_on < $as_of
    GROUP BY l.subject_id
"""


@dataclass(frozen=True, slots=True)
class SubjectCard:
    """Name and place of a subject, for a page."""

    subject_id: str
    name: str
    address: str
    lat: float | None
    lon: float | None


class _Past(NamedTuple):
    """What the records say of a subject's visits before the day of planning."""

    last_on: date | None
    ordinary_visits: int


def cards(subject_ids: Collection[str]) -> dict[str, SubjectCard]:
    """Names and places of subjects by id; unknown ids are left out."""
    return {
        view.subject_id: SubjectCard(view.subject_id, view.name, view.address, view.lat, view.lon)
        for view in _views(subject_ids)
    }


def candidates(plan: NewPlan) -> tuple[Candidate, ...]:
    """The register of objects for a plan: every scored subject of its region, by rank.

    Rank and score are those stored for `plan.as_of`. Visits are those on record before that day;
    ordinary are the routine ones of the calendar year in which the plan begins (INS-3).

    Raises: NoScores, ScoresOfAnotherDay.
    """
    order = ranked(_demand_scored(plan.as_of).run_id)
    past = _past(plan)
    known = {view.subject_id: view for view in _views([subject_id for subject_id, _ in order])}
    return tuple(
        _candidate(known[subject_id], rank, score, past.get(subject_id, _Past(None, 0)))
        for rank, (subject_id, score) in enumerate(order, start=1)
        if subject_id in known and lies_in(known[subject_id].region, plan.region)
    )


def unscored_candidates(plan: NewPlan) -> tuple[Candidate, ...]:
    """The register of objects for a plan without a model: every premises of its region, no rank.

    Of such a register nobody is visited by risk: what coverage and leads leave is drawn at random.
    """
    past = _past(plan)
    return tuple(
        _candidate(view, None, None, past.get(view.subject_id, _Past(None, 0)))
        for view in premises_in(plan.region)
    )


def scored_by(as_of: date) -> str:
    """Id of the model whose stored scores are of a day.

    Raises: NoScores, ScoresOfAnotherDay.
    """
    return _demand_scored(as_of).model_id


def scored_last(by: date) -> date | None:
    """The day of the last scoring up to a day; None before the first."""
    try:
        return run_on(by).as_of
    except NoScores:
        return None


def _demand_scored(as_of: date) -> ScoreRunView:
    """The scoring of that very day: a plan must not bear the name of a day it was not made for."""
    run = run_on(as_of)
    if run.as_of != as_of:
        raise ScoresOfAnotherDay(as_of=as_of.isoformat(), newest=run.as_of.isoformat())
    return run


def _candidate(view: SubjectView, rank: int | None, score: float | None, past: _Past) -> Candidate:
    return Candidate(
        subject_id=view.subject_id,
        category=view.category,
        area=view.district or view.area,
        region=view.region,
        rank=rank,
        score=score,
        last_visited_on=past.last_on,
        ordinary_visits=past.ordinary_visits,
        owner_key=view.owner_key,
    )


def _past(plan: NewPlan) -> dict[str, _Past]:
    with open_engine(Path(settings.MINGJING_HOME)) as engine:
        canonical_views(engine, ("visit",))
        links_view(engine)
        rows = engine.rows(
            _VISITS,
            {
                "ordinary": Purpose.CANVASS.value,
                "year_start": plan.period_from.replace(month=1, day=1),
                "as_of": plan.as_of,
            },
        )
    return {subject_id: _Past(last_on, visits) for subject_id, last_on, visits in rows}


def _views(subject_ids: Collection[str]) -> Iterator[SubjectView]:
    wanted: Sequence[str] = sorted(set(subject_ids))
    for start in range(0, len(wanted), _AT_ONCE):
        yield from subjects(wanted[start : start + _AT_ONCE]).values()
