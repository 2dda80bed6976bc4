# SPDX-License-Identifier: Apache-2.0
"""A table as JSON (裁量基准表的存储格式): numbers are texts, so that nothing is rounded.

The digest of a benchmark is taken over this form.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from mingjing.registry.rules.discretion.range_text import read_range
from mingjing.registry.rules.discretion.table_shape import demand_shape, wrong
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
    StatutoryBounds,
    TableRow,
    Tier,
)

E = TypeVar("E", bound=StrEnum)
Json = Mapping[str, Any]
_BOUNDS = ("low_multiple", "high_multiple", "low_ratio", "high_ratio")


def table_to_json(table: DecisionTable) -> dict[str, Any]:  # JSON, as the column keeps it
    """The table as JSON; what has its default is left out."""
    body: dict[str, Any] = {
        "factors": [_factor_json(factor) for factor in table.factors],
        "rows": [_row_json(row) for row in table.rows],
        "hit_policy": table.hit_policy.value,
    }
    if table.aggregation != Aggregation.NONE:
        body["aggregation"] = table.aggregation.value
    if table.priority != HEAVIEST_FIRST:
        body["priority"] = [tier.value for tier in table.priority]
    bounds = bounds_json(table.bounds)
    if bounds:
        body["bounds"] = bounds
    if table.extras:
        body["extras"] = [[extra.place, extra.name, extra.value] for extra in table.extras]
    return body


def plain_number(number: Decimal) -> str:
    """A number as text, without needless zeros and never with an exponent."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _factor_json(factor: Factor) -> dict[str, Any]:
    body: dict[str, Any] = {"name": factor.name, "kind": factor.kind.value}
    if factor.zh != factor.name:
        body["zh"] = factor.zh
    body |= {"en": factor.en} if factor.en else {}
    body |= {"choices": list(factor.choices)} if factor.choices else {}
    body |= {"unit": factor.unit} if factor.unit else {}
    body |= {"order": factor.order.value} if factor.order != FactorOrder.NONE else {}
    body |= {"least": plain_number(factor.least)} if factor.least is not None else {}
    body |= {"most": plain_number(factor.most)} if factor.most is not None else {}
    return body | ({"is_whole": True} if factor.is_whole else {})


def _row_json(row: TableRow) -> dict[str, Any]:
    body: dict[str, Any] = {
        "cells": list(row.cells),
        "tier": row.tier.value,
        "range": _range_json(row.range),
        "article": row.article,
    }
    return body | ({"note": row.note} if row.note else {})


def _range_json(penalty: PenaltyRange) -> dict[str, Any]:
    if penalty.unit == RangeUnit.NONE:
        return {"unit": penalty.unit.value}
    body: dict[str, Any] = {
        "unit": penalty.unit.value,
        "low": plain_number(penalty.low),
        "high": plain_number(penalty.high),
    }
    body |= {"base": penalty.base} if penalty.base else {}
    body |= {"low_open": True} if penalty.low_open else {}
    return body | ({"high_open": True} if penalty.high_open else {})


def bounds_json(bounds: StatutoryBounds) -> dict[str, Any]:
    body: dict[str, Any] = {}
    body |= {"low_fen": bounds.low_fen} if bounds.low_fen is not None else {}
    body |= {"high_fen": bounds.high_fen} if bounds.high_fen is not None else {}
    for name in _BOUNDS:
        number = getattr(bounds, name)
        body |= {name: plain_number(number)} if number is not None else {}
    return body


def table_from_json(body: object) -> DecisionTable:
    """The table that JSON describes; a range may also be text in the words of a statute.

    Raises: TableInvalid, by row and column.
    """
    if not isinstance(body, Mapping):
        raise wrong(0, "-", "不是一个对象", "an object is wanted")
    _known(body, 0, "factors", "rows", "hit_policy", "aggregation", "priority", "bounds", "extras")
    priority = _list(body, "priority", 0) or HEAVIEST_FIRST
    return demand_shape(
        DecisionTable(
            factors=tuple(_factor(one) for one in _list(body, "factors", 0)),
            rows=tuple(_row(one, no) for no, one in enumerate(_list(body, "rows", 0), 1)),
            hit_policy=_enum(HitPolicy, body.get("hit_policy", "UNIQUE"), 0, "hit_policy"),
            aggregation=_enum(Aggregation, body.get("aggregation", ""), 0, "aggregation"),
            priority=tuple(_enum(Tier, one, 0, "priority") for one in priority),
            bounds=bounds_from_json(body.get("bounds", {})),
            extras=tuple(_extra(one) for one in _list(body, "extras", 0)),
        )
    )


def _extra(body: object) -> Extra:
    if not isinstance(body, list | tuple) or len(body) != 3:
        raise wrong(0, "extras", "应为三项", "three texts are wanted")
    return Extra(*map(str, body))


def _known(body: object, row: int, *names: str) -> Json:
    """The object itself when it holds nothing that we would drop silently."""
    if not isinstance(body, Mapping):
        raise wrong(row, "-", "不是一个对象", "an object is wanted")
    for name in body:
        if name not in names:
            raise wrong(row, str(name), "没有这一项", "there is no such member")
    return body


def _list(body: Json, name: str, row: int) -> list[Any]:
    found = body.get(name, [])
    if not isinstance(found, list | tuple):
        raise wrong(row, name, "不是一个列表", "a list is wanted")
    return list(found)


def _enum(kind: type[E], value: object, row: int, column: str) -> E:
    try:
        return kind(str(value))
    except ValueError as error:
        raise wrong(row, column, f"没有代码“{value}”", f"there is no code “{value}”") from error


def _text(body: Json, name: str, row: int, default: str = "") -> str:
    found = body.get(name, default)
    if not isinstance(found, str):
        raise wrong(row, name, "不是文字", "a text is wanted")
    return found.strip()


def read_number(value: object, row: int, column: str) -> Decimal:
    """A number from text or a whole number; a float is refused, it is not what was written.

    Raises: TableInvalid.
    """
    try:
        if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
            raise InvalidOperation
        number = Decimal(value)
        if not number.is_finite() or abs(number.adjusted()) > 20:
            raise InvalidOperation
    except InvalidOperation as error:
        raise wrong(
            row, column, f"“{value}”不是数字文本", f"“{value}” is no number text"
        ) from error
    return number


def _factor(body: object) -> Factor:
    names = ("name", "kind", "zh", "en", "choices", "unit", "order", "least", "most", "is_whole")
    body = _known(body, 0, *names)
    name = _text(body, "name", 0)
    bounds = {
        key: read_number(body[key], 0, name)
        for key in ("least", "most")
        if body.get(key) is not None
    }
    return Factor(
        name=name,
        zh=_text(body, "zh", 0, name),
        en=_text(body, "en", 0),
        kind=_enum(FactorKind, body.get("kind"), 0, name),
        choices=tuple(str(one).strip() for one in _list(body, "choices", 0)),
        unit=_text(body, "unit", 0),
        order=_enum(FactorOrder, body.get("order", "none"), 0, name),
        is_whole=_flag(body, "is_whole", 0),
        **bounds,
    )


def _flag(body: Json, name: str, row: int) -> bool:
    found = body.get(name, False)
    if not isinstance(found, bool):
        raise wrong(row, name, "应为 true 或 false", "true or false is wanted")
    return found


def _row(body: object, no: int) -> TableRow:
    body = _known(body, no, "cells", "tier", "range", "article", "note")
    cells = _list(body, "cells", no)
    if not all(isinstance(cell, str) for cell in cells):
        raise wrong(no, "cells", "单元格应为文字", "cells are texts")
    return TableRow(
        cells=tuple(cell.strip() for cell in cells),
        tier=_enum(Tier, body.get("tier"), no, "tier"),
        range=_range(body.get("range", {"unit": "none"}), no),
        article=_text(body, "article", no),
        note=_text(body, "note", no),
    )


def _range(body: object, no: int) -> PenaltyRange:
    if isinstance(body, str):
        return range_from_text(body, no)
    body = _known(body, no, "unit", "low", "high", "base", "low_open", "high_open")
    return PenaltyRange(
        unit=_enum(RangeUnit, body.get("unit"), no, "unit"),
        low=read_number(body.get("low", "0"), no, "low"),
        high=read_number(body.get("high", "0"), no, "high"),
        base=_text(body, "base", no),
        low_open=_flag(body, "low_open", no),
        high_open=_flag(body, "high_open", no),
    )


def range_from_text(text: str, no: int) -> PenaltyRange:
    """A range in the words of a statute.

    Raises: TableInvalid.
    """
    found = read_range(text)
    if found is None:
        zh, en = f"看不懂幅度“{text}”", f"the range “{text}” cannot be read"
        raise wrong(no, "range", zh, en)
    return found


def bounds_from_json(body: object) -> StatutoryBounds:
    body = _known(body, 0, "low_fen", "high_fen", *_BOUNDS)
    low, high = body.get("low_fen"), body.get("high_fen")
    for fen in (low, high):
        if fen is not None and (isinstance(fen, bool) or not isinstance(fen, int) or fen < 0):
            raise wrong(0, "bounds", "法定金额应为整数分", "whole fen are wanted")
    numbers = {
        name: read_number(body[name], 0, name) for name in _BOUNDS if body.get(name) is not None
    }
    return StatutoryBounds(low_fen=low, high_fen=high, **numbers)
