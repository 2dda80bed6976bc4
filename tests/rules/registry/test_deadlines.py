# SPDX-License-Identifier: Apache-2.0
"""The deadline registry: each line has its number, its article and its words."""

from datetime import date

import pytest

from mingjing.kernel.term_types import Unit
from mingjing.registry import law
from mingjing.registry.types import EvidenceTag, Limit

DAY = date(2026, 11, 23)
TIME = {unit.value for unit in Unit}


def packaged(name: str, field: str = "") -> Limit:
    return law.limit(name, DAY, field=field)


def test_it_holds_every_deadline_in_order() -> None:
    wanted = [f"DL-{number:02}" for number in range(1, 60)]
    assert [row.deadline_id for row in law.deadline_rows()] == wanted


def test_each_deadline_points_to_numbers_of_time_that_are_in_force() -> None:
    for row in law.deadline_rows():
        for name in (row.limit, *row.also):
            assert packaged(name, row.field).unit in TIME, (row.deadline_id, name)


def test_each_deadline_has_its_words_in_both_languages() -> None:
    for row in law.deadline_rows():
        assert all((row.zh, row.en, row.starts_zh, row.starts_en, row.room)), row.deadline_id


@pytest.mark.parametrize(
    ("name", "amount", "unit"),
    [
        ("penalty.preservation_days", 7, Unit.WORKING_DAY),
        ("penalty.decision_days", 90, Unit.DAY),
        ("penalty.payment_days", 15, Unit.DAY),
        ("penalty.limitation_years", 2, Unit.YEAR),
        ("coercion.report_hours", 24, Unit.HOUR),
        ("coercion.seal_days", 30, Unit.DAY),
        ("coercion.demand_days", 10, Unit.WORKING_DAY),
        ("coercion.court_months", 3, Unit.MONTH),
        ("transfer.chief_days", 3, Unit.DAY),
        ("remedy.suit_months", 6, Unit.MONTH),
        ("clue.check_days", 15, Unit.WORKING_DAY),
    ],
)
def test_a_number_of_time_becomes_a_term(name: str, amount: int, unit: Unit) -> None:
    term = packaged(name).term
    assert (term.amount, term.unit) == (amount, unit)
    assert term.article == packaged(name).article


def test_a_sum_of_money_is_no_term() -> None:
    with pytest.raises(ValueError, match="yuan"):
        _ = packaged("penalty.on_spot_collect").term


@pytest.mark.parametrize("name", ["coercion.seal_days", "penalty.limitation_years"])
def test_limitation_and_restraint_do_not_move_to_a_working_day(name: str) -> None:
    assert not packaged(name).term.rolls
    assert packaged("penalty.payment_days").term.rolls


def test_public_security_has_numbers_of_its_own() -> None:
    assert packaged("penalty.limitation_years", "public_security").term.unit is Unit.MONTH
    assert packaged("penalty.hearing_fine_citizen", "public_security").whole == 4000
    before = law.limit("penalty.decision_days", date(2025, 12, 31), field="public_security")
    assert (before.whole, packaged("penalty.decision_days", "public_security").whole) == (90, 30)


def test_what_the_text_does_not_say_is_marked_and_may_be_set() -> None:
    assert packaged("penalty.decision_extension_days").tag is EvidenceTag.DEFAULT
    assert packaged("penalty.publish_days").tag is EvidenceTag.SECONDARY
    assert packaged("penalty.statement_days").may_be_set
    assert packaged("penalty.decision_days").may_be_set
    assert not packaged("penalty.hearing_request_days").may_be_set


def test_a_province_that_published_its_own_number_goes_before_the_default() -> None:
    assert law.limit("penalty.hearing_fine_citizen", DAY, "440100").whole == 5000
    assert law.limit("penalty.hearing_fine_citizen", DAY, "330100").whole == 10000


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("penalty.decision_days", "90 日", "90 calendar days"),
        ("penalty.surcharge_rate", "3 %", "3 %"),
        ("penalty.hearing_fine_organisation", "100,000 元", "100,000 yuan"),
        ("penalty.service_days", "7 个工作日", "7 working days"),
    ],
)
def test_a_number_says_itself_with_its_unit(name: str, zh: str, en: str) -> None:
    assert (packaged(name).amount("zh"), packaged(name).amount("en")) == (zh, en)
