# SPDX-License-Identifier: Apache-2.0
"""Reading a section: every wrong kind of value is refused with the key's full name."""

from collections.abc import Callable

import pytest

from mingjing.catalog.rules.section import Section, shown
from mingjing.catalog.types import Delivery, Text
from mingjing.catalog.types.refusals import ExampleKeyInvalid, ExampleKeyMissing

Read = Callable[[Section], object]


def section(**values: object) -> Section:
    return Section(values, file="example.toml", where="example")


READERS: list[Read] = [
    lambda s: s.text("key", "a text"),
    lambda s: s.bilingual("key", "two texts"),
    lambda s: s.truth("key"),
    lambda s: s.code("key", Delivery),
    lambda s: s.texts("key"),
    lambda s: s.section("key"),
]


@pytest.mark.parametrize("read", READERS)
def test_an_absent_key_is_missing_by_its_full_name(read: Read) -> None:
    with pytest.raises(ExampleKeyMissing) as refusal:
        read(section())
    assert "example.key" in refusal.value.text("en")


@pytest.mark.parametrize(
    "read",
    [
        *READERS,
        lambda s: s.raw_text("key", ""),
        lambda s: s.pairs("key"),
        lambda s: s.sections("key"),
    ],
)
def test_a_value_of_the_wrong_kind_is_invalid_by_its_full_name(read: Read) -> None:
    with pytest.raises(ExampleKeyInvalid) as refusal:
        read(section(key=3.5))
    assert "example.key" in refusal.value.text("en")


def test_it_reads_what_is_there() -> None:
    whole = section(a="x", b={"zh": "甲", "en": "A"}, c=True, d="snapshot", e=["x"], f=[{"g": 1}])
    assert whole.text("a", "") == whole.raw_text("a", "") == "x"
    assert whole.bilingual("b", "") == Text("甲", "A")
    assert whole.bilingual("a", "") == Text("x", "x")
    assert whole.truth("c") is True
    assert whole.code("d", Delivery) is Delivery.SNAPSHOT
    assert (whole.texts("e"), whole.texts("a")) == (("x",), ("x",))
    assert whole.sections("f")[0].where == "example.f[1]"
    assert whole.sections("b")[0].values == {"zh": "甲", "en": "A"}


def test_defaults_stand_for_absent_keys() -> None:
    empty = section()
    assert empty.text("a", "", "d") == "d"
    assert empty.truth("a", False) is False
    assert empty.code("a", Delivery, Delivery.INCREMENTAL) is Delivery.INCREMENTAL
    assert (empty.texts("a", ()), empty.pairs("a"), empty.sections("a")) == ((), (), [])


def test_a_long_value_is_shown_short() -> None:
    assert shown("x" * 200).endswith("…")
    assert len(shown("x" * 200)) == 78
