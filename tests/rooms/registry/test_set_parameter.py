# SPDX-License-Identifier: Apache-2.0
"""Numbers that the law leaves open: an agency sets them, by document, place, field and day."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.conftest import actor as person

from mingjing.ledger.public import entry_for
from mingjing.registry.public import (
    deadline,
    limit,
    limits_in_force,
    parameter_history,
    parameters,
    set_parameter,
)
from mingjing.registry.types import (
    Actor,
    DeadlineUnknown,
    EvidenceTag,
    LimitUnknown,
    NotPermitted,
    ParameterFixed,
    ParameterInvalid,
    ParameterSetting,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)
NAME = "penalty.hearing_fine_citizen"
SETTING = ParameterSetting(
    name=NAME,
    value=Decimal(5000),
    document="浙司〔2026〕1号",
    valid_from=date(2026, 6, 1),
    region="330100",
)


@pytest.fixture
def wu() -> Actor:
    """The legal officer of the main city."""
    return person("Wu", "legal")


@pytest.fixture
def province() -> Actor:
    return person("Zheng", "legal", region="330000")


@pytest.mark.law("APL-063x")
@pytest.mark.parametrize(
    ("on", "region", "value"),
    [
        (date(2026, 5, 31), "330100", 10000),
        (date(2026, 6, 1), "330100", 5000),
        (DAY, "330102", 5000),
        (DAY, "330200", 10000),
        (DAY, "", 10000),
    ],
)
def test_a_setting_holds_in_its_place_from_its_day(
    wu: Actor, now: datetime, on: date, region: str, value: int
) -> None:
    set_parameter(actor=wu, now=now, setting=SETTING)
    assert limit(NAME, on, region).whole == value


def test_the_setting_keeps_words_and_article_and_names_its_document(
    wu: Actor, now: datetime
) -> None:
    set_parameter(actor=wu, now=now, setting=SETTING)
    found = limit(NAME, DAY, "330100")
    assert (found.article, found.tag, found.unit) == ("行政处罚法 §63", EvidenceTag.DEFAULT, "yuan")
    assert found.receipt()["document"] == "浙司〔2026〕1号"
    assert [e.act for e in entry_for("parameter", NAME)] == ["registry.parameter_set"]


def test_the_city_goes_before_the_province(wu: Actor, province: Actor, now: datetime) -> None:
    set_parameter(actor=wu, now=now, setting=SETTING)
    wide = replace(SETTING, region="330000", value=Decimal(8000), valid_from=date(2026, 9, 1))
    set_parameter(actor=province, now=now, setting=wide)
    assert limit(NAME, DAY, "330102").whole == 5000
    assert limit(NAME, DAY, "330200").whole == 8000


def test_a_setting_for_a_field_leaves_the_others(wu: Actor, now: datetime) -> None:
    set_parameter(actor=wu, now=now, setting=replace(SETTING, field="food"))
    assert limit(NAME, DAY, "330100", "food").whole == 5000
    assert limit(NAME, DAY, "330100", "fire").whole == 10000


@pytest.mark.law("APL-063x")
def test_a_setting_ends_on_its_last_day(wu: Actor, now: datetime) -> None:
    set_parameter(actor=wu, now=now, setting=replace(SETTING, valid_to=date(2026, 11, 22)))
    assert limit(NAME, date(2026, 11, 22), "330100").whole == 5000
    assert limit(NAME, DAY, "330100").whole == 10000


def test_a_second_setting_of_the_day_supersedes_and_the_first_stays_known(
    wu: Actor, now: datetime
) -> None:
    later = now + timedelta(hours=1)
    set_parameter(actor=wu, now=now, setting=SETTING)
    set_parameter(actor=wu, now=later, setting=replace(SETTING, value=Decimal(6000)))
    assert limit(NAME, DAY, "330100").whole == 6000
    then = limits_in_force((NAME,), DAY, region="330100", known_at=now)
    assert then[NAME].whole == 5000
    values = [(one.limit.whole, one.superseded_at) for one in parameter_history(NAME)]
    assert (5000, later) in values
    assert (6000, None) in values


def test_it_refuses_to_set_what_the_law_fixes(wu: Actor, now: datetime) -> None:
    fixed = replace(SETTING, name="penalty.hearing_request_days", value=Decimal(3))
    with pytest.raises(ParameterFixed, match="§64"):
        set_parameter(actor=wu, now=now, setting=fixed)


def test_where_another_norm_may_differ_it_must_be_named(wu: Actor, now: datetime) -> None:
    shorter = replace(SETTING, name="penalty.decision_days", value=Decimal(60), field="food")
    with pytest.raises(ParameterInvalid, match="norm"):
        set_parameter(actor=wu, now=now, setting=shorter)
    set_parameter(actor=wu, now=now, setting=replace(shorter, basis="某市食品条例 §9"))
    found = deadline("DL-02", DAY, "330100", "food")
    assert (found.term.amount, found.article) == (60, "某市食品条例 §9")
    assert deadline("DL-02", DAY, "330100").term.amount == 90


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"value": Decimal(-1)}, "negative"),
        ({"value": Decimal("NaN")}, "no number"),
        ({"document": " "}, "document number"),
        ({"valid_to": date(2026, 5, 31)}, "before the first"),
        ({"name": "penalty.statement_days", "value": Decimal("2.5")}, "whole"),
    ],
)
def test_it_refuses_a_setting_that_is_not_usable(
    wu: Actor, now: datetime, changes: dict[str, object], reason: str
) -> None:
    with pytest.raises(ParameterInvalid, match=reason):
        set_parameter(actor=wu, now=now, setting=replace(SETTING, **changes))  # type: ignore[arg-type]
    assert limit(NAME, DAY, "330100").whole == 10000


def test_it_refuses_a_name_that_is_not_there(wu: Actor, now: datetime) -> None:
    with pytest.raises(LimitUnknown):
        set_parameter(actor=wu, now=now, setting=replace(SETTING, name="penalty.nothing"))
    with pytest.raises(LimitUnknown):
        parameter_history("penalty.nothing")
    with pytest.raises(DeadlineUnknown):
        deadline("DL-99", DAY)


def test_nobody_sets_a_number_outside_the_own_region(
    wu: Actor, zhao: Actor, sun: Actor, li: Actor, zhou: Actor, now: datetime
) -> None:
    for region in ("", "330000", "440100"):
        with pytest.raises(NotPermitted):
            set_parameter(actor=wu, now=now, setting=replace(SETTING, region=region))
    for other in (zhao, sun, li, zhou):
        with pytest.raises(NotPermitted):
            set_parameter(actor=other, now=now, setting=SETTING)


def test_one_query_answers_for_one_number_or_for_many(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        limit(NAME, DAY)
    with django_assert_num_queries(1):
        deadline("DL-25", DAY)
    with django_assert_num_queries(1):
        assert len(parameters(DAY)) > 100
