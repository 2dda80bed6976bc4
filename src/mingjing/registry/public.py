# SPDX-License-Identifier: Apache-2.0
"""The door of the registry."""

from mingjing.registry.acts.appoint import NewAccount, appoint
from mingjing.registry.acts.permission import demand, may
from mingjing.registry.acts.publish_item import publish_item
from mingjing.registry.acts.register_agency import register_agency
from mingjing.registry.acts.register_officer import NewOfficer, register_officer
from mingjing.registry.law import limits
from mingjing.registry.queries import (
    SYSTEM_ACTOR,
    ListScope,
    account_name,
    actor_for,
    agencies,
    agency,
    deadline,
    deadlines,
    demand_power,
    difference_between,
    inspection_items,
    instrument_levels,
    instrument_titles,
    leniency_for,
    limit,
    limits_in_force,
    list_difference,
    list_items,
    list_on,
    list_page,
    list_steps,
    list_version,
    list_versions,
    must_record,
    officers,
    power_item,
    power_items,
    public_versions,
    recordings,
    roles,
    versions_on,
)
from mingjing.registry.rules.discretion.facts import asked_for
from mingjing.registry.rules.discretion.tables import evaluate
from mingjing.registry.types import Actor

__all__ = [
    "ListScope",
    "NewAccount",
    "NewOfficer",
    "account_name",
    "actor_for",
    "agencies",
    "agency",
    "appoint",
    "asked_for",
    "deadline",
    "deadlines",
    "demand",
    "demand_power",
    "difference_between",
    "evaluate",
    "inspection_items",
    "instrument_levels",
    "instrument_titles",
    "leniency_for",
    "limit",
    "limits",
    "limits_in_force",
    "list_difference",
    "list_items",
    "list_on",
    "list_page",
    "list_steps",
    "list_version",
    "list_versions",
    "may",
    "must_record",
    "officers",
    "power_item",
    "power_items",
    "public_versions",
    "publish_item",
    "recordings",
    "register_agency",
    "register_officer",
    "roles",
    "system_actor",
    "versions_on",
]


def system_actor() -> Actor:
    """The machine itself (系统), for jobs and for setting up; may do what its role says."""
    return SYSTEM_ACTOR
