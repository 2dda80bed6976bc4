# SPDX-License-Identifier: Apache-2.0
"""Reading ODCS documents: what is taken, and the place and words of what is not."""

import pytest

from mingjing.standards.rules.document import parse_standard
from mingjing.standards.rules.yaml_text import MAX_CHARACTERS, YamlBroken, read_yaml
from mingjing.standards.types import (
    Dimension,
    LogicalType,
    RuleKind,
    Severity,
    Standard,
    StandardInvalid,
)

GOOD = """\
apiVersion: v3.1.0
kind: DataContract
id: city.shops
version: 1.0.0
status: active
name: 门店
description:
  purpose: Shops of
    the city.
schema:
  - name: shops
    businessName: Shops
    customProperties:
      - {property: delimiter, value: tab}
    properties:
      - name: shop_no
        physicalName: 编号
        logicalType: string
        primaryKey: true
        primaryKeyPosition: 1
      - name: capital
        logicalType: number
        physicalType: DECIMAL(18, 2)
        description: in
          yuan
      - name: owner
        businessName: 经营者
        logicalType: string
        authoritativeDefinitions:
          - {type: dataElement, url: "urn:mingjing:element:citizen_id"}
          - {type: tutorial, url: "https://example.org"}
"""


def standard(text: str = GOOD) -> Standard:
    return parse_standard(text, name="shops.yaml")


def problem(text: str) -> StandardInvalid:
    with pytest.raises(StandardInvalid) as caught:
        standard(text)
    return caught.value


def swapped(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


def appended(text: str) -> str:
    return GOOD + text


def test_a_document_becomes_fields_rules_and_a_dialect() -> None:
    read = standard()
    assert (read.standard_id, read.version, read.name) == ("city.shops", "1.0.0", "门店")
    assert read.description == "Shops of the city."
    assert read.dialect.delimiter == "\t"
    assert read.source_key == ("shop_no",)
    shop, capital, owner = read.fields
    assert (shop.column, shop.is_required, shop.key_position) == ("编号", True, 1)
    assert (capital.logical_type, capital.precision) == (LogicalType.NUMBER, (18, 2))
    assert (owner.element_id, owner.is_personal, owner.label) == ("citizen_id", True, "经营者")
    assert [rule.rule_id for rule in read.rules] == [
        "shop_no.required",
        "capital.type",
        "owner.form",
        "owner.check",
        "shop_no.unique",
    ]


def test_the_same_text_is_the_same_standard() -> None:
    assert standard() == standard()
    assert standard().digest != standard(GOOD + "\n").digest


def test_a_standard_without_key_says_that_the_row_number_is_the_key() -> None:
    text = swapped("        primaryKey: true\n        primaryKeyPosition: 1\n", "")
    assert standard(text).source_key == ("row_no",)


def test_fields_and_rules_are_found_by_name() -> None:
    assert standard().field("capital").name == "capital"
    assert standard().rule("owner.check").cites == "GB 11643-1999"
    with pytest.raises(KeyError):
        standard().field("nothing")
    with pytest.raises(KeyError):
        standard().rule("nothing")


def test_a_quality_entry_carries_its_own_words() -> None:
    read = standard(
        appended(
            """\
        quality:
          - metric: nullValues
            id: named
            mustBe: 0
            severity: info
            dimension: coverage
            description: the owner is known
            customProperties:
              - {property: zh, value: 经营者应填写}
              - {property: cites, value: 条例 §3}
          - type: text
            description: words only
"""
        )
    )
    rule = read.rule("owner.named")
    assert (rule.zh, rule.en, rule.cites) == ("经营者应填写", "the owner is known", "条例 §3")
    assert (rule.severity, rule.dimension) == (Severity.WARNING, Dimension.COMPLETENESS)


def test_a_reference_is_a_rule_on_another_data_set() -> None:
    read = standard(appended("        relationships: [{to: people.number}]\n"))
    rule = read.rule("owner.reference")
    assert (rule.kind, rule.target) == (RuleKind.REFERENCE, "people.number")


def test_a_rule_of_another_tool_is_kept_for_it() -> None:
    read = standard(
        appended("        quality: [{type: custom, engine: soda, implementation: x}]\n")
    )
    rule = read.rule("owner.custom")
    assert (rule.kind, rule.target, rule.fails) == (RuleKind.OUTSIDE, "soda", "")


# what is changed in the good document, the line that must be named, words of the message
WRONG: dict[str, tuple[str, int, str]] = {
    "no yaml": ("a: [", 1, "YAML"),
    "tab in yaml": ("a:\n\t- b", 2, "YAML"),
    "no mapping": ("- a", 1, "mapping"),
    "another kind": (swapped("DataContract", "DataProduct"), 2, "ODCS v3.1.0"),
    "an older odcs": (swapped("v3.1.0", "v3.0.2"), 1, "ODCS v3.1.0"),
    "key twice": (swapped("status: active", "status: active\nstatus: draft"), 6, "twice"),
    "anchor": (swapped("name: 门店", "name: &a 门店\ndomain: *a"), 6, "anchors"),
    "not odcs": (swapped("status: active", "status: active\nsurprise: 1"), 1, "surprise"),
    "version as number": (swapped("version: 1.0.0", "version: 1.0"), 4, "string"),
    "version of two parts": (swapped("version: 1.0.0", "version: '1.0'"), 4, "major.minor"),
    "id with blanks": (swapped("city.shops", "city shops"), 3, "id"),
    "two tables": (appended("  - name: two\n"), 10, "2 items"),
    "no properties": (GOOD[: GOOD.index("    properties")], 11, "properties"),
    "no type": (swapped("        logicalType: number\n", ""), 21, "logicalType"),
    "nested type": (swapped("logicalType: number", "logicalType: array"), 22, "array"),
    "name twice": (swapped("name: capital", "name: SHOP_NO"), 21, "twice"),
    "column twice": (swapped("name: capital", "name: x\n        physicalName: 编号"), 22, "twice"),
    "reserved name": (swapped("name: capital", "name: row_no"), 21, "row_no"),
    "name with blanks": (swapped("name: capital", "name: a b"), 21, "a b"),
    "unknown element": (swapped("citizen_id", "nothing"), 30, "nothing"),
    "element of another type": (
        swapped(
            "logicalType: string\n        authoritative", "logicalType: date\n        authoritative"
        ),
        30,
        "type string",
    ),
    "unknown code list": (
        appended("        customProperties: [{property: codeList, value: zodiac}]\n"),
        32,
        "zodiac",
    ),
    "pattern with look-ahead": (
        appended("        logicalTypeOptions: {pattern: '(?=a)b'}\n"),
        32,
        "look-around",
    ),
    "pattern that is none": (
        appended("        logicalTypeOptions: {pattern: '(a'}\n"),
        32,
        "pattern",
    ),
    "unknown format": (appended("        logicalTypeOptions: {format: isbn}\n"), 32, "isbn"),
    "delimiter of two": (swapped("value: tab", "value: ab"), 13, "ASCII"),
    "unknown encoding": (
        swapped("property: delimiter, value: tab", "property: encoding, value: koi8"),
        13,
        "koi8",
    ),
    "another source key": (
        swapped("property: delimiter, value: tab", "property: sourceKey, value: line"),
        13,
        "row_no",
    ),
    "sql that is no condition": (
        appended('        quality: [{type: sql, mustBe: 0, query: "SELECT 1; DROP TABLE x"}]\n'),
        32,
        "SELECT count",
    ),
    "invalidValues without list": (
        appended("        quality: [{metric: invalidValues, mustBe: 0}]\n"),
        32,
        "argument",
    ),
    "bad pattern in quality": (
        appended(
            "        quality: [{metric: invalidValues, arguments: {pattern: '(a'}, mustBe: 0}]\n"
        ),
        32,
        "unterminated",
    ),
    "duplicates with another bound": (
        appended("        quality: [{metric: duplicateValues, mustBeLessThan: 5}]\n"),
        32,
        "bound to 0",
    ),
    "duplicates of nothing": (
        appended("    quality: [{metric: duplicateValues, mustBe: 0}]\n"),
        32,
        "properties",
    ),
    "null values of a table": (
        appended("    quality: [{metric: nullValues, mustBe: 0}]\n"),
        32,
        "property",
    ),
    "bound that is no number": (
        appended("        quality: [{metric: nullValues, mustBe: none}]\n"),
        32,
        "number",
    ),
    "rule twice": (
        appended(
            "        quality: [{metric: nullValues, mustBe: 0}, {metric: nullValues, mustBe: 0}]\n"
        ),
        11,
        "twice",
    ),
    "reference into a list": (
        appended("        relationships: [{to: [a.b, c.d]}]\n"),
        32,
        "table.field",
    ),
}


@pytest.mark.parametrize("name", list(WRONG))
def test_it_names_file_line_and_problem(name: str) -> None:
    text, line, words = WRONG[name]
    error = problem(text)
    assert error.detail["file"] == "shops.yaml"
    assert words in error.text("en")
    assert error.detail["line"] == line, error.text("en")
    assert error.remedy("zh")
    assert error.remedy("en")


DATES = """
      - name: day
        logicalType: date
        logicalTypeOptions: {%s}
"""


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("format: EEEE", "EEEE"),
        ("format: ''", "date format"),
        ("minimum: '2001-02-30'", "2001-02-30"),
        ("maximum: soon", "soon"),
    ],
)
def test_it_refuses_dates_that_it_cannot_read(options: str, words: str) -> None:
    assert words in problem(GOOD + DATES % options).text("en")


def test_a_time_of_day_has_one_form() -> None:
    text = GOOD + "      - {name: t, logicalType: time, logicalTypeOptions: {format: hh}}\n"
    assert "HH:mm:ss" in problem(text).text("en")


def test_a_document_may_not_be_endless() -> None:
    assert problem("a" * (MAX_CHARACTERS + 1)).detail["line"] == 1


def test_a_document_may_not_be_bottomless() -> None:
    for depth in (40, 100_000):
        assert "deep" in problem("[" * depth).text("en") or "YAML" in problem("[" * 40).text("en")
    with pytest.raises(YamlBroken, match="deeply"):
        read_yaml("[" * 40 + "]" * 40)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0164", "0164"),
        ("0164A", "0164A"),
        ("164", 164),
        ("-1.5", -1.5),
        ("1e5", "1e5"),
        ("yes", "yes"),
        ("true", True),
        ("2001-02-03", "2001-02-03"),
        ("~", None),
        ("'null'", "null"),
        ("12345678901234567890", "12345678901234567890"),
    ],
)
def test_plain_values_keep_what_codes_need(text: str, value: object) -> None:
    assert read_yaml(f"a: {text}").value == {"a": value}


def test_an_empty_document_is_nothing() -> None:
    assert read_yaml("").value is None
