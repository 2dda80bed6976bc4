# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - writing SQL out of checked words is the task of this module
"""Writing a mapping as SQL (映射编译): the only place where a folder's words become SQL text.

Names of source columns were checked against the standard and are quoted; every other word of the
folder becomes an escaped string literal. The dialect is that of the embedded engine, because a
delivered file is worked on where it lies.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mingjing.catalog.rules.canonical import TABLES, all_columns
from mingjing.catalog.types.canonical import Column, ColumnType
from mingjing.catalog.types.example import Condition, DuplicateRule, MapSpec, ValueSpec
from mingjing.engines.sql import literal, literals, quote

ROW_NO = "@row_no"
PK = "@pk"
ITEM = "@item"
RAW_ITEM = "@raw_item"
_BLANKS = literal(" \t\r\n\u00a0\u3000")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where rows come from: the ids that every canonical row carries."""

    resource_id: str
    batch_id: str


def trimmed(expression: str) -> str:
    """Text of a cell without blanks around it; an empty cell is NULL."""
    return f"nullif(trim(CAST({expression} AS VARCHAR), {_BLANKS}), '')"


@dataclass(frozen=True, slots=True)
class Source:
    """Accepted rows to be mapped (待映射数据): `elements` make a row, mappings `read` some."""

    table: str
    elements: tuple[str, ...]
    key: tuple[str, ...]
    read: tuple[str, ...]


def record_sql(source: Source, *, suffix: str = "") -> str:
    """The columns that mappings read, trimmed, with row number and a key unique in the file.

    The key is the resource's key columns; where they are empty, or the resource has none, it is a
    digest of the whole row. Equal keys are numbered in the order of the file. `suffix` is an SQL
    expression that tells corrected rows from accepted ones with an equal key.
    """
    cells = ", ".join(f"coalesce(CAST({quote(n)} AS VARCHAR), chr(0))" for n in source.elements)
    content = f"substr(sha256(concat_ws(chr(31), {cells})), 1, 24)"
    key = ", ".join(trimmed(quote(name)) for name in source.key)
    base = f"coalesce(nullif(concat_ws('|', {key}), ''), {content})" if key else content
    base = f"({base}) || {suffix}" if suffix else base
    texts = "".join(f", {trimmed(quote(name))} AS {quote(name)}" for name in source.read)
    kept = "".join(f", {quote(name)}" for name in source.read)
    return (
        f"WITH keyed AS (SELECT row_no AS {quote(ROW_NO)}, {base} AS base{texts} "
        f"FROM {source.table}), numbered AS (SELECT *, row_number() OVER (PARTITION BY base "
        f"ORDER BY {quote(ROW_NO)}) AS nth FROM keyed) "
        f"SELECT {quote(ROW_NO)}, CASE WHEN nth = 1 THEN base ELSE base || '#' || "
        f"CAST(nth AS VARCHAR) END AS {quote(PK)}{kept} FROM numbered"
    )


def index_sql(origin: Origin, source: str) -> str:
    """Which record each row of `source` (made by `record_sql`) is, in the order of records."""
    return (
        f"SELECT {literal(origin.resource_id + ':')} || {quote(PK)} AS record_id, "
        f"{literal(origin.resource_id)} AS resource_id, {literal(origin.batch_id)} AS batch_id, "
        f"{quote(ROW_NO)} AS row_no FROM {source} ORDER BY record_id"
    )


def mapped_sql(spec: MapSpec, origin: Origin, source: str) -> str:
    """All canonical rows that a mapping takes from `source` (made by `record_sql`).

    Rows without a required value are still there: the caller counts them.
    """
    table = TABLES[spec.table]
    where = " AND ".join(_condition(condition) for condition in spec.conditions) or "true"
    taken = f"SELECT * FROM {source} WHERE {where}"
    if spec.each:
        taken = _exploded(taken, spec.each.column, spec.each.separator)
    cells = {
        "record_id": f"{literal(origin.resource_id + ':')} || {quote(PK)}",
        "resource_id": literal(origin.resource_id),
        "batch_id": literal(origin.batch_id),
        "row_no": quote(ROW_NO),
    }
    for column in table.mappable:
        value = spec.value(column.name)
        if value is not None:
            cells[column.name] = _typed(column, value, origin)
    selected = ", ".join(
        f"CAST({cells.get(column.name, 'NULL')} AS {column.sql_type}) AS {quote(column.name)}"
        for column in all_columns(table)
    )
    return f"SELECT {selected} FROM ({taken}) AS taken"


def complete_sql(spec: MapSpec, mapped: str) -> str:
    """The rows of `mapped` that have every required value, in the order of their record."""
    names = TABLES[spec.table].required
    where = " AND ".join(f"{quote(name)} IS NOT NULL" for name in names) or "true"
    return f"SELECT * FROM {mapped} WHERE {where} ORDER BY record_id, row_no"


def counted_sql(spec: MapSpec, mapped: str) -> str:
    """One row: all mapped rows, complete rows, then rows lacking each required column."""
    names = TABLES[spec.table].required
    whole = " AND ".join(f"{quote(name)} IS NOT NULL" for name in names) or "true"
    lacking = "".join(f", count(*) FILTER (WHERE {quote(name)} IS NULL)" for name in names)
    return f"SELECT count(*), count(*) FILTER (WHERE {whole}){lacking} FROM {mapped}"


def unmapped_sql(spec: MapSpec, source: str, column: str, limit: int) -> str:
    """The commonest source values that a coded column of the mapping does not know."""
    table = TABLES[spec.table]
    target = table.column(column)
    value = spec.value(column)
    assert target is not None  # noqa: S101 - callers ask for mapped columns
    assert value is not None  # noqa: S101 - callers ask for mapped columns
    where = " AND ".join(_condition(condition) for condition in spec.conditions) or "true"
    taken = f"SELECT * FROM {source} WHERE {where}"
    if spec.each:
        taken = _exploded(taken, spec.each.column, spec.each.separator)
    coded = _typed(target, value, Origin("", ""))
    return (
        f"SELECT substr({_taken(value)}, 1, 60) AS value, count(*) AS n FROM ({taken}) AS taken "
        f"WHERE ({coded}) IS NULL AND {_taken(value)} IS NOT NULL "
        f"GROUP BY 1 ORDER BY n DESC, value LIMIT {int(limit)}"
    )


def _exploded(taken: str, column: str, separator: str) -> str:
    items = f"unnest(string_split({quote(column)}, {literal(separator)}))"
    raw = quote(RAW_ITEM)
    inner = f"SELECT *, {items} AS {raw} FROM ({taken}) AS whole"
    item = f"SELECT * EXCLUDE ({raw}), {trimmed(raw)} AS {quote(ITEM)} FROM ({inner}) AS cells"
    return f"SELECT * FROM ({item}) AS parts WHERE {quote(ITEM)} IS NOT NULL"


def _condition(condition: Condition) -> str:
    cell = quote(condition.column)
    values = [*condition.is_in], [*condition.is_not]
    if condition.ignore_case:
        cell = f"lower({cell})"
        values = [text.lower() for text in values[0]], [text.lower() for text in values[1]]
    tests = []
    if values[0]:
        tests.append(f"coalesce({cell} IN ({literals(values[0])}), false)")
    if values[1]:
        tests.append(f"coalesce({cell} NOT IN ({literals(values[1])}), true)")
    if condition.present is not None:
        tests.append(f"{cell} IS {'NOT ' if condition.present else ''}NULL")
    return "(" + " AND ".join(tests) + ")"


def _typed(column: Column, value: ValueSpec, origin: Origin) -> str:
    text = value_sql(value)
    match column.kind:
        case ColumnType.DATE:
            # The first ten characters: an engine writes a time stamp as day and time.
            plain = f"TRY_CAST(substr({text}, 1, 10) AS DATE)"
            if not value.format:
                return plain
            return f"coalesce(CAST(try_strptime({text}, {literal(value.format)}) AS DATE), {plain})"
        case ColumnType.INT | ColumnType.DOUBLE:
            return f"TRY_CAST({text} AS {column.sql_type})"
        case ColumnType.VISIT:
            return f"{literal((value.of or origin.resource_id) + ':')} || {text}"
        case ColumnType.CODE:
            if value.mapping or value.patterns or value.kind == "constant":
                return text  # reading has compared all these with the code list
            assert column.codes is not None  # noqa: S101 - a coded column names its codes
            known = literals(member.value for member in column.codes)
            return f"CASE WHEN {text} IN ({known}) THEN {text} END"
        case _:  # text stays as it is
            return text


def value_sql(value: ValueSpec) -> str:
    """The text of a value rule, NULL where it has none."""
    text = _taken(value)
    if value.mapping:
        text = _looked_up(value, text)
    elif value.patterns:
        text = _matched(value, text)
    if value.default is not None:
        text = f"coalesce({text}, {literal(value.default)})"
    return text


def _taken(value: ValueSpec) -> str:
    """The value before any code list: taken, trimmed, `null_if`, `extract`."""
    text = _source(value)
    if value.null_if:
        text = f"CASE WHEN {text} NOT IN ({literals(value.null_if)}) THEN {text} END"
    if value.extract:
        pattern = literal(value.extract)
        group = min(1, re.compile(value.extract).groups)
        text = trimmed(f"regexp_extract({text}, {pattern}, {group})")
    return text


def _source(value: ValueSpec) -> str:
    match value.kind:
        case "column":
            return quote(value.column)
        case "constant":
            return literal(value.constant)
        case "each":
            return quote(ITEM)
        case "record":
            return quote(PK)
        case "concat":
            parts = ", ".join(value_sql(part) for part in value.parts)
            return f"nullif(concat_ws({literal(value.separator)}, {parts}), '')"
        case "first":
            return f"coalesce({', '.join(value_sql(part) for part in value.parts)})"
        case _:  # flags
            parts = ", ".join(
                f"CASE WHEN {quote(column)} = {literal(value.when)} THEN {literal(code)} END"
                for code, column in value.flags
            )
            return f"nullif(concat_ws({literal(value.separator)}, {parts}), '')"


def _looked_up(value: ValueSpec, text: str) -> str:
    pairs = [(key.lower() if value.ignore_case else key, to) for key, to in value.mapping]
    cell = f"lower({text})" if value.ignore_case else text
    cases = " ".join(f"WHEN {literal(key)} THEN {literal(to)}" for key, to in pairs)
    return f"CASE {cell} {cases} END"


def _matched(value: ValueSpec, text: str) -> str:
    options = literal("i" if value.ignore_case else "c")
    cases = " ".join(
        f"WHEN regexp_matches({text}, {literal(pattern)}, {options}) THEN {literal(to)}"
        for pattern, to in value.patterns
    )
    return f"CASE {cases} END"


def compared_columns(rules: Sequence[DuplicateRule]) -> tuple[str, ...]:
    """Columns of visits that duplicate rules look at, each once, with those of identity."""
    names = [name for rule in rules for name in (*rule.on, *(column for column, _ in rule.when))]
    return tuple(dict.fromkeys(["visit_id", "resource_id", *names]))


def same_as_sql(rule: DuplicateRule, resource_id: str, resolved: str) -> str:
    """Pairs (visit_id, same_as): visits of `resource_id` that `rule` finds in another resource.

    `resolved` is a table of visits whose own `same_as` is final. Equal visits are named by the
    least visit id.
    """
    on = " AND ".join(f"{_compared('o', name)} = {_compared('t', name)}" for name in rule.on)
    when = "".join(
        f" AND o.{quote(name)} IN ({literals(values)})" for name, values in rule.when if values
    )
    return (
        f"SELECT o.visit_id AS visit_id, min(coalesce(t.same_as, t.visit_id)) AS same_as "
        f"FROM {resolved} o JOIN {resolved} t ON {on} "
        f"WHERE o.resource_id = {literal(resource_id)} AND t.resource_id = "
        f"{literal(rule.resource)}{when} GROUP BY o.visit_id"
    )


def _compared(alias: str, name: str) -> str:
    """A column as compared: of a visit's number without its resource."""
    if name == "visit_id":
        return f"substr({alias}.visit_id, instr({alias}.visit_id, ':') + 1)"
    return f"{alias}.{quote(name)}"
