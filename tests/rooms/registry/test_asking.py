# SPDX-License-Identifier: Apache-2.0
"""Who asks for a page and when."""

from datetime import datetime

import pytest
from django.http import HttpRequest
from tests.conftest import actor

from mingjing.registry.public import now_of, signed_in, signed_in_or_none
from mingjing.registry.types import Actor, UnknownAccount


def _request(who: Actor | None, now: datetime) -> HttpRequest:
    request = HttpRequest()
    request.actor, request.now = who, now  # type: ignore[attr-defined]
    return request


def test_it_knows_who_asks_and_when(now: datetime) -> None:
    zhao = actor("zhao", "handler")
    request = _request(zhao, now)
    assert signed_in(request) is zhao
    assert signed_in_or_none(request) is zhao
    assert now_of(request) == now


def test_it_refuses_somebody_without_an_account(now: datetime) -> None:
    with pytest.raises(UnknownAccount):
        signed_in(_request(None, now))


@pytest.mark.parametrize("has_passed", [True, False])
def test_a_page_for_everybody_has_nobody_signed_in(has_passed: bool, now: datetime) -> None:
    request = _request(None, now) if has_passed else HttpRequest()
    assert signed_in_or_none(request) is None
