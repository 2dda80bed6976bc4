# SPDX-License-Identifier: Apache-2.0
"""The numbers that a step finds: those in force, those of its field, none that is missing."""

from datetime import UTC, datetime

import pytest

from mingjing.cases.queries.law import LawOn
from mingjing.registry.types import LimitUnknown

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_a_number_of_one_field_does_not_stop_the_cases_of_others() -> None:
    assert LawOn(NOW, "330100", "food").limit("penalty.decision_days").whole == 90


def test_it_is_found_in_its_field() -> None:
    law = LawOn(NOW, "330100", "public_security")
    assert law.limit("penalty.keeper_hours").whole == 24
    assert list(law.used) == ["penalty.keeper_hours"]


def test_who_asks_for_it_elsewhere_is_told() -> None:
    with pytest.raises(LimitUnknown):
        LawOn(NOW, "330100", "food").limit("penalty.keeper_hours")
