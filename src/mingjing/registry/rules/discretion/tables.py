# SPDX-License-Identifier: Apache-2.0
"""Evaluates a decision table (裁量基准求值): which rows match, and what the hit policy makes of it.

The trace keeps for every row which cell matched and which did not; it is the reason that a
decision states.
"""

from collections.abc import Callable, Mapping, Sequence

from mingjing.registry.rules.discretion.facts import asked_for, fact_value, read_facts
from mingjing.registry.rules.discretion.feel import matches, parse
from mingjing.registry.rules.discretion.penalty_range import fen_range
from mingjing.registry.types.benchmark_refusals import HitsConflict
from mingjing.registry.types.benchmarks import (
    Aggregation,
    CellTrace,
    DecisionTable,
    Factor,
    Facts,
    FactValue,
    Hit,
    HitPolicy,
    Outcome,
    RowTrace,
    TableRow,
    Tier,
)

SINGLE = (HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.FIRST, HitPolicy.PRIORITY)


def evaluate(table: DecisionTable, facts: Facts) -> Outcome:
    """What the table says of the facts, with the trace of every cell.

    Without a matching row, and for policies that list several, `tier` is None; `hits` has the
    rows. Units: facts in yuan, outcome in fen.
    Law: APL-034, 行政处罚法 §34; 国办发〔2022〕27号.
    Raises: FactMissing, FactInvalid, HitsConflict, RangeEmpty.
    """
    known = read_facts(table, facts)
    trace = tuple(_row_trace(table, row, no, known) for no, row in enumerate(table.rows, 1))
    numbers = ordered_hits(table, [row.row_no for row in trace if row.matched])
    hits = tuple(_hit(table.rows[no - 1], no, known) for no in numbers)
    return _outcome(table, hits, trace, count=sum(row.matched for row in trace))


def evaluator(table: DecisionTable) -> Callable[[Facts], Outcome]:
    """As `evaluate`, for many facts: without the trace, and a value is matched once per factor.

    A table with a cell that refers to another fact is evaluated row by row.
    Raises, when it is called: what `evaluate` raises.
    """
    if any(parse(cell).names() for row in table.rows for cell in row.cells):
        return lambda facts: evaluate(table, facts)
    extra = asked_for(table)[len(table.factors) :]
    known: dict[tuple[str, type, object], tuple[FactValue, frozenset[int]]] = {}

    def read(at: int, factor: Factor, given: object) -> tuple[FactValue, frozenset[int]]:
        place = (factor.name, type(given), given)
        if place not in known:
            value = fact_value(factor, given)
            fits = (no for no, row in enumerate(table.rows, 1) if matches(row.cells[at], value, {}))
            known[place] = value, frozenset(fits)
        return known[place]

    def asked(facts: Facts) -> Outcome:
        if any(factor.name not in facts for factor in table.factors):
            read_facts(table, facts)  # raises, naming each that is missing
        found = [read(at, factor, facts[factor.name]) for at, factor in enumerate(table.factors)]
        rows = frozenset.intersection(*(rows for _, rows in found))
        values = {f.name: value for f, (value, _) in zip(table.factors, found, strict=True)}
        values |= {f.name: fact_value(f, facts.get(f.name)) for f in extra}
        numbers = ordered_hits(table, tuple(rows))
        hits = tuple(_hit(table.rows[no - 1], no, values) for no in numbers)
        return _outcome(table, hits, (), count=len(rows))

    return asked


def _row_trace(
    table: DecisionTable, row: TableRow, no: int, facts: Mapping[str, FactValue]
) -> RowTrace:
    cells = tuple(
        CellTrace(
            factor.name,
            cell,
            fact_text(facts[factor.name]),
            matches(cell, facts[factor.name], facts),
        )
        for factor, cell in zip(table.factors, row.cells, strict=True)
    )
    return RowTrace(no, all(cell.matched for cell in cells), cells)


def fact_text(value: FactValue) -> str:
    """A fact as a trace writes it; empty when it is unknown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _hit(row: TableRow, no: int, facts: Mapping[str, FactValue]) -> Hit:
    low, high = fen_range(row.range, base=facts.get(row.range.base), row_no=no)
    return Hit(no, row.tier, row.range, low, high, row.article, row.note)


def ordered_hits(table: DecisionTable, numbers: Sequence[int]) -> tuple[int, ...]:
    """The matching rows that count, in the order of the hit policy (DMN 1.3 section 8.2.8).

    Raises: HitsConflict when the policy allows one row (or one result) and there are several.
    """
    by_row = tuple(sorted(numbers))
    by_tier = tuple(sorted(by_row, key=lambda no: table.priority.index(table.rows[no - 1].tier)))
    match table.hit_policy:
        case HitPolicy.UNIQUE:
            return _one(by_row, differ=len(by_row) > 1)
        case HitPolicy.ANY:
            first = [table.rows[no - 1] for no in by_row[:1]]
            differ = any(not same_result(table.rows[no - 1], first[0]) for no in by_row)
            return _one(by_row, differ=differ)[:1]
        case HitPolicy.FIRST:
            return by_row[:1]
        case HitPolicy.PRIORITY:
            return by_tier[:1]
        case HitPolicy.OUTPUT_ORDER:
            return by_tier
        case _:
            return by_row


def _one(numbers: tuple[int, ...], *, differ: bool) -> tuple[int, ...]:
    if differ:
        raise HitsConflict(rows="、".join(map(str, numbers)))
    return numbers


def same_result(one: TableRow, other: TableRow) -> bool:
    """Whether two rows give the same: tier and range; article and note may differ."""
    return one.tier == other.tier and one.range == other.range


def _outcome(
    table: DecisionTable, hits: tuple[Hit, ...], trace: tuple[RowTrace, ...], *, count: int
) -> Outcome:
    joined = table.hit_policy == HitPolicy.COLLECT and table.aggregation != Aggregation.NONE
    if joined and hits:
        return _joined(table.aggregation, hits, trace)
    if len(hits) != 1 or table.hit_policy not in SINGLE:
        return Outcome(None, None, None, None, "", "", trace, hits, count)
    hit = hits[0]
    return Outcome(
        hit.tier, hit.low_fen, hit.high_fen, hit.row_no, hit.article, hit.note, trace, hits, count
    )


_JOIN: dict[Aggregation, Callable[[Sequence[int]], int]] = {
    Aggregation.SUM: sum,
    Aggregation.MIN: min,
    Aggregation.MAX: max,
}


def _joined(how: Aggregation, hits: tuple[Hit, ...], trace: tuple[RowTrace, ...]) -> Outcome:
    """Sum, smallest or largest of the ends; a count has neither tier nor range."""
    if how == Aggregation.COUNT:
        return Outcome(None, None, None, None, "", "", trace, hits, len(hits))
    ranks: Sequence[Tier] = [hit.tier for hit in hits]
    tier = (min if how == Aggregation.MIN else max)(ranks, key=lambda one: one.rank)
    lows = [hit.low_fen for hit in hits if hit.low_fen is not None]
    highs = [hit.high_fen for hit in hits if hit.high_fen is not None]
    return Outcome(
        tier=tier,
        low_fen=_JOIN[how](lows) if lows else None,
        high_fen=_JOIN[how](highs) if highs else None,
        row_no=hits[0].row_no if len(hits) == 1 else None,
        article="；".join(dict.fromkeys(hit.article for hit in hits)),
        note="；".join(dict.fromkeys(hit.note for hit in hits if hit.note)),
        trace=trace,
        hits=hits,
        count=len(hits),
    )


def winner(table: DecisionTable, rows: int) -> int:
    """The row (from 0) that decides among those that match."""
    numbers = [no for no in range(len(table.rows)) if rows >> no & 1]
    if table.hit_policy == HitPolicy.PRIORITY:
        return min(numbers, key=lambda no: table.priority.index(table.rows[no].tier))
    return numbers[0]
