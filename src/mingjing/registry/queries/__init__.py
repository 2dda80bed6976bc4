# SPDX-License-Identifier: Apache-2.0
"""Reads of the registry."""

from mingjing.registry.queries.instruments import instrument_levels, instrument_titles
from mingjing.registry.queries.items import inspection_items
from mingjing.registry.queries.law import deadline, deadlines, limit, limits_in_force
from mingjing.registry.queries.lists import (
    ListScope,
    difference_between,
    list_difference,
    list_items,
    list_on,
    list_page,
    list_steps,
    list_version,
    list_versions,
    public_versions,
    versions_on,
)
from mingjing.registry.queries.people import (
    SYSTEM_ACTOR,
    account_name,
    actor_for,
    actor_of,
    agencies,
    agency,
    in_force,
    officers,
    roles,
)
from mingjing.registry.queries.powers import (
    demand_power,
    leniency_for,
    must_record,
    power_item,
    power_items,
    recordings,
)

__all__ = [
    "SYSTEM_ACTOR",
    "ListScope",
    "account_name",
    "actor_for",
    "actor_of",
    "agencies",
    "agency",
    "deadline",
    "deadlines",
    "demand_power",
    "difference_between",
    "in_force",
    "inspection_items",
    "instrument_levels",
    "instrument_titles",
    "leniency_for",
    "limit",
    "limits_in_force",
    "list_difference",
    "list_items",
    "list_on",
    "list_page",
    "list_steps",
    "list_version",
    "list_versions",
    "must_record",
    "officers",
    "power_item",
    "power_items",
    "public_versions",
    "recordings",
    "roles",
    "versions_on",
]
