# SPDX-License-Identifier: Apache-2.0
"""The yearly cap of a plan (年度频次上限)."""

from collections.abc import Iterable

from mingjing.registry.types import ItemKind, ItemView, Limit


def plan_cap(items: Iterable[ItemView], default: Limit) -> int | None:
    """The cap that holds for a joint visit: the lowest of its items'; None without any.

    A key item (重点) without a cap of its own has none; a general item then takes the default.

    Law: INS-3, 国办发〔2024〕54号; key items without a cap: 国发〔2019〕5号.
    Units: visits to one subject in a calendar year.
    """
    caps = []
    for item in items:
        if item.yearly_cap is not None:
            caps.append(item.yearly_cap)
        elif item.kind == ItemKind.GENERAL:
            caps.append(default.whole)
    return min(caps, default=None)
