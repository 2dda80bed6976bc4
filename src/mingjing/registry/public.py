# SPDX-License-Identifier: Apache-2.0
"""The door of the registry."""

from mingjing.registry.acts.appoint import NewAccount, appoint
from mingjing.registry.acts.permission import demand, may
from mingjing.registry.acts.publish_item import publish_item
from mingjing.registry.acts.register_agency import register_agency
from mingjing.registry.acts.register_officer import NewOfficer, register_officer
from mingjing.registry.law import limit, limits
from mingjing.registry.queries import (
    SYSTEM_ACTOR,
    account_name,
    actor_for,
    agencies,
    agency,
    inspection_items,
    officer_place,
    officers,
    roles,
)
from mingjing.registry.types import Actor

__all__ = [
    "NewAccount",
    "NewOfficer",
    "account_name",
    "actor_for",
    "agencies",
    "agency",
    "appoint",
    "demand",
    "inspection_items",
    "limit",
    "limits",
    "may",
    "officer_place",
    "officers",
    "publish_item",
    "register_agency",
    "register_officer",
    "roles",
    "system_actor",
]


def system_actor() -> Actor:
    """The machine itself (系统), for jobs and for setting up; may do what its role says."""
    return SYSTEM_ACTOR
