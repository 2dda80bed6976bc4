# SPDX-License-Identifier: Apache-2.0
"""Facts of a case as a table wants them (裁量因素取值): typed, bounded, none forgotten."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from mingjing.registry.types.benchmark_refusals import FactInvalid, FactMissing
from mingjing.registry.types.benchmarks import (
    DecisionTable,
    Factor,
    FactorKind,
    Facts,
    FactValue,
    RangeUnit,
)

_FEN_PER_YUAN = 100
_WORDS = {"true": True, "false": False, "是": True, "否": False}
MAX_DIGITS = 20


def asked_for(table: DecisionTable) -> tuple[Factor, ...]:
    """What must be known: the factors, and the amounts that ranges multiply."""
    known = {factor.name for factor in table.factors}
    bases = dict.fromkeys(
        row.range.base for row in table.rows if row.range.base and row.range.base not in known
    )
    return (*table.factors, *(Factor(name, name, name, FactorKind.MONEY) for name in bases))


def read_facts(table: DecisionTable, facts: Facts) -> dict[str, FactValue]:
    """The facts, each of its factor's kind; a fact given as None is unknown and matches only `-`.

    A base that no matching row multiplies may be left out. Units: money in yuan.
    Raises: FactMissing naming every factor left out, FactInvalid.
    """
    missing = [factor.name for factor in table.factors if factor.name not in facts]
    if missing:
        raise FactMissing(names="、".join(missing))
    read = {f.name: fact_value(f, facts.get(f.name)) for f in asked_for(table)}
    others = {name: _other(value) for name, value in facts.items() if name not in read}
    return others | read


def _other(value: object) -> FactValue:
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return value if isinstance(value, Decimal | bool | str | date) else None


def fact_value(factor: Factor, value: object) -> FactValue:
    """One fact, from a value or from text as a form or a command hands it in.

    Raises: FactInvalid.
    """
    if value is None:
        return None
    try:
        read = _READERS[factor.kind](factor, value)
    except (ValueError, InvalidOperation, TypeError) as error:
        raise _invalid(factor, value) from error
    if not is_possible(factor, read):
        raise _invalid(factor, value)
    return read


def _invalid(factor: Factor, value: object) -> FactInvalid:
    return FactInvalid(
        name=factor.name,
        zh_name=factor.label("zh"),
        en_name=factor.label("en"),
        found=str(value),
        zh_kind=factor.kind.zh,
        en_kind=factor.kind.en.lower(),
    )


def is_possible(factor: Factor, value: FactValue) -> bool:
    """Whether a value of the right type lies in what the factor can be."""
    if isinstance(value, Decimal):
        low, high = bounds_of(factor)
        step = step_of(factor)
        fits = (low is None or value >= low) and (high is None or value <= high)
        return fits and (step is None or value % step == 0)
    return factor.kind != FactorKind.CHOICE or value in factor.choices


def bounds_of(factor: Factor) -> tuple[Decimal | None, Decimal | None]:
    """Least and greatest value of a numeric factor; money is never below zero."""
    least = factor.least
    if factor.kind == FactorKind.MONEY and least is None:
        least = Decimal(0)
    return least, factor.most


def step_of(factor: Factor) -> Decimal | None:
    """The grid on which values lie: a fen, a whole number, a day; None where they are dense."""
    if factor.is_whole or factor.kind == FactorKind.DATE:
        return Decimal(1)
    return Decimal(1) / _FEN_PER_YUAN if factor.kind == FactorKind.MONEY else None


def _number(_factor: Factor, value: object) -> FactValue:
    if isinstance(value, bool | float) or not isinstance(value, int | Decimal | str):
        raise TypeError
    number = Decimal(value.strip().replace(",", "") if isinstance(value, str) else value)
    if not number.is_finite() or abs(number.adjusted()) > MAX_DIGITS:
        raise ValueError
    return number


def _boolean(_factor: Factor, value: object) -> FactValue:
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or value.strip().lower() not in _WORDS:
        raise ValueError
    return _WORDS[value.strip().lower()]


def _choice(_factor: Factor, value: object) -> FactValue:
    if not isinstance(value, str):
        raise TypeError
    return str(value)


def _date(_factor: Factor, value: object) -> FactValue:
    if isinstance(value, datetime):
        raise TypeError
    return value if isinstance(value, date) else date.fromisoformat(str(value).strip())


_READERS: dict[FactorKind, Callable[[Factor, object], FactValue]] = {
    FactorKind.NUMBER: _number,
    FactorKind.MONEY: _number,
    FactorKind.BOOLEAN: _boolean,
    FactorKind.CHOICE: _choice,
    FactorKind.DATE: _date,
}


def needs_base(unit: RangeUnit) -> bool:
    """Whether a range of this unit is computed from an amount."""
    return unit in (RangeUnit.MULTIPLE, RangeUnit.PERCENT)
