# SPDX-License-Identifier: Apache-2.0
"""Activating: exactly one model is in use, and it has a dated evaluation of its own age."""

from datetime import datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from tests.rooms.risk.conftest import Lake
from tests.rooms.risk.tiny import AS_OF, EVALUATION, Learning

from mingjing.kernel.paging import PageRequest
from mingjing.ledger.public import entry_for
from mingjing.registry.types import Actor, NotPermitted
from mingjing.risk import public
from mingjing.risk.types import (
    EvaluationOutdated,
    ModelDamaged,
    ModelMissing,
    ModelNotEvaluated,
    ModelStatus,
    ModelView,
)


def _statuses() -> list[str]:
    return [view.status for view in public.models(PageRequest(1, 50)).items]


def test_it_puts_a_model_in_use(activated: ModelView, now: datetime) -> None:
    assert (activated.status, activated.activated_at) == (ModelStatus.ACTIVE, now)
    assert public.active_model() == activated


def test_it_leaves_an_entry(activated: ModelView) -> None:
    entries = entry_for("risk-model", activated.model_id)
    assert sorted(e.act for e in entries) == ["risk.model_activated", "risk.model_trained"]
    assert activated.activation_entry_id in {e.entry_id for e in entries}


def test_it_retires_the_model_before(
    activated: ModelView, lake: Lake, zhao: Actor, now: datetime
) -> None:
    lake.version = "v2"
    second = public.train(actor=zhao, now=now, as_of=AS_OF)
    public.activate(actor=zhao, now=now, model_id=second.model_id)
    assert _statuses() == [ModelStatus.ACTIVE, ModelStatus.RETIRED]
    assert public.model_card(activated.model_id).view.retired_at == now


def test_it_can_go_back_to_a_retired_model(
    activated: ModelView, lake: Lake, zhao: Actor, now: datetime
) -> None:
    lake.version = "v2"
    second = public.train(actor=zhao, now=now, as_of=AS_OF)
    public.activate(actor=zhao, now=now, model_id=second.model_id)
    back = public.activate(actor=zhao, now=now, model_id=activated.model_id)
    assert back.retired_at is None
    assert _statuses() == [ModelStatus.RETIRED, ModelStatus.ACTIVE]


def test_it_repeats_nothing_for_the_model_in_use(
    activated: ModelView, zhao: Actor, now: datetime
) -> None:
    assert public.activate(actor=zhao, now=now, model_id=activated.model_id).is_repeat
    assert len(entry_for("risk-model", activated.model_id)) == 2


@pytest.mark.parametrize(
    "evaluation",
    [{}, {**EVALUATION, "evaluated_on": None}, {**EVALUATION, "model": {}}],
    ids=["none", "undated", "no windows"],
)
def test_it_refuses_a_model_without_a_dated_evaluation(
    evaluation: dict[str, object], lake: Lake, learning: Learning, zhao: Actor, now: datetime
) -> None:
    learning.evaluation = evaluation
    view = public.train(actor=zhao, now=now, as_of=AS_OF)
    with pytest.raises(ModelNotEvaluated):
        public.activate(actor=zhao, now=now, model_id=view.model_id)
    assert public.active_model() is None
    assert public.model_card(view.model_id).view.evaluated_on is None


@pytest.mark.parametrize(
    ("day", "is_refused"),
    [("2026-10-31", True), ("2026-11-01", False), ("2026-11-02", False)],
    ids=["the day before", "the day", "the day after"],
)
def test_it_refuses_an_evaluation_older_than_the_model(
    day: str, is_refused: bool, lake: Lake, learning: Learning, zhao: Actor, now: datetime
) -> None:
    learning.evaluation = {**EVALUATION, "evaluated_on": day}
    view = public.train(actor=zhao, now=now, as_of=AS_OF)
    if is_refused:
        with pytest.raises(EvaluationOutdated):
            public.activate(actor=zhao, now=now, model_id=view.model_id)
    else:
        assert public.activate(actor=zhao, now=now, model_id=view.model_id).activated_at == now


def test_it_refuses_a_model_whose_file_was_changed(
    trained: ModelView, zhao: Actor, now: datetime, home: Path
) -> None:
    file = home / "lake" / "risk" / "models" / f"{trained.model_id}.json"
    file.write_bytes(file.read_bytes() + b" ")
    with pytest.raises(ModelDamaged):
        public.activate(actor=zhao, now=now, model_id=trained.model_id)


def test_it_refuses_a_model_whose_file_is_gone(
    trained: ModelView, zhao: Actor, now: datetime, home: Path
) -> None:
    (home / "lake" / "risk" / "models" / f"{trained.model_id}.json").unlink()
    with pytest.raises(ModelDamaged):
        public.activate(actor=zhao, now=now, model_id=trained.model_id)


def test_it_refuses_an_unknown_model(db: None, zhao: Actor, now: datetime) -> None:
    with pytest.raises(ModelMissing):
        public.activate(actor=zhao, now=now, model_id="model_none")


@pytest.mark.parametrize("person", ["qian", "sun", "zhou"])
def test_it_lets_only_analysts_activate(
    person: str, trained: ModelView, now: datetime, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotPermitted):
        public.activate(actor=request.getfixturevalue(person), now=now, model_id=trained.model_id)


def test_the_table_itself_holds_no_two_active_models(
    activated: ModelView, lake: Lake, zhao: Actor, now: datetime
) -> None:
    lake.version = "v2"
    second = public.train(actor=zhao, now=now, as_of=AS_OF)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE risk_modelversion SET status = 'active' WHERE model_id = %s", [second.model_id]
        )
