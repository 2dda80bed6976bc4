# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E402 - Django must be ready before the rooms are imported
"""Fills a fresh store for the browser: `python -m tests.browser.seed`. Safe to run twice."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.browser.settings")
django.setup()

from datetime import UTC, date, datetime

from mingjing.entry.setup import prepare
from mingjing.kernel.errors import Conflict
from mingjing.registry.public import NewAccount, appoint, register_agency, system_actor

USER, PASSWORD = "browser", "a long pass phrase"
ROLES = ("steward", "analyst", "planner", "officer", "administrator")
_NOW = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


def main() -> None:
    """Prepares the store and opens one account that may open every page."""
    prepare()
    agency = {"name": "示例市场监督管理局", "name_en": "Example Market Bureau", "region": ""}
    try:
        agency_id = register_agency(actor=system_actor(), now=_NOW, **agency)
        account = NewAccount(USER, "Bo", agency_id, "", ROLES, valid_from=date(2026, 1, 1))
        appoint(actor=system_actor(), now=_NOW, account=account, password=PASSWORD)
    except Conflict:
        return


if __name__ == "__main__":
    main()
