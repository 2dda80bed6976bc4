# SPDX-License-Identifier: Apache-2.0
"""What is examined before a benchmark is published (公布前核对): exact, by breakpoints.

Overlap, gap, rows that never apply, order of tiers and ranges, statutory range, articles. A
problem that is no note refuses publication. Where a table is too large the check says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from mingjing.kernel.problems import Problem
from mingjing.registry.rules.discretion.feel import parse
from mingjing.registry.rules.discretion.monotony import box_text, monotony_problems
from mingjing.registry.rules.discretion.regions import Axis, Region, axes_of
from mingjing.registry.rules.discretion.statute import statute_problems
from mingjing.registry.rules.discretion.tables import SINGLE, same_result, winner
from mingjing.registry.types.benchmark_refusals import (
    ArticleMissing,
    CellNotConstant,
    FactsUncovered,
    NoSingleAnswer,
    RowNeverApplies,
    RowsOverlap,
    TierContradictsRange,
    TooManyCombinations,
)
from mingjing.registry.types.benchmarks import (
    Aggregation,
    DecisionTable,
    HitPolicy,
    RangeUnit,
    StatutoryBounds,
    Tier,
)

MAX_STATES = 50_000
MAX_REPORTED = 20
_ANSWERING = (Aggregation.SUM, Aggregation.MIN, Aggregation.MAX)


def check_table(
    table: DecisionTable, cap_fen: int | None = None, cap_multiple: Decimal | None = None
) -> tuple[Problem, ...]:
    """Everything wrong with a well-made table; notes are worth a look and refuse nothing.

    The caps are those of the power item, where they are known: the highest fixed fine, and the
    highest multiple. They narrow what the table says of the law and never widen it.
    Law: APL-034, 行政处罚法 §34; 国办发〔2022〕27号. Units: fen.
    """
    table = replace(table, bounds=_narrowed(table.bounds, cap_fen, cap_multiple))
    problems = [*_plain_problems(table)]
    moving = [*_moving_cells(table)]
    if moving:
        return tuple(problems + moving)
    axes = axes_of(table)
    problems += statute_problems(table, axes)
    problems += _overlaps(table, axes)
    problems += _gaps(table, axes)
    problems += _idle_rows(table, axes)
    return tuple(problems + monotony_problems(table, axes))


def _narrowed(
    bounds: StatutoryBounds, cap_fen: int | None, cap_multiple: Decimal | None
) -> StatutoryBounds:
    if cap_fen is not None and (bounds.high_fen is None or cap_fen < bounds.high_fen):
        low = None if bounds.low_fen is None else min(bounds.low_fen, cap_fen)
        bounds = replace(bounds, high_fen=cap_fen, low_fen=low)
    highest = bounds.high_multiple
    if cap_multiple is not None and (highest is None or cap_multiple < highest):
        least = None if bounds.low_multiple is None else min(bounds.low_multiple, cap_multiple)
        bounds = replace(bounds, high_multiple=cap_multiple, low_multiple=least)
    return bounds


def _plain_problems(table: DecisionTable) -> Iterator[Problem]:
    joined = table.hit_policy == HitPolicy.COLLECT and table.aggregation in _ANSWERING
    if table.hit_policy not in SINGLE and not joined:
        yield Problem(
            NoSingleAnswer(zh_policy=table.hit_policy.zh, en_policy=table.hit_policy.en.lower())
        )
    for no, row in enumerate(table.rows, 1):
        if not row.article:
            yield Problem(ArticleMissing(row=no))
        if row.tier == Tier.NONE and row.range.unit != RangeUnit.NONE:
            yield Problem(TierContradictsRange(row=no))


def _moving_cells(table: DecisionTable) -> Iterator[Problem]:
    for no, row in enumerate(table.rows, 1):
        for factor, cell in zip(table.factors, row.cells, strict=True):
            if parse(cell).names():
                yield Problem(CellNotConstant(row=no, column=factor.name))


def _overlaps(table: DecisionTable, axes: tuple[Axis, ...]) -> list[Problem]:
    """Pairs of rows that share facts, for policies that do not order their rows."""
    if table.hit_policy not in (HitPolicy.UNIQUE, HitPolicy.ANY):
        return []
    found: list[Problem] = []
    for first in range(len(table.rows)):
        for second in range(first + 1, len(table.rows)):
            agree = table.hit_policy == HitPolicy.ANY and same_result(
                table.rows[first], table.rows[second]
            )
            shared = None if agree else _shared(axes, first, second)
            if shared is not None:
                where = box_text(axes, shared)
                found.append(Problem(RowsOverlap(row=first + 1, other=second + 1, where=where)))
            if len(found) == MAX_REPORTED:
                return found
    return found


def _shared(axes: Iterable[Axis], first: int, second: int) -> list[Region] | None:
    both = 1 << first | 1 << second
    shared = []
    for axis in axes:
        region = next((one for one in axis.regions if one.rows & both == both), None)
        if region is None:
            return None
        shared.append(region)
    return shared


def _gaps(table: DecisionTable, axes: tuple[Axis, ...]) -> list[Problem]:
    """Boxes of facts that no row covers: rows are struck out factor by factor."""
    everything = (1 << len(table.rows)) - 1
    open_after = _open_after(axes, everything)
    states: dict[int, tuple[Region, ...]] = {everything: ()}
    found: list[Problem] = []
    for depth, axis in enumerate(axes):
        following: dict[int, tuple[Region, ...]] = {}
        for rows, way in states.items():
            for region in axis.regions:
                left = rows & region.rows
                if not left:
                    found.append(Problem(FactsUncovered(where=box_text(axes, (*way, region)))))
                elif not left & open_after[depth]:
                    following.setdefault(left, (*way, region))
            if len(found) >= MAX_REPORTED or len(following) > MAX_STATES:
                return [*found[:MAX_REPORTED], *_too_many(following, "遗漏", "gaps")]
        states = following
    return found


def _open_after(axes: Sequence[Axis], everything: int) -> list[int]:
    """For each depth the rows that let everything through from there on."""
    left, masks = everything, []
    for axis in reversed(axes):
        masks.append(left)
        for region in axis.regions:
            left &= region.rows
    return masks[::-1]


def _too_many(states: dict[int, tuple[Region, ...]], zh: str, en: str) -> list[Problem]:
    if len(states) <= MAX_STATES:
        return []
    return [Problem(TooManyCombinations(zh_check=zh, en_check=en), is_note=True)]


def _idle_rows(table: DecisionTable, axes: tuple[Axis, ...]) -> list[Problem]:
    """Rows that can never decide, because none or only earlier rows are left to them."""
    everything = (1 << len(table.rows)) - 1
    states: dict[int, tuple[Region, ...]] = {everything: ()}
    for axis in axes:
        masks = {region.rows for region in axis.regions}
        states = {left: () for rows in states for mask in masks if (left := rows & mask)}
        if len(states) > MAX_STATES:
            return _too_many(states, "永不适用的行", "rows that never apply")
    used = 0
    for rows in states:
        used |= winners(table, rows)
    idle = [no for no in range(1, len(table.rows) + 1) if not used >> (no - 1) & 1]
    return [Problem(RowNeverApplies(row=no), is_note=True) for no in idle]


def winners(table: DecisionTable, rows: int) -> int:
    """Of the rows that match (as bits) those that decide."""
    if table.hit_policy == HitPolicy.FIRST:
        return rows & -rows
    if table.hit_policy == HitPolicy.PRIORITY:
        return 1 << winner(table, rows)
    return rows
