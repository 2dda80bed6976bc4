# SPDX-License-Identifier: Apache-2.0
"""Writes a table as DMN 1.3 (导出 DMN)."""

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from mingjing.registry.rules.discretion.dmn_words import MODEL, OURS, OUTPUTS, TYPES
from mingjing.registry.rules.discretion.expressions import quoted
from mingjing.registry.rules.discretion.feel import canonical
from mingjing.registry.rules.discretion.table_json import bounds_json, plain_number
from mingjing.registry.types.benchmarks import (
    Aggregation,
    DecisionTable,
    Factor,
    FactorOrder,
    RangeUnit,
    TableRow,
)

_XML = "http://www.w3.org/XML/1998/namespace"


def table_to_dmn(table: DecisionTable, *, name: str) -> str:
    """The table as a DMN 1.3 file that `table_from_dmn` and other tools read.

    Cells are written in plain S-FEEL; what a foreign file said beyond our words stands where it
    stood. Order: as the table; the same table gives the same bytes.
    """
    extras = _Extras(table)
    head = f'xmlns="{MODEL}" xmlns:mj="{OURS}"{extras.namespaces()}'
    attributes = extras.attributes("definitions", id="definitions")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<definitions {head}{attributes} name={quoteattr(name)} namespace="{OURS}">',
        *(_input_data(factor, no) for no, factor in enumerate(table.factors, 1)),
        f"  <decision{extras.attributes('decision', id='decision')} name={quoteattr(name)}>",
        '    <variable name="outcome"/>',
        *(
            "    <informationRequirement><requiredInput"
            f' href="#data_{no}"/></informationRequirement>'
            for no in range(1, len(table.factors) + 1)
        ),
        *_table_lines(table, extras),
        "  </decision>",
        "</definitions>",
    ]
    return "\n".join(lines) + "\n"


class _Extras:
    """Kept attributes by place, with prefixes for their namespaces."""

    def __init__(self, table: DecisionTable) -> None:
        self.by_place: dict[str, dict[str, str]] = {}
        for extra in table.extras:
            self.by_place.setdefault(extra.place, {})[extra.name] = extra.value
        spaces = sorted({e.name[1:].partition("}")[0] for e in table.extras if e.name[:1] == "{"})
        self.prefixes = {space: f"x{no}" for no, space in enumerate(spaces, 1)}
        self.prefixes |= {OURS: "mj", _XML: "xml"}

    def namespaces(self) -> str:
        return "".join(
            f" xmlns:{prefix}={quoteattr(space)}"
            for space, prefix in self.prefixes.items()
            if space not in (OURS, _XML)
        )

    def attributes(self, place: str, **known: str) -> str:
        """Our attributes and the kept ones; a kept id stands instead of ours."""
        merged: Mapping[str, str] = known | self.by_place.get(place, {})
        return "".join(f" {self._name(name)}={quoteattr(v)}" for name, v in merged.items())

    def _name(self, name: str) -> str:
        if not name.startswith("{"):
            return name
        space, _, local = name[1:].partition("}")
        return f"{self.prefixes[space]}:{local}"


def _input_data(factor: Factor, no: int) -> str:
    label = quoteattr(factor.name)
    return (
        f'  <inputData id="data_{no}" name={label}>'
        f'<variable name={label} typeRef="{TYPES[factor.kind]}"/></inputData>'
    )


def _table_lines(table: DecisionTable, extras: _Extras) -> Iterable[str]:
    policy = f' hitPolicy="{table.hit_policy.value}"'
    if table.aggregation != Aggregation.NONE:
        policy += f' aggregation="{table.aggregation.value}"'
    bounds = " ".join(f"{name}={value}" for name, value in bounds_json(table.bounds).items())
    policy += f' mj:bounds="{bounds}"' if bounds else ""
    yield f"    <decisionTable{extras.attributes('table', id='table')}{policy}>"
    for no, factor in enumerate(table.factors, 1):
        yield from _input_lines(factor, no, extras)
    for no, (name, kind) in enumerate(OUTPUTS.items(), 1):
        yield f'      <output id="output_{no}" name="{name}" typeRef="{kind}">'
        if name == "tier":
            order = ", ".join(quoted(tier.value) for tier in table.priority)
            yield f"        <outputValues><text>{escape(order)}</text></outputValues>"
        yield "      </output>"
    yield '      <annotation name="article"/>'
    yield '      <annotation name="note"/>'
    for no, row in enumerate(table.rows, 1):
        yield from _rule_lines(row, no, extras)
    yield "    </decisionTable>"


def _input_lines(factor: Factor, no: int, extras: _Extras) -> Iterable[str]:
    ours = {
        "kind": factor.kind.value,
        "unit": factor.unit,
        "order": "" if factor.order == FactorOrder.NONE else factor.order.value,
        "least": "" if factor.least is None else plain_number(factor.least),
        "most": "" if factor.most is None else plain_number(factor.most),
        "whole": "true" if factor.is_whole else "",
        "en": factor.en,
    }
    words = "".join(f" mj:{name}={quoteattr(value)}" for name, value in ours.items() if value)
    label = f" label={quoteattr(factor.zh)}"
    yield f"      <input{extras.attributes(f'input {no}', id=f'input_{no}')}{label}{words}>"
    yield (
        f'        <inputExpression id="expression_{no}" typeRef="{TYPES[factor.kind]}">'
        f"<text>{escape(factor.name)}</text></inputExpression>"
    )
    if factor.choices:
        values = escape(", ".join(quoted(choice) for choice in factor.choices))
        yield f"        <inputValues><text>{values}</text></inputValues>"
    yield "      </input>"


def _rule_lines(row: TableRow, no: int, extras: _Extras) -> Iterable[str]:
    yield f"      <rule{extras.attributes(f'rule {no}', id=f'rule_{no}')}>"
    for cell in row.cells:
        yield f"        <inputEntry><text>{escape(canonical(cell))}</text></inputEntry>"
    for text in _output_texts(row):
        yield f"        <outputEntry><text>{escape(text)}</text></outputEntry>"
    for text in (row.article, row.note):
        yield f"        <annotationEntry><text>{escape(text)}</text></annotationEntry>"
    yield "      </rule>"


def _output_texts(row: TableRow) -> tuple[str, ...]:
    """The outputs in the order of `OUTPUTS`; an empty text is DMN's null."""
    penalty = row.range
    has_fine = penalty.unit != RangeUnit.NONE
    return (
        quoted(row.tier.value),
        quoted(penalty.unit.value),
        plain_number(penalty.low) if has_fine else "",
        plain_number(penalty.high) if has_fine else "",
        quoted(penalty.base) if penalty.base else "",
        "true" if penalty.low_open else "false",
        "true" if penalty.high_open else "false",
    )
