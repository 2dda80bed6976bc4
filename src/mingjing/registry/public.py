# SPDX-License-Identifier: Apache-2.0
"""The door of the registry."""

from datetime import datetime

from mingjing.registry.acts.appoint import NewAccount, appoint
from mingjing.registry.acts.permission import demand, may
from mingjing.registry.acts.publish_item import publish_item
from mingjing.registry.acts.register_agency import register_agency
from mingjing.registry.acts.register_instrument import register_instrument
from mingjing.registry.acts.register_officer import NewOfficer, register_officer
from mingjing.registry.acts.set_parameter import set_parameter
from mingjing.registry.law import limits
from mingjing.registry.queries import (
    SYSTEM_ACTOR,
    account_name,
    actor_for,
    agencies,
    agency,
    article,
    article_versions,
    articles,
    deadline,
    deadline_rules,
    deadlines,
    inspection_items,
    instrument,
    instruments,
    limit,
    limits_in_force,
    officers,
    parameter_history,
    parameters,
    registered_digests,
    roles,
)
from mingjing.registry.rules import text_digest
from mingjing.registry.statutes import (
    article_refs,
    cite,
    cite_text,
    coverage,
    heads,
    packaged_articles,
    refs_in,
    rule,
    rules,
)
from mingjing.registry.types import Actor, InstrumentHead

__all__ = [
    "NewAccount",
    "NewOfficer",
    "account_name",
    "actor_for",
    "agencies",
    "agency",
    "appoint",
    "article",
    "article_refs",
    "article_versions",
    "articles",
    "cite",
    "cite_text",
    "coverage",
    "deadline",
    "deadline_rules",
    "deadlines",
    "demand",
    "heads",
    "inspection_items",
    "instrument",
    "instruments",
    "limit",
    "limits",
    "limits_in_force",
    "may",
    "officers",
    "packaged_articles",
    "parameter_history",
    "parameters",
    "publish_item",
    "refs_in",
    "register_agency",
    "register_instrument",
    "register_officer",
    "register_packaged_law",
    "roles",
    "rule",
    "rules",
    "set_parameter",
    "system_actor",
    "waiting_law",
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
