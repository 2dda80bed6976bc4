# SPDX-License-Identifier: Apache-2.0
"""Unary tests of S-FEEL (条件单元格), DMN 1.3 section 9: what stands in a cell of a table.

Read: `-`, `not(…)`, a list joined by commas of values, comparisons and intervals. Logic has three
values: a comparison of different kinds or with null is null, and only true matches.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from mingjing.registry.rules.discretion.expressions import (
    Arithmetic,
    Expression,
    Literal,
    Name,
    Negative,
    expression_text,
    names_in,
    value_of,
)
from mingjing.registry.rules.discretion.tokens import Token, tokens
from mingjing.registry.types.benchmark_refusals import FeelInvalid
from mingjing.registry.types.benchmarks import FactValue


@dataclass(frozen=True, slots=True)
class Compare:
    """The fact against one value: = != < <= > >=."""

    sign: str
    to: Expression


@dataclass(frozen=True, slots=True)
class Span:
    """The fact within an interval."""

    low: Expression
    high: Expression
    low_open: bool
    high_open: bool


Test = Compare | Span


@dataclass(frozen=True, slots=True)
class UnaryTests:
    """A whole cell: any of the tests, or none of them when negated; no tests means anything."""

    tests: tuple[Test, ...] = ()
    is_negated: bool = False

    def names(self) -> frozenset[str]:
        """Other facts that the cell asks for."""
        return frozenset(n for e in self.expressions() for n in names_in(e))

    def expressions(self) -> Iterator[Expression]:
        """The values that the cell writes."""
        for test in self.tests:
            yield from (test.to,) if isinstance(test, Compare) else (test.low, test.high)


class _Reader:
    """Reads the words of one cell from left to right."""

    def __init__(self, cell: str) -> None:
        self.cell = cell
        self.words = tokens(cell)
        self.at = 0

    @property
    def word(self) -> Token:
        return self.words[self.at]

    def fail(self) -> FeelInvalid:
        return FeelInvalid(text=self.cell, position=self.word.position)

    def take(self, *signs: str) -> str:
        """The sign that comes next if it is one of these, else nothing."""
        if self.word.kind == "sign" and self.word.text in signs:
            self.at += 1
            return self.words[self.at - 1].text
        return ""

    def demand(self, *signs: str) -> str:
        found = self.take(*signs)
        if not found:
            raise self.fail()
        return found

    def cell_tests(self) -> UnaryTests:
        if [w.text for w in self.words[:-1]] == ["-"]:
            return UnaryTests()
        is_negated = self.word.kind == "name" and self.word.text == "not"
        if is_negated:
            self.at += 1
            self.demand("(")
        tests = [self.test()]
        while self.take(","):
            tests.append(self.test())
        if is_negated:
            self.demand(")")
        if self.word.kind != "end":
            raise self.fail()
        return UnaryTests(tuple(tests), is_negated)

    def test(self) -> Test:
        sign = self.take("<", "<=", ">", ">=", "=", "!=")
        if sign:
            return Compare(sign, self.sum())
        start = self.at
        opening = self.take("[", "]", "(")
        if opening:
            low = self.sum()
            if self.take(".."):
                high = self.sum()
                return Span(low, high, opening != "[", self.demand("]", "[", ")") != "]")
            if opening != "(":
                raise self.fail()
            self.at = start
        return Compare("=", self.sum())

    def sum(self) -> Expression:
        left = self.product()
        while sign := self.take("+", "-"):
            left = Arithmetic(sign, left, self.product())
        return left

    def product(self) -> Expression:
        left = self.power()
        while sign := self.take("*", "/"):
            left = Arithmetic(sign, left, self.power())
        return left

    def power(self) -> Expression:
        left = self.single()
        while self.take("**"):
            left = Arithmetic("**", left, self.single())
        return left

    def single(self) -> Expression:
        if self.take("-"):
            of = self.single()
            if isinstance(of, Literal) and isinstance(of.value, Decimal):
                return Literal(of.value.copy_negate())
            return Negative(of)
        if self.take("("):
            inner = self.sum()
            self.demand(")")
            return inner
        if self.take("@"):
            return Literal(self.day())
        return self.plain_value()

    def plain_value(self) -> Expression:
        word = self.word
        if word.kind in ("end", "sign"):
            raise self.fail()
        self.at += 1
        if word.kind == "number":
            return Literal(Decimal(word.text))
        if word.kind == "text":
            return Literal(word.text)
        return self.named(word)

    def named(self, word: Token) -> Expression:
        """A keyword's value, a date, or another fact."""
        known: dict[str, FactValue] = {"true": True, "false": False, "null": None}
        if word.text in known:
            return Literal(known[word.text])
        if word.text == "date" and self.take("("):
            day = Literal(self.day())
            self.demand(")")
            return day
        if word.text == "not":
            self.at -= 1
            raise self.fail()
        return Name(word.text)

    def day(self) -> date:
        word = self.word
        try:
            if word.kind != "text":
                raise self.fail()
            found = date.fromisoformat(word.text)
        except ValueError as error:
            raise self.fail() from error
        self.at += 1
        return found


@lru_cache(maxsize=20_000)
def parse(cell: str) -> UnaryTests:
    """The tests of a cell.

    Raises: FeelInvalid with the place of the first word that does not fit.
    """
    return _Reader(cell).cell_tests()


def try_parse(cell: str) -> UnaryTests | None:
    """The tests of a cell, None when it is no S-FEEL."""
    try:
        return parse(cell)
    except FeelInvalid:
        return None


def texts_in(tests: UnaryTests) -> list[str]:
    """Texts that a cell writes, in order."""
    values = [e.value for e in tests.expressions() if isinstance(e, Literal)]
    return [value for value in values if isinstance(value, str)]


def matches(cell: str, fact: FactValue, facts: Mapping[str, FactValue]) -> bool:
    """Whether a cell lets the fact through; only true does, null does not."""
    return holds(parse(cell), fact, facts) is True


def holds(tests: UnaryTests, fact: FactValue, facts: Mapping[str, FactValue]) -> bool | None:
    """True, false, or null when it cannot be said."""
    if not tests.tests:
        return True
    found = [_holds(test, fact, facts) for test in tests.tests]
    answer = True if True in found else None if None in found else False
    return (None if answer is None else not answer) if tests.is_negated else answer


def _holds(test: Test, fact: FactValue, facts: Mapping[str, FactValue]) -> bool | None:
    if isinstance(test, Compare):
        return compare(fact, test.sign, value_of(test.to, facts))
    low = compare(fact, ">" if test.low_open else ">=", value_of(test.low, facts))
    high = compare(fact, "<" if test.high_open else "<=", value_of(test.high, facts))
    if low is False or high is False:
        return False
    return None if low is None or high is None else True


def compare(left: FactValue, sign: str, right: FactValue) -> bool | None:
    """One comparison; equality with null is an answer, order with null is not."""
    if sign in ("=", "!="):
        equal = _equal(left, right)
        return equal if equal is None or sign == "=" else not equal
    ordered = (Decimal, str, date)
    if left is None or type(left) is not type(right) or not isinstance(left, ordered):
        return None
    if sign in ("<", "<="):
        return _before(left, right) or (sign == "<=" and left == right)
    return _before(right, left) or (sign == ">=" and left == right)


def _before(left: FactValue, right: FactValue) -> bool:
    return left < right  # type: ignore[operator] # of one ordered kind: the caller has looked


def _equal(left: FactValue, right: FactValue) -> bool | None:
    if left is None or right is None:
        return left is right
    return left == right if type(left) is type(right) else None


def canonical(cell: str) -> str:
    """The cell in plain S-FEEL, as an export writes it; reading it back gives the same tests."""
    return write_cell_text(parse(cell))


def write_cell_text(tests: UnaryTests) -> str:
    """Tests as a cell writes them."""
    if not tests.tests:
        return "-"
    text = ", ".join(_test_text(test) for test in tests.tests)
    return f"not({text})" if tests.is_negated else text


def _test_text(test: Test) -> str:
    if isinstance(test, Compare):
        return ("" if test.sign == "=" else f"{test.sign} ") + expression_text(test.to)
    low, high = expression_text(test.low), expression_text(test.high)
    return f"{'(' if test.low_open else '['}{low}..{high}{')' if test.high_open else ']'}"
