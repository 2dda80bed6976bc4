# SPDX-License-Identifier: Apache-2.0
"""Tables as JSON, CSV and DMN: what goes out comes back, and what is unsafe stays out."""

import csv
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.rules.registry.tables import FOOD, random_ranges, random_tables, table

from mingjing.registry.rules.discretion import xml_tree
from mingjing.registry.rules.discretion.dmn_read import table_from_dmn
from mingjing.registry.rules.discretion.dmn_write import table_to_dmn
from mingjing.registry.rules.discretion.feel import canonical
from mingjing.registry.rules.discretion.files import table_from_file, table_json_text
from mingjing.registry.rules.discretion.range_text import read_range, write_range
from mingjing.registry.rules.discretion.sheet import table_from_csv, table_to_csv
from mingjing.registry.rules.discretion.table_checks import check_table
from mingjing.registry.rules.discretion.table_json import table_from_json, table_to_json
from mingjing.registry.types import (
    DecisionTable,
    DmnInvalid,
    Extra,
    FactorKind,
    FactorOrder,
    HitPolicy,
    PenaltyRange,
    TableInvalid,
    Tier,
)

slow = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


def plain(made: DecisionTable) -> DecisionTable:
    """The table with its cells in plain S-FEEL."""
    rows = (replace(row, cells=tuple(map(canonical, row.cells))) for row in made.rows)
    return replace(made, rows=tuple(rows))


@slow
@given(random_tables())
def test_dmn_comes_back_as_it_went(made: DecisionTable) -> None:
    text = table_to_dmn(made, name="裁量 & <基准>")
    back = table_from_dmn(text.encode())
    assert sorted(back.extras, key=repr) == sorted(made.extras, key=repr)
    assert replace(back, extras=()) == replace(plain(made), extras=())


@slow
@given(random_tables())
def test_json_comes_back_as_it_went(made: DecisionTable) -> None:
    assert table_from_json(json.loads(json.dumps(table_to_json(made)))) == made


@slow
@given(random_tables())
def test_csv_comes_back_as_it_went(made: DecisionTable) -> None:
    simple = replace(
        made,
        extras=(),
        factors=tuple(
            replace(f, choices=("轻微", "一般", "x, y")) if f.choices else f for f in made.factors
        ),
        rows=tuple(
            replace(
                row,
                cells=tuple(
                    '"x, y", "一般"' if f.choices else cell
                    for f, cell in zip(made.factors, row.cells, strict=True)
                ),
            )
            for row in made.rows
        ),
    )
    back = table_from_csv(table_to_csv(simple).encode())
    assert plain(back) == plain(simple)


@given(random_ranges())
def test_a_range_in_words_is_read_back(penalty: PenaltyRange) -> None:
    assert read_range(write_range(penalty)) == penalty


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("5万元以上15万元以下", "50,000 yuan to 150,000 yuan"),
        ("超过1000元不满2000.5元", "more than 1,000 yuan to less than 2,000.5 yuan"),
        ("3000元", "3,000 yuan"),
        ("货值金额的15倍以上30倍以下", "15 times to 30 times of 货值金额"),
        ("年销售额1\uff05以上10\uff05以下", "1% to 10% of 年销售额"),
        ("无", "no fine"),
    ],
)
def test_a_range_speaks_both_languages(text: str, english: str) -> None:
    penalty = read_range(text)
    assert penalty is not None
    assert write_range(penalty, "en") == english


@pytest.mark.parametrize("text", ["五万元", "15倍", "货值金额5万元", "1元以上2倍以下", "若干"])
def test_what_is_no_range_is_not_guessed(text: str) -> None:
    assert read_range(text) is None


def test_a_lawyers_sheet_in_gb18030_is_read() -> None:
    assert table_from_csv(FOOD.encode("gb18030")) == table()


def test_cells_may_be_written_as_statutes_write_them() -> None:
    head = "次数（整数；单位：次）,情节（选项：轻/中/重）,首次（是否）,阶次,幅度,依据,备注\n"
    rows = (
        "3次以上,轻、中,是,从轻,1元,法 1,=备注\n"
        "1次以上不满3次,重,不限,一般,2元,法 1,\n"
        "超过5次,-,否,一般,2元,法 1\n"
        "2次以下,,,一般,2元,法 1,\n"
    )
    made = table(head + rows)
    assert [row.cells for row in made.rows] == [
        (">= 3", '"轻", "中"', "true"),
        ("[1..3)", '"重"', "-"),
        ("> 5", "-", "false"),
        ("<= 2", "-", "-"),
    ]
    assert "'=备注" in table_to_csv(made)


def test_no_cell_of_a_sheet_is_a_formula_and_all_come_back() -> None:
    head = "情节（选项：=1+1/@x/-y）,阶次,幅度,依据,备注\n"
    made = table(head + "=1+1,从轻,1元,=a,'=b\n@x,一般,2元,+a,\n-y,从重,3元,法 1,-b\n")
    assert [row.cells for row in made.rows] == [('"=1+1"',), ('"@x"',), ('"-y"',)]
    text = table_to_csv(made)
    risky = ("=", "+", "@", "-")
    assert not [one for line in csv.reader(StringIO(text)) for one in line if one.startswith(risky)]
    assert table_from_csv(text.encode()) == made


@pytest.mark.parametrize(
    ("change", "row", "column"),
    [
        (("不满1万元,轻微,从轻", "不满一万元,轻微,从轻"), 1, "货值金额"),
        (("1万元以上,轻微,从轻", "1万元以上,很轻,从轻"), 4, "情节"),
        (("轻微,从轻,5万", "轻微,较轻,5万"), 1, "裁量阶次"),
        (("5万元以上8万元以下", "五万元"), 1, "range"),
        (("5万元以上8万元以下", "9万元以上8万元以下"), 1, "range"),
        (("（金额；递增）", "（钱）"), 0, "货值金额"),
        (("（金额；递增）", "（递增）"), 0, "货值金额"),
        (("货值金额（金额；递增）", "货值金额"), 0, "货值金额"),
        (("货值金额（金额；递增）", "1货值（金额）"), 0, "1货值"),
        (("货值金额（金额；递增）", "情节（是否）"), 0, "情节"),
        ((",幅度,", ",大小（金额）,"), 0, "幅度"),
        (("#法定幅度,5万元以上15万元以下", "#上限,5"), 0, "上限"),
        (("#法定幅度,5万元以上15万元以下", "#命中策略,随便"), 0, "命中策略"),
        (("#法定幅度,5万元以上15万元以下", "#汇总方式,合计"), 0, "aggregation"),
        (("#法定幅度,5万元以上15万元以下", "#阶次优先,从重"), 0, "priority"),
        (("（选项：轻微/一般/严重；递增）", "（选项：轻微/轻微）"), 0, "情节"),
    ],
)
def test_a_wrong_sheet_names_row_and_column(change: tuple[str, str], row: int, column: str) -> None:
    assert change[0] in FOOD
    with pytest.raises(TableInvalid) as refusal:
        table(FOOD.replace(*change))
    assert (refusal.value.detail["row"], refusal.value.detail["column"]) == (row, column)


@pytest.mark.parametrize("data", [b"", b"a,b\n", b"\xff\xfe\x00x", b"x" * 3_000_000])
def test_what_is_no_sheet_is_refused(data: bytes) -> None:
    with pytest.raises(TableInvalid):
        table_from_csv(data)


FOREIGN = (Path(__file__).parent / "foreign.dmn").read_bytes()


def test_a_file_of_another_tool_is_read_by_the_names_of_its_columns() -> None:
    made = table_from_dmn(FOREIGN)
    assert [(f.name, f.kind, f.choices) for f in made.factors] == [
        ("违法所得", FactorKind.NUMBER, ()),
        ("情节", FactorKind.CHOICE, ("轻微", "严重")),
    ]
    assert made.hit_policy == HitPolicy.FIRST
    assert [row.tier for row in made.rows] == [Tier.LIGHTER, Tier.HEAVIER]
    assert write_range(made.rows[1].range) == "违法所得1倍以上3倍以下"
    assert made.rows[0].article == "某条例 10"
    assert made.factors[0].order == FactorOrder.NONE


def test_what_the_other_tool_said_beyond_our_words_is_kept() -> None:
    made = table_from_dmn(FOREIGN)
    assert Extra("table", "preferredOrientation", "Rule-as-Row") in made.extras
    assert Extra("input 1", "{http://camunda.org/schema/1.0/dmn}inputVariable", "x") in made.extras
    assert Extra("rule 1", "id", "DecisionRule_1") in made.extras
    assert table_from_dmn(table_to_dmn(made, name="x").encode()) == plain(made)


BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY l2 "&lol;&lol;">]>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/">&l2;</definitions>"""
OUTSIDE = b"""<!DOCTYPE d SYSTEM "file:///etc/passwd"><definitions/>"""


@pytest.mark.parametrize("data", [BOMB, OUTSIDE])
def test_a_document_type_is_refused_where_it_begins(data: bytes) -> None:
    with pytest.raises(DmnInvalid) as refusal:
        table_from_dmn(data)
    assert "DOCTYPE" in refusal.value.message("zh")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not xml",
        b"<definitions>",
        b"<definitions/>",
        b"<x xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'/>",
        b"<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'/>",
        b"<a>&unknown;</a>",
        b"<?xml version='1.0' encoding='no-such-encoding'?><a/>",
        b"<a>" * 100,
        b"x" * (xml_tree.MAX_BYTES + 1),
    ],
)
def test_what_is_no_dmn_is_refused(data: bytes) -> None:
    with pytest.raises(DmnInvalid):
        table_from_dmn(data)


@pytest.mark.parametrize(
    "change",
    [
        ('hitPolicy="FIRST"', 'hitPolicy="SOMETIMES"'),
        ('name="裁量阶次"', 'name="结果"'),
        ('typeRef="number"', 'typeRef="time"'),
        ('<inputExpression typeRef="number">', '<inputExpression expressionLanguage="js">'),
        ("</output>", "<defaultOutputEntry><text>1</text></defaultOutputEntry></output>"),
        ("<outputEntry><text>1000</text></outputEntry>", ""),
        ("<text>1000</text>", "<text>500 + 500</text>"),
        ("<text>1000</text>", "<text>[</text>"),
        ("<text>1000</text>", "<text>many</text>"),
        ("<text>&lt; 10000</text>", "<text>lots of it</text>"),
        ("<decision ", '<import name="x"/><decision '),
        ("</definitions>", '<decision id="d2" name="d2"/></definitions>'),
    ],
)
def test_what_would_change_the_meaning_is_refused(change: tuple[str, str]) -> None:
    text = FOREIGN.decode()
    assert change[0] in text
    with pytest.raises((DmnInvalid, TableInvalid)):
        table_from_dmn(text.replace(*change).encode())


def test_choices_without_a_list_are_those_that_the_column_names() -> None:
    text = FOREIGN.decode()
    listed = '<inputValues><text>"轻微", "严重"</text></inputValues>'
    assert listed in text
    made = table_from_dmn(text.replace(listed, "").encode())
    assert made.factors[1].choices == ("轻微",)


FACTOR = {"name": "货值金额", "kind": "money"}
CHOICE = {"name": "情节", "kind": "choice", "choices": ["轻微", "一般", "严重"]}
ROW = {"cells": ["-", "-"], "tier": "none"}


def _json() -> dict[str, Any]:
    return table_to_json(table())


@pytest.mark.parametrize(
    "change",
    [
        {"factors": []},
        {"factors": "x"},
        {"factors": ["x"]},
        {"rows": []},
        {"rows": [{"cells": ["-"], "tier": "lighter", "article": "法 1"}]},
        {"rows": [{"cells": [1, 2], "tier": "lighter"}]},
        {"rows": [ROW | {"range": {"unit": "yuan", "low": 0.1}}]},
        {
            "rows": [
                {"cells": ["-", "-"], "tier": "none", "range": {"unit": "yuan", "high": "1e40"}}
            ]
        },
        {
            "rows": [
                {"cells": ["-", "-"], "tier": "none", "range": {"unit": "multiple", "high": "2"}}
            ]
        },
        {"rows": [{"cells": ["-", "-"], "tier": "none", "note": 5}]},
        {"rows": [{"cells": ["-", "-"], "tier": "none", "article": "a\u0000b"}]},
        {"hit_policy": "unique"},
        {"unknown": 1},
        {"bounds": {"low_fen": 5}},
        {"bounds": {"high_fen": "5"}},
        {"bounds": {"high_multiple": "many"}},
        {"extras": [["a"]]},
        {"priority": ["none"]},
        {"factors": [FACTOR | {"is_whole": "yes"}, CHOICE]},
        {"factors": [FACTOR | {"zh": ""}, CHOICE]},
        {"factors": [FACTOR | {"zh": 5}, CHOICE]},
        {"factors": [FACTOR | {"name": "not"}, CHOICE]},
        {"factors": [FACTOR | {"choices": ["a"]}, CHOICE]},
        {"factors": [FACTOR | {"least": "2", "most": "1"}, CHOICE]},
        {"factors": [FACTOR, CHOICE | {"least": "2"}]},
        {"factors": [FACTOR, CHOICE | {"kind": "list"}]},
        {"rows": [ROW | {"cells": ["< 一万", "-"]}]},
        {"rows": [ROW | {"cells": ["轻", "-"]}]},
        {"rows": [ROW | {"cells": ['"轻微"', "-"]}]},
        {"rows": [ROW | {"cells": ["-", '"无此选项"']}]},
        {"rows": [ROW | {"cells": ["10 ** 300", "-"]}]},
        {"rows": [ROW | {"cells": ["0." + "3" * 30, "-"]}]},
        {"rows": [ROW | {"range": {"unit": "yuan", "low": "2", "high": "1"}}]},
        {"rows": [ROW | {"range": {"unit": "yuan", "high": "0.000000001"}}]},
        {"rows": [ROW | {"range": {"unit": "yuan", "low": "1", "high": "1", "low_open": True}}]},
        {"rows": [ROW | {"range": {"unit": "multiple", "high": "1", "base": "a b"}}]},
        {"rows": [ROW | {"range": {"unit": "none", "high": "1"}}]},
        {"rows": [ROW | {"range": "若干"}]},
    ],
)
def test_wrong_json_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(TableInvalid):
        table_from_json(_json() | change)


def test_json_must_be_an_object() -> None:
    with pytest.raises(TableInvalid):
        table_from_json([1])


def test_the_example_of_the_reference_page_is_sound() -> None:
    page = Path(__file__).parents[3] / "docs" / "reference" / "benchmarks.md"
    sheet = page.read_text(encoding="utf-8").partition("```csv\n")[2].partition("```")[0]
    assert check_table(table_from_csv(sheet.encode())) == ()


def test_a_file_is_known_by_its_first_sign_and_bounded() -> None:
    for data in (FOOD.encode(), FOOD.encode("utf-8-sig"), table_json_text(table()).encode()):
        assert table_from_file(data) == table()
    assert table_from_file(b"\xef\xbb\xbf" + table_json_text(table()).encode()) == table()
    with pytest.raises(TableInvalid):
        table_from_file(b"{" + b" " * 5_000_001)


def test_a_choice_with_a_separator_goes_out_as_dmn_or_json_only() -> None:
    factor = replace(table().factors[1], choices=("甲/乙", "丙"))
    rows = (replace(table().rows[0], cells=("-", '"丙"')),)
    made = replace(table(), factors=(table().factors[0], factor), rows=rows)
    with pytest.raises(TableInvalid):
        table_to_csv(made)
    assert table_from_dmn(table_to_dmn(made, name="x").encode()) == made


def test_a_range_column_of_another_tool_is_read_in_words() -> None:
    text = FOREIGN.decode().replace('name="裁量阶次"', 'name="tier"')
    text = text.replace('label="下限" name="low_amount" typeRef="number"', 'name="幅度"')
    text = text.replace("<text>1000</text>", '<text>"1000元以上2000元以下"</text>')
    text = text.replace("<text>1</text>", '<text>"违法所得1倍以上3倍以下"</text>')
    made = table_from_dmn(text.encode())
    assert [write_range(row.range) for row in made.rows] == [
        "1000元以上2000元以下",
        "违法所得1倍以上3倍以下",
    ]
