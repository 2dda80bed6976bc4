# SPDX-License-Identifier: Apache-2.0
"""From records to a model and to scores, on a town whose truth is known: bad shops stay bad."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest
from tests.rooms.risk.world import Visited, World

from mingjing.engines.batch import open_local_engine
from mingjing.risk.learning.assess import BASELINES, assess, gather
from mingjing.risk.learning.fit import FittedModel, fit
from mingjing.risk.learning.predict import predict
from mingjing.risk.learning.report import FIGURES
from mingjing.risk.rules.areas import AreaGroup
from mingjing.risk.rules.setting import Setting
from mingjing.risk.types import NothingToLearn

SHOPS, COHORTS, DAYS = 110, 7, 60
BEGIN = date(2013, 1, 1)
END = BEGIN + timedelta(days=COHORTS * DAYS)
SIDES = (AreaGroup("south", lat=(41.0, 41.95)), AreaGroup("north", lat=(41.95, 43.0)))
SETTING = Setting(areas=SIDES)


def town() -> World:
    """Every shop is visited once a cohort. Every fourth is bad: hits at three visits of four."""
    visited = []
    for cohort in range(COHORTS):
        for shop in range(SHOPS):
            is_bad = shop % 4 == 0
            hit = int((is_bad and (shop + cohort) % 16 != 0) or (shop + 3 * cohort) % 23 == 0)
            visited.append(
                Visited(
                    f"v{cohort}-{shop}",
                    f"s{shop:03d}",
                    BEGIN + timedelta(days=cohort * DAYS + (shop * 37 + cohort) % DAYS),
                    hit=hit,
                    inspector=("a", "b")[(shop + cohort) % 2],
                    place=0.001 * shop,
                )
            )
    return World(tuple(visited))


@pytest.fixture(scope="module")
def fitted() -> FittedModel:
    with open_local_engine() as engine:
        town().put(engine)
        return fit(engine, as_of=END, areas=SIDES, setting=SETTING)


@pytest.fixture(scope="module")
def scores(fitted: FittedModel) -> pa.Table:
    with open_local_engine() as engine:
        town().put(engine)
        return predict(FittedModel.from_bytes(fitted.to_bytes()), engine, as_of=END)


def test_the_evaluation_has_every_figure_for_the_model_and_each_baseline(
    fitted: FittedModel,
) -> None:
    told = fitted.evaluation
    assert set(told["baselines"]) == set(BASELINES)
    for method in (told["model"], *told["baselines"].values()):
        rolling = method["rolling"]
        assert len(rolling["windows"]) == COHORTS - 3
        for figures in (rolling["mean"], rolling["sd"], *rolling["windows"], method["test_window"]):
            assert set(FIGURES) <= set(figures)
    assert set(told["model"]["rolling"]["wins"]) == set(BASELINES)
    assert told["evaluated_on"] == END.isoformat()


def test_it_learns_what_is_true_of_the_town(fitted: FittedModel) -> None:
    mean = fitted.evaluation["model"]["rolling"]["mean"]
    assert mean["auc"] > 0.9
    assert (
        mean["days_earlier"]
        > fitted.evaluation["baselines"]["random"]["rolling"]["mean"]["days_earlier"]
    )


def test_an_auc_too_good_to_be_true_is_called_a_leak(fitted: FittedModel) -> None:
    assert fitted.evaluation["is_leak_suspected"]


def test_each_window_is_learned_from_what_came_before(fitted: FittedModel) -> None:
    learned = [one["trained_on"] for one in fitted.evaluation["model"]["rolling"]["windows"]]
    assert learned == [SHOPS * cohorts for cohorts in range(3, COHORTS)]


def test_bad_shops_stand_first(scores: pa.Table) -> None:
    first = scores.sort_by("rank").column("subject_id").to_pylist()[:20]
    assert all(int(name[1:]) % 4 == 0 for name in first)


def test_reasons_explain_the_whole_distance_from_the_base(scores: pa.Table) -> None:
    # Eight reasons are kept; what they leave out is small beside the widest distance.
    chance = scores.column("probability").to_numpy()
    odds = np.log(chance / (1 - chance))
    base = scores.column("base")[0].as_py()
    told = np.array([sum(parts) for parts in scores.column("contributions").to_pylist()])
    distance = odds - np.log(base / (1 - base))
    assert np.corrcoef(told, distance)[0, 1] > 0.95


def test_the_file_says_between_which_areas_lists_are_balanced(fitted: FittedModel) -> None:
    assert FittedModel.from_bytes(fitted.to_bytes()).areas == SIDES


def test_the_same_records_give_the_same_file(fitted: FittedModel) -> None:
    with open_local_engine() as engine:
        town().put(engine)
        again = fit(engine, as_of=END, areas=SIDES, setting=SETTING)
    assert again.to_bytes() == fitted.to_bytes()


def test_results_of_a_window_do_not_move_its_scores() -> None:
    # The last cohort is turned upside down: its own scores stay, bit for bit.
    last = END - timedelta(days=DAYS)
    turned = World(
        tuple(
            Visited(v.name, v.subject, v.on, 1 - v.hit, v.inspector, place=v.place)
            if v.on >= last
            else v
            for v in town().visited
        )
    )
    told = []
    for world in (town(), turned):
        with open_local_engine() as engine:
            world.put(engine)
            visits = gather(engine, SETTING, before=END)
        assert visits is not None
        told.append(assess(visits, SETTING).rolled.windows[-1].model)
    np.testing.assert_array_equal(told[0].score, told[1].score)
    np.testing.assert_array_equal(told[0].probability, told[1].probability)


def test_it_refuses_to_learn_from_too_little() -> None:
    with open_local_engine() as engine:
        World(town().visited[:30]).put(engine)
        with pytest.raises(NothingToLearn):
            fit(engine, as_of=END)
