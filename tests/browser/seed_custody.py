# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E402 - Django must be ready before the rooms are imported
"""Two more accounts for custody: `python -m tests.browser.seed_custody`.

With the argument `later` it lists what will be due in seven months.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.browser.settings")
django.setup()

from datetime import UTC, date, datetime, timedelta

from mingjing.evidence.jobs import sweep_terms
from mingjing.kernel.clock import local_date, system_now
from mingjing.registry.public import NewAccount, actor_for, appoint, system_actor
from tests.browser.seed import PASSWORD, USER

_NOW = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
ROLES = {"head": ("head",), "legal": ("legal", "auditor")}


def main() -> None:
    """Opens the accounts, or goes seven months on."""
    if sys.argv[1:] == ["later"]:
        sweep_terms(system_now() + timedelta(days=213))
        return
    agency_id = actor_for(USER, local_date(system_now())).agency_id
    for name, roles in ROLES.items():
        account = NewAccount(name, name.title(), agency_id, "", roles, valid_from=date(2026, 1, 1))
        appoint(actor=system_actor(), now=_NOW, account=account, password=PASSWORD)


if __name__ == "__main__":
    main()
