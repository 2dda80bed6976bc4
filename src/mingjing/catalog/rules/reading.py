# SPDX-License-Identifier: Apache-2.0
"""Reading a mapping (读取映射): raw tables of the file become checked specifications."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mingjing.catalog.rules.canonical import TABLES
from mingjing.catalog.rules.section import Section
from mingjing.catalog.types.canonical import Column, ColumnType, Table
from mingjing.catalog.types.example import (
    Condition,
    DuplicateRule,
    Each,
    MapSpec,
    ValueSpec,
)
from mingjing.catalog.types.refusals import (
    ColumnUnknown,
    DuplicateRuleInvalid,
    MappingMissing,
    RequiredColumnUnmapped,
    SourceColumnUnknown,
    TableUnknown,
)

_SHAPING = {
    "null_if", "extract", "map", "patterns", "ignore_case", "default", "format", "of",
}  # fmt: skip
_SOURCES = {"column", "value", "each", "record", "concat", "first", "flags"}
_MAP_KEYS = {"table", "columns", "where", "each", "duplicates_of"}
_VALUE_HINT = (
    '"SourceColumn", or a table with exactly one of column, value, each, record, concat, first, '
    "flags"
)


def read_maps(raw: Sequence[Mapping[str, Any]], *, resource: str, file: str) -> tuple[MapSpec, ...]:
    """The mappings of one resource.

    Raises: MappingMissing, TableUnknown, ColumnUnknown, RequiredColumnUnmapped,
    ExampleKeyMissing, ExampleKeyInvalid.
    """
    sections = Section({"map": raw}, file=file, where=f"resources.{resource}").sections("map")
    if not sections:
        raise MappingMissing(file=file, resource=resource)
    return tuple(_read_map(section) for section in sections)


def _read_map(section: Section) -> MapSpec:
    section.only(_MAP_KEYS)
    known = ", ".join(TABLES)
    name = section.text("table", known)
    table = TABLES.get(name)
    if table is None:
        raise TableUnknown(file=section.file, where=section.where, table=name, known=known)
    each = _read_each(section)
    columns = _read_columns(section.section("columns"), table, has_each=each is not None)
    return MapSpec(
        table=name,
        columns=columns,
        conditions=tuple(_read_condition(part) for part in section.sections("where")),
        each=each,
        duplicates=tuple(
            _read_duplicate(part, table) for part in section.sections("duplicates_of")
        ),
        where_it_stands=f"{section.where} ({name})",
    )


def _read_columns(
    section: Section, table: Table, *, has_each: bool
) -> tuple[tuple[str, ValueSpec], ...]:
    where = f"{section.where} ({table.name})"
    mappable = {column.name: column for column in table.mappable}
    for name in section.values:
        if name not in mappable:
            known = ", ".join(mappable)
            raise ColumnUnknown(
                file=section.file, where=where, table=table.name, column=name, known=known
            )
    for name in table.required:
        if name not in section.values:
            raise RequiredColumnUnmapped(
                file=section.file, where=where, table=table.name, column=name
            )
    return tuple(
        (name, _read_value(section, name, mappable[name], has_each=has_each))
        for name in section.values
    )


def _read_value(section: Section, name: str, column: Column, *, has_each: bool) -> ValueSpec:
    value = read_value(section, name, has_each=has_each)
    if value.of and column.kind is not ColumnType.VISIT:
        raise section.section(name).wrong("of", "only columns that name a visit take `of`")
    if column.codes is None:
        return value
    allowed = {member.value for member in column.codes}
    stated = {to for _, to in (*value.mapping, *value.patterns)}
    stated |= {text for text in (value.default, value.constant) if text}
    if stated - allowed:
        raise section.wrong(name, ", ".join(member.value for member in column.codes))
    return value


def read_value(section: Section, name: str, *, has_each: bool) -> ValueSpec:
    """One value rule: a column's name, or a table with exactly one source."""
    raw = section.values[name]
    if isinstance(raw, str):
        if not raw:
            raise section.wrong(name, _VALUE_HINT)
        return ValueSpec("column", column=raw)
    inner = section.section(name)
    sources = _SOURCES & set(inner.values)
    if len(sources) != 1:
        raise section.wrong(name, _VALUE_HINT)
    source = sources.pop()
    extras = {"concat": {"separator"}, "flags": {"separator", "when"}}.get(source, set())
    inner.only({source, *extras, *_SHAPING})
    if source == "each" and not has_each:
        raise section.wrong(name, "`each` needs an `each = { column = …, separator = … }` above")
    return _shaped(_sourced(inner, source, has_each=has_each), inner)


def _sourced(inner: Section, source: str, *, has_each: bool) -> ValueSpec:
    match source:
        case "column":
            return ValueSpec("column", column=inner.text("column", "a source column"))
        case "value":
            return ValueSpec("constant", constant=inner.text("value", "a text in quotes"))
        case "each" | "record":
            if not inner.truth(source):
                raise inner.wrong(source, "true")
            return ValueSpec("each" if source == "each" else "record")
        case "flags":
            flags = inner.values["flags"]
            listed = {name: name for name in flags} if isinstance(flags, list) else flags
            table = Section({"flags": listed}, file=inner.file, where=inner.where)
            return ValueSpec(
                "flags",
                flags=table.pairs("flags"),
                when=inner.text("when", "the cell that means yes", "1"),
                separator=inner.raw_text("separator", " "),
            )
        case _:
            return ValueSpec(
                "concat" if source == "concat" else "first",
                parts=_parts(inner, source, has_each=has_each),
                separator=inner.raw_text("separator", " "),
            )


def _parts(inner: Section, source: str, *, has_each: bool) -> tuple[ValueSpec, ...]:
    raw = inner.values[source]
    if not isinstance(raw, list) or not raw:
        raise inner.wrong(source, 'a list of values, ["Column", { column = "…" }]')
    numbered = Section(
        {str(number): item for number, item in enumerate(raw, start=1)},
        file=inner.file,
        where=inner.key(source),
    )
    return tuple(read_value(numbered, number, has_each=has_each) for number in numbered.values)


def _shaped(value: ValueSpec, inner: Section) -> ValueSpec:
    return replace(
        value,
        null_if=inner.texts("null_if", ()),
        extract=_regular(inner, "extract", inner.raw_text("extract", "")),
        mapping=inner.pairs("map"),
        patterns=_patterns(inner),
        ignore_case=inner.truth("ignore_case", False),
        default=inner.raw_text("default", "") or None,
        format=inner.raw_text("format", ""),
        of=inner.raw_text("of", ""),
    )


def _patterns(inner: Section) -> tuple[tuple[str, str], ...]:
    raw = inner.values.get("patterns", [])
    hint = '[["regular expression", "code"], …]; the first that matches counts'
    if not isinstance(raw, list) or not all(
        isinstance(row, list) and len(row) == 2 and all(isinstance(cell, str) for cell in row)
        for row in raw
    ):
        raise inner.wrong("patterns", hint)
    if raw and "map" in inner.values:
        raise inner.wrong("patterns", "either map or patterns, not both")
    return tuple((_regular(inner, "patterns", row[0]), row[1]) for row in raw)


def _regular(inner: Section, name: str, pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise inner.wrong(name, f"a regular expression; {pattern!r}: {error}") from error
    return pattern


def _read_each(section: Section) -> Each | None:
    if "each" not in section.values:
        return None
    inner = section.section("each")
    inner.only({"column", "separator"})
    separator = inner.raw_text("separator", " ")
    if not separator:
        raise inner.wrong("separator", "the text between two items")
    return Each(inner.text("column", "the source column that holds several items"), separator)


def _read_condition(section: Section) -> Condition:
    section.only({"column", "is", "in", "not", "present", "ignore_case"})
    tests = {"is", "in", "not", "present"} & set(section.values)
    if not tests:
        raise section.missing("is", "one of is, in, not, present")
    present = section.truth("present") if "present" in tests else None
    return Condition(
        column=section.text("column", "a source column"),
        is_in=(*section.texts("is", ()), *section.texts("in", ())),
        is_not=section.texts("not", ()),
        present=present,
        ignore_case=section.truth("ignore_case", False),
    )


def _read_duplicate(section: Section, table: Table) -> DuplicateRule:
    if table.name != "visit":
        raise DuplicateRuleInvalid(
            file=section.file, where=section.where, cause="only mappings to `visit` take it"
        )
    section.only({"resource", "on", "when"})
    rule = DuplicateRule(
        resource=section.text("resource", "the other resource's id"),
        on=section.texts("on"),
        when=tuple(
            (name, section.section("when").texts(name)) for name in section.values.get("when", {})
        ),
    )
    for name in (*rule.on, *(column for column, _ in rule.when)):
        if table.column(name) is None:
            raise DuplicateRuleInvalid(
                file=section.file, where=section.where, cause=f"visit has no column {name!r}"
            )
    if not rule.on:
        raise section.wrong("on", "at least one column of visit")
    return rule


def check_sources(
    maps: Sequence[MapSpec], *, key: Sequence[str], elements: Collection[str], file: str
) -> None:
    """Goes on only when every source column read is an element of the standard.

    Raises: SourceColumnUnknown.
    """
    for spec in maps:
        for name in source_columns(spec):
            if name not in elements:
                raise SourceColumnUnknown(
                    file=file,
                    where=spec.where_it_stands,
                    column=name,
                    known=", ".join(elements),
                )
    for name in key:
        if name not in elements:
            raise SourceColumnUnknown(
                file=file, where="key", column=name, known=", ".join(elements)
            )


def source_columns(spec: MapSpec) -> tuple[str, ...]:
    """Source columns that a mapping reads, each once, in order."""
    names = [name for _, value in spec.columns for name in value.columns()]
    names += [condition.column for condition in spec.conditions]
    names += [spec.each.column] if spec.each else []
    return tuple(dict.fromkeys(names))


def check_duplicates(maps: Mapping[str, Sequence[MapSpec]], *, file: str) -> None:
    """Goes on only when each duplicate rule names another resource with visits, not in a circle.

    Raises: DuplicateRuleInvalid.
    """
    for name, specs in maps.items():
        for spec in specs:
            for rule in spec.duplicates:
                others = maps.get(rule.resource, ())
                if rule.resource == name or not any(other.table == "visit" for other in others):
                    raise DuplicateRuleInvalid(
                        file=file,
                        where=spec.where_it_stands,
                        cause=f"'{rule.resource}' is not another resource with a visit mapping",
                    )
    ordered_rules(maps, file=file)


def ordered_rules(
    maps: Mapping[str, Sequence[MapSpec]], *, file: str
) -> tuple[tuple[str, tuple[DuplicateRule, ...]], ...]:
    """Duplicate rules by resource; a resource stands after those that its rules name.

    A rule that names a resource that is not there is kept: it finds nothing.

    Raises: DuplicateRuleInvalid, for a circle.
    """
    rules = {
        name: tuple(rule for spec in specs for rule in spec.duplicates)
        for name, specs in maps.items()
    }
    order: list[str] = []
    while len(order) < len(rules):
        waiting = set(rules) - set(order)
        free = [n for n in rules if n in waiting and not waiting & {r.resource for r in rules[n]}]
        if not free:
            circle = ", ".join(sorted(waiting))
            raise DuplicateRuleInvalid(file=file, where="resources", cause=f"a circle: {circle}")
        order.extend(free)
    return tuple((name, rules[name]) for name in order if rules[name])
