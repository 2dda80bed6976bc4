# SPDX-License-Identifier: Apache-2.0
"""Catalogue entries: the fields of Decree 809 art. 13, one refusal per missing field."""

from dataclasses import replace
from typing import Any

import pytest

from mingjing.catalog.rules.entries import (
    ARTICLE_13,
    check_entry,
    entry_from_payload,
    entry_payload,
    read_entry,
)
from mingjing.catalog.types import SharingClass, Text
from mingjing.catalog.types.refusals import (
    ConditionsMissing,
    EntryIncomplete,
    ExampleKeyInvalid,
    ExampleKeyMissing,
)

RAW: dict[str, Any] = {
    "name": {"zh": "检查记录", "en": "Inspections"},
    "summary": {"zh": "每次检查一行。", "en": "One row per inspection."},
    "provider": "health",
    "lead_source": "health",
    "format": "csv",
    "update_frequency": "weekly",
    "sharing": "unconditional",
    "sharing_methods": ["file", "batch"],
    "grade": "general",
    "category": "food safety",
}


def read(**changed: Any) -> Any:
    raw = {key: value for key, value in {**RAW, **changed}.items() if value is not None}
    return read_entry("inspections", raw, file="example.toml")


@pytest.mark.parametrize("key", list(ARTICLE_13))
def test_an_entry_without_a_field_of_article_13_is_refused(key: str) -> None:
    blanks: tuple[object, ...] = (None, "", [], {})
    for nothing in blanks:
        with pytest.raises(EntryIncomplete) as refusal:
            read(**{key: nothing})
        assert refusal.value.article == "政务数据共享条例 §13"
        assert f"resources.inspections.{key}" in refusal.value.text("zh")


@pytest.mark.parametrize("sharing", [SharingClass.CONDITIONAL, SharingClass.NOT_SHARED])
def test_restricted_data_states_its_conditions(sharing: SharingClass) -> None:
    with pytest.raises(ConditionsMissing):
        read(sharing=sharing.value)
    stated = read(sharing=sharing.value, conditions="for inspections only")
    assert stated.conditions == Text("for inspections only", "for inspections only")


def test_open_data_needs_no_conditions() -> None:
    assert read().conditions == Text("", "")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", "paper"),
        ("update_frequency", "often"),
        ("sharing", "perhaps"),
        ("sharing_methods", ["post"]),
        ("sharing_methods", 3),
        ("grade", "secret"),
        ("delivery", "sometimes"),
        ("key", [1]),
        ("name", 3),
        ("colour", "red"),
    ],
)
def test_a_value_that_means_nothing_is_refused(key: str, value: object) -> None:
    with pytest.raises(ExampleKeyInvalid) as refusal:
        read(**{key: value})
    assert f"resources.inspections.{key}" in refusal.value.text("en")


def test_a_name_in_one_language_is_refused() -> None:
    with pytest.raises(ExampleKeyMissing):
        read(name={"zh": "检查记录"})


@pytest.mark.parametrize("name", ["Inspections", "9visits", "a" * 41, "a-b", "a:b"])
def test_an_id_that_could_not_stand_in_a_record_id_is_refused(name: str) -> None:
    with pytest.raises(ExampleKeyInvalid):
        read_entry(name, RAW, file="example.toml")


def test_an_entry_survives_being_stored() -> None:
    entry = read(key=["No"], delivery="incremental")
    assert entry_from_payload(entry_payload(entry)) == entry


def test_a_blank_field_does_not_pass_for_one() -> None:
    entry = read()
    for changed in (
        replace(entry, name=Text("检查记录", " ")),
        replace(entry, provider=""),
        replace(entry, sharing_methods=()),
        replace(entry, category=Text(" ", "x")),
    ):
        with pytest.raises(EntryIncomplete):
            check_entry(changed)
