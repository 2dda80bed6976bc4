# SPDX-License-Identifier: Apache-2.0
"""From records to scores: the learning sees the canonical tables and links of a real lake."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from django.urls import reverse
from tests.pages import PageClient
from tests.rooms.risk.tiny import AS_OF, Learning

from mingjing.catalog.public import connect_example
from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import EntryFilter, entries
from mingjing.registry.types import Actor
from mingjing.risk import public
from mingjing.risk.queries.lake import workplace
from mingjing.subjects.public import resolve

SMALL = Path(__file__).resolve().parents[2] / "data" / "example_small"


@pytest.fixture
def river(db: None, home: Path, tmp_path: Path, system: Actor, now: datetime) -> list[str]:
    """The town of Harbourton connected and resolved; the ids of its subjects with visits."""
    folder = tmp_path / "harbourton"
    shutil.copytree(SMALL, folder)
    connect_example(actor=system, now=now, example_dir=folder)
    resolve(actor=system, now=now)
    with workplace() as engine:
        rows = engine.rows(
            "SELECT DISTINCT l.subject_id FROM visit v JOIN link l ON l.record_id = v.record_id "
            "ORDER BY l.subject_id"
        )
    return [subject_id for (subject_id,) in rows]


def test_it_scores_the_subjects_of_a_lake_and_names_them_on_the_page(
    river: list[str],
    learning: Learning,
    system: Actor,
    now: datetime,
    people: tuple[str, ...],
    page_client: PageClient,
) -> None:
    model = public.train(actor=system, now=now, as_of=AS_OF)
    assert learning.seen[0] == ("visit", 6)
    assert learning.seen[1][1] >= 6
    learning.rows = [(one, 1 / (n + 2), "cafe", "north", "") for n, one in enumerate(river)]
    public.activate(actor=system, now=now, model_id=model.model_id)
    run = public.score(actor=system, now=now, as_of=AS_OF)
    assert [subject_id for subject_id, _ in public.ranked(public.run_on(AS_OF).run_id)] == river
    assert public.check_run(run.run_id).count == len(river)
    for act in ("risk.model_trained", "risk.model_activated", "risk.scored"):
        assert entries(PageRequest(1, 10), EntryFilter(act=act)).total == 1
    page_client.sign_in("qian")
    text = page_client.get(reverse("risk-scores")).content.decode()
    assert f'<code title="{river[0]}">' not in text
    assert text.count("33.3%") == 1


def test_it_repeats_nothing_while_the_lake_stays_the_same(
    river: list[str], learning: Learning, system: Actor, now: datetime
) -> None:
    first = public.train(actor=system, now=now, as_of=AS_OF)
    assert public.train(actor=system, now=now, as_of=AS_OF).model_id == first.model_id
    assert learning.fits == 1
