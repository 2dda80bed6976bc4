# SPDX-License-Identifier: Apache-2.0
"""Reasons in words: every feature speaks Chinese and English."""

import re
from string import Formatter

import pytest

from mingjing.risk.rules.dictionary import dictionary, label, reason


def test_each_feature_has_both_names_and_one_value_in_both_sentences() -> None:
    for feature in dictionary():
        assert re.search(r"[一-鿿]", feature.zh), feature
        assert not re.search(r"[一-鿿]", feature.en + feature.en_sentence), feature
        for sentence in (feature.zh_sentence, feature.en_sentence):
            fields = [name for _, name, _, _ in Formatter().parse(sentence) if name]
            assert fields == ["value"], feature


def test_names_stand_once() -> None:
    names = [feature.name for feature in dictionary()]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize(
    ("name", "value", "contribution", "zh", "en"),
    [
        (
            "last_critical", 2.0, 0.3,
            "上次检查有2项严重问题（提高风险）",
            "2 critical violations at the last visit (raises the risk)",
        ),
        (
            "own_rate", 0.256, 0.1,
            "自身严重问题率26%（近期为重）（提高风险）",
            "own critical rate 26%, recent visits first (raises the risk)",
        ),
        (
            "licence_age", 730.0, -0.1,
            "许可已2.0年（降低风险）", "licensed for 2.0 years (lowers the risk)",
        ),
        (
            "last_residual", -0.25, -0.1,
            "上次检查的严重问题与预期相差-0.25（降低风险）",
            "last visit -0.25 against expected (lowers the risk)",
        ),
        (
            "item:38", 0.5, 0.1,
            "50%的历次检查发现事项38（提高风险）",
            "item 38 found at 50% of past visits (raises the risk)",
        ),
        (
            "privilege:tavern", 1.0, 0.1,
            "持有附加许可“tavern”：是（提高风险）",
            "side licence tavern: yes (raises the risk)",
        ),
    ],
)  # fmt: skip
def test_a_reason_is_a_sentence(
    name: str, value: float, contribution: float, zh: str, en: str
) -> None:
    assert reason(name, value, contribution, "zh") == zh
    assert reason(name, value, contribution, "en") == en


@pytest.mark.parametrize("value", [None, float("nan")])
def test_an_unknown_value_says_so(value: float | None) -> None:
    assert reason("last_critical", value, -0.1, "zh") == "上次严重问题数：无记录（降低风险）"
    told = reason("last_critical", value, -0.1, "en")
    assert told == "critical violations last time: no record (lowers the risk)"


def test_a_feature_that_nobody_described_shows_its_name() -> None:
    assert label("past_points", "zh") == "past points"
    assert reason("past_points", 1.5, 1, "en") == "past points: 1.5 (raises the risk)"
