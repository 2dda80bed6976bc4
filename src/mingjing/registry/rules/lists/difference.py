# SPDX-License-Identifier: Apache-2.0
"""What differs between two lists (清单差异): added, removed, changed column by column."""

from collections.abc import Iterable

from mingjing.registry.rules.lists.columns import COLUMNS
from mingjing.registry.rules.lists.rows import row_of
from mingjing.registry.types.list_items import ListItem
from mingjing.registry.types.list_views import FieldChange, ItemChange, ListDifference
from mingjing.registry.types.lists import ListKind


def difference(
    kind: ListKind, before: Iterable[ListItem], after: Iterable[ListItem]
) -> ListDifference:
    """What the second list has, lacks and says otherwise than the first.

    Order: agency, region, code. An item is the same when agency, region and code are.
    """
    old, new = _by_key(before), _by_key(after)
    both = sorted(old.keys() & new.keys())
    changed = []
    for key in both:
        fields = _changes(kind, old[key], new[key])
        if fields:
            changed.append(ItemChange(new[key], fields))
    return ListDifference(
        added=tuple(new[key] for key in sorted(new.keys() - old.keys())),
        removed=tuple(old[key] for key in sorted(old.keys() - new.keys())),
        changed=tuple(changed),
        unchanged=len(both) - len(changed),
    )


def _by_key(items: Iterable[ListItem]) -> dict[tuple[str, str, str], ListItem]:
    return {item.key: item for item in items}


def _changes(kind: ListKind, before: ListItem, after: ListItem) -> tuple[FieldChange, ...]:
    if before == after:
        return ()
    old, new = row_of(kind, before), row_of(kind, after)
    return tuple(
        FieldChange(column.name, old[column.name], new[column.name])
        for column in COLUMNS[kind]
        if old[column.name] != new[column.name]
    )
