# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - names go through `quote`, constants through `literal` (engines.sql)
"""Rules that follow from a field (字段规则): type, length, range, codes, keys, data element.

Each rule is a condition that is true for a failing row and false or NULL for all others, so
that conditions can be joined by OR. An empty cell fails the rule `required` only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mingjing.engines.sql import literal, quote
from mingjing.standards.rules.columns import matches, type_fails, typed
from mingjing.standards.rules.elements import CODE_LISTS
from mingjing.standards.rules.formats import TEXT_FORMATS
from mingjing.standards.types import (
    DataElement,
    Dimension,
    Field,
    LogicalType,
    Rule,
    RuleKind,
    Severity,
)

_BOUNDS = {
    "minimum": (">=", "不小于", "at least"),
    "exclusiveMinimum": (">", "大于", "more than"),
    "maximum": ("<=", "不大于", "at most"),
    "exclusiveMaximum": ("<", "小于", "less than"),
}
_CHECK_WORDS = {
    "usc_code": ("统一社会信用代码校验位不符", "the check character of the code does not fit"),
    "organisation_code": (
        "代码内的组织机构代码校验位不符",
        "the check character of the organisation code inside does not fit",
    ),
    "citizen_id": (
        "公民身份号码的校验位、出生日期或省级代码有误",
        "the check character, the date of birth or the province of the number is wrong",
    ),
    "luhn": ("卡号校验位不符", "the check digit of the number does not fit"),
}
_TYPE_WORDS = {
    LogicalType.INTEGER: ("不是整数", "is no whole number"),
    LogicalType.NUMBER: ("不是数值", "is no number"),
    LogicalType.BOOLEAN: ("不是 true/false、1/0 或 是/否", "is neither true/false nor 1/0"),
    LogicalType.TIME: ("不是时间（HH:mm）", "is no time of day (HH:mm)"),
    LogicalType.DATE: ("不是实际存在的日期", "is no day of the calendar"),
    LogicalType.TIMESTAMP: ("不是实际存在的日期时间", "is no date and time of the calendar"),
}


@dataclass(frozen=True, slots=True)
class FieldSource:
    """A field with what its property and its data element say about values.

    :ivar options: ODCS `logicalTypeOptions`, already checked.
    :ivar code_list: name of a packaged code list, "" for none.
    """

    field: Field
    options: Mapping[str, Any]
    element: DataElement | None = None
    code_list: str = ""


def field_rules(source: FieldSource) -> list[Rule]:
    """All rules of one field, in the order in which a person would look."""
    return [
        *_required(source),
        *_form(source),
        *_length(source),
        *_bounds(source),
        *_codes(source),
        *_checks(source),
        *_unique(source.field),
    ]


def key_rule(fields: tuple[Field, ...]) -> list[Rule]:
    """The rule that a key occurs once, where no field of its own says so already."""
    names = tuple(field.name for field in fields)
    if not names or (len(names) == 1 and fields[0].is_unique):
        return []
    rule_id = "key.unique" if len(names) > 1 else f"{names[0]}.unique"
    zh = f"主键（{'、'.join(names)}）重复，前面的行已有"
    en = f"the key ({', '.join(names)}) occurs in an earlier row"
    return [Rule(rule_id, names, Dimension.ACCURACY, zh, en, kind=RuleKind.UNIQUE)]


def _required(source: FieldSource) -> Iterator[Rule]:
    field, raw = source.field, quote(source.field.name)
    if not field.is_required:
        return
    has_form = field.logical_type is not LogicalType.STRING or source.element is not None
    is_free = not (has_form or source.options or source.code_list)
    fails = f"{raw} IS NULL" + (f" OR ltrim({raw}) = ''" if is_free else "")
    yield Rule(
        f"{field.name}.required", (field.name,), Dimension.COMPLETENESS,
        "必填，但为空", "is required but empty", fails=f"({fails})",
    )  # fmt: skip


def _form(source: FieldSource) -> Iterator[Rule]:
    field, raw = source.field, quote(source.field.name)
    fails = type_fails(field)
    if fails:
        zh, en = _TYPE_WORDS[field.logical_type]
        shape = field.date_format or (_precision_words(field) if field.precision else "")
        zh, en = (f"{zh}（{shape}）", f"{en} ({shape})") if shape else (zh, en)
        yield _conformity(field, "type", words=(zh, en), fails=fails)
    element = source.element
    if element is not None and element.pattern:
        zh, en = f"不符合“{element.zh}”的格式", f"has not the form of: {element.en}"
        if element.check:  # the arithmetic looks at every character anyway
            rule = _conformity(field, "form", words=(zh, en), fails=quote(f"{field.name}.form"))
            yield replace(rule, cites=element.cites, vector=f"{element.check}.form")
        else:
            fails = f"NOT {matches(raw, element.pattern)}"
            rule = _conformity(field, "form", words=(zh, en), fails=fails)
            yield replace(rule, cites=element.cites)
    pattern = source.options.get("pattern")
    if pattern is not None:
        zh, en = f"不符合格式 {pattern}", f"does not match {pattern}"
        fails = f"NOT regexp_matches({raw}, {literal(pattern)})"
        yield _conformity(field, "pattern", words=(zh, en), fails=fails)
    form = source.options.get("format")
    if field.logical_type is LogicalType.STRING and form is not None:
        zh, en = f"不是有效的 {form}", f"is no valid {form}"
        fails = f"NOT {matches(raw, TEXT_FORMATS[form])}"
        yield _conformity(field, "format", words=(zh, en), fails=fails)


def _length(source: FieldSource) -> Iterator[Rule]:
    element, options = source.element, source.options
    low = options.get("minLength", element.min_length if element else None)
    high = options.get("maxLength", element.max_length if element else None)
    raw = quote(source.field.name)
    tests = []
    if low is not None:
        tests.append(f"length({raw}) < {int(low)}")
    if high is not None:
        # Bytes are never fewer than characters: the cheap test spares most rows the other one.
        tests.append(f"(strlen({raw}) > {int(high)} AND length({raw}) > {int(high)})")
    if tests:
        words = f"{low if low is not None else 0}–{high if high is not None else '∞'}"
        zh, en = f"长度不在 {words} 之间", f"has not {words} characters"
        yield _conformity(source.field, "length", words=(zh, en), fails=f"({' OR '.join(tests)})")


def _bounds(source: FieldSource) -> Iterator[Rule]:
    field, element = source.field, source.element
    value = typed(field)
    tests, zh_words, en_words = [], [], []
    for option, (operator, zh, en) in _BOUNDS.items():
        bound = source.options.get(option)
        if bound is None and element is not None and option in ("minimum", "maximum"):
            bound = getattr(element, option)
        if bound is not None:
            tests.append(f"{value} {operator} {_constant(field, bound)}")
            zh_words.append(f"{zh} {bound}")
            en_words.append(f"{en} {bound}")
    is_moment = field.logical_type in (LogicalType.DATE, LogicalType.TIMESTAMP)
    if tests:
        yield Rule(
            f"{field.name}.range", (field.name,),
            Dimension.TIMELINESS if is_moment else Dimension.ACCURACY,
            f"应{'，'.join(zh_words)}", f"must be {' and '.join(en_words)}",
            fails=_sooner(source, f"NOT ({' AND '.join(tests)})"),
        )  # fmt: skip
    step = source.options.get("multipleOf")
    if step is not None:
        decimal = f"CAST({step!r} AS DECIMAL(18, 9))"
        yield Rule(
            f"{field.name}.step", (field.name,), Dimension.ACCURACY,
            f"应为 {step} 的倍数", f"must be a multiple of {step}",
            fails=f"TRY_CAST({quote(field.name)} AS DECIMAL(38, 9)) % {decimal} <> 0",
        )  # fmt: skip


def _sooner(source: FieldSource, fails: str) -> str:
    """The same verdict, with a cheap comparison of texts in front where dates are ISO.

    ISO dates sort as texts, so a date whose text lies within the bounds needs no cast.
    """
    field, low, high = source.field, source.options.get("minimum"), source.options.get("maximum")
    is_iso = field.logical_type is LogicalType.DATE and not field.date_format
    if not is_iso or low is None or high is None:
        return fails
    raw = quote(field.name)
    return f"({raw} NOT BETWEEN {literal(str(low))} AND {literal(str(high))} AND {fails})"


def _codes(source: FieldSource) -> Iterator[Rule]:
    field, raw = source.field, quote(source.field.name)
    name = source.code_list or (source.element.code_list if source.element else "")
    if name:
        cites = CODE_LISTS[name]
        zh, en = f"不是 {cites} 的代码", f"is no code of {cites}"
        fails = f"{raw} NOT IN (SELECT code FROM {quote(f'codes_{name}')})"
        yield _conformity(field, "codes", words=(zh, en), fails=fails, cites=cites)


def _checks(source: FieldSource) -> Iterator[Rule]:
    element, name = source.element, source.field.name
    if element is None:
        return
    for check, suffix, severity in (
        (element.check, "check", Severity.ERROR),
        (element.note_check, "note", Severity.WARNING),
    ):
        if check:
            zh, en = _CHECK_WORDS[check]
            column = quote(f"{name}.{suffix}")
            yield Rule(
                f"{name}.{suffix}", (name,), Dimension.ACCURACY, zh, en,
                severity=severity, cites=element.cites, fails=column, vector=f"{check}.check",
            )  # fmt: skip


def _unique(field: Field) -> Iterator[Rule]:
    if field.is_unique:
        yield Rule(
            f"{field.name}.unique", (field.name,), Dimension.ACCURACY,
            "值重复，前面的行已有", "occurs in an earlier row", kind=RuleKind.UNIQUE,
        )  # fmt: skip


def _conformity(
    field: Field, check: str, *, words: tuple[str, str], fails: str, cites: str = ""
) -> Rule:
    rule_id = f"{field.name}.{check}"
    return Rule(rule_id, (field.name,), Dimension.CONFORMITY, *words, fails=fails, cites=cites)


def _constant(field: Field, bound: float | str) -> str:
    """A bound as SQL: numbers exactly as written, dates as typed literals."""
    if field.logical_type is LogicalType.DATE:
        return f"DATE {literal(str(bound))}"
    if field.logical_type is LogicalType.TIMESTAMP:
        return f"TIMESTAMP {literal(str(bound))}"
    if field.logical_type is LogicalType.TIME:
        return literal(str(bound))
    return repr(bound)


def _precision_words(field: Field) -> str:
    digits, decimals = field.precision or (0, 0)
    return f"{digits - decimals}+{decimals}"
