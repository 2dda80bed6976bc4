# SPDX-License-Identifier: Apache-2.0
"""Strata of the random lane (分层): areas, the small ones in groups.

A stratum from which nobody would be drawn has inclusion probability 0 and spoils the estimate; one
with a single visit has no variance. So areas that may expect fewer than two visits are grouped.
"""

from collections.abc import Sequence

from mingjing.inspection.types import Candidate

NO_AREA = "-"
_LEAST_EXPECTED = 2  # visits: the fewest from which a variance can be estimated
_NAMED = 3  # a group of more areas is named by the first, the last and their number


def strata_of(frame: Sequence[Candidate], take: int) -> tuple[tuple[Candidate, str], ...]:
    """Each candidate of the frame with its stratum, by subject id.

    An area whose proportional part of `take` is two visits or more is a stratum. The others, in
    order of name, are put together until a group may expect two; what is left over at the end
    joins the last group, or the smallest stratum (ties by name) if there is no group.
    """
    sizes: dict[str, int] = {}
    for one in frame:
        area = one.area or NO_AREA
        sizes[area] = sizes.get(area, 0) + 1
    names = {area: _name(group) for group in _groups(sizes, take) for area in group}
    named = [(one, names[one.area or NO_AREA]) for one in frame]
    return tuple(sorted(named, key=lambda pair: pair[0].subject_id))


def _groups(sizes: dict[str, int], take: int) -> list[list[str]]:
    """The areas as groups; each may expect two visits, unless all together may not."""
    total = sum(sizes.values())

    def is_enough(areas: Sequence[str]) -> bool:
        return take * sum(sizes[area] for area in areas) >= _LEAST_EXPECTED * total

    large = [[area] for area in sorted(sizes) if is_enough([area])]
    groups: list[list[str]] = []
    rest: list[str] = []
    for area in sorted(area for area in sizes if not is_enough([area])):
        rest.append(area)
        if is_enough(rest):
            groups.append(rest)
            rest = []
    if rest and groups:
        groups[-1].extend(rest)
    elif rest and large:
        smallest = min(large, key=lambda group: (sizes[group[0]], group[0]))
        smallest.extend(rest)
    elif rest:
        groups.append(rest)
    return large + groups


def _name(group: Sequence[str]) -> str:
    if len(group) <= _NAMED:
        return " + ".join(group)
    return f"{group[0]} … {group[-1]} ({len(group)})"
