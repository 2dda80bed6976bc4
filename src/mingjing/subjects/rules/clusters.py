# SPDX-License-Identifier: Apache-2.0
"""Clusters under constraints (受限聚类): strongest edge first, and never across a limit.

Invariant: taking edges from strong to weak and refusing those that break a limit means that a
cluster too large or contradictory is cut at its weakest bridge. Same input, same clusters.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Limit(StrEnum):
    """Why two clusters may not become one (归并限制)."""

    JUDGED = "judged"  # a person said they differ
    PARALLEL = "parallel"  # two licences inspected side by side
    SIZE = "size"  # too many forms: a chain of weak likeness


@dataclass(frozen=True, slots=True)
class Limits:
    """What must stay apart: pairs of forms, pairs of licences, and the largest size in forms."""

    apart: frozenset[tuple[int, int]] = frozenset()
    parallel: Mapping[str, frozenset[str]] = field(default_factory=dict)
    size: int = 200


@dataclass(frozen=True, slots=True)
class Clusters:
    """The outcome: `root[form]` for each form, and edges that a limit refused, with the limit."""

    root: dict[int, int]
    refused: tuple[tuple[int, int, Limit], ...]


@dataclass(slots=True)
class _Group:
    forms: list[int]
    licences: set[str]
    apart: set[int]


def cluster(
    licence_of: Mapping[int, str | None], edges: Iterable[tuple[int, int]], limits: Limits
) -> Clusters:
    """Clusters of forms from edges in order of strength.

    `licence_of` names every form. The root of a cluster is its smallest form.
    """
    opposed = _opposed(limits.apart)
    root = {form: form for form in licence_of}
    groups = {
        form: _Group([form], {licence} if licence else set(), set(opposed.get(form, ())))
        for form, licence in licence_of.items()
    }
    refused = []
    for left, right in edges:
        one, other = root[left], root[right]
        if one == other:
            continue
        limit = _limit(groups[one], groups[other], limits)
        if limit is None:
            _join(groups, root, min(one, other), max(one, other))
        else:
            refused.append((left, right, limit))
    return Clusters(root, tuple(refused))


def _opposed(apart: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    opposed: dict[int, set[int]] = defaultdict(set)
    for left, right in apart:
        opposed[left].add(right)
        opposed[right].add(left)
    return opposed


def _limit(one: _Group, other: _Group, limits: Limits) -> Limit | None:
    if len(one.forms) + len(other.forms) > limits.size:
        return Limit.SIZE
    if one.apart and not one.apart.isdisjoint(other.forms):
        return Limit.JUDGED
    few, many = sorted((one.licences, other.licences), key=len)
    if any(not limits.parallel.get(licence, frozenset()).isdisjoint(many) for licence in few):
        return Limit.PARALLEL
    return None


def _join(groups: dict[int, _Group], root: dict[int, int], kept: int, gone: int) -> None:
    # The smaller index stays root; forms of the other are re-labelled, which the cap keeps cheap.
    lost = groups.pop(gone)
    for form in lost.forms:
        root[form] = kept
    groups[kept].forms.extend(lost.forms)
    groups[kept].licences |= lost.licences
    groups[kept].apart |= lost.apart


def is_parallel(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two licences at one place were inspected side by side (并行检查).

    `one` and `other` are the days (as ordinals) on which each was visited. Side by side means:
    their periods overlap for half a year or more, each has two days or more, and fewer than half
    of the days of the less visited one are shared. Accompanying licences of one business are
    visited together, a successor's licence begins when the old one ends: neither is parallel.
    """
    overlap = min(max(one), max(other)) - max(min(one), min(other))
    fewest = min(len(one), len(other))
    shared = len(set(one) & set(other))
    return overlap >= _OVERLAP_DAYS and fewest >= 2 and 2 * shared < fewest


_OVERLAP_DAYS = 180
