# SPDX-License-Identifier: Apache-2.0
"""The whole river on a folder that asks for little, and on one with little to learn from."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from mingjing.entry import demo
from mingjing.entry.river import River, steps_for, summary
from mingjing.registry.public import inspection_items, officers

pytestmark = pytest.mark.django_db
SMALL = Path(__file__).resolve().parents[2] / "data" / "example_small"


@pytest.fixture
def town(home: Path) -> Path:
    (home / "keys").mkdir()
    return Path(shutil.copytree(SMALL, home / "harbourton"))


def lines(store: River) -> dict[str, str]:
    return {line.what: line.found for line in summary(store)}


def test_what_a_folder_does_not_ask_for_is_left_out(town: Path, now: datetime) -> None:
    path = town / "example.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("[officers]")], encoding="utf-8")
    store = River(town, lambda: now)
    demo._flow(store)
    found = lines(store)
    assert found["records"].startswith("9 accepted, 5 in quarantine")
    assert found["plan"] == "none"
    assert found["ledger"] != "empty"


def test_too_few_visits_stop_the_model_and_nothing_before_it(town: Path, now: datetime) -> None:
    store = River(town, lambda: now)
    demo._flow(store)
    found = lines(store)
    assert found["risk"] == "no active model"
    assert found["subjects"] != "not resolved yet"
    assert len(officers(store.agency_id, store.as_of)) == 4
    assert [item.item_code for item in inspection_items(store.as_of)] == ["hbt-food"]


def test_the_city_comes_before_subjects_are_recognised(tmp_path: Path) -> None:
    alone = [one.title for one in steps_for(tmp_path / "harbourton")]
    (tmp_path / "linjiang").mkdir()
    (tmp_path / "linjiang" / "city.yaml").touch()
    found = [one.title for one in steps_for(tmp_path / "harbourton")]
    recognised = found.index("Recognise subjects")
    assert found.index("Its places of business") < recognised < found.index("Random inspections")
    assert [one for one in found if one in alone] == alone
