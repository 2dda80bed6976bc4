# SPDX-License-Identifier: Apache-2.0
"""Reads of the registry."""

from mingjing.registry.queries.items import inspection_items
from mingjing.registry.queries.law import deadline, deadlines, limit, limits_in_force
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

__all__ = [
    "SYSTEM_ACTOR",
    "account_name",
    "actor_for",
    "actor_of",
    "agencies",
    "agency",
    "deadline",
    "deadlines",
    "in_force",
    "inspection_items",
    "limit",
    "limits_in_force",
    "officers",
    "roles",
]
