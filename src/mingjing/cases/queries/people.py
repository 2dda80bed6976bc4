# SPDX-License-Identifier: Apache-2.0
"""Who took a step and whom it names, as people and not as ids (人员称谓)."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date

from mingjing.cases.models import Case
from mingjing.cases.types.casefile import Step
from mingjing.cases.types.codes import Acting
from mingjing.cases.types.steps import Payload
from mingjing.cases.words import words_for
from mingjing.registry.public import account_views, officer_names
from mingjing.registry.types import AccountView

_OFFICERS = ("officers", "officer")
_ACCOUNTS = ("heads", "hosts", "accounts", "members")
_SYSTEM = "system"


def people_behind(row: Case, steps: Iterable[Step], today: date) -> dict[str, AccountView | Acting]:
    """Who took the steps, by account. Two queries.

    The party acts by the code sent to it, the machine by itself; neither has an account.
    """
    ids = {step.account_id for step in steps}
    found: dict[str, AccountView | Acting] = dict.fromkeys(ids, Acting.OTHER)
    found |= {row.party_id: Acting.PARTY, _SYSTEM: Acting.SYSTEM}
    return found | account_views(ids, today)


def names_in(
    payloads: Iterable[Payload], today: date, officers: Iterable[str] = ()
) -> dict[str, str]:
    """Names of the officers and accounts that steps name, by id. Three queries at most.

    :param officers: officers who are named elsewhere on the page.
    """
    named = [pair for payload in payloads for pair in _named(payload)]
    officers = {*officers, *(one for kind, one in named if kind in _OFFICERS)}
    accounts = {one for kind, one in named if kind in _ACCOUNTS}
    found = officer_names(officers) if officers else {}
    people = account_views(accounts, today) if accounts else {}
    return found | {key: one.name for key, one in people.items()}


def _named(payload: Payload) -> Iterator[tuple[str, str]]:
    for one in fields(payload):
        kind = words_for(type(payload), one.name).kind
        kind = one.name if one.name == "members" else kind  # typed as lines, or chosen by account
        if kind not in _OFFICERS + _ACCOUNTS:
            continue
        value = getattr(payload, one.name)
        for name in value if isinstance(value, tuple) else (value,):
            yield kind, name
