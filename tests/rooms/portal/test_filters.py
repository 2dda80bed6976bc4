# SPDX-License-Identifier: Apache-2.0
"""How values look on a page."""

import math
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context
from django.test import RequestFactory
from django.utils.translation import override

from mingjing.kernel.paging import SortOrder
from mingjing.portal.templatetags import house
from mingjing.registry.types import Action, ItemKind

NOON = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)


def _context(query: str = "", now: datetime = NOON) -> Context:
    request = RequestFactory().get(f"/list{query}")
    request.now = now  # type: ignore[attr-defined]
    return Context({"request": request})


@pytest.mark.parametrize(("language", "name"), [("zh-hans", "重点检查事项"), ("en", "Key item")])
def test_it_names_a_code_in_the_language_of_the_page(language: str, name: str) -> None:
    with override(language):
        assert house.label(ItemKind.KEY) == name


def test_it_names_whatever_knows_its_label() -> None:
    with override("en"):
        assert house.label(Action("a.b", "甲", "Do a")) == "Do a"


@pytest.mark.parametrize(
    ("language", "basis", "shown"),
    [
        ("zh-hans", "行政处罚法 §42", "行政处罚法第四十二条"),
        ("en", "行政处罚法 §42", "Administrative Penalty Law §42"),
        ("en", "国发〔2019〕5号", '<span lang="zh-Hans">国发〔2019〕5号</span>'),
        ("en", "", "–"),
    ],
)
def test_it_cites_a_statute_in_the_language_of_the_page(
    language: str, basis: str, shown: str
) -> None:
    with override(language):
        assert house.cited(basis) == shown


def test_it_falls_back_to_chinese_where_no_english_is_kept() -> None:
    with override("en"):
        assert house.either("局", "") == "局"
        assert house.either("局", "Bureau") == "Bureau"


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (12345, 0, "12,345"),
        (12345.678, 1, "12,345.7"),
        (None, 0, "–"),
        (math.nan, 0, "–"),
        (7, 1, "7.0"),
    ],
)
def test_it_marks_thousands(value: object, places: int, shown: str) -> None:
    assert house.number(value, places) == shown


def test_it_rounds_half_up_as_people_do() -> None:
    assert house.number(4.85, 1) == "4.9"
    assert house.number(2.675, 2) == "2.68"
    assert house.percent(0.00125, 2) == "0.13%"
    assert house.signed(-0.125, 2) == "-0.13"


def test_a_gap_among_numbers_stands_on_their_side() -> None:
    rows = house.aligned([["a", 1, None], ["b", None, None], ["c", "99.50%", None]])
    assert [[is_number for _, is_number in row] for row in rows] == [[False, True, False]] * 3


def test_it_shows_a_ratio_as_per_cent() -> None:
    assert house.percent(0.1234) == "12.3%"
    assert house.percent(0.5, 0) == "50%"
    assert house.percent(None) == "–"


@pytest.mark.parametrize(("language", "shown"), [("zh-hans", "2026-11-23"), ("en", "23 Nov 2026")])
def test_it_shows_instants_in_beijing_time_as_the_language_writes_them(
    language: str, shown: str
) -> None:
    stamp = "2026-11-22T16:30:00+00:00"
    with override(language):
        assert house.instant(NOON) == f'<time datetime="{stamp}">{shown} 00:30</time>'
        assert house.day(NOON) == f'<time datetime="2026-11-23">{shown}</time>'


def test_it_shows_an_absent_day_as_a_dash() -> None:
    assert house.iso_day(date(2026, 11, 22)) == "2026-11-22"
    assert house.instant(None) == house.day(None) == "–"
    assert house.iso_day(None) == house.iso_instant(None) == ""


def test_it_shortens_a_hash_and_leaves_a_short_one() -> None:
    assert house.short_hash("9f86d081884c7d65") == "9f86d08188…"
    assert house.short_hash("abc") == "abc"
    assert house.short_hash("") == "–"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "✓"),
        (False, "–"),
        (1200, "1,200"),
        (0.33333, "0.3333"),
        (1234.5, "1,234.50"),
        (3.0, "3"),
        ("text", "text"),
        (None, "–"),
        (date(2026, 1, 2), '<time datetime="2026-01-02">2 Jan 2026</time>'),
    ],
)
def test_it_shows_any_value_as_a_cell(value: object, shown: str) -> None:
    with override("en"):
        assert house.cell(value) == shown


def test_it_shortens_an_id_to_its_kind_and_its_last_signs() -> None:
    assert house.short_hash("plan_01m8b66fbanh4md7ar2v9vz3x5") == "plan_…2v9vz3x5"
    assert house.short_id("plan_01m8b66fbanh4md7ar2v9vz3x5") == "…2v9vz3x5"
    assert house.short_id("chi-food") == "chi-food"


@pytest.mark.parametrize(
    ("asked", "query", "state"),
    [
        ("", "sort=-records", ""),
        ("-records", "sort=records", "descending"),
        ("records", "sort=-records", "ascending"),
        ("name", "sort=-records", ""),
    ],
)
def test_a_heading_sorts_by_link_and_keeps_the_filters(asked: str, query: str, state: str) -> None:
    order = SortOrder.parse(asked, ("records", "name"))
    made = house.sort_heading(_context("?q=pizza&page=3"), order, "records", "Records", "num")
    assert (made["url"], made["state"]) == (f"?q=pizza&{query}", state)


def test_headings_stand_on_the_side_of_their_numbers() -> None:
    rows = [["a", 1, "99.98%"], ["b", 2, None]]
    assert house.sides(["Name", "Rows", "Score"], rows) == [
        ("Name", False),
        ("Rows", True),
        ("Score", True),
    ]
    assert house.sides(["Name"], []) == [("Name", False)]


@pytest.mark.parametrize(
    ("language", "act", "kind"),
    [
        ("zh-hans", "抽取检查对象与人员", "检查计划"),
        ("en", "Objects and officers drawn", "Inspection plan"),
    ],
)
def test_it_names_acts_and_objects_of_the_ledger(language: str, act: str, kind: str) -> None:
    with override(language):
        assert house.act("inspection.drawn") == act
        assert house.object_kind("inspection_plan") == kind
        assert house.act("nobody.knows") == "nobody.knows"


def test_a_ledger_entry_leads_to_the_page_of_its_object() -> None:
    entry: Any = SimpleNamespace(kind="inspection_plan", object_id="plan_1")
    assert house.object_url(entry) == "/inspection/plans/plan_1/"
    nowhere: Any = SimpleNamespace(kind="officer", object_id="officer_1")
    assert house.object_url(nowhere) == ""


def test_signs_stand_before_changes() -> None:
    assert house.signed(0.25) == "+0.25"
    assert house.signed(-1.5, 1) == "-1.5"


@pytest.mark.parametrize(
    ("ago", "shown"),
    [
        (timedelta(seconds=5), "5 s ago"),
        (timedelta(minutes=3), "3 min ago"),
        (timedelta(hours=5), "5 h ago"),
        (timedelta(days=2), "2 d ago"),
        (timedelta(seconds=-3), "0 s ago"),
    ],
)
def test_it_says_how_long_ago(ago: timedelta, shown: str) -> None:
    with override("en"):
        assert house.age(_context(), NOON - ago) == shown


def test_it_knows_no_age_of_nothing() -> None:
    assert house.age(_context(), None) == "–"
    assert house.age(Context({"request": SimpleNamespace()}), NOON) == "–"


def test_a_page_link_keeps_the_filters() -> None:
    assert house.page_url(_context("?district=3&page=2"), 3) == "?district=3&page=3"
    assert house.page_url(Context(), 2) == "?page=2"


def test_the_language_is_written_as_browsers_want_it() -> None:
    assert house.html_lang("zh-hans") == "zh-Hans"
    assert house.html_lang("en") == "en"
