# SPDX-License-Identifier: Apache-2.0
"""Whether a power item carries an act (权力事项有效性): agency, day, place, kind, basis, source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mingjing.kernel.regions import covers, is_division_shaped, significant
from mingjing.registry.rules.lists.checks import power_problems
from mingjing.registry.types.articles import InstrumentLevel
from mingjing.registry.types.list_items import ListItem, PowerDetails
from mingjing.registry.types.list_views import ListedItem
from mingjing.registry.types.lists import PowerKind
from mingjing.registry.types.power_refusals import (
    PowerItemElsewhere,
    PowerItemExpired,
    PowerItemOtherKind,
    PowerItemUnfounded,
    PowerItemUnlisted,
)


@dataclass(frozen=True, slots=True)
class Citation:
    """What an act cites (所引权力事项): the item, the day, and for which agency, place and kind."""

    item_code: str
    on: date
    agency_id: str
    region: str
    kind: PowerKind


def most_special(listed: Iterable[ListedItem], region: str = "") -> ListedItem | None:
    """The item for the smallest region that contains the place; of equals the newest entry."""
    fitting = [one for one in listed if reaches(one.item, region)]
    return max(fitting, key=lambda one: (_depth(one.item.region), one.entry_id), default=None)


def _depth(region: str) -> int:
    """How far down a region lies: 330100 is above 330105 though both have six digits."""
    return len(significant(region) if is_division_shaped(region) else region)


def reaches(item: ListItem, region: str) -> bool:
    """Whether an item is for the place; "" on either side means anywhere."""
    return not region or not item.region or covers(item.region, region)


def power_in_force(
    cited: Citation, listed: Iterable[ListedItem], levels: Mapping[str, InstrumentLevel]
) -> ListedItem:
    """The item that carries the act, of those with the code on lists in force on the day.

    Law: APL-017 行政处罚法 §17, ACL-017 行政强制法 §17 (within one's legal powers); APL-022 §22
    (place); APL-016 §16, APL-020 §20, APL-024 §24 (basis, delegation, towns).
    Raises: PowerItemUnlisted, PowerItemExpired, PowerItemElsewhere, PowerItemOtherKind,
    PowerItemUnfounded; all are PowerItemNotInForce.
    """
    code, on = cited.item_code, cited.on.isoformat()
    own = [one for one in listed if one.item.agency_id == cited.agency_id]
    if not own:
        raise PowerItemUnlisted(item_code=code, on=on)
    valid = [one for one in own if one.item.holds_on(cited.on)]
    if not valid:
        raise _expired(own[-1].item, on)
    found = most_special(valid, cited.region)
    if found is None:
        regions = ", ".join(sorted({one.item.region for one in valid}))
        raise PowerItemElsewhere(item_code=code, item_region=regions, region=cited.region)
    kind = found.item.power_kind or PowerKind.OTHER
    if kind is not cited.kind:
        raise PowerItemOtherKind(
            item_code=code,
            zh_kind=kind.zh,
            en_kind=kind.en,
            zh_wanted=cited.kind.zh,
            en_wanted=cited.kind.en,
        )
    _demand_foundation(found.item, levels)
    return found


def _expired(item: ListItem, on: str) -> PowerItemExpired:
    return PowerItemExpired(
        item_code=item.code,
        on=on,
        valid_from=item.valid_from.isoformat() if item.valid_from else "-",
        valid_to=item.valid_to.isoformat() if item.valid_to else "-",
    )


def _demand_foundation(item: ListItem, levels: Mapping[str, InstrumentLevel]) -> None:
    if not isinstance(item.details, PowerDetails):
        return
    for _, error in power_problems(item, item.details, levels):
        zh, en = error.message("zh"), error.message("en")
        raise PowerItemUnfounded(item_code=item.code, zh_reason=zh, en_reason=en) from error
