# SPDX-License-Identifier: Apache-2.0
"""SQL rules in a safe form (受限 SQL 规则): one condition over the fields of one row.

Accepted: `SELECT count(*) FROM {object} WHERE <condition>` (or `${table}`, or the table's name).
The condition is read with a small grammar and written again from scratch: fields, constants,
`= <> != < <= > >=`, `+ - *`, `AND OR NOT`, `IS [NOT] NULL`, `[NOT] IN (…)`, `[NOT] BETWEEN`,
`[NOT] LIKE`, `date '…'`, `length(…)`, `lower(…)`, `upper(…)`, `abs(…)`, `coalesce(…)`. Nothing
of the input text reaches the engine unread.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from mingjing.engines.sql import literal

_QUERY = re.compile(
    r"\s*select\s+count\s*\(\s*(?:\*|1)\s*\)\s*from\s+(\$?\{\w+\}|\"?\w+\"?)\s+where\s+(.+?);?\s*",
    re.IGNORECASE | re.DOTALL,
)
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<text>'(?:[^']|'')*')|(?P<quoted>\"[^\"]+\")"
    r"|(?P<word>[^\W\d]\w*)|(?P<sign><=|>=|<>|!=|[=<>()+\-*,]))"
)
_FUNCTIONS = {"length": 1, "lower": 1, "upper": 1, "abs": 1, "coalesce": 0}
_COMPARISONS = {"=": "=", "<>": "<>", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_DATE = re.compile(r"'\d{4}-\d{2}-\d{2}'")
_MAX_TOKENS = 500
_MAX_DEPTH = 40


class ConditionRefused(Exception):
    """The text is not a condition of the accepted form; the message says where."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition ready for the engine: its SQL, and the fields it reads, in order."""

    sql: str
    fields: tuple[str, ...]


def read_query(query: str, table: str, typed: Callable[[str], str | None]) -> Condition:
    """The condition of a counting query.

    `typed` gives the SQL of a field's typed value, or None for a name that is no field.
    Raises: ConditionRefused.
    """
    match = _QUERY.fullmatch(query)
    if match is None:
        raise ConditionRefused("the query must be SELECT count(*) FROM {object} WHERE …")
    source = match.group(1).strip('"')
    if not source.endswith("}") and source != table:
        raise ConditionRefused(f"the query reads '{source}', only {{object}} may be read")
    reader = _Reader(_tokens(match.group(2)), typed)
    sql = reader.either()
    if reader.peek() is not None:
        raise ConditionRefused(f"'{reader.peek()}' is not expected there")
    return Condition(sql, tuple(dict.fromkeys(reader.fields)))


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    position = 0
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if match is None:
            raise ConditionRefused(f"'{text[position:].strip()[:12]}' cannot be read")
        found.append(match.group(0).strip())
        position = match.end()
        if len(found) > _MAX_TOKENS:
            raise ConditionRefused("the condition is too long")
    return found


@dataclass(slots=True)
class _Reader:
    """Recursive descent over the tokens; each method answers SQL."""

    tokens: list[str]
    typed: Callable[[str], str | None]
    fields: list[str] = field(default_factory=list)
    position: int = 0
    depth: int = 0

    def peek(self) -> str | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def take(self, *wanted: str) -> str | None:
        token = self.peek()
        if token is None or token.lower() not in wanted:
            return None
        self.position += 1
        return token.lower()

    def demand(self, wanted: str) -> None:
        if self.take(wanted) is None:
            raise ConditionRefused(f"'{wanted}' is expected, not '{self.peek() or 'the end'}'")

    def either(self) -> str:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise ConditionRefused("the condition is nested too deeply")
        parts = [self.both()]
        while self.take("or"):
            parts.append(self.both())
        self.depth -= 1
        return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"

    def both(self) -> str:
        parts = [self.negated()]
        while self.take("and"):
            parts.append(self.negated())
        return parts[0] if len(parts) == 1 else f"({' AND '.join(parts)})"

    def negated(self) -> str:
        if self.take("not"):
            return f"(NOT {self.negated()})"
        return self.compared()

    def compared(self) -> str:
        left = self.summed()
        operator = self.take(*_COMPARISONS)
        if operator:
            return f"({left} {_COMPARISONS[operator]} {self.summed()})"
        if self.take("is"):
            negation = " NOT" if self.take("not") else ""
            self.demand("null")
            return f"({left} IS{negation} NULL)"
        return self.listed(left)

    def listed(self, left: str) -> str:
        negation = "NOT " if self.take("not") else ""
        if self.take("in"):
            return f"({left} {negation}IN ({', '.join(self.several())}))"
        if self.take("between"):
            low = self.summed()
            self.demand("and")
            return f"({left} {negation}BETWEEN {low} AND {self.summed()})"
        if self.take("like"):
            return f"({left} {negation}LIKE {self.summed()})"
        if negation:
            raise ConditionRefused("IN, BETWEEN or LIKE is expected after NOT")
        return left

    def several(self) -> list[str]:
        self.demand("(")
        parts = [self.either()]
        while self.take(","):
            parts.append(self.either())
        self.demand(")")
        return parts

    def summed(self) -> str:
        sql = self.single()
        while sign := self.take("+", "-", "*"):
            sql = f"({sql} {sign} {self.single()})"
        return sql

    def single(self) -> str:
        token = self.peek()
        if token is None:
            raise ConditionRefused("the condition ends too early")
        self.position += 1
        first = token[0]
        if first == "(":
            sql = self.either()
            self.demand(")")
            return f"({sql})"
        if first == "-":
            return f"(-{self.single()})"
        if first == "'":
            return literal(token[1:-1].replace("''", "'"))
        return token if first.isdigit() else self.named(token)

    def named(self, token: str) -> str:
        word = token.lower()
        if token[0] != '"' and word == "date" and (self.peek() or "").startswith("'"):
            day = self.tokens[self.position]
            self.position += 1
            if not _DATE.fullmatch(day):
                raise ConditionRefused(f"{day} is not a date")
            return f"DATE {day}"
        if token[0] != '"' and word in _FUNCTIONS and self.peek() == "(":
            return f"{word}({', '.join(self.arguments(word))})"
        name = token.strip('"')
        sql = self.typed(name)
        if sql is None:
            raise ConditionRefused(f"'{name}' is neither a field nor a known word")
        self.fields.append(name)
        return sql

    def arguments(self, function: str) -> list[str]:
        parts = self.several()
        if _FUNCTIONS[function] and len(parts) != _FUNCTIONS[function]:
            raise ConditionRefused(f"{function} takes {_FUNCTIONS[function]} argument")
        return parts
