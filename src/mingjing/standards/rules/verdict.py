# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 - names go through `quote`, constants through `literal` (engines.sql)
"""The SQL that judges rows (判定语句): all rules of a standard in one pass over text columns.

The rows come in a table `chunk`: the fields as text, `row_no`, and one boolean column for each
arithmetic check. One query over all rows finds those for which some condition is true; which
conditions they are is asked of these few rows only, in the table `suspects`.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from mingjing.engines.sql import literal, quote
from mingjing.standards.rules.columns import typed
from mingjing.standards.types import LogicalType, Rule, RuleKind, Severity, Standard

CHUNK, SUSPECTS = "chunk", "suspects"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The compiled rules of a standard (编译结果).

    :ivar suspects: query of the `row_no` of rows in `chunk` that fail something.
    :ivar flagged: query over rows in `suspects`: `row_no`, the fields, `failures`, and `is_bad`
        where one of them is an error.
    :ivar counts: query of one row: for each of `counted` the number of failing rows; "" for none.
    :ivar typed: query of `row_no` and the fields whose type is not text, in file order.
    :ivar vectors: arithmetic checks: field, check with its verdict (`usc_code.form`), and the
        column of `chunk` that carries the verdict.
    """

    suspects: str
    flagged: str
    counts: str
    counted: tuple[Rule, ...]
    typed: str
    vectors: tuple[tuple[str, str, str], ...]


def compile_rules(standard: Standard, targets: AbstractSet[str] = frozenset()) -> Verdict:
    """Compile the rules of a standard. Deterministic: same standard, same text.

    `targets` are the data sets at hand that references may point to; a table named by
    `reference_table` must hold each.
    """
    row_rules = [rule for rule in standard.rules if rule.kind is RuleKind.ROW]
    pointing = [rule for rule in standard.rules if rule.kind is RuleKind.REFERENCE]
    row_rules += [_reference(rule) for rule in pointing if rule.target in targets]
    counted = tuple(rule for rule in standard.rules if rule.kind is RuleKind.FILE and rule.fails)
    return Verdict(
        suspects=f"SELECT row_no FROM {CHUNK} WHERE {_any([r.fails for r in row_rules])}",
        flagged=_flagged(standard, row_rules),
        counts=_counts(counted) if counted else "",
        counted=counted,
        typed=typed_query(standard),
        vectors=tuple(
            (rule.fields[0], rule.vector, f"{rule.fields[0]}.{rule.rule_id.rsplit('.', 1)[1]}")
            for rule in row_rules
            if rule.vector
        ),
    )


def key_query(rule: Rule, chunk: str = CHUNK) -> str:
    """Query of `row_no` and a hash of the key, for rows whose key is complete."""
    names = [quote(name) for name in rule.fields]
    present = " AND ".join(f"{name} IS NOT NULL" for name in names)
    return f"SELECT row_no, hash({', '.join(names)}) AS h FROM {chunk} WHERE {present}"


def reference_table(target: str) -> str:
    """Name of the table with the keys of a referenced data set."""
    return f"reference {target}"


def field_list(standard: Standard) -> str:
    """The fields of a standard, quoted, for a SELECT."""
    return ", ".join(quote(field.name) for field in standard.fields)


def _reference(rule: Rule) -> Rule:
    raw, column = quote(rule.fields[0]), quote(rule.target.split(".", 1)[1])
    keys = f"SELECT CAST({column} AS VARCHAR) FROM {quote(reference_table(rule.target))}"
    return replace(rule, fails=f"{raw} NOT IN ({keys} WHERE {column} IS NOT NULL)")


def _flagged(standard: Standard, rules: list[Rule]) -> str:
    ids = [f"CASE WHEN {rule.fails} THEN {literal(rule.rule_id)} END" for rule in rules]
    errors = [rule.fails for rule in rules if rule.severity is Severity.ERROR]
    is_bad = "true" if len(errors) == len(rules) else f"coalesce({_any(errors)}, false)"
    failures = f"list_filter([{', '.join(ids) or 'NULL'}]::VARCHAR[], id -> id IS NOT NULL)"
    return (
        f"SELECT row_no, {field_list(standard)}, {failures} AS failures, {is_bad} AS is_bad "
        f"FROM {SUSPECTS}"
    )


def _any(conditions: list[str]) -> str:
    return " OR ".join(conditions) or "false"


def _counts(rules: tuple[Rule, ...]) -> str:
    counts = ", ".join(f"count(*) FILTER (WHERE {rule.fails})" for rule in rules)
    return f"SELECT {counts} FROM {CHUNK}"


def typed_query(standard: Standard) -> str:
    """Query of the typed columns; text columns need no engine. In file order."""
    columns = [
        f"{typed(field)} AS {quote(field.name)}"
        for field in standard.fields
        if is_typed(field.logical_type)
    ]
    return f"SELECT {', '.join(['row_no', *columns])} FROM {CHUNK}"


def is_typed(kind: LogicalType) -> bool:
    """Whether a field of this type is something else than text in the accepted rows."""
    return kind not in (LogicalType.STRING, LogicalType.TIME)
