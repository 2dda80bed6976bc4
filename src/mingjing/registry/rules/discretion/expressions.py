# SPDX-License-Identifier: Apache-2.0
"""Simple expressions of S-FEEL: literals, names, arithmetic on Decimal.

Numbers have 34 digits (DMN 1.3 section 10.3.2.3.1), so 0.1 + 0.2 is 0.3. What has no value,
such as a division by zero or a text added to a number, is null and matches nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, DecimalException, InvalidOperation

from mingjing.registry.types.benchmarks import FactValue

NUMBERS = Context(
    prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, traps=[InvalidOperation]
)


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the cell."""

    value: FactValue


@dataclass(frozen=True, slots=True)
class Name:
    """Another fact, by name."""

    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    """Minus something."""

    of: "Expression"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Two expressions joined by + - * / or **."""

    sign: str
    left: "Expression"
    right: "Expression"


Expression = Literal | Name | Negative | Arithmetic

_OPERATIONS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": NUMBERS.add,
    "-": NUMBERS.subtract,
    "*": NUMBERS.multiply,
    "/": NUMBERS.divide,
    "**": NUMBERS.power,
}


def value_of(expression: Expression, facts: Mapping[str, FactValue]) -> FactValue:
    """The value, null where there is none."""
    match expression:
        case Literal(value):
            return value
        case Name(name):
            return facts.get(name)
        case Negative(of):
            number = value_of(of, facts)
            return NUMBERS.minus(number) if isinstance(number, Decimal) else None
        case Arithmetic(sign, left, right):
            return _compute(sign, value_of(left, facts), value_of(right, facts))


def _compute(sign: str, left: FactValue, right: FactValue) -> FactValue:
    if isinstance(left, str) and isinstance(right, str) and sign == "+":
        return left + right
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        return None
    if sign == "/" and not right:
        return None
    try:
        number = _OPERATIONS[sign](left, right)
    except DecimalException:
        return None
    return number if number.is_finite() else None


def names_in(expression: Expression) -> Iterator[str]:
    """Facts that the expression asks for."""
    match expression:
        case Name(name):
            yield name
        case Negative(of):
            yield from names_in(of)
        case Arithmetic(_, left, right):
            yield from names_in(left)
            yield from names_in(right)
        case Literal():
            return


def quoted(text: str) -> str:
    """A text as a cell writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r") + '"'


def literal_text(value: FactValue) -> str:
    """A value as a cell writes it."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case str():
            return quoted(value)
        case date():
            return f'date("{value.isoformat()}")'


_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2, "**": 3}


def expression_text(expression: Expression, strength: int = 0) -> str:
    """The expression in plain S-FEEL, with the brackets it needs."""
    match expression:
        case Literal(value):
            return literal_text(value)
        case Name(name):
            return name
        case Negative(of):
            text = f"-{expression_text(of, 4)}"
            return f"({text})" if strength > 1 else text
        case Arithmetic(sign, left, right):
            own = _STRENGTH[sign]
            text = f"{expression_text(left, own)} {sign} {expression_text(right, own + 1)}"
            return f"({text})" if own < strength else text
