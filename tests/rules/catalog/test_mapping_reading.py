# SPDX-License-Identifier: Apache-2.0
"""Reading a mapping: what is understood, and a refusal by name for each way to be wrong."""

from copy import deepcopy
from typing import Any

import pytest

from mingjing.catalog.rules.reading import (
    check_duplicates,
    check_sources,
    ordered_rules,
    read_maps,
)
from mingjing.catalog.types import DuplicateRule, MapSpec
from mingjing.catalog.types.refusals import (
    ColumnUnknown,
    DuplicateRuleInvalid,
    ExampleKeyInvalid,
    ExampleKeyMissing,
    MappingMissing,
    RequiredColumnUnmapped,
    SourceColumnUnknown,
    TableUnknown,
)
from mingjing.kernel.errors import PlatformError

VISIT: dict[str, Any] = {
    "table": "visit",
    "columns": {
        "visit_id": "No",
        "visited_on": {"column": "Day", "format": "%d.%m.%Y"},
        "purpose": {"value": "canvass"},
        "outcome": {"column": "Result", "map": {"ok": "pass"}, "default": "unknown"},
    },
}


def read(*raw: dict[str, Any]) -> tuple[MapSpec, ...]:
    return read_maps(raw, resource="visits", file="example.toml")


def visit(**changed: Any) -> dict[str, Any]:
    """The mapping above with some columns or keys changed; None takes one away."""
    raw = deepcopy(VISIT)
    for name, value in changed.items():
        place = (
            raw if name in {"table", "where", "each", "duplicates_of", "hint"} else raw["columns"]
        )
        if value is None:
            del place[name]
        else:
            place[name] = value
    return raw


def test_it_reads_each_kind_of_value() -> None:
    (spec,) = read(
        visit(
            name={"concat": ["First", {"column": "Last", "null_if": ["-"]}], "separator": ", "},
            address={"first": ["Street", "Place"]},
            category={"flags": {"bar": "HasBar"}, "when": "y"},
            licence_no={"column": "Permit", "extract": "^([0-9]+)"},
            inspector={"record": True},
        )
    )
    name, category = spec.value("name"), spec.value("category")
    assert name is not None
    assert name.columns() == ("First", "Last")
    assert (name.separator, name.parts[1].null_if) == (", ", ("-",))
    assert category is not None
    assert (category.flags, category.when) == ((("bar", "HasBar"),), "y")
    assert spec.value("risk_class") is None
    assert spec.where_it_stands == "resources.visits.map[1] (visit)"


@pytest.mark.parametrize(
    ("raw", "refusal", "words"),
    [
        (visit(table="visits"), TableUnknown, "premises, licence, visit"),
        (visit(table=None), ExampleKeyMissing, "resources.visits.map[1].table"),
        (visit(colour="Colour"), ColumnUnknown, "'colour'"),
        (visit(same_as="Other"), ColumnUnknown, "'same_as'"),
        (visit(record_id="No"), ColumnUnknown, "'record_id'"),
        (visit(outcome=None), RequiredColumnUnmapped, "'outcome'"),
        (visit(hint="?"), ExampleKeyInvalid, "resources.visits.map[1].hint"),
        (visit(name=""), ExampleKeyInvalid, "columns.name"),
        (visit(name=3), ExampleKeyInvalid, "columns.name"),
        (visit(name={}), ExampleKeyInvalid, "exactly one of"),
        (visit(name={"column": "A", "value": "b"}), ExampleKeyInvalid, "exactly one of"),
        (visit(name={"column": "A", "sql": "1"}), ExampleKeyInvalid, "columns.name.sql"),
        (visit(name={"column": "A", "extract": "("}), ExampleKeyInvalid, "regular expression"),
        (visit(name={"each": True}), ExampleKeyInvalid, "needs an `each"),
        (visit(name={"record": False}), ExampleKeyInvalid, "columns.name.record"),
        (visit(name={"concat": "A"}), ExampleKeyInvalid, "columns.name.concat"),
        (visit(name={"flags": {"bar": 1}}), ExampleKeyInvalid, "flags"),
        (visit(name={"column": "A", "of": "canvass"}), ExampleKeyInvalid, "of"),
        (visit(purpose={"value": "lunch"}), ExampleKeyInvalid, "canvass, complaint"),
        (visit(purpose={"column": "K", "map": {"x": "lunch"}}), ExampleKeyInvalid, "canvass"),
        (visit(purpose={"column": "K", "map": {"x": 1}}), ExampleKeyInvalid, "map"),
        (visit(purpose={"column": "K", "patterns": ["x"]}), ExampleKeyInvalid, "patterns"),
        (
            visit(purpose={"column": "K", "map": {}, "patterns": [["x", "task"]]}),
            ExampleKeyInvalid,
            "not both",
        ),
        (visit(each={"column": "A", "separator": ""}), ExampleKeyInvalid, "separator"),
        (visit(where=[{"column": "A"}]), ExampleKeyMissing, "one of is, in, not, present"),
        (visit(where=[{"is": "A"}]), ExampleKeyMissing, "where[1].column"),
        (visit(where="A = 1"), ExampleKeyInvalid, "where"),
        (visit(duplicates_of={"resource": "x", "on": []}), ExampleKeyInvalid, "on"),
        (visit(duplicates_of={"resource": "x", "on": ["colour"]}), DuplicateRuleInvalid, "colour"),
    ],
)
def test_it_refuses_by_name_and_says_what_to_do(
    raw: dict[str, Any], refusal: type[PlatformError], words: str
) -> None:
    with pytest.raises(refusal) as caught:
        read(raw)
    assert words in caught.value.text("en")
    assert "example.toml" in caught.value.text("en")
    assert caught.value.remedy("zh")


def test_only_visits_step_back() -> None:
    columns = {"name": "Name", "observed_on": "Day"}
    rule = {"resource": "x", "on": ["visited_on"]}
    with pytest.raises(DuplicateRuleInvalid):
        read({"table": "premises", "columns": columns, "duplicates_of": rule})


def test_it_refuses_a_resource_without_a_mapping() -> None:
    with pytest.raises(MappingMissing):
        read()


def test_it_knows_every_source_column_that_a_mapping_reads() -> None:
    maps = read(visit(where=[{"column": "Kind", "not": "x"}], each={"column": "Codes"}))
    elements = ["No", "Day", "Result", "Kind", "Codes"]
    check_sources(maps, key=["No"], elements=elements, file="example.toml")
    for absent in elements:
        rest = [name for name in elements if name != absent]
        with pytest.raises(SourceColumnUnknown):
            check_sources(maps, key=[], elements=rest, file="example.toml")
    with pytest.raises(SourceColumnUnknown):
        check_sources(maps, key=["Number"], elements=elements, file="example.toml")


def pointing(*resources: str) -> tuple[MapSpec, ...]:
    rules = [{"resource": name, "on": ["visited_on"]} for name in resources]
    return read(visit(duplicates_of=rules))


def test_rules_stand_after_those_they_name() -> None:
    maps = {"a": pointing("b", "c"), "b": pointing("c"), "c": pointing()}
    check_duplicates(maps, file="example.toml")
    ordered = ordered_rules(maps, file="example.toml")
    assert [name for name, _ in ordered] == ["b", "a"]
    assert ordered[1][1][0] == DuplicateRule("b", ("visited_on",))


def test_a_circle_and_an_unknown_resource_are_refused() -> None:
    for maps in (
        {"a": pointing("b"), "b": pointing("a")},
        {"a": pointing("a")},
        {"a": pointing("nobody")},
    ):
        with pytest.raises(DuplicateRuleInvalid):
            check_duplicates(maps, file="example.toml")


def test_a_rule_about_a_resource_that_comes_later_waits() -> None:
    assert ordered_rules({"a": pointing("later")}, file="x")[0][0] == "a"
