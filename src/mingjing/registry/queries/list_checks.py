# SPDX-License-Identifier: Apache-2.0
"""What a draft is held against, and what is wrong with it."""

from collections import Counter
from datetime import date

from mingjing.kernel.money import FEN_PER_YUAN
from mingjing.registry.models import Agency
from mingjing.registry.queries.instruments import instrument_levels
from mingjing.registry.queries.law import limits_in_force
from mingjing.registry.queries.lists import entries_on, items_in_force, list_items, list_version
from mingjing.registry.rules.lists.checks import (
    Surroundings,
    filled,
    form_problems,
    legal_problems,
)
from mingjing.registry.types import InstrumentLevel, ListKind, ListProblem, NewList

_RULE_CAPS = {
    "penalty.ministry_rule_fine": InstrumentLevel.MINISTRY_RULE,
    "penalty.local_rule_fine": InstrumentLevel.LOCAL_RULE,
}


def agency_keys() -> dict[str, str]:
    """From id, unified social credit code or name to id; names that several bear left out."""
    rows = list(Agency.objects.values_list("agency_id", "usc_code", "name"))
    names = Counter(name for _, _, name in rows)
    keys = {name: agency_id for agency_id, _, name in rows if names[name] == 1}
    keys |= {usc_code: agency_id for agency_id, usc_code, _ in rows if usc_code}
    return keys | {agency_id: agency_id for agency_id, _, _ in rows}


def surroundings(on: date, region: str = "") -> Surroundings:
    """The law register, the agencies and the powers as they are on a day, for a region."""
    powers = entries_on(ListKind.POWER, on).filter(items_in_force(on))
    return Surroundings(
        levels=instrument_levels(),
        agencies=dict(Agency.objects.values_list("agency_id", "name")),
        power_codes=frozenset(powers.values_list("code", flat=True)),
        on=on,
        fine_caps=rule_fine_caps(on, region),
    )


def rule_fine_caps(on: date, region: str) -> dict[InstrumentLevel, int]:
    """Highest fine that rules of each level may set by themselves. Units: fen.

    Law: APL-013, 行政处罚法 §13(2), §14(2).
    """
    found = limits_in_force(tuple(_RULE_CAPS), on, region=region)
    return {level: found[name].whole * FEN_PER_YUAN for name, level in _RULE_CAPS.items()}


def checked_draft(draft: NewList) -> tuple[NewList, tuple[ListProblem, ...]]:
    """The draft with its items filled in, and what is wrong with its form."""
    whole, unknown = filled(draft, agency_keys())
    return whole, tuple(unknown or form_problems(whole))


def draft_problems(draft: NewList, on: date) -> tuple[ListProblem, ...]:
    """Everything wrong with a draft that is not kept yet: form first, the law if that is right."""
    whole, wrong = checked_draft(draft)
    return wrong or legal_problems(whole, surroundings(on, whole.region))


def list_problems(list_version_id: str, on: date) -> tuple[ListProblem, ...]:
    """What the law does not allow of a version, on a day; notes are marked as such.

    Raises: ListUnknown.
    """
    version = list_version(list_version_id)
    items = tuple(one.item for one in list_items(list_version_id))
    draft = NewList(
        version.kind, version.agency_id, version.region, version.valid_from, items=items
    )
    return legal_problems(draft, surroundings(on, draft.region))
