# SPDX-License-Identifier: Apache-2.0
"""Numbers of the law come from rows, the most special one in force on the day."""

from datetime import date
from decimal import Decimal

import pytest

from mingjing.registry import law
from mingjing.registry.types import EvidenceTag, Limit, LimitUnknown

DAY = date(2026, 11, 23)


def row(
    value: str,
    *,
    region: str = "",
    field: str = "",
    valid_from: date = date(2020, 1, 1),
    valid_to: date | None = None,
) -> Limit:
    return Limit(
        name="house.days",
        value=Decimal(value),
        unit="day",
        calendar="working",
        article="§1",
        rule="",
        tag=EvidenceTag.TEXT,
        source="",
        region=region,
        field=field,
        valid_from=valid_from,
        valid_to=valid_to,
        zh="",
        en="",
    )


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> None:
    table = (
        row("10", valid_to=date(2025, 12, 31)),
        row("9", valid_from=date(2026, 1, 1)),
        row("8", field="food"),
        row("7", region="33"),
        row("6", region="3301", field="food"),
    )
    monkeypatch.setattr(law, "limits", lambda: table)


@pytest.mark.parametrize(
    ("on", "region", "field", "value"),
    [
        (date(2025, 12, 31), "11", "", "10"),
        (date(2026, 1, 1), "11", "", "9"),
        (DAY, "11", "food", "8"),
        (DAY, "330100", "", "7"),
        (DAY, "330100", "food", "6"),
        (DAY, "330200", "food", "7"),
    ],
)
def test_it_takes_the_most_special_row_in_force(
    rows: None, on: date, region: str, field: str, value: str
) -> None:
    assert law.limit("house.days", on, region, field).value == Decimal(value)


def test_it_refuses_a_number_that_was_not_in_force(rows: None) -> None:
    with pytest.raises(LimitUnknown, match="2019-12-31"):
        law.limit("house.days", date(2019, 12, 31))


def test_it_refuses_a_name_that_no_file_has() -> None:
    with pytest.raises(LimitUnknown):
        law.limit("inspection.nothing", DAY)


def test_it_reads_two_officers_from_the_penalty_law() -> None:
    found = law.limit("inspection.officers_min", DAY)
    assert (found.whole, found.article, found.tag) == (2, "行政处罚法 §42", EvidenceTag.TEXT)


def test_it_had_no_two_officers_row_before_the_revision() -> None:
    with pytest.raises(LimitUnknown):
        law.limit("inspection.officers_min", date(2021, 7, 14))
    assert law.limit("inspection.officers_min", date(2021, 7, 15)).whole == 2


def test_it_keeps_ratios_exact() -> None:
    assert law.limit("inspection.random_share_min", DAY).value == Decimal("0.1")
    assert law.limit("inspection.random_share_max", DAY).value == Decimal("0.2")


def test_it_refuses_to_round_a_ratio_to_a_whole_number() -> None:
    with pytest.raises(ValueError, match="whole"):
        _ = law.limit("inspection.random_share_min", DAY).whole


def test_it_marks_what_the_platform_chose_itself() -> None:
    chosen = {one.name for one in law.limits() if one.tag == EvidenceTag.DEFAULT}
    assert {"inspection.random_share_min", "inspection.yearly_cap"} <= chosen
    assert "inspection.officers_min" not in chosen


def test_it_gives_every_row_an_article_a_source_and_both_texts() -> None:
    for one in law.limits():
        assert all((one.article, one.source, one.zh, one.en, one.unit)), one.name
        assert one.calendar in {"working", "calendar", "none"}, one.name


def test_it_writes_a_receipt_of_the_number_applied() -> None:
    receipt = law.limit("inspection.coverage_interval", DAY).receipt()
    assert receipt["value"] == "24"
    assert receipt["tag"] == "M"


def test_it_refuses_a_row_without_a_date() -> None:
    raw = {"name": "x", "value": 1, "unit": "day", "calendar": "none", "article": "§1", "tag": "T"}
    with pytest.raises(ValueError, match="validity"):
        law._limit("house", {**raw, "valid_from": "soon"})
