# SPDX-License-Identifier: Apache-2.0
"""Reads a DMN 1.3 decision table as a benchmark (导入 DMN).

Files of other tools are read too: kinds come from typeRef and inputValues, outputs and
annotations by name (tier or 裁量阶次, low or 下限, article or 依据 …). Attributes that we do not
know are kept and written back; what changes the meaning and is not supported is refused.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from mingjing.registry.rules.discretion.dmn_words import (
    ANNOTATIONS,
    EXPRESSION_LANGUAGES,
    KINDS,
    MODELS,
    OURS,
    OUTPUT_NAMES,
    OWN_ATTRIBUTES,
)
from mingjing.registry.rules.discretion.expressions import Literal
from mingjing.registry.rules.discretion.feel import parse, texts_in, try_parse
from mingjing.registry.rules.discretion.sheet import read_label
from mingjing.registry.rules.discretion.table_json import (
    bounds_from_json,
    range_from_text,
    read_number,
)
from mingjing.registry.rules.discretion.table_shape import demand_shape, wrong
from mingjing.registry.rules.discretion.xml_tree import Node, read_xml, refuse
from mingjing.registry.types.benchmark_refusals import FeelInvalid
from mingjing.registry.types.benchmarks import (
    HEAVIEST_FIRST,
    Aggregation,
    DecisionTable,
    Extra,
    Factor,
    FactorKind,
    FactorOrder,
    HitPolicy,
    PenaltyRange,
    RangeUnit,
    TableRow,
    Tier,
)

C = TypeVar("C", HitPolicy, Aggregation)


def table_from_dmn(data: bytes) -> DecisionTable:
    """The one decision table of a DMN file.

    Raises: DmnInvalid for the file, TableInvalid for a row and column.
    """
    root = read_xml(data)
    if root.local != "definitions" or root.name[1:].partition("}")[0] not in MODELS:
        raise refuse("不是 DMN 文件", "it is no DMN file")
    decision, body = _only_table(root)
    inputs, rules = body.all("input"), body.all("rule")
    outputs = [_output_name(node) for node in body.all("output")]
    notes = [ANNOTATIONS.get(n.attributes.get("name", ""), "") for n in body.all("annotation")]
    if "tier" not in outputs:
        raise refuse("没有名为 tier（裁量阶次）的输出列", "it has no output named tier")
    if any(node.one("defaultOutputEntry") for node in body.all("output")):
        raise refuse("使用了缺省输出，请改写为最后一行", "it has default outputs; write a last row")
    rows = tuple(_row(rule, no, outputs, notes) for no, rule in enumerate(rules, 1))
    places = {"definitions": root, "decision": decision, "table": body}
    places |= {f"input {no}": node for no, node in enumerate(inputs, 1)}
    places |= {f"rule {no}": node for no, node in enumerate(rules, 1)}
    return demand_shape(
        DecisionTable(
            factors=tuple(_factor(node, place, rows) for place, node in enumerate(inputs)),
            rows=rows,
            hit_policy=_code(HitPolicy, body.attributes.get("hitPolicy", "UNIQUE")),
            aggregation=_code(Aggregation, body.attributes.get("aggregation", "")),
            priority=_priority(body, outputs),
            bounds=bounds_from_json(_bounds(body.attributes.get(f"{{{OURS}}}bounds", ""))),
            extras=tuple(_extras(places)),
        )
    )


def _only_table(root: Node) -> tuple[Node, Node]:
    found = [
        (decision, table)
        for decision in root.all("decision")
        for table in decision.all("decisionTable")
    ]
    if len(found) != 1 or len(root.all("decision")) != 1:
        raise refuse(
            "应当只有一个决策，且为决策表", "one decision with one decision table is wanted"
        )
    if root.all("import"):
        raise refuse("引用了其他文件", "it imports other files")
    return found[0]


def _output_name(node: Node) -> str:
    name = node.attributes.get("name", "")
    label = node.attributes.get("label", "")
    return OUTPUT_NAMES.get(name, OUTPUT_NAMES.get(label, ""))


def _code(kind: type[C], text: str) -> C:
    try:
        return kind(text)
    except ValueError as error:
        raise refuse(f"不认识“{text}”", f"“{text}” is unknown") from error


def _texts(cell: str) -> list[str]:
    """The texts that a cell lists, none when it is no list of texts."""
    tests = try_parse(cell)
    return [] if tests is None else texts_in(tests)


def _priority(body: Node, outputs: list[str]) -> tuple[Tier, ...]:
    node = body.all("output")[outputs.index("tier")].one("outputValues")
    if node is None:
        return HEAVIEST_FIRST
    listed = [read_label(Tier, text, 0, "tier") for text in _texts(node.text_of("text"))]
    return tuple(dict.fromkeys((*listed, *HEAVIEST_FIRST)))


def _bounds(text: str) -> dict[str, object]:
    pairs = (word.partition("=") for word in text.split())
    return {n: int(v) if n.endswith("_fen") and v.isdecimal() else v for n, _, v in pairs}


def _factor(node: Node, place: int, rows: Iterable[TableRow]) -> Factor:
    expression = node.one("inputExpression")
    name = "" if expression is None else expression.text_of("text")
    type_ref = "string" if expression is None else expression.attributes.get("typeRef", "string")
    language = "" if expression is None else expression.attributes.get("expressionLanguage", "")
    if language.lower() not in {one.lower() for one in EXPRESSION_LANGUAGES}:
        raise refuse(f"表达式语言“{language}”不支持", f"the language “{language}” is not supported")
    ours = {
        key: node.attributes.get(f"{{{OURS}}}{key}", "")
        for key in ("kind", "order", "unit", "en", "whole")
    }
    local_type = type_ref.rpartition(":")[2]
    if local_type not in KINDS:
        raise wrong(0, name, f"类型“{type_ref}”不支持", f"the type “{type_ref}” is not supported")
    kind = read_label(FactorKind, ours["kind"], 0, name) if ours["kind"] else KINDS[local_type]
    order = read_label(FactorOrder, ours["order"], 0, name) if ours["order"] else FactorOrder.NONE
    ends = {
        key: read_number(node.attributes[f"{{{OURS}}}{key}"], 0, name)
        for key in ("least", "most")
        if f"{{{OURS}}}{key}" in node.attributes
    }
    return Factor(
        name=name,
        zh=node.attributes.get("label", "") or name,
        en=ours["en"],
        kind=kind,
        choices=_choices(node, place, rows) if kind == FactorKind.CHOICE else (),
        unit=ours["unit"],
        order=order,
        is_whole=ours["whole"] == "true" or local_type in ("integer", "long"),
        **ends,
    )


def _choices(node: Node, place: int, rows: Iterable[TableRow]) -> tuple[str, ...]:
    """The choices from inputValues, else every text that the column names."""
    values = node.one("inputValues")
    if values is not None:
        return tuple(_texts(values.text_of("text")))
    cells = (row.cells[place] for row in rows if place < len(row.cells))
    return tuple(dict.fromkeys(text for cell in cells for text in _texts(cell)))


def _row(rule: Node, no: int, outputs: list[str], notes: list[str]) -> TableRow:
    entries = [node.text_of("text") for node in rule.all("outputEntry")]
    if len(entries) != len(outputs):
        raise wrong(no, "-", "输出项数与输出列数不符", "outputs and columns differ in number")
    given = dict(zip(outputs, entries, strict=True))
    texts = [node.text_of("text") for node in rule.all("annotationEntry")]
    annotated = dict(zip(notes, texts, strict=False))
    return TableRow(
        cells=tuple(node.text_of("text") or "-" for node in rule.all("inputEntry")),
        tier=read_label(Tier, _plain(given["tier"], no, "tier"), no, "tier"),
        range=_range(given, no),
        article=annotated.get("article", ""),
        note=annotated.get("note", "") or rule.text_of("description"),
    )


def _plain(text: str, no: int, column: str) -> str:
    """The value of an output entry as text, empty for null."""
    if text in ("", "null", "-"):
        return ""
    try:
        tests = parse(text)
    except FeelInvalid as refusal:
        raise wrong(no, column, refusal.message("zh"), refusal.message("en")) from refusal
    values = [e.value for e in tests.expressions() if isinstance(e, Literal)]
    if len(values) != 1 or len(tests.tests) != 1:
        raise wrong(no, column, f"“{text}”应为一个固定值", f"“{text}” is not one fixed value")
    return "true" if values[0] is True else "" if values[0] is False else str(values[0])


def _range(given: dict[str, str], no: int) -> PenaltyRange:
    if given.get("range"):
        return range_from_text(_plain(given["range"], no, "range"), no)
    value = {name: _plain(text, no, name) for name, text in given.items() if name}
    has_fine = bool(value.get("high"))
    unit = value.get("unit") or ("yuan" if has_fine else "none")
    return PenaltyRange(
        unit=read_label(RangeUnit, unit, no, "unit"),
        low=read_number(value.get("low") or "0", no, "low"),
        high=read_number(value.get("high") or "0", no, "high"),
        base=value.get("base", ""),
        low_open=value.get("low_open") == "true",
        high_open=value.get("high_open") == "true",
    )


def _extras(places: dict[str, Node]) -> Iterator[Extra]:
    """Attributes that we neither write ourselves nor know, by place; ids but the ones we give."""
    for place, node in places.items():
        known = OWN_ATTRIBUTES[node.local]
        for name, value in node.attributes.items():
            is_ours = name in known or (name == "id" and value == place.replace(" ", "_"))
            if not is_ours:
                yield Extra(place, name, value)
