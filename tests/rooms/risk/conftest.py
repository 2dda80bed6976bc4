# SPDX-License-Identifier: Apache-2.0
"""Fixtures of the risk room: a lake that is resolved, a learning that can be counted by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pytest
from tests.rooms.risk.tiny import AS_OF, Learning, TinyModel

from mingjing.engines.batch import BatchEngine, open_local_engine
from mingjing.registry.types import Actor
from mingjing.risk import public
from mingjing.risk.types import ModelView, ScoreRunView


@pytest.fixture
def learning(monkeypatch: pytest.MonkeyPatch) -> Learning:
    """The learning of the tests in place of LightGBM."""
    tiny = Learning()
    monkeypatch.setattr("mingjing.risk.learning.fit.fit", tiny.fit)
    monkeypatch.setattr("mingjing.risk.learning.fit.FittedModel", TinyModel)
    monkeypatch.setattr("mingjing.risk.learning.predict.predict", tiny.predict)
    return tiny


class Lake:
    """What the tests say is in the lake: `run_id` of the last resolution, `version` of records."""

    run_id: str | None = "run_1"
    version = "v1"


@pytest.fixture
def lake(db: None, home: Path, monkeypatch: pytest.MonkeyPatch) -> Lake:
    """A resolved lake without files behind it."""
    state = Lake()

    @contextmanager
    def workplace() -> Iterator[BatchEngine]:
        with open_local_engine() as engine:
            for name in ("visit", "link"):
                engine.put(name, pa.table({"record_id": ["a:1", "a:2"]}))
            yield engine

    monkeypatch.setattr(
        "mingjing.risk.queries.lake.latest_run",
        lambda: SimpleNamespace(run_id=state.run_id) if state.run_id else None,
    )
    monkeypatch.setattr("mingjing.risk.queries.lake.canonical_version", lambda: state.version)
    monkeypatch.setattr("mingjing.risk.queries.lake.workplace", workplace)
    return state


@pytest.fixture
def trained(lake: Lake, learning: Learning, zhao: Actor, now: datetime) -> ModelView:
    return public.train(actor=zhao, now=now, as_of=AS_OF)


@pytest.fixture
def activated(trained: ModelView, zhao: Actor, now: datetime) -> ModelView:
    return public.activate(actor=zhao, now=now, model_id=trained.model_id)


@pytest.fixture
def scored(activated: ModelView, zhao: Actor, now: datetime) -> ScoreRunView:
    return public.score(actor=zhao, now=now, as_of=AS_OF)
