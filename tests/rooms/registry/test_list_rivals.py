# SPDX-License-Identifier: Apache-2.0
"""Two people at once: one publishes, the other is told; no day has two lists."""

import threading
from dataclasses import replace
from datetime import datetime

import pytest
from django.db import connection
from tests.rooms.registry.conftest import City

from mingjing.ledger.public import entry_for
from mingjing.registry.public import (
    draft_list,
    list_version,
    publish_list,
    review_list,
    submit_list,
    versions_on,
)
from mingjing.registry.types import ListKind, ListNotNewer, ListState, ListStateWrong

pytestmark = pytest.mark.django_db(transaction=True)


def _reviewed(city: City, now: datetime) -> str:
    made = draft_list(actor=city.drafter, now=now, draft=city.draft())
    submit_list(actor=city.drafter, now=now, list_version_id=made)
    review_list(actor=city.reviewer, now=now, list_version_id=made)
    return made


def _publish_at_once(city: City, now: datetime, *versions: str) -> list[type[Exception] | None]:
    """Publishes from as many threads as versions are given; what each one met."""
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite there is one writer at a time, and the tests share a connection")
    start = threading.Barrier(len(versions))
    met: list[type[Exception] | None] = []

    def go(number: int, version: str) -> None:
        head = replace(city.head, account_id=f"account_head_{number}")
        start.wait(10)
        try:
            publish_list(actor=head, now=now, list_version_id=version)
            met.append(None)
        except (ListStateWrong, ListNotNewer) as refusal:
            met.append(type(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=pair) for pair in enumerate(versions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return met


def test_of_two_heads_who_publish_one_version_one_is_told(city: City, now: datetime) -> None:
    made = _reviewed(city, now)
    met = _publish_at_once(city, now, made, made, made)
    assert sorted(str(one) for one in met) == sorted(
        str(one) for one in (None, ListStateWrong, ListStateWrong)
    )
    published = [e for e in entry_for("list", made) if e.act == "registry.list_published"]
    assert len(published) == 1


def test_of_two_versions_for_one_day_one_is_published(city: City, now: datetime) -> None:
    first, second = _reviewed(city, now), _reviewed(city, now)
    met = _publish_at_once(city, now, first, second)
    assert set(met) == {None, ListNotNewer}
    states = {list_version(first).state, list_version(second).state}
    assert states == {ListState.PUBLISHED, ListState.REVIEWED}
    assert len(versions_on(ListKind.POWER, city.draft().valid_from)) == 1
