# SPDX-License-Identifier: Apache-2.0
"""One ODCS property as a field (字段解析): type, options, data element, references."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from mingjing.standards.rules.elements import CODE_LISTS, URN, element
from mingjing.standards.rules.field_rules import FieldSource
from mingjing.standards.rules.formats import TEXT_FORMATS, date_form, pattern_problem
from mingjing.standards.rules.problem import DocumentProblem
from mingjing.standards.rules.yaml_text import Path
from mingjing.standards.types import (
    DataElement,
    Dimension,
    ElementUnknown,
    Field,
    LogicalType,
    Rule,
    RuleKind,
)

Item = Mapping[str, Any]  # one ODCS property, already of the schema's shape

_NAME = re.compile(r"[^\W\d]\w{0,127}")
_EXACT = re.compile(r"(?:decimal|numeric)\s*\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)", re.IGNORECASE)
_RESERVED = {"row_no", "failures"}
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_MAX_DIGITS = 38


def custom_properties(item: Item) -> dict[str, Any]:
    """The custom properties of an object as a mapping."""
    return {entry["property"]: entry["value"] for entry in item.get("customProperties") or []}


def field_source(item: Item, path: Path, index: int) -> FieldSource:
    """The field of a property, with what the rules need. Raises: DocumentProblem."""
    name = str(item["name"])
    if not _NAME.fullmatch(name) or name.casefold() in _RESERVED:
        raise DocumentProblem(
            (*path, "name"), (f"字段名“{name}”不合要求", f"'{name}' is no acceptable name"),
            ("请用字母开头的名称；文件中的列名写在 physicalName。",
             "Begin with a letter; the header in the file goes to physicalName."),
        )  # fmt: skip
    kind = _logical_type(item, path)
    custom = custom_properties(item)
    linked = _element(item, path, kind)
    options = dict(item.get("logicalTypeOptions") or {})
    _check_options(options, kind, path)
    return FieldSource(
        field=_field(item, kind, linked, index),
        options=options,
        element=linked,
        code_list=_code_list(custom, path),
    )


def _field(item: Item, kind: LogicalType, linked: DataElement | None, index: int) -> Field:
    custom = custom_properties(item)
    is_key = bool(item.get("primaryKey"))
    position = int(item.get("primaryKeyPosition", -1))
    options = item.get("logicalTypeOptions") or {}
    is_moment = kind in (LogicalType.DATE, LogicalType.TIMESTAMP)
    return Field(
        name=str(item["name"]),
        column=str(item.get("physicalName") or item["name"]),
        logical_type=kind,
        label=str(item.get("businessName") or (linked.zh if linked else "")),
        description=" ".join(str(item.get("description") or "").split()),
        is_required=bool(item.get("required")) or is_key,
        is_unique=bool(item.get("unique")),
        key_position=(position if position > 0 else index + 1) if is_key else None,
        date_format=str(options.get("format", "")) if is_moment else "",
        precision=_precision(item, kind) or (linked.precision if linked else None),
        element_id=linked.element_id if linked else "",
        is_personal=bool(custom.get("personal", linked.is_personal if linked else False)),
        constraints=_constraints(item, linked),
    )


def _constraints(item: Item, linked: DataElement | None) -> dict[str, object]:
    """What bounds the values, from element, options and code list, the narrowest last."""
    found: dict[str, object] = {}
    if linked is not None:
        found = {
            "pattern": f"^({linked.pattern})$" if linked.pattern else None,
            "minLength": linked.min_length,
            "maxLength": linked.max_length,
            "minimum": linked.minimum,
            "maximum": linked.maximum,
        }
    found |= {k: v for k, v in (item.get("logicalTypeOptions") or {}).items() if k != "format"}
    for entry in item.get("quality") or []:
        values = (entry.get("arguments") or {}).get("validValues")
        if entry.get("metric") == "invalidValues" and values and entry.get("mustBe") == 0:
            found["enum"] = [str(value) for value in values if value is not None]
    return {name: value for name, value in found.items() if value is not None}


def _logical_type(item: Item, path: Path) -> LogicalType:
    stated = item.get("logicalType")
    if stated is None:
        raise DocumentProblem(
            path, ("缺少 logicalType", "logicalType is absent"),
            ("请为该字段写明 logicalType；类型不得猜测。",
             "State the logicalType of this property; types are not guessed."),
        )  # fmt: skip
    if stated not in set(LogicalType):
        raise DocumentProblem(
            (*path, "logicalType"),
            (f"表中不支持 {stated} 类型", f"a table cannot hold {stated} values"),
            ("请把嵌套结构拆成普通列。", "Split nested values into plain columns."),
        )
    return LogicalType(stated)


def _element(item: Item, path: Path, kind: LogicalType) -> DataElement | None:
    for index, entry in enumerate(item.get("authoritativeDefinitions") or []):
        url = str(entry["url"])
        if not url.startswith(URN):
            continue
        place = (*path, "authoritativeDefinitions", index)
        try:
            linked = element(url.removeprefix(URN))
        except ElementUnknown as error:
            raise DocumentProblem(
                place, (error.message("zh"), error.message("en")),
                (error.remedy("zh"), error.remedy("en")),
            ) from error  # fmt: skip
        if linked.logical_type is not kind:
            raise DocumentProblem(
                place,
                (f"数据元“{linked.element_id}”的类型为 {linked.logical_type}，字段为 {kind}",
                 f"the element '{linked.element_id}' is of type {linked.logical_type}, not {kind}"),
                (f"请写 logicalType: {linked.logical_type}。",
                 f"Write logicalType: {linked.logical_type}."),
            )  # fmt: skip
        return linked
    return None


def _check_options(options: Mapping[str, Any], kind: LogicalType, path: Path) -> None:
    place = (*path, "logicalTypeOptions")
    if kind is LogicalType.STRING:
        _check_text_options(options, place)
    if kind in (LogicalType.DATE, LogicalType.TIMESTAMP):
        _check_moment_options(options, kind, place)
    if kind is LogicalType.TIME and options.get("format"):
        words = ("时间只支持 HH:mm:ss 格式", "a time of day is written HH:mm:ss only")
        raise DocumentProblem((*place, "format"), words, ("请删去 format。", "Remove format."))


def _check_text_options(options: Mapping[str, Any], place: Path) -> None:
    problem = pattern_problem(str(options.get("pattern", "")))
    if problem:
        raise DocumentProblem(
            (*place, "pattern"), (f"正则表达式不能使用：{problem}", f"the pattern: {problem}"),
            ("请改写为 RE2 语法。", "Write it in RE2 syntax."),
        )  # fmt: skip
    form = options.get("format")
    if form is not None and form not in TEXT_FORMATS:
        known = ", ".join(TEXT_FORMATS)
        raise DocumentProblem(
            (*place, "format"), (f"未知的格式 {form}", f"the format {form} is not known"),
            (f"可用：{known}；其他格式请用 pattern。", f"Use {known}, or a pattern."),
        )  # fmt: skip


def _check_moment_options(options: Mapping[str, Any], kind: LogicalType, place: Path) -> None:
    form = options.get("format")
    if form is not None:
        try:
            date_form(str(form))
        except ValueError as error:
            raise DocumentProblem(
                (*place, "format"),
                (f"日期格式中的“{error}”不支持", f"'{error}' in the date format is not supported"),
                ("可用：yyyy MM M dd d HH H hh mm ss SSS a。",
                 "Use yyyy MM M dd d HH H hh mm ss SSS a."),
            ) from error  # fmt: skip
    for bound in _BOUNDS:
        if bound in options and not _is_iso(str(options[bound]), kind):
            raise DocumentProblem(
                (*place, bound),
                (f"“{options[bound]}”不是 ISO 日期", f"'{options[bound]}' is no ISO date"),
                ("请写为 2026-11-23 的形式。", "Write it like 2026-11-23."),
            )


def _is_iso(text: str, kind: LogicalType) -> bool:
    try:
        if kind is LogicalType.DATE:
            date.fromisoformat(text)
        else:
            datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _precision(item: Item, kind: LogicalType) -> tuple[int, int] | None:
    match = _EXACT.fullmatch(str(item.get("physicalType", "")).strip())
    if kind is not LogicalType.NUMBER or match is None:
        return None
    digits, decimals = int(match.group(1)), int(match.group(2) or 0)
    return (min(digits, _MAX_DIGITS), min(decimals, digits))


def _code_list(custom: Mapping[str, Any], path: Path) -> str:
    name = str(custom.get("codeList", ""))
    if name and name not in CODE_LISTS:
        raise DocumentProblem(
            (*path, "customProperties"), (f"没有代码表 {name}", f"there is no code list {name}"),
            (f"可用：{', '.join(CODE_LISTS)}。", f"Use one of {', '.join(CODE_LISTS)}."),
        )  # fmt: skip
    return name


def reference_rules(item: Item, field: Field, path: Path) -> list[Rule]:
    """The rules that a value must occur in another data set. Raises: DocumentProblem."""
    rules = []
    for index, relation in enumerate(item.get("relationships") or []):
        target = relation["to"]
        if not isinstance(target, str) or target.count(".") != 1:
            raise DocumentProblem(
                (*path, "relationships", index, "to"),
                ("引用应写作 表.字段", "a reference is written table.field"),
            )
        rules.append(
            Rule(
                f"{field.name}.reference", (field.name,), Dimension.CONSISTENCY,
                f"在 {target} 中找不到", f"is not found in {target}",
                kind=RuleKind.REFERENCE, target=target,
            )
        )  # fmt: skip
    return rules
