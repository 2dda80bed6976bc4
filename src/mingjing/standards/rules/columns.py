# SPDX-License-Identifier: Apache-2.0
"""Typed values out of text columns (按类型取值): SQL that never guesses and never rounds.

A text has a typed value only when it is written exactly in the type's form: "0164A" is no
integer, "1.5" is none either, "2014-02-30" is no date. What has none gives NULL.
"""

from mingjing.engines.sql import literal, quote
from mingjing.standards.rules.formats import date_form
from mingjing.standards.types import Field, LogicalType

_INTEGER = "[+-]?[0-9]{1,18}"
_FLOAT = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?"
_TIMESTAMP = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?"
_TRUE, _FALSE = ("true", "1", "是"), ("false", "0", "否")


def matches(sql: str, pattern: str) -> str:
    """SQL: the whole text matches an RE2 pattern."""
    return f"regexp_full_match({sql}, {literal(pattern)})"


def typed(field: Field) -> str:
    """SQL of the field's typed value; NULL for an empty cell or a text of another form."""
    raw = quote(field.name)
    match field.logical_type:
        case LogicalType.STRING | LogicalType.TIME:
            return raw
        case LogicalType.INTEGER:
            return f"TRY_CAST({raw} AS BIGINT)"
        case LogicalType.NUMBER:
            return f"TRY_CAST({raw} AS {number_type(field)})"
        case LogicalType.BOOLEAN:
            return (
                f"CASE WHEN lower({raw}) IN ({_listed(_TRUE)}) THEN true "
                f"WHEN lower({raw}) IN ({_listed(_FALSE)}) THEN false END"
            )
        case LogicalType.DATE:
            return _moment(field, "DATE")
        case LogicalType.TIMESTAMP:
            return _moment(field, "TIMESTAMP")


def type_fails(field: Field) -> str:
    """SQL: the cell is not empty and is not written in the field's type; "" when any text is."""
    raw = quote(field.name)
    match field.logical_type:
        case LogicalType.STRING:
            return ""
        case LogicalType.INTEGER:
            return f"NOT {matches(raw, _INTEGER)}"
        case LogicalType.NUMBER:
            return f"NOT {matches(raw, number_pattern(field))}"
        case LogicalType.BOOLEAN:
            usual = f"{raw} NOT IN ('true', 'false')"
            return f"({usual} AND lower({raw}) NOT IN ({_listed(_TRUE + _FALSE)}))"
        case LogicalType.TIME:
            return f"NOT {matches(raw, _TIME)}"
        case LogicalType.DATE | LogicalType.TIMESTAMP:
            return f"({raw} IS NOT NULL AND ({_moment_fails(field, raw)}))"


def number_type(field: Field) -> str:
    """Engine type of a number: exact when the standard states digits and decimals."""
    if field.precision is None:
        return "DOUBLE"
    digits, decimals = field.precision
    return f"DECIMAL({digits}, {decimals})"


def number_pattern(field: Field) -> str:
    """RE2 pattern of a number that its type holds without rounding."""
    if field.precision is None:
        return _FLOAT
    digits, decimals = field.precision
    whole = f"[+-]?0*[0-9]{{1,{max(1, digits - decimals)}}}"
    return whole + (rf"(\.[0-9]{{0,{decimals}}}0*)?" if decimals else r"(\.0*)?")


def _moment(field: Field, kind: str) -> str:
    raw = quote(field.name)
    if not field.date_format:
        return f"TRY_CAST({raw} AS {kind})"
    form = date_form(field.date_format)
    return f"CAST(TRY_STRPTIME({raw}, {literal(form.strptime)}) AS {kind})"


def _moment_fails(field: Field, raw: str) -> str:
    absent = f"{typed(field)} IS NULL"
    if field.date_format:
        return f"NOT {matches(raw, date_form(field.date_format).pattern)} OR {absent}"
    if field.logical_type is LogicalType.DATE:
        # A LIKE and a cast are cheaper than a regular expression, and the cast knows the calendar.
        return f"{raw} NOT LIKE '____-__-__' OR {absent}"
    usual = f"{raw} LIKE '____-__-__T__:__:__' AND NOT ({absent})"
    return f"NOT ({usual}) AND (NOT {matches(raw, _TIMESTAMP)} OR {absent})"


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(literal(word) for word in words)
