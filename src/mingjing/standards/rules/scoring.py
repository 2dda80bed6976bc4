# SPDX-License-Identifier: Apache-2.0
"""Scores and grades (评分与定级) from the results of the rules."""

from collections.abc import Sequence
from functools import cache

from mingjing.kernel.resources import load_yaml
from mingjing.standards.types import Dimension, DimensionScore, Grade, RuleKind, RuleResult


def dimension_scores(results: Sequence[RuleResult], rows: int) -> tuple[DimensionScore, ...]:
    """The score of each of the six dimensions of GB/T 36344-2018.

    A rule passes with the share of rows that do not fail it; a rule on the whole file with 1 or
    0. A dimension's score is the mean over its rules. Accessibility is met by a file that could be
    read: its size, format, encoding, columns and row count were checked before any rule.
    """
    return tuple(_score(dimension, results, rows) for dimension in Dimension)


def overall_score(scores: Sequence[DimensionScore]) -> float:
    """Mean of the dimensions that could be assessed."""
    known = [item.score for item in scores if item.score is not None]
    return sum(known) / len(known) if known else 0.0


def grade(score: float) -> Grade:
    """The grade of a score; thresholds are rows of `data/standards/grades.yaml`."""
    for lowest, name in _thresholds():
        if score >= lowest:
            return name
    return Grade.E


def _score(dimension: Dimension, results: Sequence[RuleResult], rows: int) -> DimensionScore:
    mine = [item for item in results if item.dimension is dimension and item.checked]
    shares = [_share(item, rows) for item in mine]
    failing = sum(item.failing for item in mine)
    if dimension is Dimension.ACCESSIBILITY:
        shares.append(1.0)
    score = sum(shares) / len(shares) if shares else None
    found = None if score is None else grade(score)
    return DimensionScore(dimension, len(shares), failing, score, found)


def _share(item: RuleResult, rows: int) -> float:
    if item.kind is RuleKind.FILE:
        return 1.0 if item.holds else 0.0
    return 1.0 - item.failing / rows if rows else 1.0


@cache
def _thresholds() -> tuple[tuple[float, Grade], ...]:
    rows = load_yaml("standards", "grades.yaml")["grades"]
    return tuple(sorted(((float(row["from"]), Grade(row["grade"])) for row in rows), reverse=True))
