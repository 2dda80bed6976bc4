# SPDX-License-Identifier: Apache-2.0
"""A standard in the words of other tools (标准导出): Frictionless Table Schema v2."""

from mingjing.standards.types import Field, LogicalType, RuleKind, Standard

_TYPES = {
    LogicalType.STRING: "string",
    LogicalType.TIME: "string",
    LogicalType.INTEGER: "integer",
    LogicalType.NUMBER: "number",
    LogicalType.DATE: "date",
    LogicalType.TIMESTAMP: "datetime",
    LogicalType.BOOLEAN: "boolean",
}


def frictionless_schema(standard: Standard) -> dict[str, object]:
    """The part of a standard that a Table Schema can say: types, bounds, codes, keys.

    Check digits, code lists that are packaged, conditions over several fields and thresholds
    have no words there.
    """
    unique = {
        rule.fields[0]
        for rule in standard.rules
        if rule.kind is RuleKind.UNIQUE and len(rule.fields) == 1
    }
    schema: dict[str, object] = {
        "fields": [_field(field, field.name in unique) for field in standard.fields],
        "missingValues": [""],
    }
    if standard.source_key != ("row_no",):
        schema["primaryKey"] = list(standard.source_key)
    return schema


def _field(field: Field, is_unique: bool) -> dict[str, object]:
    constraints: dict[str, object] = {}
    if field.is_required:
        constraints["required"] = True
    if is_unique:
        constraints["unique"] = True
    for name in ("minLength", "maxLength", "pattern", "minimum", "maximum", "enum"):
        if name in field.constraints:
            constraints[name] = field.constraints[name]
    described: dict[str, object] = {"name": field.column, "type": _TYPES[field.logical_type]}
    if field.label:
        described["title"] = field.label
    if constraints:
        described["constraints"] = constraints
    return described
