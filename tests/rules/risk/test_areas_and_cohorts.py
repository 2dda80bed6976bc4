# SPDX-License-Identifier: Apache-2.0
"""Area groups, cohorts and the section `[evaluation]`."""

import json
from datetime import date
from typing import Any

import numpy as np
import pytest

from mingjing.risk.rules.areas import AreaGroup, Places, group_of, quarters, read_group
from mingjing.risk.rules.cohorts import Count, grid, measured, warm_up
from mingjing.risk.rules.points import points
from mingjing.risk.rules.setting import Setting, read_setting
from mingjing.risk.types import EvaluationSettingWrong

PLACES = Places(
    lat=np.array([42.0, 41.8, 41.87, 41.87, np.nan]),
    lon=np.array([-87.7, -87.7, -87.7, -87.62, np.nan]),
    district=np.array(["1", "2", "3", "3", ""], dtype=object),
    area=np.array(["x", "x", "y", "", ""], dtype=object),
)
SIDES = (
    AreaGroup("North", lat=(41.91, 90.0)),
    AreaGroup("South", lat=(-90.0, 41.84)),
    AreaGroup("West", lon=(-180.0, -87.66)),
    AreaGroup("Central"),
)


def test_the_first_group_that_fits_takes_a_place() -> None:
    assert group_of(PLACES, SIDES).tolist() == ["North", "South", "West", "Central", ""]


def test_groups_may_list_codes() -> None:
    groups = (
        AreaGroup("one", districts=frozenset({"1", "2"})),
        AreaGroup("y", areas=frozenset("y")),
    )
    assert group_of(PLACES, groups).tolist() == ["one", "one", "y", "", ""]


def test_a_group_is_read_as_it_was_written() -> None:
    one = AreaGroup("one", lat=(41.0, 42.0), districts=frozenset({"2", "1"}))
    assert read_group(json.loads(json.dumps(one.document()))) == one


def test_without_groups_places_fall_into_four_quarters() -> None:
    four = quarters(PLACES)
    assert sorted(group.name for group in four) == ["NE", "NW", "SE", "SW"]
    assert group_of(PLACES, four).tolist()[4] == ""


def test_no_known_place_gives_no_quarters() -> None:
    nowhere = np.array([np.nan])
    empty = np.array([""], dtype=object)
    assert quarters(Places(lat=nowhere, lon=nowhere, district=empty, area=empty)) == ()


def test_the_grid_has_a_cohort_that_begins_at_the_anchor() -> None:
    assert grid(100, 60, first=30, last=170) == ((-20, 40), (40, 100), (100, 160), (160, 220))


def test_a_day_on_the_edge_begins_a_cohort() -> None:
    assert grid(100, 60, first=40, last=99) == ((40, 100),)


def test_small_and_early_cohorts_are_not_measured() -> None:
    counts = {day: Count(200, 20) for day in range(0, 360, 60)} | {240: Count(99, 20)}
    assert measured(counts, 13) == (180, 300)
    assert measured(counts, 1) == (300,)


def test_a_cohort_with_too_few_hits_is_not_measured() -> None:
    counts = {day: Count(200, 9) for day in range(0, 360, 60)}
    assert measured(counts, 13) == ()


def test_warm_up_cohorts_lie_before_the_first_window() -> None:
    counts = {day: Count(200, 20) for day in (1, 2, 3, 4, 5)}
    assert warm_up(counts, (4, 5), 2) == (2, 3)
    assert warm_up(counts, (), 2) == ()


def test_a_cohort_with_nothing_to_learn_from_before_it_is_not_scored() -> None:
    counts = {1: Count(200, 20), 2: Count(200, 20), 3: Count(200, 20)}
    assert warm_up(counts, (3,), 4) == (2,)
    assert warm_up({1: Count(200, 9), 2: Count(90, 1), 3: Count(90, 9)}, (3,), 4) == ()


def test_points_add_up() -> None:
    told = points(
        {
            "last_critical": np.array([1, 0, np.nan]),
            "last_failed": np.array([1, 0, np.nan]),
            "complaint_visits": np.array([1, 0, 0]),
            "days_since_visit": np.array([366, 365, np.nan]),
        }
    )
    assert told.tolist() == [5, 0, 1]


def test_an_absent_section_gives_the_usual_setting() -> None:
    assert read_setting({}) == Setting()


def test_it_reads_every_key() -> None:
    setting = read_setting(
        {
            "anchor": date(2014, 9, 2),
            "cohort_days": 30,
            "windows": 5,
            "licence_kinds": ["Retail"],
            "reference": {"name": "published", "split": "test"},
            "areas": [{"name": "North", "lat": [41.91, 90]}, {"name": "x", "districts": ["1"]}],
        }
    )
    assert setting.anchor == date(2014, 9, 2)
    assert (setting.cohort_days, setting.windows) == (30, 5)
    assert (setting.licence_kinds, setting.reference, setting.split) == (
        ("Retail",),
        "published",
        "test",
    )
    assert setting.areas[0] == AreaGroup("North", lat=(41.91, 90.0))
    assert setting.areas[1].districts == frozenset({"1"})


@pytest.mark.parametrize(
    "told",
    [
        {"ancor": 1},
        {"anchor": "2014-09-02"},
        {"cohort_days": 0},
        {"cohort_days": True},
        {"windows": "13"},
        {"licence_kinds": "Retail"},
        {"licence_kinds": [1]},
        {"reference": []},
        {"reference": {"nam": "x"}},
        {"areas": {"name": "x"}},
        {"areas": [{"lat": [1, 2]}]},
        {"areas": [{"name": "x", "lat": [2, 1]}]},
        {"areas": [{"name": "x", "lat": [1]}]},
        {"areas": ["x"]},
    ],
)
def test_it_refuses_a_wrong_key_by_name(told: dict[str, Any]) -> None:
    with pytest.raises(EvaluationSettingWrong) as refusal:
        read_setting(told)
    assert refusal.value.detail["key"]
