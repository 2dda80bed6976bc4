# SPDX-License-Identifier: Apache-2.0
"""The door of the registry."""

from datetime import datetime

from mingjing.registry.acts.appoint import NewAccount, appoint
from mingjing.registry.acts.correct_list import correct_list
from mingjing.registry.acts.draft_benchmark import draft_benchmark
from mingjing.registry.acts.draft_list import draft_list
from mingjing.registry.acts.list_outlook import next_list_steps
from mingjing.registry.acts.permission import demand, may, reach
from mingjing.registry.acts.publish_benchmark import publish_benchmark
from mingjing.registry.acts.publish_item import publish_item
from mingjing.registry.acts.publish_list import publish_list
from mingjing.registry.acts.register_agency import register_agency
from mingjing.registry.acts.register_instrument import register_instrument
from mingjing.registry.acts.register_officer import NewOfficer, register_officer
from mingjing.registry.acts.return_benchmark import return_benchmark
from mingjing.registry.acts.return_list import return_list
from mingjing.registry.acts.review_benchmark import review_benchmark
from mingjing.registry.acts.review_list import review_list
from mingjing.registry.acts.revise_benchmark import revise_benchmark
from mingjing.registry.acts.set_parameter import set_parameter
from mingjing.registry.acts.set_short_name import set_short_name
from mingjing.registry.acts.submit_benchmark import submit_benchmark
from mingjing.registry.acts.submit_list import submit_list
from mingjing.registry.asking import now_of, signed_in, signed_in_or_none
from mingjing.registry.law import limits
from mingjing.registry.provisions import (
    Citing,
    FoundProvision,
    cite_provision,
    cite_written,
    citing,
    find_provisions,
    is_beyond_text,
    is_on_register,
    read_provision,
)
from mingjing.registry.queries import (
    SYSTEM_ACTOR,
    ListScope,
    account_name,
    account_names,
    account_views,
    accounts_with,
    actor_by_id,
    actor_for,
    agencies,
    agency,
    article,
    article_versions,
    articles,
    benchmark,
    benchmark_drafts,
    benchmark_for,
    benchmark_problems,
    benchmark_versions,
    benchmarks_on,
    compare_law,
    day_in_force,
    deadline,
    deadline_rules,
    deadlines,
    demand_power,
    difference_between,
    inspection_items,
    instrument,
    instrument_levels,
    instrument_titles,
    instruments,
    item_history,
    leniency_for,
    limit,
    limits_held,
    limits_in_force,
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
    officer_names,
    officer_place,
    officers,
    parameter_history,
    parameters,
    penalty_bodies,
    power_item,
    power_item_names,
    power_items,
    public_item,
    public_versions,
    published_version,
    recordings,
    registered_digests,
    role_words,
    roles,
    roles_that_may,
    versions_on,
)
from mingjing.registry.queries.list_checks import draft_problems, list_problems
from mingjing.registry.queries.reach import inside
from mingjing.registry.rules import text_digest
from mingjing.registry.rules.discretion.difference import benchmark_difference
from mingjing.registry.rules.discretion.dmn_read import table_from_dmn
from mingjing.registry.rules.discretion.dmn_write import table_to_dmn
from mingjing.registry.rules.discretion.facts import asked_for
from mingjing.registry.rules.discretion.files import table_from_file, table_json_text
from mingjing.registry.rules.discretion.range_text import read_range, write_range
from mingjing.registry.rules.discretion.sheet import row_from_texts, table_from_csv, table_to_csv
from mingjing.registry.rules.discretion.sheet_words import write_cell
from mingjing.registry.rules.discretion.table_checks import check_table
from mingjing.registry.rules.discretion.table_json import table_from_json, table_to_json
from mingjing.registry.rules.discretion.tables import evaluate, evaluator
from mingjing.registry.rules.lists.columns import COLUMNS, Column
from mingjing.registry.rules.lists.files import read_file as read_list
from mingjing.registry.rules.lists.files import write_csv, write_json
from mingjing.registry.rules.lists.procedure import steps_from
from mingjing.registry.rules.lists.rows import row_of
from mingjing.registry.statutes import (
    article_refs,
    basis_text,
    cite,
    cite_in_full,
    cite_text,
    coverage,
    heads,
    packaged_articles,
    refs_in,
    rule,
    rules,
)
from mingjing.registry.telling import (
    attempt,
    demand_no_fault,
    problem_of,
    refusal_words,
    tell_refusal,
)
from mingjing.registry.types import Actor, InstrumentHead

__all__ = [
    "COLUMNS",
    "Citing",
    "Column",
    "FoundProvision",
    "ListScope",
    "NewAccount",
    "NewOfficer",
    "account_name",
    "account_names",
    "account_views",
    "accounts_with",
    "actor_by_id",
    "actor_for",
    "agencies",
    "agency",
    "appoint",
    "article",
    "article_refs",
    "article_versions",
    "articles",
    "asked_for",
    "attempt",
    "basis_text",
    "benchmark",
    "benchmark_difference",
    "benchmark_drafts",
    "benchmark_for",
    "benchmark_problems",
    "benchmark_versions",
    "benchmarks_on",
    "check_table",
    "cite",
    "cite_in_full",
    "cite_provision",
    "cite_text",
    "cite_written",
    "citing",
    "compare_law",
    "correct_list",
    "coverage",
    "day_in_force",
    "deadline",
    "deadline_rules",
    "deadlines",
    "demand",
    "demand_no_fault",
    "demand_power",
    "difference_between",
    "draft_benchmark",
    "draft_list",
    "draft_problems",
    "evaluate",
    "evaluator",
    "find_provisions",
    "heads",
    "inside",
    "inspection_items",
    "instrument",
    "instrument_levels",
    "instrument_titles",
    "instruments",
    "is_beyond_text",
    "is_on_register",
    "item_history",
    "leniency_for",
    "limit",
    "limits",
    "limits_held",
    "limits_in_force",
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
    "now_of",
    "officer_names",
    "officer_place",
    "officers",
    "packaged_articles",
    "parameter_history",
    "parameters",
    "penalty_bodies",
    "power_item",
    "power_item_names",
    "power_items",
    "problem_of",
    "public_item",
    "public_versions",
    "publish_benchmark",
    "publish_item",
    "publish_list",
    "published_version",
    "reach",
    "read_list",
    "read_provision",
    "read_range",
    "recordings",
    "refs_in",
    "refusal_words",
    "register_agency",
    "register_instrument",
    "register_officer",
    "register_packaged_law",
    "return_benchmark",
    "return_list",
    "review_benchmark",
    "review_list",
    "revise_benchmark",
    "role_words",
    "roles",
    "roles_that_may",
    "row_from_texts",
    "row_of",
    "rule",
    "rules",
    "set_parameter",
    "set_short_name",
    "signed_in",
    "signed_in_or_none",
    "steps_from",
    "submit_benchmark",
    "submit_list",
    "system_actor",
    "table_from_csv",
    "table_from_dmn",
    "table_from_file",
    "table_from_json",
    "table_json_text",
    "table_to_csv",
    "table_to_dmn",
    "table_to_json",
    "tell_refusal",
    "versions_on",
    "waiting_law",
    "write_cell",
    "write_csv",
    "write_json",
    "write_range",
]


def system_actor() -> Actor:
    """The machine itself (系统), for jobs and for setting up; may do what its role says."""
    return SYSTEM_ACTOR


def waiting_law() -> tuple[InstrumentHead, ...]:
    """Packaged instruments whose text is not on the register yet (待登记的法律文件)."""
    known = registered_digests()
    return tuple(
        head
        for head in heads()
        if known.get((head.instrument_id, head.valid_from))
        != (text_digest(packaged_articles(head)), head.document)
    )


def register_packaged_law(now: datetime) -> int:
    """Puts every packaged instrument that is not on the register yet there; returns how many.

    Safe to run twice: a text is known by its digest.
    """
    waiting = waiting_law()
    for head in waiting:
        text = packaged_articles(head)
        register_instrument(actor=SYSTEM_ACTOR, now=now, head=head, articles=text)
    return len(waiting)
