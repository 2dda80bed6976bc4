# SPDX-License-Identifier: Apache-2.0
"""Stable ids (稳定标识): a cluster keeps the id with which it shares most records.

An id is opaque, never derived from a key that may be corrected, and never used for another
subject. The loser of a merge points to the survivor for ever; what is split off gets a new id
that says where it came from.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many records a cluster of this run shares with a subject of the last one."""

    cluster: str
    subject_id: str
    records: int


@dataclass(frozen=True, slots=True)
class Identities:
    """Which id each cluster bears, and what became of the other ids.

    :ivar ids: cluster to subject id.
    :ivar merged: a lost id and the one it points to now.
    :ivar split: a new id and the one it was split from.
    :ivar emptied: ids whose records are all gone.
    """

    ids: dict[str, str]
    merged: dict[str, str]
    split: dict[str, str]
    emptied: tuple[str, ...]


def assign_ids(
    clusters: Sequence[str],
    overlaps: Iterable[Overlap],
    current: Iterable[str],
    fresh: Callable[[], str],
) -> Identities:
    """Give ids by greatest overlap; on equal overlap the older id (ids sort by birth) wins.

    `current` are the ids in force before. Deterministic but for `fresh`.
    """
    ranked = sorted(overlaps, key=lambda o: (-o.records, o.subject_id, o.cluster))
    ids: dict[str, str] = {}
    claimed: set[str] = set()
    for overlap in ranked:
        if overlap.cluster not in ids and overlap.subject_id not in claimed:
            ids[overlap.cluster] = overlap.subject_id
            claimed.add(overlap.subject_id)
    split: dict[str, str] = {}
    for cluster in clusters:
        if cluster not in ids:
            ids[cluster] = fresh()
    for overlap in ranked:  # the first is the greatest
        new = ids[overlap.cluster]
        if new not in claimed and new not in split:
            split[new] = overlap.subject_id
    merged: dict[str, str] = {}
    for overlap in ranked:
        if overlap.subject_id not in claimed and overlap.subject_id not in merged:
            merged[overlap.subject_id] = ids[overlap.cluster]
    emptied = tuple(sorted(set(current) - claimed - merged.keys()))
    return Identities(ids, merged, split, emptied)
