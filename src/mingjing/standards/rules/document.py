# SPDX-License-Identifier: Apache-2.0
"""From the text of an ODCS 3.1 document to a standard (标准文档解析).

First the published JSON Schema, then what this platform needs beyond it. Every problem is
reported with file, line, path and what to do; the first one stops the reading.
"""

import json
import re
from functools import cache
from typing import Any

from jsonschema import Draft201909Validator, ValidationError
from jsonschema.exceptions import best_match

from mingjing.kernel.canonical import sha256_hex
from mingjing.kernel.resources import data_path
from mingjing.standards.rules.elements import code_list
from mingjing.standards.rules.field_rules import field_rules, key_rule
from mingjing.standards.rules.problem import DocumentProblem
from mingjing.standards.rules.properties import custom_properties, field_source, reference_rules
from mingjing.standards.rules.quality import Place, quality_rule
from mingjing.standards.rules.yaml_text import Path, YamlBroken, YamlText, read_yaml
from mingjing.standards.types import Dialect, Field, Rule, Standard, StandardInvalid, Words

API_VERSION = "v3.1.0"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+([+-][A-Za-z0-9.+-]+)?")
_ENCODINGS = {"utf-8": "utf-8", "utf8": "utf-8", "gb18030": "gb18030", "gbk": "gb18030"}
_MAX_FIELDS = 1000
_TODO = Words("请按 ODCS 3.1.0 改正。", "Correct it as ODCS 3.1.0 asks.")


def parse_standard(text: str, *, name: str) -> Standard:
    """Read a data standard; `name` is the file's name, for messages.

    Raises: StandardInvalid.
    """
    try:
        yaml_text = read_yaml(text)
    except YamlBroken as error:
        raise StandardInvalid(
            file=name,
            line=error.line,
            path="/",
            problem=error.problem,
            todo=Words("请改正该行的 YAML。", "Mend the YAML at that line."),
        ) from error
    try:
        _check_schema(yaml_text.value)
        return _standard(yaml_text.value, text)
    except DocumentProblem as problem:
        raise _located(problem, yaml_text, name) from problem


def _located(problem: DocumentProblem, text: YamlText, name: str) -> StandardInvalid:
    return StandardInvalid(
        file=name,
        line=text.line(problem.path),
        path="/" + "/".join(str(part) for part in problem.path),
        problem=problem.words,
        todo=problem.todo or _TODO,
    )


@cache
def _validator() -> Draft201909Validator:
    text = data_path("standards", "odcs-3.1.0.schema.json").read_text(encoding="utf-8")
    return Draft201909Validator(json.loads(text))


def _check_schema(value: Any) -> None:  # any YAML value may stand in a file
    if not isinstance(value, dict):
        raise DocumentProblem((), ("文档不是键值结构", "the document is no mapping"))
    if value.get("kind") != "DataContract" or value.get("apiVersion") != API_VERSION:
        raise DocumentProblem(
            ("apiVersion",) if value.get("kind") == "DataContract" else ("kind",),
            (f"不是 ODCS {API_VERSION} 文档", f"this is no ODCS {API_VERSION} document"),
            (f"请写 apiVersion: {API_VERSION} 和 kind: DataContract。",
             f"Write apiVersion: {API_VERSION} and kind: DataContract."),
        )  # fmt: skip
    error: ValidationError | None = best_match(_validator().iter_errors(value))
    if error is not None:
        message = error.message if len(error.message) <= 300 else f"{error.message[:300]} …"
        path: Path = tuple(error.absolute_path)
        raise DocumentProblem(path, (f"不符合 ODCS：{message}", message))


def _standard(value: dict[str, Any], text: str) -> Standard:
    _check_identity(value)
    table = _only_table(value)
    path: Path = ("schema", 0)
    custom = custom_properties(table)
    sources = [
        field_source(item, (*path, "properties", index), index)
        for index, item in enumerate(_properties(table, path))
    ]
    fields = tuple(source.field for source in sources)
    _check_names(fields, path)
    by_name = {field.name: field for field in fields}
    rules: list[Rule] = []
    for index, source in enumerate(sources):
        place = (*path, "properties", index)
        item = table["properties"][index]
        rules += field_rules(source)
        rules += _quality(item, Place((*place, "quality"), table["name"], by_name, source.field))
        rules += reference_rules(item, source.field, place)
    key = tuple(sorted((f for f in fields if f.key_position), key=lambda f: f.key_position or 0))
    rules += key_rule(key)
    rules += _quality(table, Place((*path, "quality"), table["name"], by_name))
    lists = {s.code_list or (s.element.code_list if s.element else "") for s in sources} - {""}
    return Standard(
        standard_id=value["id"],
        version=value["version"],
        name=str(value.get("name") or table.get("businessName") or value["id"]),
        description=_description(value),
        table=table["name"],
        fields=fields,
        rules=_distinct(rules, path),
        dialect=_dialect(custom, path),
        source_key=_source_key(custom, key, path),
        digest=sha256_hex(text.encode()),
        document=text,
        code_lists={name: code_list(name) for name in sorted(lists)},
    )


def _check_identity(value: dict[str, Any]) -> None:
    if not _ID.fullmatch(str(value["id"])):
        raise DocumentProblem(
            ("id",), ("id 不合要求", "the id is not acceptable"),
            ("请用字母、数字、点、横线，最多 80 个字符。",
             "Use letters, digits, dots and dashes, at most 80 characters."),
        )  # fmt: skip
    if not _VERSION.fullmatch(str(value["version"])):
        raise DocumentProblem(
            ("version",), ("version 不是 主.次.修订 形式", "the version is not major.minor.patch"),
            ("请写为 1.0.0 的形式，并加引号。", "Write it like 1.0.0, in quotes."),
        )  # fmt: skip


def _only_table(value: dict[str, Any]) -> dict[str, Any]:
    tables = value.get("schema") or []
    if len(tables) != 1:
        raise DocumentProblem(
            ("schema",),
            (f"schema 有 {len(tables)} 项，应为 1 项", f"schema has {len(tables)} items, not one"),
            ("一个标准描述一张表；请拆成多个文档。",
             "A standard describes one table; make one document of each."),
        )  # fmt: skip
    table: dict[str, Any] = tables[0]
    return table


def _properties(table: dict[str, Any], path: Path) -> list[dict[str, Any]]:
    properties: list[dict[str, Any]] = table.get("properties") or []
    if not 1 <= len(properties) <= _MAX_FIELDS:
        raise DocumentProblem(
            (*path, "properties"),
            (f"字段数应在 1 与 {_MAX_FIELDS} 之间", f"a table has 1 to {_MAX_FIELDS} properties"),
        )
    return properties


def _check_names(fields: tuple[Field, ...], path: Path) -> None:
    names: set[str] = set()
    columns: set[str] = set()
    for index, field in enumerate(fields):
        place = (*path, "properties", index)
        if field.name.casefold() in names:
            words = (f"字段“{field.name}”重复", f"the property '{field.name}' stands twice")
            raise DocumentProblem((*place, "name"), words)
        if field.column in columns:
            words = (f"列名“{field.column}”重复", f"the column '{field.column}' stands twice")
            raise DocumentProblem((*place, "physicalName"), words)
        names.add(field.name.casefold())
        columns.add(field.column)


def _quality(item: dict[str, Any], place: Place) -> list[Rule]:
    entries = item.get("quality") or []
    found = (
        quality_rule(entry, Place((*place.path, i), place.table, place.fields, place.field))
        for i, entry in enumerate(entries)
    )
    return [rule for rule in found if rule is not None]


def _distinct(rules: list[Rule], path: Path) -> tuple[Rule, ...]:
    seen: set[str] = set()
    for rule in rules:
        if rule.rule_id in seen:
            raise DocumentProblem(
                path, (f"规则“{rule.rule_id}”重复", f"the rule '{rule.rule_id}' stands twice"),
                ("请给 quality 项各写一个 id。", "Give each quality entry an id of its own."),
            )  # fmt: skip
        seen.add(rule.rule_id)
    return tuple(rules)


def _dialect(custom: dict[str, Any], path: Path) -> Dialect:
    delimiter = str(custom.get("delimiter", ","))
    delimiter = {"\\t": "\t", "tab": "\t"}.get(delimiter, delimiter)
    if len(delimiter) != 1 or not delimiter.isascii() or delimiter in '"\r\n\0':
        words = ("delimiter 应为一个 ASCII 字符", "the delimiter must be one ASCII character")
        raise DocumentProblem((*path, "customProperties"), words)
    encoding = str(custom.get("encoding", "")).lower()
    if encoding and encoding not in _ENCODINGS:
        words = (f"不支持编码 {encoding}", f"the encoding {encoding} is not supported")
        todo = ("请写 utf-8 或 gb18030。", "Write utf-8 or gb18030.")
        raise DocumentProblem((*path, "customProperties"), words, todo)
    return Dialect(
        delimiter=delimiter,
        encoding=_ENCODINGS.get(encoding, ""),
        sheet=str(custom.get("sheet", "")),
        ignores_unknown=custom.get("unknownColumns") == "ignore",
    )


def _source_key(custom: dict[str, Any], key: tuple[Field, ...], path: Path) -> tuple[str, ...]:
    stated = custom.get("sourceKey")
    if stated is not None and stated != "row_no":
        raise DocumentProblem(
            (*path, "customProperties"),
            ("sourceKey 只能为 row_no", "sourceKey can only be row_no"),
            ("有主键的数据请用 primaryKey: true 标出。",
             "Mark the fields of a real key with primaryKey: true."),
        )  # fmt: skip
    return tuple(field.name for field in key) or ("row_no",)


def _description(value: dict[str, Any]) -> str:
    description = value.get("description") or {}
    text = description.get("purpose", "") if isinstance(description, dict) else description
    return " ".join(str(text or "").split())
