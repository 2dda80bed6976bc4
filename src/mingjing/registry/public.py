# SPDX-License-Identifier: Apache-2.0
"""The door of the registry."""

from mingjing.registry.acts.appoint import NewAccount, appoint
from mingjing.registry.acts.correct_list import correct_list
from mingjing.registry.acts.draft_list import draft_list
from mingjing.registry.acts.list_outlook import next_list_steps
from mingjing.registry.acts.permission import demand, may
from mingjing.registry.acts.publish_item import publish_item
from mingjing.registry.acts.publish_list import publish_list
from mingjing.registry.acts.register_agency import register_agency
from mingjing.registry.acts.register_officer import NewOfficer, register_officer
from mingjing.registry.acts.return_list import return_list
from mingjing.registry.acts.review_list import review_list
from mingjing.registry.acts.submit_list import submit_list
from mingjing.registry.law import limit, limits
from mingjing.registry.queries import (
    SYSTEM_ACTOR,
    ListScope,
    account_name,
    actor_for,
    agencies,
    agency,
    demand_power,
    difference_between,
    inspection_items,
    instrument_levels,
    instrument_titles,
    item_history,
    leniency_for,
    list_counts,
    list_difference,
    list_items,
    list_items_page,
    list_on,
    list_page,
    list_steps,
    list_version,
    list_versions,
    must_record,
    officers,
    power_item,
    power_items,
    public_item,
    public_versions,
    published_version,
    recordings,
    roles,
    versions_on,
)
from mingjing.registry.queries.list_checks import draft_problems, list_problems
from mingjing.registry.rules.lists.columns import COLUMNS, Column
from mingjing.registry.rules.lists.files import read_file as read_list
from mingjing.registry.rules.lists.files import write_csv, write_json
from mingjing.registry.rules.lists.procedure import steps_from
from mingjing.registry.rules.lists.rows import row_of
from mingjing.registry.types import Actor

__all__ = [
    "COLUMNS",
    "Column",
    "ListScope",
    "NewAccount",
    "NewOfficer",
    "account_name",
    "actor_for",
    "agencies",
    "agency",
    "appoint",
    "correct_list",
    "demand",
    "demand_power",
    "difference_between",
    "draft_list",
    "draft_problems",
    "inspection_items",
    "instrument_levels",
    "instrument_titles",
    "item_history",
    "leniency_for",
    "limit",
    "limits",
    "list_counts",
    "list_difference",
    "list_items",
    "list_items_page",
    "list_on",
    "list_page",
    "list_problems",
    "list_steps",
    "list_version",
    "list_versions",
    "may",
    "must_record",
    "next_list_steps",
    "officers",
    "power_item",
    "power_items",
    "public_item",
    "public_versions",
    "publish_item",
    "publish_list",
    "published_version",
    "read_list",
    "recordings",
    "register_agency",
    "register_officer",
    "return_list",
    "review_list",
    "roles",
    "row_of",
    "steps_from",
    "submit_list",
    "system_actor",
    "versions_on",
    "write_csv",
    "write_json",
]


def system_actor() -> Actor:
    """The machine itself (系统), for jobs and for setting up; may do what its role says."""
    return SYSTEM_ACTOR
