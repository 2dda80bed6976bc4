# SPDX-License-Identifier: Apache-2.0
"""What differs between two versions of a benchmark (版本差异)."""

from mingjing.registry.rules.discretion.feel import canonical
from mingjing.registry.types.benchmarks import (
    DecisionTable,
    RowChange,
    RowChangeKind,
    TableDifference,
    TableRow,
)


def benchmark_difference(old: DecisionTable, new: DecisionTable) -> TableDifference:
    """Rows of the same conditions are compared; others are added or removed.

    Order: rows of the new table, then those that are gone.
    """
    old_names = [factor.name for factor in old.factors]
    new_names = [factor.name for factor in new.factors]
    known = {_conditions(row, old_names): row for row in old.rows}
    changes = []
    for row in new.rows:
        before = known.pop(_conditions(row, new_names), None)
        if before is None:
            changes.append(RowChange(RowChangeKind.ADDED, None, row))
        elif _result(before) != _result(row):
            changes.append(RowChange(RowChangeKind.CHANGED, before, row))
    changes += [RowChange(RowChangeKind.REMOVED, row, None) for row in known.values()]
    return TableDifference(
        factors_added=tuple(f for f in new.factors if f not in old.factors),
        factors_removed=tuple(f for f in old.factors if f not in new.factors),
        rows=tuple(changes),
        is_policy_changed=(old.hit_policy, old.aggregation) != (new.hit_policy, new.aggregation),
    )


def _conditions(row: TableRow, names: list[str]) -> frozenset[tuple[str, str]]:
    """The conditions of a row; a factor that may be anything says nothing."""
    cells = ((name, canonical(cell)) for name, cell in zip(names, row.cells, strict=True))
    return frozenset(pair for pair in cells if pair[1] != "-")


def _result(row: TableRow) -> tuple[object, ...]:
    return row.tier, row.range, row.article, row.note
