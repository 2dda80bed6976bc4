# SPDX-License-Identifier: Apache-2.0
"""Pages of the room: the model card for everybody, scores for those who may read them."""

from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse
from tests.pages import PageClient
from tests.rooms.risk.conftest import Lake
from tests.rooms.risk.tiny import AS_OF, LATER, ROWS, Learning

from mingjing.registry.types import Actor
from mingjing.risk import public
from mingjing.risk.types import ModelStatus, ModelView, ScoreRunView


@pytest.fixture
def reader(people: tuple[str, ...], page_client: PageClient) -> PageClient:
    """Qian, who may read scores, in English."""
    page_client.sign_in("qian")
    page_client.speak("en")
    return page_client


def page(client: PageClient, name: str, *args: str, status: int = 200, **query: str) -> str:
    response: Any = client.get(reverse(name, args=args), query)
    assert response.status_code == status, response.content.decode()[:500]
    text: str = response.content.decode()
    return text


@pytest.mark.parametrize(
    ("language", "words"), [("en", "No model has been trained yet"), ("zh-hans", "尚未训练模型")]
)
def test_it_says_how_to_get_a_model(
    language: str, words: str, db: None, page_client: PageClient
) -> None:
    page_client.speak(language)
    text = page(page_client, "risk-model")
    assert words in text
    assert "mingjing risk train" in text


def test_it_says_how_to_put_a_draft_into_use(trained: ModelView, page_client: PageClient) -> None:
    page_client.speak("en")
    text = page(page_client, "risk-model")
    assert "No model is in use" in text
    assert reverse("risk-version", args=[trained.model_id]) in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Hand-made points", "Fairness by area", "Do the probabilities hold?")),
        ("zh-hans", ("人工打分表", "各区域是否公平", "概率是否可信")),
    ],
)
def test_it_shows_the_model_beside_its_baselines_to_anybody(
    language: str, words: tuple[str, ...], activated: ModelView, page_client: PageClient
) -> None:
    page_client.speak(language)
    text = page(page_client, "risk-model")
    assert all(word in text for word in words)
    for figure in ("9.00", "7.00", "2026-07-01", "60.0%", "31.0%"):
        assert figure in text
    for chart in ("methods", "windows", "reliability", "areas", "features"):
        assert f'data-chart="{chart}"' in text
    assert activated.file_digest in text
    assert reverse("ledger-entry", args=[activated.activation_entry_id]) in text


def test_it_counts_the_windows_won(activated: ModelView, page_client: PageClient) -> None:
    page_client.speak("en")
    assert "1 of 2" in page(page_client, "risk-model")


def test_it_warns_of_a_model_without_evaluation(
    lake: Lake, learning: Learning, zhao: Actor, now: datetime, page_client: PageClient
) -> None:
    learning.evaluation = {}
    view = public.train(actor=zhao, now=now, as_of=AS_OF)
    page_client.speak("en")
    text = page(page_client, "risk-version", view.model_id)
    assert "Without a dated evaluation" in text
    assert "data-chart" not in text


def test_it_lets_an_analyst_put_a_model_into_use(
    trained: ModelView, people: tuple[str, ...], page_client: PageClient
) -> None:
    page_client.sign_in("zhao")
    page_client.speak("en")
    address = reverse("risk-activate", args=[trained.model_id])
    assert address in page(page_client, "risk-version", trained.model_id)
    text = page_client.post(address, follow=True).content.decode()
    assert "The model is in use." in text
    assert public.model_card(trained.model_id).view.status == ModelStatus.ACTIVE
    assert address not in text


def test_it_tells_an_analyst_why_a_model_is_refused(
    lake: Lake,
    learning: Learning,
    zhao: Actor,
    now: datetime,
    people: tuple[str, ...],
    page_client: PageClient,
) -> None:
    learning.evaluation = {}
    view = public.train(actor=zhao, now=now, as_of=AS_OF)
    page_client.sign_in("zhao")
    page_client.speak("en")
    text = page_client.post(reverse("risk-activate", args=[view.model_id]), follow=True)
    assert "has no dated evaluation" in text.content.decode()


def test_it_shows_an_auditor_no_button(trained: ModelView, reader: PageClient) -> None:
    address = reverse("risk-activate", args=[trained.model_id])
    assert address not in page(reader, "risk-version", trained.model_id)
    assert reader.post(address).status_code == 403


def test_it_answers_404_for_an_unknown_model(reader: PageClient) -> None:
    page(reader, "risk-version", "model_none", status=404)


def test_it_says_how_to_get_scores(reader: PageClient) -> None:
    assert "mingjing risk score" in page(reader, "risk-scores")


def test_it_lists_subjects_in_rank_order_with_reasons(
    scored: ScoreRunView, reader: PageClient
) -> None:
    text = page(reader, "risk-scores")
    places = [text.index(row[0]) for row in ROWS]
    assert places == sorted(places)
    assert "41.2%" in text
    assert reverse("risk-subject", args=["subject_a"]) in text
    upside_down = page(reader, "risk-scores", sort="-rank")
    places = [upside_down.index(row[0]) for row in ROWS]
    assert places == sorted(places, reverse=True)


def test_it_filters_and_pages_the_list(scored: ScoreRunView, reader: PageClient) -> None:
    text = page(reader, "risk-scores", area="east", category="restaurant")
    assert "subject_c" in text
    assert "subject_a" not in text
    assert "No score fits this filter" in page(reader, "risk-scores", area="north")
    assert "No score fits this filter" in page(reader, "risk-scores", page="9")


def test_it_shows_an_older_scoring(
    scored: ScoreRunView, learning: Learning, zhao: Actor, now: datetime, reader: PageClient
) -> None:
    learning.rows = ROWS[1:2]
    public.score(actor=zhao, now=now, as_of=LATER)
    assert "subject_a" not in page(reader, "risk-scores")
    assert "subject_a" in page(reader, "risk-scores", run=scored.run_id)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("raises", "lowers", "How to challenge it")),
        ("zh-hans", ("升高", "降低", "如何异议")),
    ],
)
def test_it_shows_every_stored_reason_of_a_subject(
    language: str, words: tuple[str, ...], scored: ScoreRunView, reader: PageClient
) -> None:
    reader.speak(language)
    text = page(reader, "risk-subject", "subject_a")
    assert all(word in text for word in words)
    for figure in ("41.2%", "+0.412", "-0.012", scored.digest, scored.run_id):
        assert figure in text


def test_it_shows_the_history_and_each_stored_score(
    scored: ScoreRunView, learning: Learning, zhao: Actor, now: datetime, reader: PageClient
) -> None:
    learning.rows = [("subject_a", 0.77, "restaurant", "west", "1")]
    public.score(actor=zhao, now=now, as_of=LATER)
    text = page(reader, "risk-subject", "subject_a")
    assert "77.0%" in text
    assert 'data-chart="history"' in text
    old = page(reader, "risk-subject", "subject_a", run=scored.run_id)
    assert "An earlier score" in old
    assert "+0.412" in old


def test_it_answers_404_for_a_subject_without_score(
    scored: ScoreRunView, reader: PageClient
) -> None:
    assert "has no risk score" in page(reader, "risk-subject", "subject_z", status=404)


@pytest.mark.parametrize(
    ("person", "status"), [("zhao", 200), ("qian", 200), ("sun", 200), ("li", 200), ("zhou", 403)]
)
def test_it_shows_scores_to_those_who_may_read_them(
    person: str,
    status: int,
    scored: ScoreRunView,
    people: tuple[str, ...],
    page_client: PageClient,
) -> None:
    page_client.sign_in(person)
    for name, args in (("risk-scores", []), ("risk-subject", ["subject_a"])):
        assert page_client.get(reverse(name, args=args)).status_code == status


def test_it_sends_strangers_to_sign_in(scored: ScoreRunView, page_client: PageClient) -> None:
    assert page_client.get(reverse("risk-scores")).status_code == 302
    assert page_client.get(reverse("risk-subject", args=["subject_a"])).status_code == 302
