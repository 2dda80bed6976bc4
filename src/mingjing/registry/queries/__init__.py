# SPDX-License-Identifier: Apache-2.0
"""Reads of the registry."""

from mingjing.registry.queries.items import inspection_items
from mingjing.registry.queries.law import (
    deadline,
    deadline_rules,
    deadlines,
    limit,
    limits_in_force,
    parameter_history,
    parameters,
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
from mingjing.registry.queries.register import (
    article,
    article_versions,
    articles,
    instrument,
    instruments,
    registered_digests,
)

__all__ = [
    "SYSTEM_ACTOR",
    "account_name",
    "actor_for",
    "actor_of",
    "agencies",
    "agency",
    "article",
    "article_versions",
    "articles",
    "deadline",
    "deadline_rules",
    "deadlines",
    "in_force",
    "inspection_items",
    "instrument",
    "instruments",
    "limit",
    "limits_in_force",
    "officers",
    "parameter_history",
    "parameters",
    "registered_digests",
    "roles",
]
