# SPDX-License-Identifier: Apache-2.0
"""ODCS quality entries as rules (质量规则): library metrics, and SQL in the safe form.

A bound of zero ("no row may fail") judges each row. Any other bound judges the whole file.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mingjing.engines.sql import literal, literals, quote
from mingjing.standards.rules.columns import typed
from mingjing.standards.rules.condition import ConditionRefused, read_query
from mingjing.standards.rules.formats import pattern_problem
from mingjing.standards.rules.problem import DocumentProblem
from mingjing.standards.rules.yaml_text import Path
from mingjing.standards.types import Dimension, Field, Rule, RuleKind, Severity, Threshold

Entry = Mapping[str, Any]  # one ODCS quality entry, already of the schema's shape

OPERATORS = (
    "mustBe",
    "mustNotBe",
    "mustBeGreaterThan",
    "mustBeGreaterOrEqualTo",
    "mustBeLessThan",
    "mustBeLessOrEqualTo",
    "mustBeBetween",
    "mustNotBeBetween",
)
_ZERO = {("mustBe", 0.0), ("mustBeLessOrEqualTo", 0.0)}
_DIMENSIONS = {
    "coverage": Dimension.COMPLETENESS,
    "uniqueness": Dimension.ACCURACY,
    **{dimension.value: dimension for dimension in Dimension},
}
_METRIC_DIMENSIONS = {
    "nullValues": Dimension.COMPLETENESS,
    "missingValues": Dimension.COMPLETENESS,
    "invalidValues": Dimension.CONFORMITY,
    "duplicateValues": Dimension.ACCURACY,
    "rowCount": Dimension.COMPLETENESS,
    "sql": Dimension.CONSISTENCY,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: its path, the table, its fields, and the field it belongs to."""

    path: Path
    table: str
    fields: Mapping[str, Field]
    field: Field | None = None


def quality_rule(entry: Entry, place: Place) -> Rule | None:
    """The rule of one entry; None for an entry that is words only. Raises: DocumentProblem."""
    kind = entry.get("type", "library")
    if kind == "text":
        return None
    metric = str(kind if kind in ("sql", "custom") else entry["metric"])
    rule = _MAKERS[metric](entry, place)
    description = str(entry.get("description", "")).strip()
    return replace(
        rule,
        dimension=_DIMENSIONS.get(str(entry.get("dimension")), rule.dimension),
        severity=_severity(entry),
        zh=_custom(entry, "zh") or description or rule.zh,
        en=description or rule.en,
        cites=_custom(entry, "cites"),
    )


def _null_values(entry: Entry, place: Place) -> Rule:
    field = _own_field(entry, place)
    fails = f"{quote(field.name)} IS NULL"
    return _counted(entry, place, suffix="null", words=("为空", "is empty"), fails=fails)


def _missing_values(entry: Entry, place: Place) -> Rule:
    field = _own_field(entry, place)
    listed = _arguments(entry).get("missingValues") or []
    words = [str(value) for value in listed if value not in ("", None)]
    fails = f"{quote(field.name)} IS NULL"
    if words:
        fails = f"({fails} OR {quote(field.name)} IN ({literals(words)}))"
    return _counted(entry, place, suffix="missing", words=("缺失", "is missing"), fails=fails)


def _invalid_values(entry: Entry, place: Place) -> Rule:
    field, arguments = _own_field(entry, place), _arguments(entry)
    values, pattern = arguments.get("validValues"), arguments.get("pattern")
    if isinstance(values, list) and values:
        codes = [str(value) for value in values if value is not None]
        shown = "、".join(codes[:8]) + ("…" if len(codes) > 8 else "")
        listed = ", ".join(codes[:8]) + (" …" if len(codes) > 8 else "")
        words = (f"不在代码表内（{shown}）", f"is not in the code list ({listed})")
        fails = f"{quote(field.name)} NOT IN ({literals(codes)})"
        return _counted(entry, place, suffix="codes", words=words, fails=fails)
    if isinstance(pattern, str):
        problem = pattern_problem(pattern)
        if problem:
            raise DocumentProblem((*place.path, "arguments", "pattern"), (problem, problem))
        fails = f"NOT regexp_matches({quote(field.name)}, {literal(pattern)})"
        words = (f"不符合格式 {pattern}", f"does not match {pattern}")
        return _counted(entry, place, suffix="pattern", words=words, fails=fails)
    raise DocumentProblem(
        place.path,
        ("invalidValues 缺少参数", "invalidValues lacks its argument"),
        ("请给出 arguments.validValues 或 pattern。", "Give arguments.validValues or pattern."),
    )


def _duplicate_values(entry: Entry, place: Place) -> Rule:
    if place.field is not None:
        names = [place.field.name]
    else:
        names = [str(name) for name in _arguments(entry).get("properties", [])]
    unknown = [name for name in names if name not in place.fields]
    if not names or unknown:
        raise DocumentProblem(
            place.path,
            ("duplicateValues 的 properties 有误", "duplicateValues names no known properties"),
            ("请在 arguments.properties 中列出字段。", "List the fields in arguments.properties."),
        )
    if not _is_zero(entry, place):
        raise DocumentProblem(
            place.path,
            ("duplicateValues 只支持 mustBe: 0", "duplicateValues can only be bound to 0"),
            ("请写 mustBe: 0。", "Write mustBe: 0."),
        )
    words = (f"{'、'.join(names)} 重复", f"{', '.join(names)} occurs in an earlier row")
    rule_id = _rule_id(entry, place, "unique")
    dimension = Dimension.ACCURACY
    return Rule(rule_id, tuple(names), dimension, *words, kind=RuleKind.UNIQUE)


def _row_count(entry: Entry, place: Place) -> Rule:
    threshold = _threshold(entry, place, "rowCount")
    words = _bound_words(threshold)
    return Rule(
        _rule_id(entry, place, "count"), (), Dimension.COMPLETENESS,
        f"数据行数应{words[0]}", f"the number of rows must be {words[1]}",
        kind=RuleKind.FILE, threshold=threshold,
    )  # fmt: skip


def _sql(entry: Entry, place: Place) -> Rule:
    def value(name: str) -> str | None:
        field = place.fields.get(name)
        return None if field is None else typed(field)

    query = str(entry["query"])
    if place.field is not None:
        query = re.sub(r"\$?\{(property|column|field)\}", quote(place.field.name), query)
    try:
        condition = read_query(query, place.table, value)
    except ConditionRefused as error:
        raise DocumentProblem(
            (*place.path, "query"), (f"SQL 不能接受：{error}", f"the SQL cannot be taken: {error}"),
            ("只支持：SELECT count(*) FROM {object} WHERE 条件。",
             "Write SELECT count(*) FROM {object} WHERE a condition over the fields of one row."),
        ) from error  # fmt: skip
    words = (f"满足了不允许的条件：{query}", f"meets what is not allowed: {query}")
    rule = _counted(entry, place, suffix="condition", words=words, fails=condition.sql)
    return replace(rule, fields=condition.fields or rule.fields)


def _custom_rule(entry: Entry, place: Place) -> Rule:
    """A rule in another tool's words: kept, never run, and every report says so."""
    engine = str(entry["engine"])
    words = (f"由 {engine} 执行的规则", f"a rule for {engine} to run")
    return Rule(
        _rule_id(entry, place, "custom"), (place.field.name,) if place.field else (),
        Dimension.CONSISTENCY, *words, kind=RuleKind.OUTSIDE, target=engine,
    )  # fmt: skip


_MAKERS: Mapping[str, Callable[[Entry, Place], Rule]] = {
    "nullValues": _null_values,
    "missingValues": _missing_values,
    "invalidValues": _invalid_values,
    "duplicateValues": _duplicate_values,
    "rowCount": _row_count,
    "sql": _sql,
    "custom": _custom_rule,
}


def _counted(entry: Entry, place: Place, suffix: str, words: tuple[str, str], fails: str) -> Rule:
    """A rule on each row, or on the count of failing rows where the bound is not zero."""
    metric = "sql" if suffix == "condition" else str(entry["metric"])
    fields = (place.field.name,) if place.field else ()
    rule_id = _rule_id(entry, place, suffix)
    dimension = _METRIC_DIMENSIONS[metric]
    if _is_zero(entry, place):
        return Rule(rule_id, fields, dimension, *words, fails=fails)
    threshold = _threshold(entry, place, "failing")
    zh, en = _bound_words(threshold)
    return Rule(
        rule_id, fields, dimension, f"{words[0]}的行数应{zh}", f"rows where it {words[1]}: {en}",
        kind=RuleKind.FILE, fails=fails, threshold=threshold,
    )  # fmt: skip


def _rule_id(entry: Entry, place: Place, suffix: str) -> str:
    named = str(entry.get("id") or entry.get("name") or suffix)
    tail = re.sub(r"[^\w-]+", "_", named).strip("_").lower() or suffix
    return f"{place.field.name if place.field else 'rows'}.{tail}"


def _own_field(entry: Entry, place: Place) -> Field:
    if place.field is None:
        raise DocumentProblem(
            place.path,
            (f"{entry['metric']} 应写在字段下", f"{entry['metric']} belongs to a property"),
            ("请移到相应字段的 quality。", "Move it to the quality of the property."),
        )
    return place.field


def _is_zero(entry: Entry, place: Place) -> bool:
    threshold = _threshold(entry, place, "failing")
    bound = (threshold.operator, threshold.values[0])
    return bound in _ZERO or (threshold.unit == "rows" and bound == ("mustBeLessThan", 1.0))


def _threshold(entry: Entry, place: Place, metric: str) -> Threshold:
    operator = next(name for name in OPERATORS if name in entry)
    value = entry[operator]
    numbers = value if isinstance(value, list) else [value]
    unit = str(entry.get("unit", "rows"))
    if unit not in ("rows", "percent") or not all(
        isinstance(n, int | float) and not isinstance(n, bool) for n in numbers
    ):
        raise DocumentProblem(
            (*place.path, operator),
            ("界限应为数值，单位为 rows 或 percent", "a bound is a number, in rows or percent"),
        )
    return Threshold(metric, operator, tuple(float(n) for n in numbers), unit)


_OPERATOR_WORDS = {
    "mustBe": ("等于 {0}", "exactly {0}"),
    "mustNotBe": ("不等于 {0}", "not {0}"),
    "mustBeGreaterThan": ("大于 {0}", "more than {0}"),
    "mustBeGreaterOrEqualTo": ("不少于 {0}", "at least {0}"),
    "mustBeLessThan": ("少于 {0}", "less than {0}"),
    "mustBeLessOrEqualTo": ("不多于 {0}", "at most {0}"),
    "mustBeBetween": ("在 {0} 与 {1} 之间", "between {0} and {1}"),
    "mustNotBeBetween": ("不在 {0} 与 {1} 之间", "not between {0} and {1}"),
}


def _bound_words(threshold: Threshold) -> tuple[str, str]:
    zh, en = _OPERATOR_WORDS[threshold.operator]
    sign = " %" if threshold.unit == "percent" else ""
    numbers = [f"{value:g}{sign}" for value in threshold.values]
    return zh.format(*numbers), en.format(*numbers)


def holds(threshold: Threshold, count: int, rows: int) -> bool:
    """Whether a count of rows keeps to a threshold."""
    value = 100.0 * count / rows if threshold.unit == "percent" and rows else float(count)
    first, last = threshold.values[0], threshold.values[-1]
    return {
        "mustBe": value == first,
        "mustNotBe": value != first,
        "mustBeGreaterThan": value > first,
        "mustBeGreaterOrEqualTo": value >= first,
        "mustBeLessThan": value < first,
        "mustBeLessOrEqualTo": value <= first,
        "mustBeBetween": first <= value <= last,
        "mustNotBeBetween": not first <= value <= last,
    }[threshold.operator]


def _severity(entry: Entry) -> Severity:
    is_mild = str(entry.get("severity", "error")).lower() in ("info", "warning")
    return Severity.WARNING if is_mild else Severity.ERROR


def _arguments(entry: Entry) -> Mapping[str, Any]:
    arguments = entry.get("arguments") or {}
    return arguments if isinstance(arguments, dict) else {}


def _custom(entry: Entry, name: str) -> str:
    for item in entry.get("customProperties", []):
        if item["property"] == name:
            return str(item["value"])
    return ""
