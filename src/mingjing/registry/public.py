# SPDX-License-Identifier: Apache-2.0
"""The door of the registry."""

from mingjing.registry.acts.appoint import NewAccount, appoint
from mingjing.registry.acts.draft_benchmark import draft_benchmark
from mingjing.registry.acts.permission import demand, may
from mingjing.registry.acts.publish_benchmark import publish_benchmark
from mingjing.registry.acts.publish_item import publish_item
from mingjing.registry.acts.register_agency import register_agency
from mingjing.registry.acts.register_officer import NewOfficer, register_officer
from mingjing.registry.acts.return_benchmark import return_benchmark
from mingjing.registry.acts.review_benchmark import review_benchmark
from mingjing.registry.acts.revise_benchmark import revise_benchmark
from mingjing.registry.acts.submit_benchmark import submit_benchmark
from mingjing.registry.law import limits
from mingjing.registry.queries import (
    SYSTEM_ACTOR,
    ListScope,
    account_name,
    actor_for,
    agencies,
    agency,
    benchmark,
    benchmark_drafts,
    benchmark_for,
    benchmark_problems,
    benchmark_versions,
    benchmarks_on,
    compare_law,
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
from mingjing.registry.rules.discretion.difference import benchmark_difference
from mingjing.registry.rules.discretion.dmn_read import table_from_dmn
from mingjing.registry.rules.discretion.dmn_write import table_to_dmn
from mingjing.registry.rules.discretion.facts import asked_for
from mingjing.registry.rules.discretion.range_text import read_range, write_range
from mingjing.registry.rules.discretion.sheet import table_from_csv, table_to_csv
from mingjing.registry.rules.discretion.table_checks import check_table
from mingjing.registry.rules.discretion.table_json import table_from_json, table_to_json
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
    "benchmark",
    "benchmark_difference",
    "benchmark_drafts",
    "benchmark_for",
    "benchmark_problems",
    "benchmark_versions",
    "benchmarks_on",
    "check_table",
    "compare_law",
    "deadline",
    "deadlines",
    "demand",
    "demand_power",
    "difference_between",
    "draft_benchmark",
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
    "publish_benchmark",
    "publish_item",
    "read_range",
    "recordings",
    "register_agency",
    "register_officer",
    "return_benchmark",
    "review_benchmark",
    "revise_benchmark",
    "roles",
    "submit_benchmark",
    "system_actor",
    "table_from_csv",
    "table_from_dmn",
    "table_from_json",
    "table_to_csv",
    "table_to_dmn",
    "table_to_json",
    "versions_on",
    "write_range",
]


def system_actor() -> Actor:
    """The machine itself (系统), for jobs and for setting up; may do what its role says."""
    return SYSTEM_ACTOR
