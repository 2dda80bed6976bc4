# SPDX-License-Identifier: Apache-2.0
"""A city with two bureaus, and a way to bring a list to publication."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest
from tests.conftest import actor
from tests.rules.registry.list_samples import ITEM, SAMPLES

from mingjing.registry.public import (
    draft_list,
    publish_list,
    register_agency,
    review_list,
    submit_list,
)
from mingjing.registry.types import Actor, ListItem, ListKind, NewList

FIRST = date(2027, 1, 1)


@dataclass(frozen=True)
class City:
    """Two bureaus of one city, and the three people who make the lists of the first."""

    market: str
    green: str
    drafter: Actor
    reviewer: Actor
    head: Actor

    def draft(self, *items: ListItem, kind: ListKind = ListKind.POWER, on: date = FIRST) -> NewList:
        whole = items or (replace(SAMPLES[kind], agency_id="", region="", valid_from=None),)
        return NewList(kind, self.market, "330100", on, whole)


Publish = Callable[..., str]


@pytest.fixture
def city(system: Actor, now: datetime) -> City:
    market = register_agency(
        actor=system, now=now, name="市场监督管理局", name_en="Market bureau", region="330100"
    )
    green = register_agency(actor=system, now=now, name="生态环境局", region="330100")
    return City(
        market,
        green,
        drafter=actor("Wu", "administrator", agency_id=market),
        reviewer=actor("Qian", "legal", agency_id=market),
        head=actor("Sun", "head", agency_id=market),
    )


@pytest.fixture
def publish(city: City, now: datetime) -> Publish:
    """Drafts, submits, reviews and publishes a list; gives the id of the version."""

    def go(draft: NewList | None = None, at: datetime = now) -> str:
        made = draft_list(actor=city.drafter, now=at, draft=draft or city.draft())
        submit_list(actor=city.drafter, now=at, list_version_id=made)
        review_list(actor=city.reviewer, now=at, list_version_id=made)
        publish_list(actor=city.head, now=at, list_version_id=made)
        return made

    return go


@pytest.fixture
def plain() -> ListItem:
    """The sample power item, open as to agency, region and first day."""
    return replace(ITEM, agency_id="", region="", valid_from=None)
