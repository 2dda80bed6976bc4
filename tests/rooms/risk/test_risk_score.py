# SPDX-License-Identifier: Apache-2.0
"""Scoring: what is stored on the day is what is shown, and the ledger covers all of it."""

import gzip
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.rooms.risk.conftest import Lake
from tests.rooms.risk.tiny import AS_OF, LATER, PROBABILITIES, ROWS, Learning

from mingjing.kernel.canonical import sha256_hex
from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import entry_for
from mingjing.registry.types import Actor, NotPermitted
from mingjing.risk import public
from mingjing.risk.acts.record_scores import Computed, record_scores
from mingjing.risk.acts.score import _LIMITS
from mingjing.risk.models import Score
from mingjing.risk.types import (
    DayNotCome,
    Facets,
    ModelDamaged,
    ModelView,
    NoActiveModel,
    NoScores,
    NothingToScore,
    ReasonView,
    ScoreFilter,
    ScoreMissing,
    ScoreRunMissing,
    ScoreRunView,
    ScoresDamaged,
    ScoresExist,
)

ALL = PageRequest(1, 50)


def test_it_stores_every_subject_in_rank_order(scored: ScoreRunView) -> None:
    assert scored.count == 3
    assert public.ranked(public.run_on(AS_OF).run_id) == PROBABILITIES
    shown = public.scores(scored.run_id, ALL).items
    assert [(one.rank, one.of) for one in shown] == [(1, 3), (2, 3), (3, 3)]


def test_it_shows_the_score_that_was_stored(scored: ScoreRunView, activated: ModelView) -> None:
    one = public.score_of("subject_a")
    assert (one.probability, one.base, one.rank) == (0.412346, 0.15, 1)
    assert one.reasons == (
        ReasonView("past_rate", 0.824691, 0.412346),
        ReasonView("age_days", None, -0.012346),
    )
    assert (one.category, one.area, one.district) == ("restaurant", "west", "1")
    assert (one.model_id, one.as_of) == (activated.model_id, AS_OF)
    assert (one.run_id, one.entry_id) == (scored.run_id, scored.entry_id)


def test_it_shows_the_old_score_of_an_old_day_after_a_new_scoring(
    scored: ScoreRunView, learning: Learning, zhao: Actor, now: datetime
) -> None:
    learning.rows = [(ROWS[1][0], 0.9, *ROWS[1][2:])]
    public.score(actor=zhao, now=now, as_of=LATER)
    assert public.score_of("subject_b").probability == 0.9
    assert public.score_of("subject_b", on=LATER - timedelta(days=1)).probability == 0.2
    assert [one.as_of for one in public.score_history("subject_b")] == [LATER, AS_OF]
    assert public.ranked(public.run_on(LATER - timedelta(days=1)).run_id) == PROBABILITIES
    assert public.ranked(public.run_on(LATER).run_id) == [("subject_b", 0.9)]


def test_it_keeps_a_list_that_has_the_recorded_digest(scored: ScoreRunView, home: Path) -> None:
    content = gzip.decompress((home / "lake" / scored.file_key).read_bytes())
    assert sha256_hex(content) == scored.digest
    assert content.splitlines()[0] == (
        b'[1,"subject_a","0.412346","0.150000","restaurant","west","1",'
        b'[["past_rate","0.824691","0.412346"],["age_days",null,"-0.012346"]]]'
    )
    assert public.check_run(scored.run_id) == scored


def test_it_leaves_one_entry(scored: ScoreRunView) -> None:
    entries = entry_for("risk-scoring", scored.run_id)
    assert [(e.act, e.entry_id) for e in entries] == [("risk.scored", scored.entry_id)]


def test_it_repeats_nothing_on_the_same_input(
    scored: ScoreRunView, learning: Learning, zhao: Actor, now: datetime
) -> None:
    again = public.score(actor=zhao, now=now + timedelta(hours=1), as_of=AS_OF)
    assert again == replace(scored, is_repeat=True)
    assert learning.predictions == 1
    assert public.runs(ALL).total == 1


def test_it_scores_again_when_the_records_changed(
    scored: ScoreRunView, lake: Lake, zhao: Actor, now: datetime
) -> None:
    lake.version = "v2"
    second = public.score(actor=zhao, now=now, as_of=AS_OF)
    assert public.latest_run() == second
    assert public.run_on(AS_OF) == second
    assert [run.number for run in public.runs(ALL).items] == [2, 1]


def test_it_refuses_without_an_active_model(trained: ModelView, zhao: Actor, now: datetime) -> None:
    with pytest.raises(NoActiveModel):
        public.score(actor=zhao, now=now, as_of=AS_OF)


def test_it_refuses_before_subjects_are_resolved(
    activated: ModelView, lake: Lake, zhao: Actor, now: datetime
) -> None:
    lake.run_id = None
    with pytest.raises(NothingToScore):
        public.score(actor=zhao, now=now, as_of=AS_OF)


def test_it_refuses_when_no_subject_was_known_yet(
    activated: ModelView, learning: Learning, zhao: Actor, now: datetime
) -> None:
    learning.rows = []
    with pytest.raises(NothingToScore):
        public.score(actor=zhao, now=now, as_of=AS_OF)
    assert public.latest_run() is None


def test_it_refuses_a_day_to_come(activated: ModelView, zhao: Actor, now: datetime) -> None:
    with pytest.raises(DayNotCome):
        public.score(actor=zhao, now=now, as_of=now.date() + timedelta(days=2))


def test_it_refuses_a_model_file_that_was_changed(
    activated: ModelView, zhao: Actor, now: datetime, home: Path
) -> None:
    (home / "lake" / "risk" / "models" / f"{activated.model_id}.json").write_bytes(b"{}")
    with pytest.raises(ModelDamaged):
        public.score(actor=zhao, now=now, as_of=AS_OF)


@pytest.mark.parametrize("person", ["qian", "sun", "zhou"])
def test_it_lets_only_analysts_score(
    person: str, activated: ModelView, now: datetime, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotPermitted):
        public.score(actor=request.getfixturevalue(person), now=now, as_of=AS_OF)


def test_it_lets_the_machine_score(activated: ModelView, system: Actor, now: datetime) -> None:
    assert public.score(actor=system, now=now, as_of=AS_OF).scored_by == "system"


def _computed(scored: ScoreRunView) -> Computed:
    return Computed(
        "scoring_other", scored.model_id, scored.as_of, scored.input_digest, scored.digest, ()
    )


def test_it_refuses_what_somebody_else_wrote_meanwhile(
    scored: ScoreRunView, zhao: Actor, now: datetime
) -> None:
    with pytest.raises(ScoresExist):
        record_scores(actor=zhao, now=now, computed=_computed(scored))


def test_it_refuses_when_the_model_was_retired_meanwhile(
    scored: ScoreRunView, lake: Lake, zhao: Actor, now: datetime
) -> None:
    lake.version = "v2"
    second = public.train(actor=zhao, now=now, as_of=AS_OF)
    public.activate(actor=zhao, now=now, model_id=second.model_id)
    with pytest.raises(NoActiveModel):
        record_scores(actor=zhao, now=now, computed=_computed(scored))


def test_it_finds_a_score_that_was_changed_behind_its_back(scored: ScoreRunView) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE risk_score SET probability = 0.01 WHERE subject_id = 'subject_a'")
    with pytest.raises(ScoresDamaged) as refused:
        public.check_run(scored.run_id)
    assert refused.value.detail["where"] == "risk_score"


@pytest.mark.parametrize("content", [b"no gzip", gzip.compress(b"[]\n", mtime=0), None])
def test_it_finds_a_list_that_was_changed(
    content: bytes | None, scored: ScoreRunView, home: Path
) -> None:
    file = home / "lake" / scored.file_key
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    with pytest.raises(ScoresDamaged) as refused:
        public.check_run(scored.run_id)
    assert refused.value.detail["where"] == scored.file_key


def test_it_filters_by_area_and_category(scored: ScoreRunView) -> None:
    def found(area: str = "", category: str = "") -> list[str]:
        page = public.scores(scored.run_id, ALL, ScoreFilter(area, category))
        assert page.total == len(page.items)
        return [one.subject_id for one in page.items]

    assert found(area="east") == ["subject_b", "subject_c"]
    assert found(category="restaurant") == ["subject_a", "subject_c"]
    assert found(area="east", category="restaurant") == ["subject_c"]
    assert found(area="north") == []


def test_it_knows_areas_and_categories(scored: ScoreRunView) -> None:
    assert public.facets(scored.run_id) == Facets(
        areas=(("east", 2), ("west", 1)), categories=(("grocery", 1), ("restaurant", 2))
    )


def test_it_pages_in_two_queries(scored: ScoreRunView) -> None:
    with CaptureQueriesContext(connection) as queries:
        page = public.scores(scored.run_id, PageRequest(2, 2), ScoreFilter())
    assert [one.subject_id for one in page.items] == ["subject_c"]
    assert (page.total, page.pages) == (3, 2)
    assert len(queries) == 2


def test_it_says_what_is_missing(scored: ScoreRunView) -> None:
    with pytest.raises(NoScores):
        public.ranked(public.run_on(AS_OF - timedelta(days=1)).run_id)
    with pytest.raises(ScoreMissing):
        public.score_of("subject_z")
    with pytest.raises(ScoreMissing):
        public.score_of("subject_a", on=AS_OF - timedelta(days=1))
    with pytest.raises(ScoreRunMissing):
        public.scores("scoring_none", ALL)
    assert public.score_history("subject_z") == ()


def test_it_cuts_places_to_their_columns(
    activated: ModelView, learning: Learning, zhao: Actor, now: datetime
) -> None:
    for column, limit in _LIMITS.items():
        assert Score._meta.get_field(column).max_length == limit  # type: ignore[union-attr]
    learning.rows = [("subject_a", 0.5, "c" * 200, "a" * 200, "d" * 200)]
    run = public.score(actor=zhao, now=now, as_of=AS_OF)
    assert public.score_of("subject_a").area == "a" * 60
    assert public.check_run(run.run_id).count == 1
