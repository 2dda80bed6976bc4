# SPDX-License-Identifier: Apache-2.0
"""Training: a draft with a dated evaluation, a file with its digest, one ledger entry."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from tests.rooms.risk.conftest import Lake
from tests.rooms.risk.tiny import AS_OF, Learning

from mingjing.kernel.canonical import sha256_hex
from mingjing.kernel.clock import local_date
from mingjing.kernel.paging import PageRequest
from mingjing.kernel.reasons import Reason
from mingjing.ledger.public import entry_for
from mingjing.registry.types import Action, Actor, NotPermitted
from mingjing.risk import public
from mingjing.risk.types import (
    DayNotCome,
    Method,
    ModelMissing,
    ModelStatus,
    ModelView,
    NothingToLearn,
)

ALL = PageRequest(1, 50)
TRAIN = Action("risk.train", "训练模型", "Train a model")


def test_it_records_a_draft_that_knows_its_cohort(trained: ModelView) -> None:
    assert trained.status == ModelStatus.DRAFT
    assert (trained.number, trained.as_of, trained.trained_rows) == (1, AS_OF, 220)
    assert (trained.cohort_from, trained.cohort_to) == (date(2025, 1, 1), date(2026, 10, 31))
    assert trained.evaluated_on == AS_OF
    assert trained.params == {"leaves": 3}
    assert public.models(ALL).items == (trained,)


def test_it_hands_records_and_links_to_the_learning(trained: ModelView, learning: Learning) -> None:
    assert learning.seen == [("visit", 2), ("link", 2)]


def test_it_keeps_the_file_under_its_digest(trained: ModelView, home: Path) -> None:
    file = home / "lake" / "risk" / "models" / f"{trained.model_id}.json"
    assert sha256_hex(file.read_bytes()) == trained.file_digest


def test_it_leaves_one_entry(trained: ModelView, zhao: Actor) -> None:
    entries = entry_for("risk-model", trained.model_id)
    assert [(e.act, e.account_id) for e in entries] == [("risk.model_trained", zhao.account_id)]
    assert entries[0].entry_id == trained.entry_id


def test_it_repeats_nothing_on_the_same_input(
    trained: ModelView, learning: Learning, zhao: Actor, now: datetime
) -> None:
    assert public.trained_already(AS_OF) is not None
    again = public.train(actor=zhao, now=now, as_of=AS_OF)
    assert (again.model_id, again.is_repeat) == (trained.model_id, True)
    assert learning.fits == 1
    assert len(entry_for("risk-model", trained.model_id)) == 1


@pytest.mark.parametrize("change", ["records", "subjects", "day", "setting"])
def test_it_trains_again_when_something_changed(
    change: str, trained: ModelView, lake: Lake, zhao: Actor, now: datetime
) -> None:
    day, setting = AS_OF, public.Setting()
    if change == "records":
        lake.version = "v2"
    elif change == "subjects":
        lake.run_id = "run_2"
    elif change == "day":
        day = AS_OF - timedelta(days=1)
    else:
        setting = public.Setting(licence_kinds=("retail",))
    assert public.train(actor=zhao, now=now, as_of=day, setting=setting).number == 2


def test_it_takes_today_but_no_day_to_come(
    lake: Lake, learning: Learning, zhao: Actor, now: datetime
) -> None:
    today = local_date(now)
    assert public.train(actor=zhao, now=now, as_of=today).as_of == today
    with pytest.raises(DayNotCome):
        public.train(actor=zhao, now=now, as_of=today + timedelta(days=1))


def test_it_refuses_before_subjects_are_resolved(
    lake: Lake, learning: Learning, zhao: Actor, now: datetime
) -> None:
    lake.run_id = None
    with pytest.raises(NothingToLearn):
        public.train(actor=zhao, now=now, as_of=AS_OF)
    assert public.trained_already(AS_OF) is None


@pytest.mark.parametrize("person", ["qian", "sun", "zhou"])
def test_it_lets_only_analysts_train(
    person: str, lake: Lake, learning: Learning, now: datetime, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotPermitted):
        public.train(actor=request.getfixturevalue(person), now=now, as_of=AS_OF)
    assert learning.fits == 0


def test_it_lets_analysts_of_another_agency_and_the_machine_train(
    lake: Lake, learning: Learning, li: Actor, system: Actor, now: datetime
) -> None:
    assert public.train(actor=li, now=now, as_of=AS_OF).trained_by == li.account_id
    lake.version = "v2"
    assert public.train(actor=system, now=now, as_of=AS_OF).trained_by == "system"


def test_it_takes_the_file_away_when_the_act_fails(
    lake: Lake,
    learning: Learning,
    zhao: Actor,
    now: datetime,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(**_: object) -> None:
        raise NotPermitted(action=TRAIN, because=Reason("已撤销", "taken away meanwhile"))

    monkeypatch.setattr("mingjing.risk.acts.train.record_model", fail)
    with pytest.raises(NotPermitted):
        public.train(actor=zhao, now=now, as_of=AS_OF)
    assert list((home / "lake").rglob("*.json")) == []


def test_it_reads_the_card_of_a_model(trained: ModelView) -> None:
    card = public.model_card(trained.model_id)
    assert card.model is not None
    assert (card.model.mean.days_earlier, card.model.sd.days_earlier) == (9.0, 1.0)
    assert [row.name for row in card.baselines] == [Method.RANDOM, Method.POINTS]
    assert [row.area for row in card.areas] == ["east", "west"]
    assert [row.name for row in card.features] == ["past_rate", "age_days"]
    assert [b.count for b in card.reliability] == [110, 110]


def test_it_says_when_there_is_no_such_model(db: None) -> None:
    with pytest.raises(ModelMissing):
        public.model_card("model_none")
