# SPDX-License-Identifier: Apache-2.0
"""Places, fields and provisions stand on pages by their names."""

from pathlib import Path

import pytest
import yaml
from django.utils.translation import override

from mingjing.kernel.enforcement_fields import enforcement_field
from mingjing.kernel.places import place_name
from mingjing.portal.templatetags.house import cited, listed, place

ROOT = Path(__file__).resolve().parents[3]


def test_each_place_and_field_of_the_example_city_has_a_name() -> None:
    city = yaml.safe_load((ROOT / "examples/linjiang/city.yaml").read_text(encoding="utf-8"))
    towns = {f"{city['region']}{n:03d}": one for n, one in enumerate(city["towns"], 1)}
    assert {code: place_name(code, "zh") for code in towns} == {
        code: f"临江市{name}" for code, name in towns.items()
    }
    assert (place_name("339900", "zh"), place_name("339900", "en")) == ("临江市", "Linjiang")
    for one in city["departments"]:
        assert enforcement_field(one["field"], "zh") != one["field"]
        assert enforcement_field(one["field"], "en").lower() != enforcement_field(
            one["field"], "zh"
        )


@pytest.mark.parametrize(
    ("code", "zh"),
    [("330106", "浙江省杭州市西湖区"), ("US-IL-CHI", "芝加哥市"), ("x", "x"), ("", "–")],
)
def test_a_region_is_called_by_its_name(code: str, zh: str) -> None:
    with override("zh-hans"):
        assert place(code) == zh


def test_names_are_joined_as_the_language_joins_them() -> None:
    with override("en"):
        assert listed(["a", "b"]) == "a, b"
    with override("zh-hans"):
        assert listed(["甲", "乙"]) == "甲、乙"


@pytest.mark.django_db
def test_a_provision_kept_by_its_code_is_cited_by_its_name() -> None:
    with override("zh-hans"):
        assert cited("food-safety-law 125") == "《食品安全法》第一百二十五条"
    with override("en"):
        assert cited("food-safety-law 125") == "Food Safety Law Art. 125"
