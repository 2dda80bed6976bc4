# SPDX-License-Identifier: Apache-2.0
"""Sections of an example folder that no single room reads: officers, items, plan."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mingjing.catalog.public import load_example
from mingjing.catalog.types import Example
from mingjing.entry.errors import SectionUnreadable, SectionWrong
from mingjing.entry.sections import item_rows, officer_rows, officers_agency, plan_wish

SMALL = Path(__file__).resolve().parents[2] / "data" / "example_small"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "harbourton"))


def changed(town: Path, file: str, old: str, new: str) -> Example:
    path = town / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return load_example(town)


def test_officers_stand_in_the_folders_region_unless_they_say_so() -> None:
    example = load_example(SMALL)
    rows = list(officer_rows(example))
    assert [row.name for row in rows] == ["Ada", "Ben", "Cleo", "Dov"]
    assert {row.region for row in rows} == {"XX-HBT"}
    assert rows[0].skills == ("food",)
    assert officers_agency(example) == "health"


def test_items_carry_the_titles_of_their_checklist() -> None:
    (item,) = item_rows(load_example(SMALL))
    assert (item.item_code, item.yearly_cap, item.valid_to) == ("hbt-food", 2, None)
    assert [point.code for point in item.checklist] == ["H1", "T3"]
    assert all(point.text for point in item.checklist)


def test_the_plan_is_read_with_its_defaults() -> None:
    wish = plan_wish(load_example(SMALL))
    assert (wish.as_of, wish.period_to) == (date(2025, 3, 1), date(2025, 3, 31))
    assert (wish.budget, wish.random_share) == (40, Decimal("0.15"))
    assert wish.statutory_share == 0


def test_points_and_titles_in_two_languages_are_read_as_such(town: Path) -> None:
    (town / "points_zh.csv").write_text("code,title\nH1,洗手\n", encoding="utf-8")
    path = town / "example.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('checklist = "', 'checklist_zh = "points_zh.csv"\nchecklist = "', 1)
    text = text.replace(
        'title = "Food businesses, March 2025"', 'title = { zh = "三月计划", en = "March" }'
    )
    path.write_text(text, encoding="utf-8")
    example = load_example(town)
    item = next(iter(item_rows(example)))
    assert item.checklist[0].label("zh") == "洗手"
    assert item.checklist[0].label("en") != "洗手"
    assert item.checklist[1].label("zh") == item.checklist[1].label("en")
    assert (plan_wish(example).title, plan_wish(example).title_en) == ("三月计划", "March")


def test_a_title_in_one_language_serves_for_both(town: Path) -> None:
    wish = plan_wish(load_example(town))
    assert (wish.title, wish.title_en) == ("Food businesses, March 2025", "")


def test_a_folder_without_the_sections_has_no_officers_and_no_items(town: Path) -> None:
    text = (town / "example.toml").read_text(encoding="utf-8")
    (town / "example.toml").write_text(text[: text.index("[officers]")], encoding="utf-8")
    example = load_example(town)
    assert list(officer_rows(example)) == []
    assert list(item_rows(example)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "key", "value"),
    [
        ("officers.csv", "2029-12-31", "31.12.2029", "row 1", "valid_to", "31.12.2029"),
        ("officers.csv", "Ben", "", "row 2", "name", ""),
    ],
)
def test_a_wrong_officer_is_refused_by_row_and_column(
    town: Path, file: str, old: str, new: str, where: str, key: str, value: str
) -> None:
    example = changed(town, file, old, new)
    with pytest.raises(SectionWrong) as caught:
        list(officer_rows(example))
    detail = caught.value.detail
    assert (detail["file"], detail["where"], detail["key"], detail["value"]) == (
        file,
        where,
        key,
        value,
    )


@pytest.mark.parametrize(("old", "new"), [(",key,", ",often,"), (",2,", ",two,")])
def test_a_wrong_item_is_refused(town: Path, old: str, new: str) -> None:
    example = changed(town, "items.csv", old, new)
    with pytest.raises(SectionWrong, match="row 1"):
        list(item_rows(example))


@pytest.mark.parametrize(
    ("old", "new"), [("budget = 40", 'budget = "many"'), ("title =", "name =")]
)
def test_a_wrong_plan_is_refused(town: Path, old: str, new: str) -> None:
    path = town / "example.toml"
    text = path.read_text(encoding="utf-8")
    head, tail = text.split("[plan]")
    path.write_text(f"{head}[plan]{tail.replace(old, new, 1)}", encoding="utf-8")
    with pytest.raises(SectionWrong, match=r"\[plan\]"):
        plan_wish(load_example(town))


def test_a_list_without_a_column_or_in_another_encoding_is_refused(town: Path) -> None:
    example = changed(town, "officers.csv", "certificate_no", "badge")
    with pytest.raises(SectionUnreadable, match="certificate_no"):
        list(officer_rows(example))
    (town / "items.csv").write_bytes("item_code,名称\n".encode("gb18030"))
    with pytest.raises(SectionUnreadable):
        list(item_rows(load_example(town)))
